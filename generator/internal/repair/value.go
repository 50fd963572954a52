package repair

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// Value is a value that is not of the type that belongs where it stands.
type Value struct {
	Tree *source.Tree
	At   int32
	Type reflect.Type // of kin-openapi
}

// Replacement is what is read in place of a value, as JSON, empty where nothing is, and by which rule. There is no rule for
// what cannot be guessed.
func (v Value) Replacement() (text string, rule ID) {
	key, kind, raw := v.Tree.Key(v.At), v.Tree.Kind(v.At), string(v.Tree.Raw(v.At))
	switch {
	case v.Tree.Describe(v.At) == "empty":
		return emptyDefinition(v.Type)
	case kind == source.Sequence && key == "items":
		return "{}", Tuple
	case kind >= source.Mapping && key == "examples" && (v.Type.Kind() == reflect.Slice || v.Type.Kind() == reflect.Map):
		return "", Examples
	case v.Type.Kind() == reflect.String && kind == source.Scalar:
		return strconv.Quote(raw), Text
	case v.Type.Kind() == reflect.String && (key == "description" || key == "summary" || key == "title"):
		return `""`, Words
	case key == "required" && (raw == "true" || raw == "false"):
		return "", Draft
	case kind == source.String && fits(v.Tree.Text(v.At), v.Type):
		return strings.TrimSpace(v.Tree.Text(v.At)), Scalar
	case isLimit(key) && kind <= source.String:
		return "", Limit
	case v.Type.Name() == "Schema" && v.isProperty():
		return "", NoSchema // the object's required, written one level too deep
	}
	return "", ""
}

func (v Value) isProperty() bool {
	_, tokens := source.Split(v.Tree.Pointer(v.At))
	return len(tokens) > 1 && tokens[len(tokens)-2] == "properties"
}

// emptyDefinition is what stands for a definition without anything in it, which YAML makes of a mere key.
func emptyDefinition(t reflect.Type) (text string, rule ID) {
	switch t.Name() { // those of OpenAPI 3, or of Swagger 2.0
	case "SchemaRef", "Schema":
		return "{}", Null
	case "ResponseRef", "Response":
		return `{"description":""}`, Null
	}
	return "", ""
}

// fits reports whether a text is a number, or true or false, where t is that.
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

// isLimit reports whether a key of a schema bounds its values.
func isLimit(key string) bool {
	switch key {
	case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "minItems",
		"maxItems", "minProperties", "maxProperties":
		return true
	}
	return false
}
