package runtime

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
)

// stream sends a body that is not held in memory, more than once if it can be sought. The transport may still be
// reading it after a try has failed; each try has a body of its own that is cut off before the next one begins.
type stream struct {
	source io.Reader
	seeker io.Seeker // nil if the source is none
	start  int64
	length int64 // -1: not known
	try    *streamTry
}

type streamTry struct {
	mu     sync.Mutex
	source io.Reader
	ended  bool
	read   bool
}

var errStreamEnded = errors.New("the request's body was cut off")

func newStream(source io.Reader) (*stream, error) {
	s := &stream{source: source, length: -1}
	seeker, ok := source.(io.Seeker)
	if !ok {
		return s, nil
	}
	start, err := seeker.Seek(0, io.SeekCurrent)
	if err != nil {
		return s, nil // a pipe is an *os.File that says it can seek
	}
	s.seeker, s.start = seeker, start
	end, err := seeker.Seek(0, io.SeekEnd)
	if err != nil {
		return s, nil // a multipart body does not know its length
	}
	if _, err = seeker.Seek(start, io.SeekStart); err != nil {
		return nil, fmt.Errorf("measuring the body: %w", err)
	}
	s.length = max(0, end-start)
	return s, nil
}

// open returns the body for the next try.
func (s *stream) open() io.Reader {
	s.try = &streamTry{source: s.source}
	return s.try
}

// describe tells the request how long its body is, which net/http knows only of its own readers.
func (s *stream) describe(req *http.Request) {
	if req.Body == nil || s.length < 0 {
		return
	}
	req.ContentLength = s.length
	if s.length == 0 {
		req.Body = http.NoBody
	}
}

// rewind cuts the last try off and returns to the start; false if the body cannot be sent again.
func (s *stream) rewind() bool {
	if s.try == nil || !s.try.cut() {
		return true
	}
	if s.seeker == nil {
		return false
	}
	_, err := s.seeker.Seek(s.start, io.SeekStart)
	return err == nil
}

func (t *streamTry) Read(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.ended {
		return 0, errStreamEnded
	}
	t.read = true
	return t.source.Read(p)
}

// cut ends the try and reports whether anything was read.
func (t *streamTry) cut() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.ended = true
	return t.read
}
