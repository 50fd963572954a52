package codec

import (
	"context"
	"sync"
	"unsafe"

	"github.com/hubchannels/hubchannels-go/sdk/internal/scan"
)

// decoder reads JSON tokens. The short strings of a value live side by side, and so do the optional ones: that takes a
// fraction of the allocations that each on its own would take. Who keeps one of them keeps its neighbours, a few
// kilobytes at most.
type decoder struct {
	scan.Scanner
	texts   []byte // only ever appended to: strings lie in it
	strings []string
	ahead   ahead
	// ctx ends reading, nil never. steps counts what was read since it was last asked.
	ctx   context.Context
	steps int
}

// newDecoder makes a decoder of data.
func newDecoder(data []byte) *decoder {
	return &decoder{Scanner: scan.Of(data), ahead: ahead{data: data}}
}

// begin makes the decoder read data, until ctx ends.
func (d *decoder) begin(ctx context.Context, data []byte) {
	d.Scanner = scan.Of(data)
	d.ahead.data, d.ctx = data, ctx
}

// stepsPerLook is how many objects and elements are read between two looks at the context: some ten microseconds.
const stepsPerLook = 1024

// step counts an object or an element, and looks at the context now and then.
func (d *decoder) step() error {
	if d.steps++; d.steps < stepsPerLook {
		return nil
	}
	return d.look()
}

func (d *decoder) look() error {
	d.steps = 0
	if d.ctx == nil {
		return nil
	}
	return d.ctx.Err()
}

const (
	// longestShared is how long a string is at most that lives beside others.
	longestShared = 64
	// The room for strings is a quarter of what is left of the input, within limits, in bytes; that for pointers to optional ones
	// doubles.
	leastTexts, mostTexts     = longestShared, 512
	firstStrings, mostStrings = 4, 32
)

// text returns a string that does not change with the input.
func (d *decoder) text(raw []byte) string {
	if len(raw) > longestShared {
		return string(raw)
	}
	if len(raw) == 0 {
		return ""
	}
	start := len(d.texts)
	if cap(d.texts)-start < len(raw) {
		left := len(d.Data()) - d.At() + len(raw)
		d.texts, start = make([]byte, 0, min(max(left/4, leastTexts), mostTexts)), 0
	}
	d.texts = append(d.texts, raw...)
	return unsafe.String(&d.texts[start], len(raw))
}

// pointer returns a pointer to a string.
func (d *decoder) pointer(text string) *string {
	if len(text) > longestShared {
		own := text // of text itself, all would have to be on the heap
		return &own
	}
	if room := cap(d.strings); len(d.strings) == room {
		d.strings = make([]string, 0, min(max(2*room, firstStrings), mostStrings))
	}
	d.strings = append(d.strings, text)
	return &d.strings[len(d.strings)-1]
}

var decoders = sync.Pool{New: func() any { return &decoder{} }}

// release puts the decoder back. Nothing of one document stays for the next.
func (d *decoder) release() {
	d.ahead.release()
	*d = decoder{ahead: d.ahead}
	decoders.Put(d)
}

// validText replaces each byte that is no UTF-8.
func validText(text string) string { return string([]rune(text)) }
