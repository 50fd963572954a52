package load

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// Values of the wrong kind that mean only one thing, or nothing that an SDK needs, are read as what they mean.
const (
	repairText   = "numbers and the like are text where text belongs"
	repairScalar = "numbers, true and false in quotes are what they look like"
	repairNull   = "schemas and responses that are empty say nothing"
	repairWords  = "descriptions that are no text are left out"
	repairLimits = "limits that are no numbers are left to the server"
	repairTuple  = "arrays that list what each of their items is may hold anything"
	repairNone   = "properties that are no schemas are left out"
	repairDraft  = "required: true within a property says nothing"
	repairBoth   = "parameters with a schema and content go by the schema"
)

// mend is what is read in place of a value that is not of its type, as JSON, empty where nothing is. It gives no repair
// for what cannot be guessed.
func (m *mistypedWalker) mend(at int32, t reflect.Type) (text, repair string) {
	key, kind, raw := m.tree.Key(at), m.tree.Kind(at), string(m.tree.Raw(at))
	switch {
	case m.tree.Describe(at) == "empty":
		return mendNull(t)
	case kind == source.Sequence && key == "items":
		return "{}", repairTuple
	case kind >= source.Mapping && key == "examples" && (t.Kind() == reflect.Slice || t.Kind() == reflect.Map):
		return "", repairExamples
	case t.Kind() == reflect.String && kind == source.Scalar:
		return strconv.Quote(raw), repairText
	case t.Kind() == reflect.String && (key == "description" || key == "summary" || key == "title"):
		return `""`, repairWords
	case key == "required" && (raw == "true" || raw == "false"):
		return "", repairDraft
	case kind == source.String && fits(m.tree.Text(at), t):
		return strings.TrimSpace(m.tree.Text(at)), repairScalar
	case isLimit(key) && kind <= source.String:
		return "", repairLimits
	case t == reflect.TypeFor[openapi3.Schema]() && m.isProperty(at):
		return "", repairNone // the object's required, written one level too deep
	}
	return "", ""
}

func (m *mistypedWalker) isProperty(at int32) bool {
	_, tokens := source.Split(m.tree.Pointer(at))
	return len(tokens) > 1 && tokens[len(tokens)-2] == "properties"
}

// mendNull is what stands for a definition without anything in it, which YAML makes of a mere key.
func mendNull(t reflect.Type) (text, repair string) {
	switch t {
	case reflect.TypeFor[openapi3.SchemaRef]():
		return "{}", repairNull
	case reflect.TypeFor[openapi3.ResponseRef]():
		return `{"description":""}`, repairNull
	}
	return "", ""
}

// fits tells whether a text is a number, or true or false, where t is that.
func fits(text string, t reflect.Type) bool {
	switch t {
	case reflect.TypeFor[openapi3.BoolSchema](), reflect.TypeFor[openapi3.ExclusiveBound]():
	default:
		if t.Kind() > reflect.Float64 {
			return false
		}
	}
	return json.Unmarshal([]byte(text), reflect.New(t).Interface()) == nil
}

// isLimit tells whether a key of a schema bounds its values.
func isLimit(key string) bool {
	switch key {
	case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "minItems",
		"maxItems", "minProperties", "maxProperties":
		return true
	}
	return false
}
