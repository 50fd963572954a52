package resolve

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/keyword"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
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
	entry.usage = usage{t: named, nullable: view.Nullable}
	decl.Name = r.declare(at, "Model")
	decl.Doc = r.documentation(view.Words, at)
	decl.Checks = r.checks(view, keyword.OfObject)
	o := &object{decl: decl, schema: view.Words, at: at}
	r.objects = append(r.objects, o)
	r.byDecl[decl] = o
	r.api.Objects = append(r.api.Objects, decl)
	if extra := r.meet(view.Additional, at.in("Value", "additionalProperties")); extra.t.Kind != ir.Raw {
		decl.Extra = r.element(extra)
	}
	for _, p := range view.Properties {
		o.fields = append(o.fields, r.field(p, at, view.Required[p.Name]))
	}
	return named
}

// field resolves a property.
func (r *resolver) field(p schema.Property, object place, required bool) *field {
	at := r.owner(p.Pointer, object).in(p.Name, "properties", p.Name)
	at.pointer = p.Pointer
	parts := p.Parts
	if len(parts) == 1 {
		parts = r.applied(parts[0].Ref, p.Pointer)
	}
	parts = r.open(parts, p.Pointer)
	found := r.meet(parts, at)
	words, where, referred := r.said(p, at)
	f := &field{schema: words, at: where, decl: &ir.Field{
		JSON: p.Name, Type: found.t, Required: required, Nullable: found.nullable, Sensitive: found.sensitive,
	}}
	if referred {
		f.decl.Doc = ir.Doc{Text: summary(words.Description), Facts: facts(words)}
	} else {
		f.decl.Doc = r.documentation(words, at)
		f.decl.Doc.Facts = append(f.decl.Doc.Facts, facts(words)...)
	}
	if words.Deprecated {
		f.decl.Doc.Deprecated = markedDeprecated
	}
	f.decl.Doc.Position, f.decl.Doc.Pointer = r.position(at.pointer), at.pointer
	f.decl.ReadOnly, f.decl.WriteOnly = words.ReadOnly, words.WriteOnly
	f.decl.IdempotencyKey = r.flag(words.Extensions, where, "x-sdk-idempotency-key")
	f.decl.ErrorText = r.flag(words.Extensions, where, "x-sdk-error-text")
	if f.decl.Sensitive || words.Format == "password" {
		f.decl.Sensitive = true
		r.sensitive[p.Name] = true
	}
	return f
}

// markedDeprecated is why something is deprecated: OpenAPI has no place for more.
const markedDeprecated = "the document marks it as deprecated."

// owner is the place that a property's type is named after: the object, or the component that the object has it from.
func (r *resolver) owner(pointer string, object place) place {
	file, tokens := load.Split(pointer)
	if len(tokens) < 3 || tokens[0] != "components" || tokens[1] != "schemas" {
		return object
	}
	component := load.Join(file+"#", tokens[:3]...)
	if object.pointer == component || strings.HasPrefix(object.pointer, component+"/") {
		return object
	}
	return r.placeOf(component)
}

// said are the annotations of a property, and where they stand. Referred reports that they are those of a schema that the
// property refers to.
func (r *resolver) said(p schema.Property, at place) (words *openapi3.Schema, where place, referred bool) {
	if len(p.Parts) > 1 {
		read := schema.Read(r, p.Parts...)
		words := *read.Words
		words.Min, words.Max, words.MaxLength, words.MaxItems = read.Limits.Min, read.Limits.Max, read.Limits.MaxLength, read.Limits.MaxItems
		return &words, at, false
	}
	ref := p.Parts[0].Ref
	if ref.Ref != "" {
		return ref.Value, r.target(ref), true
	}
	return ref.Value, at, false
}

// documentation is a schema's documentation.
func (r *resolver) documentation(words *openapi3.Schema, at place) ir.Doc {
	text := words.Description
	if text == "" {
		text = words.Title
	}
	doc := ir.Doc{Text: text, Position: r.position(at.pointer), Pointer: at.pointer}
	if words.ExternalDocs != nil {
		doc.Link = words.ExternalDocs.URL
	}
	if words.Deprecated {
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
	for _, plain := range []bool{true, false} { // a name that loses nothing comes before those that do
		for _, f := range o.fields {
			if !f.constant && naming.IsPlain(f.decl.JSON) == plain {
				f.decl.Name = taken.ClaimOne([]string{naming.Exported(f.decl.JSON), naming.Spelled(f.decl.JSON)}, "Field", naming.OfField)
			}
		}
	}
	arguments := naming.NewScope()
	for _, f := range o.fields {
		if f.constant {
			continue
		}
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

// keepsNull gives an object raw further properties where null is a value of one of its own and differs from nothing: the
// object keeps such a null among the raw ones.
func (r *resolver) keepsNull(o *object) {
	if o.decl.Extra != nil && slices.ContainsFunc(o.decl.Fields, ir.KeepsNull) {
		o.decl.Extra = nil
		r.lose(loss.Weakened, o.at.pointer, "additionalProperties", "further properties of "+o.decl.Name+" are raw JSON",
			"null is a value of one of its properties, and is kept among them")
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
