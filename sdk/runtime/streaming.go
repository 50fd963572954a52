package runtime

import (
	"context"
	"errors"
	"io"
	"iter"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/internal/framing"
	"github.com/hubchannels/hubchannels-go/sdk/internal/headers"
)

// Streaming says what the items of a stream are, and how they become values.
type Streaming struct {
	// Framing is how a body is divided into items.
	Framing Framing
	// Whole reads an event into an object with the properties event, data, id and retry. Otherwise an item is what stands in
	// data.
	Whole bool
	// Data is what data is, Named what it is in the events of some names instead.
	Data  DataKind
	Named map[string]DataKind
	// NumberID says that the property id of a Whole event is a number, and Message that an event without a name gets the name
	// that it has by the standard, "message".
	NumberID, Message bool
	// Note is what the tag "sdk" of a field would say of an item.
	Note string
	// End is the data that ends the stream; a stream that ends without it is cut short. "" is none: data that should be JSON
	// and is "[DONE]" ends a stream then, and need not come.
	End string
	// Errors says that events named "error" are items as any other. Otherwise they end the stream with an *sdk.EventError.
	Errors bool
}

// Framing is how a body is divided into items.
type Framing uint8

const (
	// Events are those of text/event-stream.
	Events Framing = iota
	// Lines have a JSON value each.
	Lines
	// Sequence is RFC 7464's application/json-seq.
	Sequence
)

// DataKind is what an item's data is.
type DataKind uint8

const (
	// DataJSON is JSON.
	DataJSON DataKind = iota
	// DataText is text.
	DataText
	// DataEither is a JSON object or array where it is one, else text.
	DataEither
)

// hasIDs reports whether a stream can go on behind an item.
func (s *Streaming) hasIDs() bool { return s != nil && s.Framing == Events }

// reader divides a body into items.
func (s *Streaming) reader(body io.Reader, limit int64, lastID string) framing.Reader {
	switch s.Framing {
	case Lines:
		return framing.Lines(body, limit)
	case Sequence:
		return framing.Sequence(body, limit)
	default:
		return framing.Events(body, limit, lastID)
	}
}

// Stream calls an operation whose answer is a stream of objects, and yields one after the other as they come. The request
// is sent when the loop begins, and anew for each loop. It ends with the stream, with the first error, which comes without
// an item, with ctx, or when the loop over it does. A stream of events that breaks off is asked for again, behind the last
// event that has an id, if the operation may be repeated.
//
//go:noinline
func Stream[E any](ctx context.Context, c *Client, call *Call) iter.Seq2[*E, error] {
	return func(yield func(*E, error) bool) {
		s := newSource(ctx, c, call)
		defer s.close()
		for {
			item := new(E)
			err := s.next(item)
			if err == io.EOF {
				return
			}
			if err != nil {
				item = nil
			}
			if !yield(item, err) || err != nil {
				return
			}
		}
	}
}

// StreamOf is [Stream] for items that are no objects.
//
//go:noinline
func StreamOf[E any](ctx context.Context, c *Client, call *Call) iter.Seq2[E, error] {
	return func(yield func(E, error) bool) {
		for item, err := range Stream[E](ctx, c, call) {
			if item == nil {
				item = new(E)
			}
			if !yield(*item, err) {
				return
			}
		}
	}
}

// source is one loop over a stream.
type source struct {
	client *Client
	call   *Call
	ctx    context.Context
	cancel context.CancelFunc
	body   *streamed
	items  framing.Reader // nil before the connection is there
	again  reconnecting
	event  *sdk.Event // of sdk.CaptureEvent
}

func newSource(ctx context.Context, c *Client, call *Call) *source {
	s := &source{client: c, call: call, ctx: ctx}
	if ctx == nil {
		return s // Do says so
	}
	options := newCallConfig(call.Options)
	s.ctx, s.cancel = options.limit(ctx)
	s.event, _ = options.Event.(*sdk.Event)
	s.again.lastID = options.LastEventID
	return s
}

// next reads the next item.
func (s *source) next(into any) error {
	for {
		if s.items == nil {
			if err := s.connect(); err != nil {
				return err
			}
		}
		if s.ctx.Err() != nil {
			return s.body.run.interrupted("reading the stream")
		}
		item, err := s.items.Next()
		s.again.note(item, s.items.LastID())
		if err == nil {
			return s.read(item, into)
		}
		if err := s.broken(err); err != nil {
			return err
		}
	}
}

// connect sends the request, behind the last event that came.
func (s *source) connect() error {
	var body io.ReadCloser
	call := *s.call
	call.Reader = &body
	call.Options = append(call.Options[:len(call.Options):len(call.Options)], sdk.Timeout(0)) // it is limited already
	if s.again.lastID != "" {
		call.Options = append(call.Options, sdk.LastEventID(s.again.lastID))
	}
	if err := s.client.Do(s.ctx, &call); err != nil {
		return err
	}
	s.body = body.(*streamed)
	if err := s.body.isStream(call.Operation.Stream); err != nil {
		return err
	}
	var from io.Reader = s.body.ReadCloser // what breaks off is named below
	if idle := s.client.idleTimeout; idle > 0 {
		from = &watched{body: from, limit: s.body.limit, silent: idle}
	}
	s.items = call.Operation.Stream.reader(from, s.client.maxBytes, s.again.lastID)
	return nil
}

// broken is what becomes of the loop when there is no next item: nil is to connect again, io.EOF is its end.
func (s *source) broken(err error) error {
	r, stream := s.body.run, s.call.Operation.Stream
	switch {
	case errors.Is(err, framing.ErrTooLarge):
		return r.undecodable(sdk.ErrResponseTooLarge, nil)
	case err == io.EOF && stream.End == "":
		return err
	case err == io.EOF:
		err = io.ErrUnexpectedEOF
	}
	failed := r.broken(s.body.attempt, s.body.response, err, nil).err
	wait, again := s.again.wait(s, failed)
	if !again {
		return failed
	}
	s.hangUp()
	if !sleep(s.ctx, wait) {
		r.last = failed
		return r.interrupted("waiting to ask for the stream again")
	}
	return nil
}

// hangUp leaves the connection.
func (s *source) hangUp() {
	if s.body != nil {
		_ = s.body.Close() // nobody waits for the rest
	}
	s.body, s.items = nil, nil
}

func (s *source) close() {
	s.hangUp()
	if s.cancel != nil {
		s.cancel()
	}
}

// lastIDFits reports whether an id can be sent in a header.
func lastIDFits(id string) bool { return id != "" && headers.Value(id) }
