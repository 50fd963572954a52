package codec

import (
	"bytes"
	"sync"
)

// buffers are the buffers that values are written to before the result is copied out.
var buffers = sync.Pool{New: func() any { return &buffer{make([]byte, 0, 4096)} }}

type buffer struct{ bytes []byte }

// maxPooled is how large a buffer may have grown and still be kept for the next value.
const maxPooled = 1 << 20

// written is the JSON that is appended to a buffer, without the comma.
func written(appendTo func(b []byte) []byte) []byte {
	b := buffers.Get().(*buffer)
	b.bytes = appendTo(b.bytes[:0])
	text := bytes.Clone(b.bytes[:len(b.bytes)-len(",")])
	if cap(b.bytes) <= maxPooled {
		buffers.Put(b)
	}
	return text
}
