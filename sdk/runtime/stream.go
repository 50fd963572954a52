package runtime

import (
	"context"
	"io"
	"net/http"
	"sync"
)

// stream is a body that is not held in memory: a reader of the caller's, or several with text between them. It is the
// caller's again when the call returns, and the transport may still be reading then, or after a try has failed. So each
// try has a reader of its own, which is cut off before the next one begins, and the last one when the call returns.
type stream struct {
	pieces []piece
	length int64 // -1: not known

	mu    sync.Mutex
	last  *streamReader
	read  bool // some reader has taken something
	stuck bool // a Read of the caller's does not return
	over  bool // the call has returned
}

// newStream makes a stream of a reader, or of the pieces that it consists of.
func newStream(source io.Reader) (*stream, error) {
	if parts, ok := source.(*Parts); ok {
		return parts.stream()
	}
	p, err := newPiece(source)
	if err != nil {
		return nil, err
	}
	return streamOf(p), nil
}

func streamOf(pieces ...piece) *stream {
	s := &stream{pieces: pieces}
	for _, p := range pieces {
		if p.length < 0 {
			s.length = -1
			return s
		}
		s.length += p.length
	}
	return s
}

// again reports whether the stream can be opened again.
func (s *stream) again() bool {
	if !s.stop() {
		return false
	}
	return !s.wasRead() || s.repeatable()
}

// repeatable reports whether each piece can be read more than once.
func (s *stream) repeatable() bool {
	for _, p := range s.pieces {
		if p.seeker == nil {
			return false
		}
	}
	return true
}

// open makes another reader, from where the caller's stood. It ends with a try's context.
func (s *stream) open(ctx context.Context) (io.ReadCloser, error) {
	if !s.stop() {
		return nil, errNotAgain
	}
	if s.wasRead() {
		for i := range s.pieces {
			if err := s.pieces[i].rewind(); err != nil {
				return nil, err
			}
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over {
		return nil, errBodyClosed
	}
	s.last = newStreamReader(ctx, s.pieces)
	return s.last, nil
}

func (s *stream) wasRead() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.read
}

// stop cuts the last reader off, and reports whether nobody reads any more.
func (s *stream) stop() bool {
	s.mu.Lock()
	last, stuck := s.last, s.stuck
	s.mu.Unlock()
	if last == nil || stuck {
		return !stuck
	}
	read, idle := last.cut()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.read = s.read || read
	s.stuck = !idle
	return idle
}

// end gives the readers back to the caller.
func (s *stream) end() {
	s.mu.Lock()
	s.over = true
	s.mu.Unlock()
	s.stop()
	for _, p := range s.pieces {
		if p.end != nil {
			p.end()
		}
	}
	if !s.wasRead() {
		return
	}
	for _, p := range s.pieces {
		if p.drain != nil {
			p.drain()
		}
	}
}

// describe tells the request how long its body is.
func (s *stream) describe(req *http.Request) {
	req.ContentLength = s.length
	if s.length == 0 {
		req.Body = http.NoBody
	}
}

// failure is the error of a reader of the caller's, nil if there is none.
func (s *stream) failure() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.last == nil {
		return nil
	}
	return s.last.failure()
}
