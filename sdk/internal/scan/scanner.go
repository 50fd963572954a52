package scan

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// Scanner stands at a place in JSON. A copy of it is a bookmark.
type Scanner struct {
	data []byte
	at   int
	// depth is how many arrays and objects are open.
	depth int
	// undone is the last text whose escapes were undone.
	undone []byte
}

// maxDepth is how many arrays and objects may be open: RFC 8259 lets a reader limit the depth of nesting.
const maxDepth = 10_000

var errTooDeep = errors.New("more than 10000 arrays and objects are in each other: the depth is too large")

// Of returns a scanner at the beginning of data. Texts that are no UTF-8 are read as they are.
func Of(data []byte) Scanner { return Scanner{data: data} }

// Data is all of the JSON.
func (s *Scanner) Data() []byte { return s.data }

// At is where the scanner stands in the data.
func (s *Scanner) At() int { return s.at }

// Kind is the type of a JSON value.
type Kind uint8

// The types of JSON values. None is what begins no value.
const (
	None Kind = iota
	String
	Number
	Null
	Bool
	Array
	Object
)

// String is the type's name in declarations of unions.
func (k Kind) String() string {
	return [...]string{"invalid", "string", "number", "null", "bool", "array", "object"}[k]
}

// Next moves to what comes next, a value or a sign, and returns its first byte: 0 where the data ends.
func (s *Scanner) Next() byte {
	if s.at < len(s.data) {
		if c := s.data[s.at]; c > ' ' {
			return c
		}
	}
	return s.pastSpace()
}

func (s *Scanner) pastSpace() byte {
	for ; s.at < len(s.data); s.at++ {
		switch c := s.data[s.at]; c {
		case ' ', '\t', '\n', '\r':
		default:
			return c
		}
	}
	return 0
}

// Kind moves to the value that comes next and returns its type, as far as its first byte says it.
func (s *Scanner) Kind() Kind {
	switch s.Next() {
	case '"':
		return String
	case '{':
		return Object
	case '[':
		return Array
	case 't', 'f':
		return Bool
	case 'n':
		return Null
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return Number
	default:
		return None
	}
}

// Ended reports whether nothing but white space is left.
func (s *Scanner) Ended() bool { return s.Next() == 0 && s.at == len(s.data) }

// unexpected is the error about the byte where the scanner stands.
func (s *Scanner) unexpected() error {
	if s.at >= len(s.data) {
		return io.ErrUnexpectedEOF
	}
	c := s.data[s.at]
	return fmt.Errorf("unexpected byte %d %q at %d", c, c, s.at)
}

// Null passes a null.
func (s *Scanner) Null() error { return s.word("null") }

// Bool passes true or false.
func (s *Scanner) Bool() (bool, error) {
	if s.Next() == 't' {
		return true, s.word("true")
	}
	return false, s.word("false")
}

func (s *Scanner) word(word string) error {
	s.Next()
	if rest := s.data[s.at:]; len(rest) >= len(word) && string(rest[:len(word)]) == word {
		s.at += len(word)
		return nil
	}
	for i := 0; s.at < len(s.data) && s.data[s.at] == word[i]; i++ {
		s.at++
	}
	return s.unexpected()
}

// Enter passes the bracket that opens an array or object, and, if nothing is in it, the one that closes it. Some reports
// whether something is.
func (s *Scanner) Enter(opening, closing byte) (some bool, err error) {
	if s.Next() != opening {
		return false, s.unexpected()
	}
	if s.depth++; s.depth > maxDepth {
		return false, errTooDeep
	}
	if s.at++; s.Next() == closing {
		s.at++
		s.depth--
		return false, nil
	}
	return true, nil
}

// More passes what follows on a value in an array or object: the comma, or the bracket that closes it.
func (s *Scanner) More(closing byte) (more bool, err error) {
	switch s.Next() {
	case ',':
		s.at++
		return true, nil
	case closing:
		s.at++
		s.depth--
		return false, nil
	}
	return false, s.unexpected()
}

// Key passes a property's name and the colon. The name is a part of the input, unless it has escapes.
func (s *Scanner) Key() ([]byte, error) {
	s.Next()
	start := s.at
	name, err := s.Text()
	if err != nil {
		return nil, err
	}
	if s.at-start != len(`""`)+len(name) { // the value's escapes are not undone over those of its name
		name = bytes.Clone(name)
	}
	if s.Next() != ':' {
		return nil, s.unexpected()
	}
	s.at++
	return name, nil
}

// Passes passes text and reports whether it comes next to the letter.
func (s *Scanner) Passes(text string) bool {
	if rest := s.data[s.at:]; len(rest) < len(text) || string(rest[:len(text)]) != text {
		return false
	}
	s.at += len(text)
	return true
}
