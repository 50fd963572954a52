package repair

import (
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// Forget takes out of a schema what an error, already reported, is about: another may hide behind it.
func Forget(schema *openapi3.Schema, err error) {
	if rule, _ := ruleFor(Bare(err), schema); rule.schema != nil {
		rule.schema(schema, Bare(err))
	}
	if e, ok := Bare(err).(*openapi3.MutuallyExclusiveFieldsError); ok { // nobody can tell which of the two is meant
		clearField(schema, e.Field2)
	}
}

// Schema mends a schema that an error is about: as [Forget], but for what other versions of OpenAPI have, which later stages
// understand. Modern is set for OpenAPI 3.1 and later.
func Schema(schema *openapi3.Schema, err error, modern bool) {
	if rule, _ := ruleFor(Bare(err), schema); rule.keep != nil {
		rule.keep(schema, modern)
		return
	}
	Forget(schema, err)
}

// Object makes an object pass where an error, already reported, makes kin-openapi stop short of its neighbours, and reports
// whether it could. What a rule takes out of an object is what the error is about. An object that goes whole is one that
// leniency does not repair, so that nobody generates from it, or that no SDK needs.
func Object(object any, err error) bool {
	if rule, _ := ruleFor(Bare(err), object); rule.object != nil {
		return rule.object(object, Bare(err))
	}
	return blank(object)
}

// blank leaves of an object what kin-openapi is content with.
func blank(object any) bool {
	switch o := object.(type) {
	case *openapi3.Parameter:
		blankParameter(o)
	case *openapi3.Header:
		o.Parameter = openapi3.Parameter{Schema: openapi3.NewSchemaRef("", &openapi3.Schema{}), Origin: o.Origin}
	case *openapi3.MediaType:
		*o = openapi3.MediaType{Origin: o.Origin}
	case *openapi3.RequestBody:
		*o = openapi3.RequestBody{Content: keptContent(o.Content), Origin: o.Origin}
	case *openapi3.Response:
		*o = openapi3.Response{Description: o.Description, Content: o.Content, Headers: o.Headers, Links: o.Links, Origin: o.Origin}
	case *openapi3.Link:
		*o = openapi3.Link{OperationID: "known", Origin: o.Origin}
	case *openapi3.Example:
		*o = openapi3.Example{Value: "known", Origin: o.Origin}
	case *openapi3.Encoding:
		*o = openapi3.Encoding{Origin: o.Origin}
	default:
		return false
	}
	return true
}

func blankParameter(p *openapi3.Parameter) {
	*p = openapi3.Parameter{
		Name:     p.Name,
		In:       p.In,
		Required: true,
		Schema:   openapi3.NewSchemaRef("", &openapi3.Schema{}),
		Origin:   p.Origin,
	}
	if p.In != openapi3.ParameterInPath && p.In != openapi3.ParameterInHeader && p.In != openapi3.ParameterInCookie {
		p.In = openapi3.ParameterInQuery
	}
	// The name keeps it apart from its neighbours, one of which may have the same name and be the problem.
	if _, tokens := source.Split(p.Origin.Key.Name); p.In != openapi3.ParameterInPath {
		p.Name = strings.Join(tokens, " ")
	}
}

// keptContent stands in for content that is missing.
func keptContent(content openapi3.Content) openapi3.Content {
	if content == nil {
		return openapi3.Content{}
	}
	return content
}

func dropUnknownKeys(schema *openapi3.Schema, err error) {
	if _, ok := err.(*openapi3.ExtraSiblingFieldsError); ok {
		schema.Extensions = onlyExtensions(schema.Extensions)
	}
}

// dropUnknown takes what OpenAPI does not know out of an object.
func dropUnknown(object any, err error) bool {
	if _, ok := err.(*openapi3.ExtraSiblingFieldsError); !ok {
		return blank(object)
	}
	if object == nil {
		return false
	}
	field := reflect.ValueOf(object).Elem().FieldByName("Extensions")
	extensions, ok := field.Interface().(map[string]any)
	if !ok {
		return false
	}
	known := onlyExtensions(extensions)
	field.Set(reflect.ValueOf(known))
	return len(known) < len(extensions)
}

func onlyExtensions(extensions map[string]any) map[string]any {
	kept := maps.Clone(extensions)
	maps.DeleteFunc(kept, func(key string, _ any) bool { return !strings.HasPrefix(key, "x-") })
	return kept
}

func dropType(schema *openapi3.Schema, _ error) { schema.Type = nil }

func dropPattern(schema *openapi3.Schema, _ error) { schema.Pattern = "" }

func requireOnce(schema *openapi3.Schema, _ error) {
	schema.Required = slices.Compact(slices.Sorted(slices.Values(schema.Required)))
}

func holdAnything(schema *openapi3.Schema, _ error) {
	schema.Items = openapi3.NewSchemaRef("", &openapi3.Schema{})
}

// dropOther takes out of a schema what another version of OpenAPI has.
func dropOther(schema *openapi3.Schema, err error) {
	switch e := err.(type) {
	case *openapi3.SchemaTypeError:
		schema.Type = nil
	case *openapi3.FieldVersionMismatchError:
		clearField(schema, e.Field)
	}
}

func dropOtherField(object any, err error) bool {
	e, ok := err.(*openapi3.FieldVersionMismatchError)
	return ok && object != nil && clearField(object, e.Field)
}

// clearField empties the field of a key, and reports whether there was anything in it.
func clearField(object any, key string) (cleared bool) {
	v := reflect.ValueOf(object).Elem()
	for i := range v.NumField() {
		if JSONKey(v.Type().Field(i)) == key && !v.Field(i).IsZero() {
			v.Field(i).SetZero()
			cleared = true
		}
	}
	return cleared
}

// boundsOf writes a schema's bounds the way of the document's own version: the other is not understood where examples are
// compared.
func boundsOf(schema *openapi3.Schema, modern bool) {
	schema.Min, schema.ExclusiveMin = boundOf(schema.Min, schema.ExclusiveMin, modern)
	schema.Max, schema.ExclusiveMax = boundOf(schema.Max, schema.ExclusiveMax, modern)
}

func boundOf(bound *float64, exclusive openapi3.ExclusiveBound, modern bool) (*float64, openapi3.ExclusiveBound) {
	excludes := true
	switch {
	case modern && exclusive.IsTrue():
		return nil, openapi3.ExclusiveBound{Value: bound}
	case modern && exclusive.Bool != nil:
		return bound, openapi3.ExclusiveBound{}
	case !modern && exclusive.Value != nil:
		return exclusive.Value, openapi3.ExclusiveBound{Bool: &excludes}
	}
	return bound, exclusive
}

func dropOperationID(object any, _ error) bool {
	operation, ok := object.(*openapi3.Operation)
	if ok {
		operation.OperationID = ""
	}
	return ok
}

func describeNothing(object any, _ error) bool {
	response, ok := object.(*openapi3.Response)
	if ok {
		response.Description = new(string)
	}
	return ok
}

// Bare is the first error in a chain that says what is wrong, and not only where.
func Bare(err error) error {
	for e := err; e != nil; e = errors.Unwrap(e) {
		if field := reflect.Indirect(reflect.ValueOf(e)); field.Kind() == reflect.Struct && field.FieldByName("Origin").IsValid() {
			return e
		}
	}
	return err
}

// Fields are the types of a struct's fields, one of kin-openapi's, by their keys in the document.
func Fields(t reflect.Type) map[string]reflect.Type {
	if t.Kind() != reflect.Struct {
		return nil
	}
	types := map[string]reflect.Type{}
	for i := range t.NumField() {
		field := t.Field(i)
		if field.Anonymous {
			for key, t := range Fields(field.Type) {
				types[key] = t
			}
		} else if key := JSONKey(field); key != "" {
			types[key] = field.Type
		}
	}
	return types
}

// JSONKey is the key of a field in the document, empty for those that have none.
func JSONKey(field reflect.StructField) string {
	key, _, _ := strings.Cut(field.Tag.Get("json"), ",")
	if key == "-" || !field.IsExported() {
		return ""
	}
	return key
}
