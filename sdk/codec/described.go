package codec

import "reflect"

// Described is a type of which its declaration does not say all. Each type says what belongs to it, and no table lists all
// of them, so that a program links what it uses of a package.
type Described interface {
	// DescribeJSON returns what the declaration does not say. The value it is asked of does not matter.
	DescribeJSON() Description
}

// Description is what a type's declaration does not say.
type Description struct {
	// Constants are the properties that have one legal value, which are no fields, in the order of the document.
	Constants []Constant
	// Unions are the sealed interfaces that the type's fields, or its elements, have.
	Unions []*Union
	// Note is what the tag "sdk" of a field of the type would say, of a declared slice or map.
	Note string
}

// Constant is a property of an object that has one legal value.
type Constant struct {
	// Name is the property, Value the value's JSON.
	Name, Value string
}

// DescriptionOf returns what a type says of itself; a type that says nothing has an empty one.
func DescriptionOf(goType reflect.Type) Description {
	if goType.Kind() == reflect.Pointer || goType.Kind() == reflect.Interface {
		return Description{}
	}
	if described, is := reflect.Zero(goType).Interface().(Described); is {
		return described.DescribeJSON()
	}
	return Description{}
}

// With returns the types, which know sealed interfaces from then on. It is for what is read or written by itself: what is in
// an object, a slice or a map of the package's is known by these.
func (t *Types) With(unions ...*Union) *Types {
	known := &t.unions
	if t.all != nil {
		known = &t.all.unions
	}
	for _, u := range unions {
		known.LoadOrStore(u.Of.Type(), u)
	}
	return t
}

// Union returns what is known of a sealed interface, nil where nothing is.
func (t *Types) Union(goType reflect.Type) *Union {
	known := &t.unions
	if t.all != nil {
		known = &t.all.unions
	}
	u, _ := known.Load(goType)
	found, _ := u.(*Union)
	return found
}
