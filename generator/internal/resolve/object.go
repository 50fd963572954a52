package resolve

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// object is an object's declaration and what of its schema is needed until its fields are settled.
type object struct {
	decl   *ir.Object
	schema *openapi3.Schema
	at     place
	fields []*field
}

// field is a field before it has its names.
type field struct {
	decl     *ir.Field
	schema   *openapi3.Schema
	at       place
	constant bool
	// tag tells that constructors set the one legal value, although a value may lack it.
	tag bool
}

// object declares an object. Its fields may lead back to it, so that its type is known before they are.
func (r *resolver) object(view *view, at place, entry *declared) *ir.Type {
	decl := &ir.Object{Open: true}
	named := &ir.Type{Kind: ir.Named, Decl: decl}
	entry.usage = usage{t: named, nullable: view.nullable}
	decl.Name = r.declare(at, "Model")
	decl.Doc = r.documentation(view.schema, at)
	o := &object{decl: decl, schema: view.schema, at: at}
	r.objects = append(r.objects, o)
	r.byDecl[decl] = o
	r.api.Objects = append(r.api.Objects, decl)
	if extra := r.use(view.additional, view.additionalAt).t; extra.Kind != ir.Raw {
		decl.Extra = extra
	}
	for _, p := range view.properties {
		o.fields = append(o.fields, r.field(p, view.required[p.name]))
	}
	return named
}

// field resolves a property.
func (r *resolver) field(p property, required bool) *field {
	found := r.use(p.ref, p.at)
	f := &field{schema: p.ref.Value, at: p.at, decl: &ir.Field{
		JSON: p.name, Type: found.t, Required: required, Nullable: found.nullable, Sensitive: found.sensitive,
	}}
	extensions, where := p.ref.Value.Extensions, p.at
	if p.ref.Ref != "" {
		where = r.target(p.ref)
	}
	f.at = where
	if p.ref.Ref == "" {
		f.decl.Doc = r.documentation(p.ref.Value, p.at)
		f.decl.Doc.Facts = append(f.decl.Doc.Facts, facts(p.ref.Value)...)
	} else {
		f.decl.Doc = ir.Doc{Text: summary(p.ref.Value.Description), Facts: facts(p.ref.Value)}
	}
	f.decl.Doc.Position, f.decl.Doc.Pointer = r.position(p.at.pointer), p.at.pointer
	f.decl.ReadOnly, f.decl.WriteOnly = p.ref.Value.ReadOnly, p.ref.Value.WriteOnly
	f.decl.IdempotencyKey = r.flag(extensions, where, "x-sdk-idempotency-key")
	f.decl.ErrorText = r.flag(extensions, where, "x-sdk-error-text")
	if f.decl.Sensitive || p.ref.Value.Format == "password" {
		f.decl.Sensitive = true
		r.sensitive[p.name] = true
	}
	return f
}

// markedDeprecated is why something is deprecated: OpenAPI has no place for more.
const markedDeprecated = "the document marks it as deprecated."

// documentation is a schema's documentation.
func (r *resolver) documentation(schema *openapi3.Schema, at place) ir.Doc {
	text := schema.Description
	if text == "" {
		text = schema.Title
	}
	doc := ir.Doc{Text: text, Position: r.position(at.pointer), Pointer: at.pointer}
	if schema.ExternalDocs != nil {
		doc.Link = schema.ExternalDocs.URL
	}
	if schema.Deprecated {
		doc.Deprecated = markedDeprecated
	}
	return doc
}

// summary is the first sentence of a text.
func summary(text string) string {
	first, _, _ := strings.Cut(text, "\n\n")
	if sentence, _, found := strings.Cut(first, ". "); found {
		return sentence + "."
	}
	return first
}

// facts are what a reader cannot see in the Go type.
func facts(schema *openapi3.Schema) []string {
	var found []string
	add := func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) }
	if schema.Default != nil {
		add("The default is %v.", schema.Default)
	}
	switch {
	case schema.Min != nil && schema.Max != nil:
		add("From %s to %s.", decimal(*schema.Min), decimal(*schema.Max))
	case schema.Min != nil:
		add("At least %s.", decimal(*schema.Min))
	case schema.Max != nil:
		add("At most %s.", decimal(*schema.Max))
	}
	if schema.MaxLength != nil {
		add("At most %d characters.", *schema.MaxLength)
	}
	if schema.MaxItems != nil {
		add("At most %d elements.", *schema.MaxItems)
	}
	if schema.ReadOnly {
		add("Read-only: the server sets it, and requests leave it out.")
	}
	if schema.WriteOnly {
		add("Write-only: answers leave it out.")
	}
	return found
}

func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// names gives an object's fields their Go names, which must not meet each other or the object's methods.
func (o *object) names() {
	taken := naming.NewScope("Validate", "MarshalJSON", "UnmarshalJSON", "AdditionalProperties", "validate", "decode", "encode")
	if o.decl.Params {
		taken = naming.NewScope("Validate")
	}
	arguments := naming.NewScope()
	for _, f := range o.fields {
		if f.constant {
			continue
		}
		f.decl.Name = taken.Claim(naming.Exported(f.decl.JSON), "Field", naming.OfField)
		f.decl.Arg = arguments.Claim(naming.Argument(f.decl.Name), "", nil)
		o.decl.Fields = append(o.decl.Fields, f.decl)
	}
}

// pointers decides which fields are pointers: optional ones whose Go type has no nil, and nullable ones.
func (o *object) pointers() {
	for _, f := range o.fields {
		if f.decl.ReadOnly && o.decl.Sent {
			f.decl.Required = false // a request must not have it
		}
		absent := !f.decl.Required || f.decl.Nullable
		f.decl.Pointer = absent && !ir.NilIsZero(f.decl.Type) || f.decl.Required && contains(f.decl.Type, o.decl, nil)
	}
}

// contains tells whether a value of type t would contain an object, by value, through required fields.
func contains(t *ir.Type, object *ir.Object, seen []*ir.Object) bool {
	if t.Kind != ir.Named {
		return false
	}
	inner, ok := t.Decl.(*ir.Object)
	if !ok || slices.Contains(seen, inner) {
		return false
	}
	if inner == object {
		return true
	}
	for _, field := range inner.Fields {
		if field.Required && !field.Nullable && contains(field.Type, object, append(seen, inner)) {
			return true
		}
	}
	return false
}
