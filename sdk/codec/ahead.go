package codec

import (
	"slices"

	"github.com/hubchannels/hubchannels-go/sdk/internal/scan"
)

// ahead looks at properties of an object that is still to be read. It remembers where the arrays and objects end that it
// passed over. Without that, unions in unions whose tags come last would be passed over once for every level.
type ahead struct {
	data []byte
	// passed are the arrays and objects that were passed over, in order.
	passed []extent
}

// extent is where an array or object begins and ends.
type extent struct{ start, end int }

// mostExtents is how much room for extents is kept for the next JSON value.
const mostExtents = 1024

// release forgets the data. Some room is kept.
func (a *ahead) release() {
	a.data, a.passed = nil, a.passed[:0]
	if cap(a.passed) > mostExtents {
		a.passed = nil
	}
}

// properties calls see with each property of an object from the key at i on, until see returns false. It reports whether
// that went well. What see gets may only resemble JSON: reading it will tell.
func (a *ahead) properties(i int, see func(key, value []byte) bool) bool {
	for i < len(a.data) && a.data[i] == '"' {
		colon := a.text(i)
		if colon < 0 {
			return false
		}
		key := a.data[i:colon]
		if colon = a.space(colon); colon == len(a.data) || a.data[colon] != ':' {
			return false
		}
		start := a.space(colon + 1)
		end := a.value(start)
		if end < 0 {
			return false
		}
		if !see(key, a.data[start:end]) {
			return true
		}
		if i = a.space(end); i == len(a.data) || a.data[i] != ',' {
			return i < len(a.data) && a.data[i] == '}'
		}
		i = a.space(i + 1)
	}
	return false
}

// space returns the first place from i on that is no white space.
func (a *ahead) space(i int) int {
	for i < len(a.data) && (a.data[i] == ' ' || a.data[i] == '\t' || a.data[i] == '\n' || a.data[i] == '\r') {
		i++
	}
	return i
}

// value returns where the value that begins at i ends, -1 where the text ends first.
func (a *ahead) value(i int) int {
	if i >= len(a.data) {
		return -1
	}
	switch a.data[i] {
	case '"':
		return a.text(i)
	case '{', '[':
		return a.container(i)
	}
	start := i
	for i < len(a.data) && !delimits(a.data[i]) {
		i++
	}
	if i == start {
		return -1
	}
	return i
}

func delimits(c byte) bool {
	return c == ',' || c == '}' || c == ']' || c == ' ' || c == '\t' || c == '\n' || c == '\r'
}

// text returns where the string that begins at i ends.
func (a *ahead) text(i int) int {
	for i++; i < len(a.data); i++ {
		switch a.data[i] {
		case '"':
			return i + 1
		case '\\':
			i++
		}
	}
	return -1
}

// container returns where the array or object that begins at i ends. It goes through each one once.
func (a *ahead) container(i int) int {
	at, known := slices.BinarySearchFunc(a.passed, i, func(e extent, i int) int { return e.start - i })
	if known {
		return a.passed[at].end
	}
	a.passed = a.passed[:at] // reading goes forward: what lies behind i is passed over again with it
	end := a.passOver(i)
	if end < 0 {
		a.passed = a.passed[:at]
	}
	return end
}

// passOver notes the array or object at i and all that are in it. While one is open, its end is the index of the one
// around it.
func (a *ahead) passOver(i int) int {
	for open := -1; i < len(a.data); {
		switch a.data[i] {
		case '"':
			if i = a.text(i); i < 0 {
				return -1
			}
			continue
		case '{', '[':
			a.passed = append(a.passed, extent{start: i, end: open})
			open = len(a.passed) - 1
		case '}', ']':
			around := a.passed[open].end
			a.passed[open].end = i + 1
			if open = around; open < 0 {
				return i + 1
			}
		}
		i++
	}
	return -1
}

// properties calls see with each property of the object that comes next, until see returns false. The decoder stays where
// it is.
func (d *decoder) properties(see func(key, value []byte) bool) error {
	if kind := d.Kind(); kind != scan.Object {
		return unexpected(d, "an object", kind)
	}
	if d.ahead.properties(d.ahead.space(d.At()+len("{")), see) {
		return nil
	}
	start := d.Scanner
	err := d.skipObject()
	d.Scanner = start
	return err
}

// skipObject says where an object is malformed.
func (d *decoder) skipObject() error {
	return d.Properties(func(key []byte) error {
		if err := d.Skip(); err != nil {
			return at(err, key)
		}
		return nil
	})
}
