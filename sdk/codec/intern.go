package codec

import "sync/atomic"

// interned are strings of a type that has known values: few of them come again and again, so they are made once. It holds
// the latest ones, up to a fixed number.
type interned [64]atomic.Pointer[string]

// text returns a string that does not change with the input. Nil remembers none.
func (i *interned) text(d *decoder, raw []byte) string {
	n := len(raw)
	if i == nil || n == 0 || n > longestShared {
		return d.text(raw)
	}
	slot := &i[(uint(n)*31+uint(raw[0])*7+uint(raw[n-1])+uint(raw[n/2])*3)%uint(len(i))]
	if known := slot.Load(); known != nil && *known == string(raw) {
		return *known
	}
	text := string(raw)
	slot.Store(&text)
	return text
}
