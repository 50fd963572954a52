package load

import (
	"context"
	"errors"
	"reflect"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/repair"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// options leave out examples and defaults: of these kin-openapi reports the first in each schema only.
func (c *checker) options() []openapi3.ValidationOption {
	options := []openapi3.ValidationOption{
		openapi3.EnableMultiError(),
		openapi3.SetRegexCompiler(compile),
		openapi3.DisableExamplesValidation(),
		openapi3.DisableSchemaDefaultsValidation(),
		openapi3.AllowExtraSiblingFields("definitions", "$schema"), // schemas that stand elsewhere, too, hold others
	}
	if c.doc.IsOpenAPI31OrLater() {
		options = append(options, openapi3.IsOpenAPI31OrLater(), openapi3.AllowExtraSiblingFields("pathItems"))
	}
	if c.doc.IsOpenAPI32OrLater() {
		options = append(options, openapi3.IsOpenAPI32OrLater(), openapi3.AllowExtraSiblingFields(texts32()...))
	}
	return options
}

// structure reports what kin-openapi has against schemas, each by itself. Validating the document as a whole would look
// into a schema again from every place that leads to it, which makes it quadratic, and stop at the first problem of each.
func (c *checker) structure(ctx context.Context) {
	ctx = openapi3.WithValidationOptions(ctx, c.options()...)
	empty, alone := openapi3.NewSchemaRef("", &openapi3.Schema{}), &openapi3.Schema{}
	for _, schema := range c.schemas {
		*alone = *schema.Schema
		removeSubschemas(alone, empty)
		c.oneSchema(ctx, schema, alone)
	}
}

// oneSchema reports and repairs the problems of a schema, which alone is by itself.
func (c *checker) oneSchema(ctx context.Context, schema schemaAt, alone *openapi3.Schema) {
	for range maxRounds {
		err := alone.Validate(ctx)
		if err == nil {
			return
		}
		c.blanked = true
		c.refused(schema.pointer, err, alone)
		repair.Forget(alone, err)
		repair.Schema(schema.Schema, err, c.doc.IsOpenAPI31OrLater())
	}
	*schema.Schema = openapi3.Schema{}
}

// maxRounds bounds how often a document is validated: problems hide behind each other.
const maxRounds = 20

// remainder reports what kin-openapi has against the rest of the document. Empty schemas stand in for all others.
func (c *checker) remainder(ctx context.Context) {
	saved := make([]openapi3.Schema, len(c.schemas))
	for i, schema := range c.schemas {
		saved[i] = *schema.Schema
		*schema.Schema = openapi3.Schema{}
	}
	if c.doc.Validate(ctx, c.options()...) != nil {
		c.rounds(ctx)
	}
	for i, schema := range c.schemas {
		*schema.Schema = saved[i]
	}
}

// rounds reports every problem there is. Validators stop at the first one in an operation's parameters, in a request
// body or in a response, so each is repaired once it is reported, and the document validated again.
func (c *checker) rounds(ctx context.Context) {
	objects := c.attachOrigins()
	before := c.problems.Len()
	err := c.doc.Validate(ctx, c.options()...)
	for range maxRounds {
		if err == nil || !c.round(err, objects) {
			break
		}
		err = c.doc.Validate(ctx, c.options()...)
	}
	if err != nil && c.problems.Len() == before && !c.blanked {
		c.refused("#", err, nil)
	}
}

// round reports the problems in an error and repairs them. It reports whether there was anything to repair.
func (c *checker) round(err error, objects map[*openapi3.Origin]any) (repaired bool) {
	for _, err := range leavesOf(err, "#") {
		pointer, object := err.pointer, any(nil)
		if origin := originOf(err.cause); origin != nil {
			pointer, object = origin.Key.Name, objects[origin]
		}
		c.refused(pointer, err.cause, object)
		if repair.Object(object, err.cause) {
			repaired = true
		}
	}
	return repaired
}

// attachOrigins notes in every object but schemas where it is, for kin-openapi to name it in errors. Its own origins
// are lines of YAML, and JSON documents have none.
func (c *checker) attachOrigins() map[*openapi3.Origin]any {
	objects := map[*openapi3.Origin]any{}
	walkObjects(c.doc, func(pointer string, object any, _ direction) {
		field := reflect.ValueOf(object).Elem().FieldByName("Origin")
		if !field.IsValid() || field.Type() != reflect.TypeFor[*openapi3.Origin]() {
			return
		}
		origin := &openapi3.Origin{Key: &openapi3.Location{Name: pointer}}
		field.Set(reflect.ValueOf(origin))
		objects[origin] = object
	})
	return objects
}

// leaf is one of kin-openapi's errors without the wrappers that say where, and what they said.
type leaf struct {
	pointer string
	cause   error
}

// leavesOf takes an error apart.
func leavesOf(err error, pointer string) []leaf {
	var leaves []leaf
	switch e := err.(type) {
	case openapi3.MultiError:
		for _, err := range e {
			leaves = append(leaves, leavesOf(err, pointer)...)
		}
		return leaves
	case *openapi3.SectionValidationError:
		return leavesOf(e.Cause, source.Join(pointer, sectionKey(e.Section)))
	case *openapi3.PathValidationError:
		return leavesOf(e.Cause, source.Join(pointer, e.Path))
	case *openapi3.OperationValidationError:
		return leavesOf(e.Cause, source.Join(pointer, strings.ToLower(e.Method)))
	case *openapi3.WebhookValidationError:
		return leavesOf(e.Cause, source.Join(pointer, e.Name))
	case *openapi3.ComponentValidationError:
		if originOf(e.Cause) == nil && errors.Unwrap(e.Cause) == nil {
			return []leaf{{source.Join(pointer, componentKey(e.Section), e.Name), err}}
		}
		return leavesOf(e.Cause, source.Join(pointer, componentKey(e.Section), e.Name))
	}
	if inner := errors.Unwrap(err); inner != nil && originOf(err) == nil {
		return leavesOf(inner, pointer)
	}
	return []leaf{{pointer, err}}
}

func sectionKey(section string) string {
	if section == "external docs" {
		return "externalDocs"
	}
	return section
}

// componentKey is the key of a kind of components, which errors name in words.
func componentKey(section string) string {
	switch section {
	case "request body":
		return "requestBodies"
	case "security scheme":
		return "securitySchemes"
	}
	return section + "s"
}

// originOf is the origin that an error carries, or that the first error within carries.
func originOf(err error) *openapi3.Origin {
	for ; err != nil; err = errors.Unwrap(err) {
		v := reflect.Indirect(reflect.ValueOf(err))
		if v.Kind() != reflect.Struct {
			continue
		}
		field := v.FieldByName("Origin")
		if !field.IsValid() {
			continue
		}
		if origin, ok := field.Interface().(*openapi3.Origin); ok && origin != nil && origin.Key != nil {
			return origin
		}
	}
	return nil
}
