package sdktest

import (
	"time"

	"github.com/getkin/kin-openapi/openapi3"
)

// shaper makes values what a schema wants them to be.
type shaper struct {
	// now is what date-times are invented as where no example has one.
	now string
}

func newShaper(now time.Time) shaper { return shaper{timestamp(now)} }

func timestamp(at time.Time) string { return at.UTC().Format(time.RFC3339Nano) }

// fit makes of a value that answers the schema from, a request's, one that answers the schema to, a response's: without
// what only requests have, and with what responses require, taken from the example or invented. What neither schema
// knows stays. A nil from knows nothing.
func (s shaper) fit(to, from *openapi3.Schema, value, example any) any {
	to, from = variantOf(to, value), variantOf(from, value)
	if to == nil {
		return value
	}
	switch value := value.(type) {
	case map[string]any:
		return s.fitObject(to, from, value, example)
	case []any:
		return s.fitArray(to, from, value)
	}
	return value
}

func (s shaper) fitObject(to, from *openapi3.Schema, value map[string]any, example any) any {
	known, sent := propertiesOf(to), propertiesOf(from)
	model := modelOf(to, example)
	fitted := make(map[string]any, len(value))
	for name, element := range value {
		switch {
		case known[name] != nil:
			fitted[name] = s.fit(known[name].Value, valueOf(sent[name]), element, model[name])
		case sent[name] == nil:
			fitted[name] = copyOf(element)
		}
	}
	for _, name := range requiredOf(to) {
		if _, given := fitted[name]; !given && known[name] != nil {
			fitted[name] = s.invent(known[name].Value, model[name])
		}
	}
	return fitted
}

// modelOf is the object that missing properties are copied from.
func modelOf(schema *openapi3.Schema, example any) map[string]any {
	if model, ok := example.(map[string]any); ok {
		return model
	}
	model, _ := schema.Example.(map[string]any)
	return model
}

func valueOf(ref *openapi3.SchemaRef) *openapi3.Schema {
	if ref == nil {
		return nil
	}
	return ref.Value
}

func (s shaper) fitArray(to, from *openapi3.Schema, value []any) any {
	items := valueOf(to.Items)
	var sent *openapi3.Schema
	if from != nil {
		sent = valueOf(from.Items)
	}
	fitted := make([]any, len(value))
	for i, element := range value {
		fitted[i] = s.fit(items, sent, element, nil)
	}
	return fitted
}

// invent makes a value: the example's, else the document's, else the plainest there is.
func (s shaper) invent(schema *openapi3.Schema, example any) any {
	for _, candidate := range []any{example, schema.Example, first(schema.Examples), schema.Const, schema.Default} {
		if candidate != nil {
			return copyOf(candidate)
		}
	}
	switch {
	case len(schema.Enum) > 0:
		return schema.Enum[0]
	case len(schema.OneOf) > 0:
		return s.invent(schema.OneOf[0].Value, nil)
	case len(schema.AnyOf) > 0:
		return s.invent(schema.AnyOf[0].Value, nil)
	case len(schema.AllOf) == 1 && len(schema.Properties) == 0:
		return s.invent(schema.AllOf[0].Value, nil)
	}
	return s.plainest(schema)
}

func (s shaper) plainest(schema *openapi3.Schema) any {
	switch kindOf(schema) {
	case openapi3.TypeString:
		return s.text(schema.Format)
	case openapi3.TypeInteger, openapi3.TypeNumber:
		if schema.Min != nil {
			return *schema.Min
		}
		return 0
	case openapi3.TypeBoolean:
		return false
	case openapi3.TypeArray:
		return []any{}
	default:
		return s.fitObject(schema, nil, map[string]any{}, nil)
	}
}

// first is the first of some values, nil where there are none.
func first(values []any) any {
	if len(values) == 0 {
		return nil
	}
	return values[0]
}

// noID is a UUID that means nothing.
const noID = "00000000-0000-4000-8000-000000000000"

// text is the plainest string of a format.
func (s shaper) text(format string) string {
	switch format {
	case "date-time":
		return s.now
	case "date":
		return s.now[:len(time.DateOnly)]
	case "time":
		return "00:00:00Z"
	case "duration":
		return "PT0S"
	case "uuid", "guid":
		return noID
	case "decimal", "bigint":
		return "0"
	case "uri":
		return "https://example.com/"
	case "ipv4":
		return "192.0.2.1"
	case "ipv6":
		return "2001:db8::1"
	default:
		return ""
	}
}
