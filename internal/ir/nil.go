package ir

// PointerElement reports whether an element of this type is a pointer in Go: where null is an element, and Go's type has
// no nil of its own.
func PointerElement(elem *Type) bool { return elem.Nullable && !NilIsZero(elem) }

// NilIsZero reports whether the type's Go zero value is nil, so that an optional value needs no pointer.
func NilIsZero(t *Type) bool {
	switch t.Kind {
	case Raw, Bytes, Stream, Array, Map:
		return true
	case Custom:
		return t.Custom.Pointer
	case Named:
		_, union := t.Decl.(*Union)
		_, list := t.Decl.(*List)
		return union || list
	default:
		return false
	}
}

// IsUnion reports whether values of a type are variants of a union.
func IsUnion(t *Type) bool {
	_, union := t.Decl.(*Union)
	return t.Kind == Named && union
}

// KeepsNull reports whether null differs from what is written for nil: from nothing, or from an empty array or object.
func KeepsNull(field *Field) bool {
	writesNull := field.Pointer || IsUnion(field.Type) || field.Type.Kind == Raw
	return field.Nullable && (!field.Required || !writesNull)
}

// Keeps reports whether the object can keep raw values under its fields' names.
func (o *Object) Keeps() bool { return o.Open && o.Extra == nil }
