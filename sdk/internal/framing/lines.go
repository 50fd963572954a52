package framing

import (
	"bufio"
	"bytes"
	"io"
)

// newInput is small: what waits in a buffer is no item yet.
func newInput(body io.Reader) *bufio.Reader { return bufio.NewReaderSize(body, 4096) }

var byteOrderMark = []byte("\ufeff")

// lines reads lines. A line that ends in \r is complete before it is known whether \n follows.
type lines struct {
	in    *bufio.Reader
	limit int64
	// ends are the bytes that end a line.
	ends    string
	line    []byte
	begun   bool
	skipEnd bool // of \r\n
}

// next returns a line without its end. At the end of the body it returns what is there, with io.EOF.
func (l *lines) next() ([]byte, error) {
	l.line = l.line[:0]
	for {
		chunk, err := l.buffered()
		if err != nil {
			return l.text(), err
		}
		if l.skipEnd && chunk[0] == '\n' {
			chunk = chunk[1:]
			l.discard(1)
		}
		l.skipEnd = false
		end := bytes.IndexAny(chunk, l.ends)
		if end >= 0 {
			l.skipEnd = chunk[end] == '\r'
			chunk = chunk[:end]
		}
		l.line = append(l.line, chunk...)
		l.discard(len(chunk) + min(end+1, 1))
		if int64(len(l.line)) > l.limit {
			return nil, ErrTooLarge
		}
		if end >= 0 {
			return l.text(), nil
		}
	}
}

// buffered waits for at least one byte and returns all that is there.
func (l *lines) buffered() ([]byte, error) {
	if _, err := l.in.Peek(1); err != nil {
		return nil, err
	}
	return l.in.Peek(l.in.Buffered())
}

func (l *lines) discard(n int) { _, _ = l.in.Discard(n) } // n bytes are buffered

// text is the line. A byte order mark stands before the first.
func (l *lines) text() []byte {
	text := l.line
	if !l.begun {
		text = bytes.TrimPrefix(text, byteOrderMark)
	}
	l.begun = true
	return text
}

// jsonLines reads lines of JSON.
type jsonLines struct{ lines }

func (l *jsonLines) LastID() string { return "" }

func (l *jsonLines) Next() (Item, error) {
	for {
		line, err := l.next()
		line = bytes.TrimSpace(line)
		switch {
		case len(line) > 0 && err == io.EOF: // many writers leave out the last line's end
			return Item{Data: line}, nil
		case err != nil:
			return Item{}, err
		case len(line) > 0:
			return Item{Data: line}, nil
		}
	}
}
