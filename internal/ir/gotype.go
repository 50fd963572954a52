package ir

import "strconv"

// GoType is the Go source of a type: "[]Attachment", "map[string]json.RawMessage".
func GoType(t *Type) string {
	switch t.Kind {
	case String:
		return "string"
	case Bool:
		return "bool"
	case Int:
		return sized("int", t.Bits)
	case Float:
		return sized("float", t.Bits)
	case Time:
		return "time.Time"
	case Bytes:
		return "[]byte"
	case File:
		return "sdk.File"
	case Stream:
		return "io.Reader"
	case Named:
		return t.Decl.TypeName()
	case Array:
		return "[]" + element(t)
	case Map:
		return "map[string]" + element(t)
	default:
		return "json.RawMessage"
	}
}

func element(t *Type) string {
	if PointerElement(t.Elem) {
		return "*" + GoType(t.Elem)
	}
	return GoType(t.Elem)
}

// PointerElement reports whether an element of this type is a pointer in Go: where null is an element, and Go's type has
// no nil of its own.
func PointerElement(elem *Type) bool { return elem.Nullable && !NilIsZero(elem) }

// NilIsZero reports whether the type's Go zero value is nil, so that an optional value needs no pointer.
func NilIsZero(t *Type) bool {
	switch t.Kind {
	case Raw, Bytes, Stream, Array, Map:
		return true
	case Named:
		_, union := t.Decl.(*Union)
		_, list := t.Decl.(*List)
		return union || list
	default:
		return false
	}
}

func sized(name string, bits int) string {
	if bits == 0 {
		return name
	}
	return name + strconv.Itoa(bits)
}
