package load

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/repair"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// comparer compares examples with schemas, within bounds.
type comparer struct {
	*checker
	// visits are the steps taken so far.
	visits int
	// compiled are the schemas that were looked at so far for examples of OpenAPI 3.1, each as often as it was, and skipped
	// the examples that this is too much for.
	compiled, skipped int
	// weights are how long it takes to compile a schema, in schemas.
	weights map[*openapi3.Schema]int
}

// compare reports every example and every default that contradicts its schema.
func compare(ctx context.Context, document *checker) {
	c := comparer{checker: document, weights: map[*openapi3.Schema]int{}}
	ctx = openapi3.WithValidationOptions(ctx, c.options()...)
	restore := c.guard()
	defer restore()
	for _, schema := range c.schemas {
		c.schemaExamples(schema.pointer, schema.Schema)
	}
	walkObjects(c.doc, func(pointer string, object any, towards direction) {
		switch o := object.(type) {
		case *openapi3.MediaType:
			c.namedExamples(ctx, pointer, o.Schema, o.Example, o.Examples, towards)
		case *openapi3.Parameter:
			c.namedExamples(ctx, pointer, o.Schema, o.Example, o.Examples, anyDirection)
		case *openapi3.Header:
			c.namedExamples(ctx, pointer, o.Schema, o.Example, o.Examples, anyDirection)
		}
	})
	if c.skipped > 0 {
		c.problems.Add(problem.Problem{Pos: problem.Position{File: c.files.Given}, Pointer: "#", Rule: repair.Unchecked,
			Message: fmt.Sprintf("%d examples and defaults are not compared with their schemas: that takes too long", c.skipped)})
	}
}

func (c *comparer) schemaExamples(pointer string, schema *openapi3.Schema) {
	c.example("default", pointer+"/default", schema, schema.Default, anyDirection)
	c.example("example", pointer+"/example", schema, schema.Example, anyDirection)
	for i, example := range schema.Examples {
		c.example("example", pointer+"/examples/"+strconv.Itoa(i), schema, example, anyDirection)
	}
}

func (c *comparer) namedExamples(
	ctx context.Context, pointer string,
	schema *openapi3.SchemaRef, example any, examples openapi3.Examples, towards direction,
) {
	if schema == nil || schema.Value == nil {
		return
	}
	c.example("example", pointer+"/example", schema.Value, example, towards)
	for _, name := range slices.Sorted(maps.Keys(examples)) {
		ref := examples[name]
		if ref == nil || ref.Value == nil {
			continue
		}
		at := source.Join(pointer, "examples", name)
		if err := ref.Value.Validate(ctx); err != nil {
			c.refused(at, err, ref.Value)
		}
		c.example("example "+problem.Quote(name), at+"/value", schema.Value, ref.Value.Value, towards)
	}
}

// example reports what in an example contradicts its schema, at the line where it does.
func (c *comparer) example(what, pointer string, schema *openapi3.Schema, value any, towards direction) {
	if value == nil {
		return
	}
	if c.doc.IsOpenAPI31OrLater() && !c.compilable(schema) {
		return
	}
	if !c.affordable(schema, value) {
		c.found(repair.Contradiction, pointer, what+" cannot be compared with its schema: too many alternatives at too many levels", "make it smaller")
		return
	}
	for _, err := range c.contradictions(schema, value, towards) {
		if c.blanked && (err.SchemaField == "oneOf" || err.SchemaField == "not") {
			continue // what was taken out of the document may be what would tell
		}
		inner, where := err.JSONPointer(), ""
		if len(inner) > 0 {
			where = " at " + problem.Quote("/"+strings.Join(inner, "/"))
		}
		c.found(repair.Contradiction, source.Join(pointer, inner...),
			fmt.Sprintf("%s contradicts its schema%s: %s", what, where, contradiction(err)), "correct the one or the other")
	}
}

// contradictions compares an example with its schema. Most pass, at the least cost. What does not is compared again for
// the reasons, unless these would be too many: where alternatives nest, each has as many reasons as there are below it.
func (c *comparer) contradictions(schema *openapi3.Schema, value any, towards direction) []*openapi3.SchemaError {
	options := c.visitOptions(towards)
	schema = withoutExamples(schema)
	if err := schema.VisitJSON(clone(value), append(options, openapi3.FailFast())...); err == nil {
		return nil
	}
	if cost(schema, value) > maxReasons {
		return []*openapi3.SchemaError{{Reason: "it fits none of many alternatives"}}
	}
	return contradictions(schema.VisitJSON(clone(value), append(options, openapi3.MultiErrors())...))
}

// withoutExamples is a schema without its own examples, all of which kin-openapi would compile for each of them.
func withoutExamples(schema *openapi3.Schema) *openapi3.Schema {
	if len(schema.Examples) == 0 {
		return schema
	}
	bare := *schema
	bare.Examples = nil
	return &bare
}

func (c *comparer) visitOptions(towards direction) []openapi3.SchemaValidationOption {
	// Errors are shown by their reasons alone. Their own texts hold the schema, and those of all errors within.
	options := []openapi3.SchemaValidationOption{
		openapi3.SetSchemaErrorMessageCustomizer(func(*openapi3.SchemaError) string { return "-" }),
		openapi3.SetSchemaRegexCompiler(compile),
	}
	switch towards {
	case toServer:
		options = append(options, openapi3.VisitAsRequest())
	case fromServer:
		options = append(options, openapi3.VisitAsResponse())
	}
	if c.doc.IsOpenAPI31OrLater() {
		options = append(options, openapi3.EnableJSONSchema2020())
	}
	return options
}

// contradictions takes an error of VisitJSON apart, down to those that say something about a value.
func contradictions(err error) []*openapi3.SchemaError {
	switch e := err.(type) {
	case nil:
		return nil
	case openapi3.MultiError:
		var all []*openapi3.SchemaError
		for _, err := range e {
			all = append(all, contradictions(err)...)
		}
		return all
	case *openapi3.SchemaError:
		return innermost(e)
	}
	return []*openapi3.SchemaError{{Reason: err.Error()}}
}

// innermost goes on into a schema that all have to fulfil, and into the one of several that a discriminator chose.
func innermost(e *openapi3.SchemaError) []*openapi3.SchemaError {
	var inner openapi3.MultiError
	if e.Origin == nil || !errors.As(e.Origin, &inner) {
		return []*openapi3.SchemaError{e}
	}
	if (e.SchemaField == "oneOf" || e.SchemaField == "anyOf") && len(inner) != 1 {
		return []*openapi3.SchemaError{e}
	}
	return contradictions(inner)
}

// contradiction is the reason without the schema and the value, which can be pages.
func contradiction(e *openapi3.SchemaError) string {
	reason := e.Reason
	if reason == "" {
		reason = fmt.Sprintf("it does not fit %s", problem.Quote(e.SchemaField))
	}
	// The validator of JSON Schema begins with the place, twice.
	if _, after, ok := strings.Cut(reason, "at '"); ok && strings.HasPrefix(reason, "error at ") {
		if _, after, ok := strings.Cut(after, "': "); ok {
			reason = after
		}
	}
	// The pattern behind a format is longer than its name and says less.
	if before, _, ok := strings.Cut(reason, " (string doesn't match pattern"); ok && e.SchemaField == "format" {
		reason = before
	}
	return problem.OneLine(strings.Replace(reason, "Value is", "value is", 1))
}

// clone keeps the validator, which fills in defaults, from changing the document.
func clone(value any) any {
	switch v := value.(type) {
	case map[string]any:
		copied := make(map[string]any, len(v))
		for key, value := range v {
			copied[key] = clone(value)
		}
		return copied
	case []any:
		copied := make([]any, len(v))
		for i, value := range v {
			copied[i] = clone(value)
		}
		return copied
	}
	return value
}
