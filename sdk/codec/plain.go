package codec

import (
	"reflect"
	"strings"
)

// UnmarshalText reads a body that is plain text into what v, a pointer to a string of whatever type, points to.
func UnmarshalText(data []byte, v any) error {
	reflect.ValueOf(v).Elem().SetString(strings.ToValidUTF8(string(data), "\uFFFD"))
	return nil
}
