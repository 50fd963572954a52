package sdk

import (
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk/internal/settings"
)

// Event is an event of a text/event-stream as the server sent it.
type Event struct {
	// ID is the last id that the stream has named: [LastEventID] goes on behind it. "" is none.
	ID string
	// Name is the event's name, "" where it has none, which means "message".
	Name string
	// Data is the event's text: its lines of data, joined by line feeds. A stream of lines has a line's JSON here.
	Data string
	// Retry is how long the server asks to wait before it is asked again, in whole milliseconds; 0 where this event says nothing.
	Retry time.Duration
}

// String is how much data there is. What the server wrote is left out: servers repeat what they were sent.
func (e Event) String() string { return "event of " + strconv.Itoa(len(e.Data)) + " bytes" }

// Format prints String, whatever the verb.
func (e Event) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, e.String()) }

// MarshalText is String, for logs.
func (e Event) MarshalText() ([]byte, error) { return []byte(e.String()), nil }

// CaptureEvent fills in into for each item of a stream, before the loop's body sees the item: what the event is called, and
// the id to store in order to go on later.
func CaptureEvent(into *Event) CallOption {
	return func(c *settings.Call) { c.Event = into }
}

// LastEventID makes a stream of events begin behind the event with an id, as far as the server still knows it. It is sent in
// the header Last-Event-ID, in place of a parameter of that name. "" is the beginning.
func LastEventID(id string) CallOption {
	return func(c *settings.Call) { c.LastEventID = id }
}

// EventError is an event named "error" that a server sends in a stream whose document knows no such event. The stream
// has ended.
type EventError struct {
	Operation, Method, Path string
	// Event is what the server sent.
	Event Event
}

// Error names the operation, and nothing that the server wrote.
func (e EventError) Error() string {
	return text(e.Operation, e.Method, e.Path, 0) + ": the server has sent an error as an " + e.Event.String()
}

// GoString is the text, marked as an EventError.
func (e EventError) GoString() string { return goString("sdk.EventError", e.Error()) }

// MarshalText is the text.
func (e EventError) MarshalText() ([]byte, error) { return []byte(e.Error()), nil }
