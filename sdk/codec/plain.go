package codec

import "strings"

// UnmarshalText reads a body that is plain text.
func UnmarshalText[T ~string](data []byte, v *T) error {
	*v = T(strings.ToValidUTF8(string(data), "\uFFFD"))
	return nil
}
