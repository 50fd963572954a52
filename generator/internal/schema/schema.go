// Package schema says what schemas say of a value, by the rules of JSON Schema and OpenAPI: allOf is an intersection, what
// stands beside it applies, too, and so does what stands beside oneOf. It knows nothing of Go.
//
// A value is described by parts, all of which apply: a schema, or several that meet where a property is said twice. [Read]
// makes one [Schema] of them, one level deep: its properties, elements and variants are parts again.
package schema

import (
	"github.com/getkin/kin-openapi/openapi3"
)

// Document is where schemas stand.
type Document interface {
	// Target is the pointer of what a $ref leads to.
	Target(ref *openapi3.SchemaRef) string
	// Keys are the keys of the mapping at a pointer in the order in which they were written.
	Keys(pointer string) []string
}

// Part is one schema of those that describe a value.
type Part struct {
	Ref *openapi3.SchemaRef
	// Pointer is where the schema itself stands: for a $ref, where it leads.
	Pointer string
	// Without are the pointers of lists of variants (".../oneOf") that do not apply: one variant of each is a part of its own.
	Without []string
}

// Schema is what parts say together.
type Schema struct {
	Parts []Part
	// Sources are the schemas that all this was read from: parts, and what their allOf leads to.
	Sources []Part
	// Words are the annotations: descriptions, extensions, readOnly. Those of a later part come before those of an earlier one.
	Words *openapi3.Schema
	// Types are the JSON types of values besides null; nil is any.
	Types []string
	// Nullable reports that null is a value, NotNull that some part forbids it.
	Nullable, NotNull bool
	Format            string
	// Enum are the legal values besides null, if Limited.
	Enum    []any
	Limited bool
	// Properties are in the order of the document.
	Properties []Property
	Required   map[string]bool
	// Unions are the lists of variants, of each of which one applies.
	Unions []Union
	// Items are what elements are, Additional what further properties are. Closed reports that there are none.
	Items, Additional []Part
	Closed            bool
	Limits            Limits
	// Conflicts are what no value can satisfy.
	Conflicts []Conflict
	// Forbidden are properties that some part has and another one forbids, by additionalProperties.
	Forbidden []Forbidden
	// Cycle is the pointer of a schema that is its own part.
	Cycle string

	index map[string]int
}

// Property is a property, and all that is said of its value.
type Property struct {
	Name  string
	Parts []Part
	// Pointer is where it is said last.
	Pointer string
}

// Union is a list of variants.
type Union struct {
	// Holder is the schema that has the list, Pointer where that stands.
	Holder  *openapi3.Schema
	Pointer string
	// Keyword is oneOf or anyOf.
	Keyword string
	// Variants are the list's schemas, At where each stands in the list.
	Variants []Part
	At       []string
}

// List is the pointer of the list itself.
func (u Union) List() string { return u.Pointer + "/" + u.Keyword }

// Limits are the bounds of values. A nil bound is none.
type Limits struct {
	Min, Max                   *float64
	ExclusiveMin, ExclusiveMax bool
	MultipleOf                 *float64
	MinLength, MaxLength       *uint64
	MinItems, MaxItems         *uint64
	MinProps, MaxProps         *uint64
	Unique                     bool
	// Patterns must all match.
	Patterns []string
}

// Conflict is what no value can satisfy.
type Conflict struct {
	// First and Second are where the two things stand that exclude each other.
	First, Second string
	// What says what they are: "type is string there and integer here".
	What string
}

// Is reports whether all values have a JSON type.
func (s *Schema) Is(name string) bool { return len(s.Types) == 1 && s.Types[0] == name }

// Property is the property of a name.
func (s *Schema) Property(name string) (Property, bool) {
	i, known := s.index[name]
	if !known {
		return Property{}, false
	}
	return s.Properties[i], true
}

// Read says what parts say together.
func Read(doc Document, parts ...Part) *Schema {
	s := &Schema{Parts: parts, Required: map[string]bool{}, index: map[string]int{}}
	r := &reader{doc: doc, made: s, read: map[string]bool{}, within: map[string]bool{}, without: map[string]bool{}, said: map[string]string{}}
	for _, part := range parts {
		for _, list := range part.Without {
			r.without[list] = true
		}
	}
	for _, part := range parts {
		if part.Ref != nil && part.Ref.Value != nil {
			r.schema(part.Ref.Value, part.Pointer)
		}
	}
	r.spread()
	s.Words = words(parts)
	r.null.settle(s)
	r.checkBounds()
	return s
}

// AddProperty adds a property that is not there yet.
func (s *Schema) AddProperty(p Property) {
	s.index[p.Name] = len(s.Properties)
	s.Properties = append(s.Properties, p)
}
