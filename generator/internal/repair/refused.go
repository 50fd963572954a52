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
	switch e := Bare(err).(type) {
	case *openapi3.ExtraSiblingFieldsError:
		schema.Extensions = onlyExtensions(schema.Extensions)
	case *openapi3.SchemaTypeError:
		schema.Type = nil
	case *openapi3.SchemaPatternRegexError:
		schema.Pattern = ""
	case *openapi3.DuplicateRequiredFieldError:
		schema.Required = slices.Compact(slices.Sorted(slices.Values(schema.Required)))
	case *openapi3.RequiredFieldError:
		if e.Field == "schema.items" {
			schema.Items = openapi3.NewSchemaRef("", &openapi3.Schema{})
		}
	case *openapi3.FieldVersionMismatchError:
		clearField(schema, e.Field)
	case *openapi3.MutuallyExclusiveFieldsError:
		clearField(schema, e.Field2)
	}
}

// clearField empties the field of a key, and reports whether there was anything in it.
func clearField(object any, key string) (cleared bool) {
	v := reflect.ValueOf(object).Elem()
	for i := range v.NumField() {
		if jsonKey(v.Type().Field(i)) == key && !v.Field(i).IsZero() {
			v.Field(i).SetZero()
			cleared = true
		}
	}
	return cleared
}

// foreign reports whether an error is about what another version of OpenAPI knows, which resolution understands.
func foreign(err error) bool {
	switch e := Bare(err).(type) {
	case *openapi3.FieldVersionMismatchError:
		return true
	case *openapi3.SchemaTypeError:
		return e.Type == openapi3.TypeNull
	}
	return false
}

// boundsOf writes a schema's bounds the way of the document's own version: the other is not understood where examples are
// compared.
func boundsOf(schema *openapi3.Schema, modern bool) {
	schema.Min, schema.ExclusiveMin = boundOf(schema.Min, schema.ExclusiveMin, modern)
	schema.Max, schema.ExclusiveMax = boundOf(schema.Max, schema.ExclusiveMax, modern)
}

// Schema takes out of a schema what an error is about, and keeps what other versions of OpenAPI have, which later stages
// understand. Modern is set for OpenAPI 3.1 and later.
func Schema(schema *openapi3.Schema, err error, modern bool) {
	if foreign(err) {
		boundsOf(schema, modern)
		return
	}
	Forget(schema, err)
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

// Unneeded reports whether an object makes no difference to an SDK.
func Unneeded(object any) bool {
	switch object.(type) {
	case *openapi3.Link, *openapi3.OAuthFlow, *openapi3.OAuthFlows, *openapi3.License, *openapi3.Contact, *openapi3.Tag,
		*openapi3.ExternalDocs, *openapi3.XML:
		return true
	}
	return false
}

// dropUnknown takes what OpenAPI does not know out of an object.
func dropUnknown(object any) bool {
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

// Bare is the first error in a chain that says what is wrong, and not only where.
func Bare(err error) error {
	for e := err; e != nil; e = errors.Unwrap(e) {
		if field := reflect.Indirect(reflect.ValueOf(e)); field.Kind() == reflect.Struct && field.FieldByName("Origin").IsValid() {
			return e
		}
	}
	return err
}

// Pass makes an object pass where an error, already reported, makes kin-openapi stop short of its neighbours, and reports
// whether the object is of a kind that makes it do so. What it takes out of an object is what the error is about, where no
// more than that need go; an object that goes whole is one that leniency does not repair, so that nobody generates from it.
func Pass(object any, err error) bool {
	switch e := Bare(err).(type) {
	case *openapi3.ExtraSiblingFieldsError:
		return dropUnknown(object)
	case *openapi3.FieldVersionMismatchError:
		return object != nil && clearField(object, e.Field)
	}
	switch o := object.(type) {
	case *openapi3.Operation:
		return passOperation(o, err)
	case *openapi3.Parameter:
		passParameter(o)
	case *openapi3.Header:
		o.Parameter = openapi3.Parameter{Schema: openapi3.NewSchemaRef("", &openapi3.Schema{}), Origin: o.Origin}
	case *openapi3.MediaType:
		*o = openapi3.MediaType{Origin: o.Origin}
	case *openapi3.RequestBody:
		*o = openapi3.RequestBody{Content: keptContent(o.Content), Origin: o.Origin}
	case *openapi3.Response:
		passResponse(o)
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

func passOperation(operation *openapi3.Operation, err error) bool {
	if _, ok := Bare(err).(*openapi3.DuplicateOperationIDError); !ok {
		return false
	}
	operation.OperationID = ""
	return true
}

func passParameter(p *openapi3.Parameter) {
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

func passResponse(r *openapi3.Response) {
	if r.Description == nil {
		r.Description = new(string)
		return
	}
	*r = openapi3.Response{Description: r.Description, Content: r.Content, Headers: r.Headers, Links: r.Links, Origin: r.Origin}
}

// keptContent stands in for content that is missing.
func keptContent(content openapi3.Content) openapi3.Content {
	if content == nil {
		return openapi3.Content{}
	}
	return content
}

// jsonKey is the key of a field in the document, empty for those that have none.
func jsonKey(field reflect.StructField) string {
	key, _, _ := strings.Cut(field.Tag.Get("json"), ",")
	if key == "-" || !field.IsExported() {
		return ""
	}
	return key
}
