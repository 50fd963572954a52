package runtime

import (
	"io"
	"net/http"
	"sync"
	"sync/atomic"
)

// body is an encoded body. Its buffer is used again by another call once this one has ended and every reader has been
// closed, as net/http promises to do: the transport of a try that failed may still be reading. What is closed reads no
// more, and what opens a body afterwards (a redirect that nobody waits for) gets an error.
type body struct {
	client *Client
	buffer *buffer
	length int
	users  atomic.Int32 // the call, and the readers that are open
}

// encode fills the body with what a function appends. What is behind the first length bytes is not the body's.
func (b *body) encode(client *Client, appendTo func([]byte) (data []byte, length int, err error)) error {
	b.client, b.buffer = client, client.buffer()
	data, length, err := appendTo(b.buffer.data)
	if err != nil {
		client.release(b.buffer)
		b.buffer = nil
		return err
	}
	b.buffer.data, b.length = data, length
	b.users.Store(1)
	return nil
}

// bytes are the body's while the call lasts; nil is no body.
func (b *body) bytes() []byte {
	if b.buffer == nil {
		return nil
	}
	return b.buffer.data[:b.length]
}

// end ends a use. The last one gives the buffer back.
func (b *body) end() {
	if b.users.Add(-1) == 0 {
		b.client.release(b.buffer)
	}
}

// open makes a reader.
func (b *body) open() (io.ReadCloser, error) {
	for {
		users := b.users.Load()
		if users == 0 {
			return nil, errBodyClosed
		}
		if b.users.CompareAndSwap(users, users+1) {
			return &bodyReader{body: b, rest: b.bytes()}, nil
		}
	}
}

// describe tells the request how long its body is, which net/http knows only of its own readers.
func (b *body) describe(req *http.Request) {
	req.ContentLength = int64(b.length)
	if b.length == 0 {
		req.Body = http.NoBody
	}
}

// bodyReader reads a body once. The transport may close it while it reads.
type bodyReader struct {
	mu   sync.Mutex
	body *body // nil once it is closed
	rest []byte
}

func (r *bodyReader) Read(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case r.body == nil:
		return 0, errBodyClosed
	case len(r.rest) == 0:
		return 0, io.EOF
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

func (r *bodyReader) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.body != nil {
		r.body.end()
		r.body, r.rest = nil, nil
	}
	return nil
}
