package ir

// Kind says how values of a type look in JSON and in Go.
type Kind int

// The kinds of types. Their Go types are those that Type.GoName returns.
const (
	Raw    Kind = iota // any JSON value, kept as it came: json.RawMessage
	String             // string
	Bool               // bool
	Int                // int, int8 to int64, or uint8 to uint64, by Bits and Unsigned
	Float              // float32 or float64, by Bits
	Time               // time.Time, an RFC 3339 date-time
	Bytes              // []byte, base64 in JSON
	File               // sdk.File, a part of a multipart body
	Stream             // io.Reader or io.ReadCloser: a body that is not held in memory
	Named              // a declared type: Object, Union, Enum or List
	Array              // a slice of Elem
	Map                // a map from string to Elem
	Custom             // a type of another package, which Custom describes
)

// Type is the type of a field, a parameter, a body or an element.
type Type struct {
	Kind Kind
	// Bits is the size of an Int or Float; 0 is the platform's int.
	Bits int
	// Unsigned means that an Int has no sign.
	Unsigned bool
	// Elem is the element's type of an Array or Map.
	Elem *Type
	// Decl is what a Named type refers to.
	Decl Decl
	// Custom is what a Custom type is in Go.
	Custom *CustomType
	// Lenient means that a String accepts a JSON number, too.
	Lenient bool
	// Nullable means that an element of an Array or Map, or a body, may be null.
	Nullable bool
	// Rules are what the document demands of values.
	Rules Rules
}

// CustomType is a type of another package than the generated one.
type CustomType struct {
	// Package is its import path, Alias what that is imported as, Name the type's name there.
	Package, Alias, Name string
	// Pointer means that values are pointers, whose nil is none.
	Pointer bool
	// JSON is the JSON type of its values; "" is any.
	JSON string
	// Note is what the codec has to know of it: words of package codec, with commas between.
	Note string
	// Own means that some values have no JSON: its own methods write it.
	Own bool
}

// Is reports whether both are the same type; nil is none.
func (c *CustomType) Is(other *CustomType) bool {
	return c == other || c != nil && other != nil && *c == *other
}

// Same reports whether both are the same in Go, and are read alike. What the document demands of values may differ.
func (t *Type) Same(other *Type) bool {
	if t == nil || other == nil {
		return t == other
	}
	return t.Kind == other.Kind && t.Bits == other.Bits && t.Unsigned == other.Unsigned && t.Decl == other.Decl && t.Custom.Is(other.Custom) &&
		t.Lenient == other.Lenient && t.Nullable == other.Nullable && t.Elem.Same(other.Elem)
}

// Object is the object that a type refers to; nil for others.
func (t *Type) Object() *Object {
	if t.Kind != Named {
		return nil
	}
	object, _ := t.Decl.(*Object)
	return object
}

// JSON is the JSON type of the type's values; "" where there are several.
func (t *Type) JSON() string {
	switch t.Kind {
	case String, Time, Bytes, File:
		return "string"
	case Bool:
		return "boolean"
	case Int, Float:
		return "number"
	case Array:
		return "array"
	case Map:
		return "object"
	case Custom:
		return t.Custom.JSON
	case Named:
		switch decl := t.Decl.(type) {
		case *Object:
			return "object"
		case *Enum:
			return decl.Type.JSON()
		case *List:
			return decl.Type.JSON()
		}
	}
	return ""
}

// Rules are the validation keywords that a type carries. The zero value demands nothing.
type Rules struct {
	MinLength, MaxLength *uint64
	Patterns             []string // all of which must match
	Minimum, Maximum     *float64
	ExclusiveMin         bool
	ExclusiveMax         bool
	MultipleOf           *float64
	MinItems, MaxItems   *uint64
	Unique               bool
	MinProperties        *uint64
	MaxProperties        *uint64
	WholeNumber          bool // a string that must be a decimal integer of Bits bits
	Bits                 int
	// Checks are what else the document demands: they are held against the value's JSON.
	Checks []Check
}

// Check is what a keyword of JSON Schema demands that no Go type says.
type Check struct {
	// Rule is the function of package sdk/check that makes the rule: "Required".
	Rule string
	// Args are its arguments: a string, an int, a float64, a list of strings, or a Check.
	Args []any
}

// Decl is a declared type.
type Decl interface {
	// TypeName is the declared Go name.
	TypeName() string
}

// Object is a JSON object with known properties: a Go struct.
type Object struct {
	Name   string
	Doc    Doc
	Fields []*Field
	// Constants are the properties with a single legal value: not fields, written by the codec.
	Constants []Constant
	// Open means that unknown properties are kept; Extra is their type.
	Open  bool
	Extra *Type
	// Unions are those that this object is a variant of.
	Unions []*Union
	// New is the name of the constructor.
	New string
	// Constructor is what it takes: as arguments, or as the fields of the struct Required, where that has a name.
	Constructor []*Field
	Required    string
	// Shorthands are further constructors with some properties preset.
	Shorthands []Shorthand
	// Optional means that the object stands somewhere as an optional value, so that getters chain through nil.
	Optional bool
	// Sent means that the object is part of a request, so that it has a builder and is validated.
	Sent bool
	// Received means that the object is read, so that it has getters.
	Received bool
	// EventID are the fields that together identify an event, by which a repeated delivery is recognised.
	EventID []*Field
	// Params means that the object is the parameters of an operation: it has no JSON form.
	Params bool
	// Checks are what the document demands of the object as a whole, beyond its fields.
	Checks []Check
}

// TypeName returns the object's Go name.
func (o *Object) TypeName() string { return o.Name }

// Constant is a property whose value is fixed.
type Constant struct {
	JSON string
	// Value is the JSON text of the value.
	Value string
}

// Shorthand is a constructor with some properties preset.
type Shorthand struct {
	Name   string
	Preset []Preset
	Args   []*Field
}

// Preset is a field and the value that it gets.
type Preset struct {
	Field *Field
	Value Value
}

// Value is a literal: the name of an enum's constant, or a scalar of a Go basic type.
type Value struct {
	Constant string
	Literal  any
	// Now stands for the current time.
	Now bool
}

// Field is a property of an object, or a parameter of an operation.
type Field struct {
	// Name is the Go name, Arg the name as an argument, JSON the name on the wire.
	Name, Arg, JSON string
	Type            *Type
	Doc             Doc
	// Required and Nullable are the document's words. Pointer is what follows for Go.
	Required, Nullable bool
	Pointer            bool
	// Default is what the constructor sets; nil is nothing.
	Default        *Value
	Sensitive      bool
	ReadOnly       bool
	WriteOnly      bool
	IdempotencyKey bool
	// ErrorText means that the value may stand in an error's text.
	ErrorText bool
}

// Enum is a type with known values. Others are kept as they are.
type Enum struct {
	Name   string
	Doc    Doc
	Type   *Type
	Values []EnumValue
}

// TypeName returns the enum's Go name.
func (e *Enum) TypeName() string { return e.Name }

// EnumValue is a known value and its constant.
type EnumValue struct {
	Name string
	// Value is a string, int64 or float64.
	Value any
	Doc   string
}

// List is a declared slice or map: needed where a type refers to itself without an object in between.
type List struct {
	Name string
	Doc  Doc
	Type *Type
}

// TypeName returns the list's Go name.
func (l *List) TypeName() string { return l.Name }
