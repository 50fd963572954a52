package codec

import (
	"fmt"
	"io"
)

// Format prints the note, whatever the verb: the value is the caller's.
func (n Noted) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "a value noted "+n.Note) }

// MarshalText is what Format prints, for logs.
func (n Noted) MarshalText() ([]byte, error) { return fmt.Appendf(nil, "%v", n), nil }
