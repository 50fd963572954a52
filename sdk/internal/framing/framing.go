// Package framing divides a body into what it is a sequence of: events (the WHATWG's text/event-stream), lines of JSON
// (NDJSON, JSON Lines), and RFC 7464's sequences of JSON texts. It holds one item at a time, of bounded size.
//
// Libraries that read events were looked at: those that are well kept connect by themselves, or keep neither retry nor a
// limit, and what the standard asks for is less code than what would be around them.
package framing

import (
	"errors"
	"io"
	"time"
)

// Item is an event, or the JSON text of a line or of a sequence's element, which has nothing but Data.
type Item struct {
	// Data is valid until the next item is read.
	Data []byte
	// Name is the event's name; "" is none. Named reports whether the event has a field of that name.
	Name  string
	Named bool
	// ID is the last id that the stream has named; HasID reports whether this event names it.
	ID    string
	HasID bool
	// Retry is the event's own wait before the stream is asked for again; HasRetry reports whether it has one.
	Retry    time.Duration
	HasRetry bool
}

// Reader reads item after item. It ends with io.EOF, or with io.ErrUnexpectedEOF where an item is not complete.
type Reader interface {
	Next() (Item, error)
	// LastID is the last id that the stream has named, also without an event behind it.
	LastID() string
}

// ErrTooLarge says that an item is larger than the limit.
var ErrTooLarge = errors.New("an item of the stream is too large")

// Events reads a text/event-stream. LastID is the last id that an earlier part of it has named.
func Events(body io.Reader, limit int64, lastID string) Reader {
	return &events{lines: lines{in: newInput(body), limit: limit, ends: "\r\n"}, id: lastID, lastID: lastID}
}

// Lines reads lines of JSON. Blank ones count for nothing.
func Lines(body io.Reader, limit int64) Reader {
	return &jsonLines{lines{in: newInput(body), limit: limit, ends: "\n"}}
}

// Sequence reads RFC 7464's application/json-seq.
func Sequence(body io.Reader, limit int64) Reader {
	return &sequence{in: newInput(body), limit: limit}
}
