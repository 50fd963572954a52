package framing

import (
	"bufio"
	"bytes"
	"io"
)

// separator stands before each element of a sequence.
const separator = 0x1e

// sequence reads the elements of a sequence. One is known to be complete by the line's end behind it, so that nobody waits
// for the separator of the next.
type sequence struct {
	in    *bufio.Reader
	limit int64
	text  []byte
	// depth counts brackets that are open, quoted says that a string is, escaped that its next byte is escaped.
	depth           int
	quoted, escaped bool
}

func (s *sequence) LastID() string { return "" }

func (s *sequence) Next() (Item, error) {
	s.text, s.depth, s.quoted, s.escaped = s.text[:0], 0, false, false
	for {
		char, err := s.in.ReadByte()
		if err == io.EOF {
			return s.last()
		}
		if err != nil {
			return Item{}, err
		}
		blank := len(s.text) == 0 // spaces before a text are not kept
		switch {
		case char == separator && blank:
			continue
		case char == separator: // the one before is not complete
			_ = s.in.UnreadByte() // it was just read
			return Item{}, io.ErrUnexpectedEOF
		case char == '\n' && s.depth == 0 && !s.quoted && !blank:
			return Item{Data: bytes.TrimSpace(s.text)}, nil
		case blank && (char == ' ' || char == '\t' || char == '\r' || char == '\n'):
			continue
		}
		if err := s.add(char); err != nil {
			return Item{}, err
		}
	}
}

// last is what stands before the end of the body. A number or a word without an end may be half of one.
func (s *sequence) last() (Item, error) {
	text := bytes.TrimSpace(s.text)
	switch {
	case len(text) == 0:
		return Item{}, io.EOF
	case s.depth == 0 && !s.quoted && bytes.IndexByte([]byte(`}]"`), text[len(text)-1]) >= 0:
		return Item{Data: text}, nil
	default:
		return Item{}, io.ErrUnexpectedEOF
	}
}

// add adds a byte to the text.
func (s *sequence) add(char byte) error {
	if int64(len(s.text)) >= s.limit {
		return ErrTooLarge
	}
	s.text = append(s.text, char)
	switch {
	case s.escaped:
		s.escaped = false
	case s.quoted && char == '\\':
		s.escaped = true
	case char == '"':
		s.quoted = !s.quoted
	case s.quoted:
	case char == '{' || char == '[':
		s.depth++
	case char == '}' || char == ']':
		s.depth--
	}
	return nil
}
