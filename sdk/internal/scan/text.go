package scan

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf16"
	"unicode/utf8"
)

// Text reads the string that comes next. The text is a part of the input or, where it has escapes, good until the next call.
func (s *Scanner) Text() ([]byte, error) {
	if s.Next() != '"' {
		return nil, s.unexpected()
	}
	start := s.at + 1
	end := stop(s.data, start)
	if end < len(s.data) && s.data[end] == '"' {
		s.at = end + 1
		return s.data[start:end:end], nil
	}
	return s.undo(start, end)
}

// undo reads the text from start on, of which the part up to end is as it is written.
func (s *Scanner) undo(start, end int) (text []byte, err error) {
	text = append(s.undone[:0], s.data[start:end]...)
	for s.at = end; ; {
		closed, err := s.closed()
		if closed || err != nil {
			s.undone = text
			return text, err
		}
		if text, err = s.escape(text); err != nil {
			return nil, err
		}
		end = stop(s.data, s.at)
		text = append(text, s.data[s.at:end]...)
		s.at = end
	}
}

// closed passes the quote that ends a text. Another sign is a backslash, which stays, or wrong.
func (s *Scanner) closed() (bool, error) {
	switch {
	case s.at == len(s.data):
	case s.data[s.at] == '"':
		s.at++
		return true, nil
	case s.data[s.at] == '\\':
		return false, nil
	}
	return false, s.unexpected()
}

// escape passes an escape and appends what it means.
func (s *Scanner) escape(text []byte) ([]byte, error) {
	if s.at++; s.at == len(s.data) {
		return nil, s.unexpected()
	}
	c := s.data[s.at]
	switch c {
	case 'b':
		c = '\b'
	case 'f':
		c = '\f'
	case 'n':
		c = '\n'
	case 'r':
		c = '\r'
	case 't':
		c = '\t'
	case '"', '\\', '/':
	case 'u':
		s.at++
		return s.character(text)
	default:
		return nil, s.unexpected()
	}
	s.at++
	return append(text, c), nil
}

// character passes four hexadecimal digits, and the escape behind them that makes a pair with it. One that should have
// another becomes U+FFFD, as in encoding/json.
func (s *Scanner) character(text []byte) ([]byte, error) {
	first, err := s.hexadecimal()
	if err != nil {
		return nil, err
	}
	if !utf16.IsSurrogate(first) {
		return utf8.AppendRune(text, first), nil
	}
	before := s.at
	if !s.Passes(`\u`) {
		return utf8.AppendRune(text, utf8.RuneError), nil
	}
	second, err := s.hexadecimal()
	if err != nil {
		return nil, err
	}
	pair := utf16.DecodeRune(first, second)
	if pair == utf8.RuneError {
		s.at = before
	}
	return utf8.AppendRune(text, pair), nil
}

func (s *Scanner) hexadecimal() (r rune, err error) {
	for end := s.at + 4; s.at < end; s.at++ {
		if s.at == len(s.data) {
			return 0, s.unexpected()
		}
		switch c := s.data[s.at]; {
		case '0' <= c && c <= '9':
			r = r<<4 | rune(c-'0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			r = r<<4 | rune(c|0x20-'a'+10)
		default:
			return 0, s.unexpected()
		}
	}
	return r, nil
}

// stop returns where the next quote, backslash or control character is, or the data's end.
func stop(data []byte, i int) int {
	for ; i+8 <= len(data); i += 8 {
		if found := stops(binary.LittleEndian.Uint64(data[i:])); found != 0 {
			return i + bits.TrailingZeros64(found)/8
		}
	}
	for ; i < len(data); i++ {
		if c := data[i]; c == '"' || c == '\\' || c < ' ' {
			return i
		}
	}
	return i
}

// stops sets the highest bit of the first of eight bytes that ends what is as it is written; bits above it mean nothing.
func stops(x uint64) uint64 {
	const ones, highest = 0x0101010101010101, 0x8080808080808080
	return ((x - ones*' ') | ((x ^ ones*'"') - ones) | ((x ^ ones*'\\') - ones)) &^ x & highest
}
