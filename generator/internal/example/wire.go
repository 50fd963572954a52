package example

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// wire is what the codec writes of a value: with constants and the defaults that constructors set.
func wire(t *ir.Type, value any, now time.Time) any {
	switch value := value.(type) {
	case ir.OfVariant:
		return wire(t.Decl.(*ir.Union).Variants[value.Index].Type, value.Value, now)
	case []any:
		if t.Kind != ir.Array {
			return value
		}
		written := make([]any, len(value))
		for i, element := range value {
			written[i] = wire(t.Elem, element, now)
		}
		return written
	case map[string]any:
		return wireObject(t, value, now)
	}
	return value
}

func wireObject(t *ir.Type, value map[string]any, now time.Time) any {
	written := make(map[string]any, len(value))
	object := t.Object()
	if object == nil {
		for name, element := range value {
			written[name] = element
			if t.Kind == ir.Map {
				written[name] = wire(t.Elem, element, now)
			}
		}
		return written
	}
	for _, constant := range object.Constants {
		written[constant.JSON] = json.RawMessage(constant.Value)
	}
	for _, field := range object.Fields {
		given, has := value[field.JSON]
		switch {
		case has:
			written[field.JSON] = wire(field.Type, given, now)
		case field.Default != nil:
			written[field.JSON] = preset(field, now)
		}
	}
	return written
}

// preset is the value that a constructor sets.
func preset(field *ir.Field, now time.Time) any {
	switch {
	case field.Default.Now:
		return now
	case field.Default.Constant == "":
		return field.Default.Literal
	}
	if enum, is := field.Type.Decl.(*ir.Enum); is {
		for _, value := range enum.Values {
			if value.Name == field.Default.Constant {
				return value.Value
			}
		}
	}
	return nil
}

// textOf is a scalar as paths and forms have it.
func textOf(value any) string { return fmt.Sprint(value) }
