package runtime

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"sync"
)

// SendItems makes a body of what an iterator yields: JSON values, each on a line or as an element of a sequence. The iterator is
// asked for an item when the one before has been sent, and not any more once the call has returned. Its error ends the request,
// which the server cannot take for a complete one. Nil is no body. Note is what the codec has to know of an item.
func SendItems[T any](c *Client, framing Framing, note string, all iter.Seq2[T, error]) io.Reader {
	if all == nil {
		return nil
	}
	types := c.api.Types.ForRequests()
	return &sentItems{framing: framing, pull: func() (func() (any, error, bool), func()) {
		next, stop := iter.Pull2(all)
		return func() (any, error, bool) {
			item, err, ok := next()
			return item, err, ok
		}, stop
	}, write: func(b []byte, item any) ([]byte, error) {
		b, err := types.Append(b, noted(item, note))
		return bytes.TrimSuffix(b, []byte(",")), err // what is written ends in a comma
	}}
}

// sentItems reads the text of items. An iterator cannot be begun anew, so that nothing is sent twice.
type sentItems struct {
	framing Framing
	pull    func() (next func() (any, error, bool), stop func())
	write   func(b []byte, item any) ([]byte, error)

	next  func() (any, error, bool)
	left  []byte
	text  []byte
	count int

	mu   sync.Mutex
	busy bool   // the iterator is being asked
	over bool   // the call has returned
	stop func() // nil before the first item, and once it was called
}

// Format prints no content, whatever the verb.
func (s *sentItems) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "items") }

func (s *sentItems) Read(p []byte) (int, error) {
	if len(s.left) == 0 {
		if err := s.fill(); err != nil {
			return 0, err
		}
	}
	n := copy(p, s.left)
	s.left = s.left[n:]
	return n, nil
}

// fill asks for the next item, and writes it.
func (s *sentItems) fill() error {
	if !s.begin() {
		return errBodyClosed
	}
	item, err, more := s.next()
	s.idle()
	switch {
	case !more:
		return io.EOF
	case err != nil:
		return err
	}
	if err := checkItem(item); err != nil {
		return fmt.Errorf("item %d: %w", s.count, err)
	}
	if s.text, err = s.framed(s.text[:0], item); err != nil {
		return fmt.Errorf("item %d: %w", s.count, err)
	}
	s.left = s.text
	s.count++
	return nil
}

// checkItem has an item check itself.
func checkItem(item any) error {
	if missing(item, true) {
		return errors.New("it is nil")
	}
	if problems := checkArgument("", "", item, true); len(problems) > 0 {
		return problems
	}
	return nil
}

// framed appends an item as the framing wants it. JSON of the caller's own may have line breaks, which would end it.
func (s *sentItems) framed(b []byte, item any) ([]byte, error) {
	if s.framing == Sequence {
		b = append(b, 0x1e)
	}
	start := len(b)
	b, err := s.write(b, item)
	if err != nil {
		return nil, err
	}
	if bytes.ContainsAny(b[start:], "\r\n") {
		var line bytes.Buffer
		if err := json.Compact(&line, b[start:]); err != nil {
			return nil, err
		}
		b = append(b[:start], line.Bytes()...)
	}
	return append(b, '\n'), nil
}

// begin reports whether the iterator may be asked.
func (s *sentItems) begin() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over {
		return false
	}
	if s.next == nil {
		s.next, s.stop = s.pull()
	}
	s.busy = true
	return true
}

// idle says that the iterator has answered, and ends it if nobody waits for it any more.
func (s *sentItems) idle() {
	s.mu.Lock()
	s.busy = false
	over := s.over
	s.mu.Unlock()
	if over {
		s.end()
	}
}

// end ends the iterator, once it is not being asked.
func (s *sentItems) end() {
	s.mu.Lock()
	s.over = true
	stop := s.stop
	if s.busy || stop == nil {
		s.mu.Unlock()
		return
	}
	s.stop = nil
	s.mu.Unlock()
	stop()
}
