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
	for _, rule := range values() {
		if rule.value == nil {
			continue
		}
		if text, ok := rule.value(v); ok {
			return text, rule.ID
		}
	}
	return "", ""
}

func (v Value) key() string       { return v.Tree.Key(v.At) }
func (v Value) raw() string       { return string(v.Tree.Raw(v.At)) }
func (v Value) kind() source.Kind { return v.Tree.Kind(v.At) }
func (v Value) isEmpty() bool     { return v.Tree.Describe(v.At) == "empty" }

// empty is what stands for a definition without anything in it, which YAML makes of a mere key.
func empty(v Value) (text string, ok bool) {
	if !v.isEmpty() {
		return "", false
	}
	switch v.Type.Name() { // those of OpenAPI 3, or of Swagger 2.0
	case "SchemaRef", "Schema":
		return "{}", true
	case "ResponseRef", "Response":
		return `{"description":""}`, true
	}
	return "", false
}

func tuple(v Value) (text string, ok bool) {
	return "{}", v.kind() == source.Sequence && v.key() == "items"
}

func misplacedExamples(v Value) (text string, ok bool) {
	isList := v.Type.Kind() == reflect.Slice || v.Type.Kind() == reflect.Map
	return "", v.kind() >= source.Mapping && v.key() == "examples" && isList
}

func numberForText(v Value) (text string, ok bool) {
	return strconv.Quote(v.raw()), v.Type.Kind() == reflect.String && v.kind() == source.Scalar && !v.isEmpty()
}

func wordsNoText(v Value) (text string, ok bool) {
	key := v.key()
	return `""`, v.Type.Kind() == reflect.String && !v.isEmpty() && (key == "description" || key == "summary" || key == "title")
}

func requiredInProperty(v Value) (text string, ok bool) {
	return "", v.key() == "required" && (v.raw() == "true" || v.raw() == "false")
}

func quotedScalar(v Value) (text string, ok bool) {
	if v.kind() != source.String || !fits(v.Tree.Text(v.At), v.Type) {
		return "", false
	}
	return strings.TrimSpace(v.Tree.Text(v.At)), true
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

// noLimit finds keys of a schema that bound its values and are no numbers.
func noLimit(v Value) (text string, ok bool) {
	switch v.key() {
	case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "minItems",
		"maxItems", "minProperties", "maxProperties":
		return "", v.kind() <= source.String && !v.isEmpty()
	}
	return "", false
}

// noSchema finds, among properties, the object's required, written one level too deep.
func noSchema(v Value) (text string, ok bool) {
	_, tokens := source.Split(v.Tree.Pointer(v.At))
	isProperty := len(tokens) > 1 && tokens[len(tokens)-2] == "properties"
	return "", v.Type.Name() == "Schema" && isProperty && !v.isEmpty()
}
