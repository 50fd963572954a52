package runtime

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"strconv"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/internal/framing"
	"github.com/hubchannels/hubchannels-go/sdk/internal/scan"
)

// doneMark is what many streams of JSON end with.
const doneMark = "[DONE]"

// isStream returns what is wrong with an answer that is no stream of events: read as one, it would be an empty one.
func (s *streamed) isStream(stream *Streaming) error {
	if stream.Framing != Events || s.response.ContentLength == 0 {
		return nil
	}
	kind, _, _ := mime.ParseMediaType(s.response.Header.Get("Content-Type")) // what is no media type is none
	switch kind {
	case "", "text/event-stream", "text/plain", "application/octet-stream":
		return nil
	}
	b := s.run.client.buffer()
	defer s.run.client.release(b)
	_ = b.fill(s.ReadCloser, s.response.ContentLength, min(errorBytes, s.run.client.maxBytes)) // what can be read is kept
	return s.run.undecodable(sdk.ErrNotStream, b.data)
}

// read makes a value of an item. io.EOF is the end of the stream.
func (s *source) read(item framing.Item, into any) error {
	stream := s.call.Operation.Stream
	kind := stream.kind(item.Name)
	raw, isRaw := into.(*sdk.Event)
	switch {
	case isRaw:
	case stream.ends(item.Data, kind):
		drain(s.body.response)
		return io.EOF
	case stream.Framing == Events && item.Name == "error" && !stream.Errors && !stream.Whole:
		op := s.call.Operation
		return &sdk.EventError{Operation: op.Name, Method: op.Method, Path: op.Path, Event: s.described(item)}
	}
	if s.event != nil {
		*s.event = s.described(item)
	}
	if isRaw {
		*raw = s.described(item)
		return nil
	}
	return s.decode(item, kind, into)
}

// decode reads an item into what into points to.
func (s *source) decode(item framing.Item, kind DataKind, into any) error {
	r, stream := s.body.run, s.call.Operation.Stream
	data, err := stream.json(item, kind)
	if err == nil {
		r.reading = into
		err = r.client.api.Types.UnmarshalContext(s.ctx, data, noted(into, stream.Note))
	}
	if err == nil && r.client.observer != nil {
		r.client.observer.result(s.call.Operation, r.status, into)
	}
	switch {
	case err == nil:
		return nil
	case s.ctx.Err() != nil && errors.Is(err, s.ctx.Err()):
		return r.interrupted("reading the stream")
	case !errors.Is(err, sdk.ErrNotJSON) && !scan.Valid(data):
		err = notJSON{err}
	}
	return r.undecodable(err, item.Data)
}

func (s *source) described(item framing.Item) sdk.Event {
	return sdk.Event{ID: s.again.lastID, Name: item.Name, Data: string(item.Data), Retry: item.Retry}
}

func (s *Streaming) kind(name string) DataKind {
	if name == "" {
		name = "message"
	}
	if kind, named := s.Named[name]; named {
		return kind
	}
	return s.Data
}

// ends reports whether data is what ends the stream.
func (s *Streaming) ends(data []byte, kind DataKind) bool {
	if s.End != "" {
		return string(data) == s.End
	}
	return kind != DataText && string(data) == doneMark
}

// json is the JSON text of an item.
func (s *Streaming) json(item framing.Item, kind DataKind) ([]byte, error) {
	data, err := dataJSON(item.Data, kind)
	if err != nil || !s.Whole {
		return data, err
	}
	object := append([]byte(`{"data":`), data...)
	if item.Named || s.Message {
		name := item.Name
		if name == "" {
			name = "message"
		}
		object = append(append(object, `,"event":`...), quotedJSON(name)...)
	}
	if item.HasID {
		id := quotedJSON(item.ID)
		if s.NumberID && scan.Valid([]byte(item.ID)) {
			id = []byte(item.ID)
		}
		object = append(append(object, `,"id":`...), id...)
	}
	if item.HasRetry {
		object = strconv.AppendInt(append(object, `,"retry":`...), item.Retry.Milliseconds(), 10)
	}
	return append(object, '}'), nil
}

// dataJSON is the JSON text of data.
func dataJSON(data []byte, kind DataKind) ([]byte, error) {
	switch {
	case kind == DataText, kind == DataEither && (len(data) == 0 || bytes.IndexByte([]byte("{["), data[0]) < 0 || !scan.Valid(data)):
		return quotedJSON(string(data)), nil
	case !scan.Valid(data):
		return data, notJSON{errData}
	}
	return data, nil
}

var errData = errors.New("an item's data is something else")

func quotedJSON(text string) []byte {
	data, _ := json.Marshal(text) // a string always has a JSON text
	return data
}
