package runtime

import (
	"reflect"
	"strings"
)

// ReadText reads a body that is plain text into what v, a pointer to a string of whatever type, points to.
func ReadText(data []byte, v any) {
	reflect.ValueOf(v).Elem().SetString(strings.ToValidUTF8(string(data), "\uFFFD"))
}
