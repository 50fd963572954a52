package runtime

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"
)

// streamReader reads the pieces of a stream once. The caller's readers are read in goroutines of their own, into a buffer
// that is not the transport's: so a Read that blocks holds neither a lock nor the transport, which waits for it.
type streamReader struct {
	pieces []piece
	left   int64           // of the first piece; -1: not known
	buffer []byte          // for what is read in a goroutine
	wanted <-chan struct{} // closed when the try's context ends: net/http waits for Read to return before it looks

	mu      sync.Mutex
	ended   chan struct{} // closed when nothing may be read any more
	reading *reading      // the Read that is under way, or the last one; nil if there was none
	isEnded bool
	read    bool  // something was read, or is being read
	err     error // the caller's reader's
}

// reading is a Read of a caller's reader.
type reading struct {
	done     chan struct{} // closed when it has returned
	patience time.Duration
}

var errBodyClosed = errors.New("the request's body has been closed")

func newStreamReader(ctx context.Context, pieces []piece) *streamReader {
	r := &streamReader{pieces: pieces, ended: make(chan struct{}), wanted: ctx.Done()}
	r.begin()
	return r
}

// begin goes to the first piece that is not empty.
func (r *streamReader) begin() {
	for len(r.pieces) > 0 {
		if r.left = r.pieces[0].length; r.left != 0 {
			return
		}
		r.pieces = r.pieces[1:]
	}
}

func (r *streamReader) Read(p []byte) (int, error) {
	for len(r.pieces) > 0 && len(p) > 0 {
		if r.left > 0 {
			p = p[:min(int64(len(p)), r.left)]
		}
		n, err := r.take(p)
		if r.left > 0 {
			r.left -= int64(n)
		}
		if r.left == 0 || r.left < 0 && err == io.EOF {
			err = nil
			r.pieces = r.pieces[1:]
			r.begin()
		}
		if err == io.EOF {
			err = r.fail(fmt.Errorf("%w: %d bytes are missing", io.ErrUnexpectedEOF, r.left))
		}
		if n > 0 || err != nil {
			return n, err
		}
	}
	if len(p) == 0 && len(r.pieces) > 0 {
		return 0, nil
	}
	return 0, r.eof()
}

// eof is the end of the body, if it was not cut off before.
func (r *streamReader) eof() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.isEnded {
		return errBodyClosed
	}
	return io.EOF
}

// take reads from the first piece.
func (r *streamReader) take(p []byte) (int, error) {
	source := r.pieces[0]
	r.mu.Lock()
	if r.isEnded {
		r.mu.Unlock()
		return 0, errBodyClosed
	}
	r.read = true
	if source.memory {
		defer r.mu.Unlock()
		return source.reader.Read(p)
	}
	done := make(chan struct{})
	r.reading = &reading{done, source.patience}
	r.mu.Unlock()
	return r.wait(source.reader, p, done)
}

// wait reads in a goroutine, and waits for it no longer than the body is wanted.
func (r *streamReader) wait(source io.Reader, p []byte, done chan struct{}) (int, error) {
	if want := min(len(p), maxRead); len(r.buffer) < want {
		r.buffer = make([]byte, want)
	}
	buffer := r.buffer[:min(len(p), maxRead)]
	var n int
	var err error
	go func() {
		defer close(done)
		n, err = readFrom(source, buffer)
	}()
	select {
	case <-done:
	case <-r.ended:
		return 0, errBodyClosed
	case <-r.wanted:
		r.end()
		return 0, errBodyClosed
	}
	if err != nil && err != io.EOF {
		err = r.fail(err)
	}
	return copy(p, buffer[:n]), err
}

// maxRead is how much is asked of the caller's reader at once.
const maxRead = 64 << 10

// readFrom is a Read that neither panics nor claims to have read more than there is room for.
func readFrom(source io.Reader, p []byte) (n int, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			n, err = 0, fmt.Errorf("the reader panics: %v", cause)
		}
	}()
	n, err = source.Read(p)
	if n < 0 || n > len(p) {
		return 0, errors.New("the reader returns an impossible count")
	}
	return n, err
}

// fail keeps an error of the caller's reader.
func (r *streamReader) fail(err error) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.err = err
	return err
}

func (r *streamReader) failure() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.err
}

// Close ends reading. The transport may close the body while it reads.
func (r *streamReader) Close() error {
	r.end()
	return nil
}

// end ends reading, and returns what there is to wait for until nobody reads any more.
func (r *streamReader) end() (read bool, last *reading) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.isEnded {
		r.isEnded = true
		close(r.ended)
	}
	return r.read, r.reading
}

// cut ends reading. It reports whether anything was read, and whether no Read is under way, for which it waits a while.
func (r *streamReader) cut() (read, idle bool) {
	read, last := r.end()
	if last == nil {
		return read, true
	}
	select {
	case <-last.done:
		return read, true
	default:
	}
	if last.patience == 0 {
		return read, false
	}
	timer := time.NewTimer(last.patience)
	defer timer.Stop()
	select {
	case <-last.done:
		return read, true
	case <-timer.C:
		return read, false
	}
}
