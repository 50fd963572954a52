package codec

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/hubchannels/hubchannels-go/sdk/internal/scan"
)

// DecodeError is JSON that is malformed or not what the API's document says.
type DecodeError struct {
	path []string // from the inside out
	err  error
}

// Path is where in the JSON the fault lies: "attachments[2].latitude". It is empty for the outermost value.
func (e *DecodeError) Path() string {
	var path strings.Builder
	for _, segment := range slices.Backward(e.path) {
		if path.Len() > 0 && segment[0] != '[' {
			path.WriteByte('.')
		}
		path.WriteString(segment)
	}
	return path.String()
}

// Error names the path and what is wrong there. It quotes no value. A path that nobody would read to the end is cut.
func (e *DecodeError) Error() string {
	path := e.Path()
	if path == "" {
		return e.err.Error()
	}
	if len(path) > longestPath {
		path = path[:longestPath] + "..."
	}
	return path + ": " + e.err.Error()
}

// longestPath is how much of a path an error's text shows. Only nesting that is meant to do harm comes near it.
const longestPath = 1024

// Unwrap returns what is wrong, without the path.
func (e *DecodeError) Unwrap() error { return e.err }

// at adds the property that an error happened in.
func at(err error, key []byte) error {
	return within(err, segment(key))
}

func atIndex(err error, index int) error {
	return within(err, "["+strconv.Itoa(index)+"]")
}

func within(err error, segment string) error {
	// A misfit travels to the field that keeps it, if there is one on its way.
	if m, travels := err.(*misfit); travels { //nolint:errorlint // only the bare one does
		m.path = append(m.path, segment)
		return m
	}
	e := asDecodeError(err)
	e.path = append(e.path, segment)
	return e
}

func asDecodeError(err error) *DecodeError {
	var e *DecodeError
	if errors.As(err, &e) {
		return e
	}
	var m *misfit
	if errors.As(err, &m) {
		return &DecodeError{path: m.path, err: m}
	}
	return &DecodeError{err: err}
}

// segment is a property's name for an error: names are the sender's, so they are short and printable.
func segment(key []byte) string {
	name := shorten(key)
	if name == "" || strings.ContainsFunc(name, func(r rune) bool { return !plain(r) }) {
		return strconv.Quote(name)
	}
	return name
}

func plain(r rune) bool {
	return r == '_' || r == '$' || r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

// longest is how much of the sender's text an error repeats.
const longest = 64

func shorten(text []byte) string {
	if len(text) > longest {
		return string(text[:longest]) + "..."
	}
	return string(text)
}

// unexpected is the error for a value of another JSON type. Where there is no value, or only the beginning of one,
// reading it says why.
func unexpected(d *decoder, want string, got scan.Kind) error {
	if err := d.Skip(); err != nil {
		return err
	}
	return fmt.Errorf("expected %s, got %s", want, article(got))
}

func article(kind scan.Kind) string {
	switch kind {
	case scan.Array, scan.Object:
		return "an " + kind.String()
	case scan.Null:
		return "null"
	case scan.Bool:
		return "a boolean"
	default:
		return "a " + kind.String()
	}
}
