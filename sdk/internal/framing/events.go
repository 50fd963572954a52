package framing

import (
	"bytes"
	"io"
	"math"
	"strconv"
	"strings"
	"time"
)

// events reads events as the WHATWG's HTML standard describes it in "Interpreting an event stream", but that an event which
// is not complete at the end of the stream is an error.
type events struct {
	lines
	// id is the last one that was read, lastID the last one that counts: a blank line has come since.
	id, lastID string
}

func (e *events) LastID() string { return e.lastID }

func (e *events) Next() (Item, error) {
	item := Item{}
	data, some := []byte(nil), false
	for {
		line, err := e.next()
		name, value := field(line)
		switch {
		case err == io.EOF && (some || name == "data"):
			return Item{}, io.ErrUnexpectedEOF
		case err != nil:
			return Item{}, err
		case len(line) == 0 && some:
			item.Data, item.ID, e.lastID = bytes.ToValidUTF8(data, []byte("\uFFFD")), e.id, e.id
			return item, nil
		case len(line) == 0: // no event, but its id counts
			item, e.lastID = Item{}, e.id
			continue
		}
		if name != "data" {
			e.set(&item, name, value)
			continue
		}
		if some {
			data = append(data, '\n')
		}
		data, some = append(data, value...), true
		if int64(len(data)) > e.limit {
			return Item{}, ErrTooLarge
		}
	}
}

// field divides a line. A comment's name is empty, which is no field's.
func field(line []byte) (name string, value []byte) {
	before, after, _ := bytes.Cut(line, []byte(":"))
	return string(before), bytes.TrimPrefix(after, []byte(" "))
}

// set takes note of a field that is not data. Fields that the standard does not know count for nothing.
func (e *events) set(item *Item, name string, value []byte) {
	text := strings.ToValidUTF8(string(value), "\uFFFD")
	switch name {
	case "event":
		item.Name, item.Named = text, true
	case "id":
		if !strings.Contains(text, "\x00") {
			e.id, item.HasID = text, true
		}
	case "retry":
		if wait, ok := milliseconds(text); ok {
			item.Retry, item.HasRetry = wait, true
		}
	}
}

// milliseconds reads digits, and nothing else.
func milliseconds(text string) (time.Duration, bool) {
	for _, char := range []byte(text) {
		if char < '0' || char > '9' {
			return 0, false
		}
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil && text == "" {
		return 0, false
	}
	return time.Duration(min(n, math.MaxInt64/int64(time.Millisecond))) * time.Millisecond, true
}
