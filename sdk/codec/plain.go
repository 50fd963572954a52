package codec

import "strings"

// DecodingText is UnmarshalText for a call's result.
func DecodingText[T ~string](v *T) func(data []byte) error {
	return func(data []byte) error { return UnmarshalText(data, v) }
}

// UnmarshalText reads a body that is plain text.
func UnmarshalText[T ~string](data []byte, v *T) error {
	*v = T(strings.ToValidUTF8(string(data), "\uFFFD"))
	return nil
}
