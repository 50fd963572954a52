package codec

import (
	"bytes"
	"sync"
)

// Append appends a value under a name. It is what the generated encode methods are.
type Append = func(b []byte, key string) []byte

// buffers are the buffers that values are written to before the result is copied out.
var buffers = sync.Pool{New: func() any { return &buffer{make([]byte, 0, 4096)} }}

type buffer struct{ bytes []byte }

// maxPooled is how large a buffer may have grown and still be kept for the next value.
const maxPooled = 1 << 20

// Bytes returns the JSON of a value.
func Bytes(encode Append) []byte {
	b := buffers.Get().(*buffer)
	b.bytes = encode(b.bytes[:0], "")
	written := bytes.Clone(b.bytes[:len(b.bytes)-len(",")])
	if cap(b.bytes) <= maxPooled {
		buffers.Put(b)
	}
	return written
}

// Marshal is Bytes for MarshalJSON methods.
func Marshal(encode Append) ([]byte, error) { return Bytes(encode), nil }
