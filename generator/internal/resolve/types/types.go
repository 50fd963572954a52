// Package types turns the schemas of a document into declared types: objects, unions, enums and lists.
package types

import (
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/view"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Types are the declared types of a document, in the order in which uses led to them.
type Types struct {
	// Objects are those of schemas and those of parameters.
	Objects []*Object
	Unions  []*Union
	Enums   []*ir.Enum
	Lists   []*ir.List
	// Sensitive are the wire names whose values never reach a log.
	Sensitive map[string]bool
	// Nullables are the copies of named types that may be null besides.
	Nullables map[ir.Decl][]*ir.Type

	object map[*ir.Object]*Object
	union  map[ir.Decl]*Union
	// components are the declared types of component schemas.
	components map[ir.Decl]bool
	// Imports are the packages of types of the user's own, and what they are imported as.
	Imports map[string]string
}

func newTypes() *Types {
	return &Types{
		Sensitive: map[string]bool{}, Nullables: map[ir.Decl][]*ir.Type{},
		object: map[*ir.Object]*Object{}, union: map[ir.Decl]*Union{}, components: map[ir.Decl]bool{}, Imports: map[string]string{},
	}
}

// Object is what is known about an object besides its declaration; nil for a nil one.
func (t *Types) Object(decl *ir.Object) *Object { return t.object[decl] }

// Union is what is known about a union besides its declaration; nil for what is none.
func (t *Types) Union(decl ir.Decl) *Union { return t.union[decl] }

// IsComponent reports whether a declared type is that of a component schema.
func (t *Types) IsComponent(decl ir.Decl) bool { return t.components[decl] }

// AddObject adds an object.
func (t *Types) AddObject(o *Object) {
	t.Objects = append(t.Objects, o)
	t.object[o.Decl] = o
}

// AddUnion adds a union, whose variants are told apart once all types are known.
func (t *Types) AddUnion(u *Union) {
	t.Unions = append(t.Unions, u)
	t.union[u.Decl] = u
}

// Usage is a type as one place uses it.
type Usage struct {
	T         *ir.Type
	Nullable  bool
	Sensitive bool
}

// Object is an object's declaration and what of its schema is needed until its fields are decided.
type Object struct {
	Decl   *ir.Object
	Schema *openapi3.Schema
	At     place.Place
	Fields []*Field
}

// Add adds a field.
func (o *Object) Add(f *Field) {
	o.Fields = append(o.Fields, f)
	o.Decl.Fields = append(o.Decl.Fields, f.Decl)
}

// Fix makes a field a constant.
func (o *Object) Fix(f *Field) {
	f.Constant = true
	o.Decl.Fields = slices.DeleteFunc(o.Decl.Fields, func(other *ir.Field) bool { return other == f.Decl })
}

// Extensions are those of the object's schema.
func (o *Object) Extensions() map[string]any {
	if o.Schema == nil {
		return nil
	}
	return o.Schema.Extensions
}

// Field is the field that a property became; nil where there is none, or a constant.
func (o *Object) Field(name string) *Field {
	for _, f := range o.Fields {
		if f.Decl.JSON == name && !f.Constant {
			return f
		}
	}
	return nil
}

// Field is a field before it has its names.
type Field struct {
	Decl   *ir.Field
	Schema *openapi3.Schema
	At     place.Place
	// Constant means that the property has one value, and no field.
	Constant bool
	// Tag means that constructors set the one legal value, although a value may lack it.
	Tag bool
}

// Union is a union's declaration and what of its schema is needed until its variants are told apart.
type Union struct {
	Decl  *ir.Union
	Named *ir.Type
	// Tags is the discriminator, Holder the pointer of the schema that has it.
	Tags    *openapi3.Discriminator
	Holder  string
	At      place.Place
	Members []Member
	// Several reports that a value may be several of the members: anyOf.
	Several bool
	// Dropped are the pointers of variants that no value can be.
	Dropped []string
}

// Member is one of a union's types.
type Member struct {
	T    *ir.Type
	From view.Origin
	// Labels are the values of properties that mean it, where discriminators say so.
	Labels map[string][]string
	// Self reports that it is the base that the union is made of, as a value of its own.
	Self bool
}
