package ir

import (
	"strconv"
	"strings"
	"unicode"
)

// Tag is a field's struct tag, by which the codec knows the property: its name, whether it is left out where it is nil,
// and, under "sdk", what the Go type does not say. Package sdk/codec says what the words mean.
func Tag(object *Object, field *Field) string {
	words := TypeNotes(field.Type)
	if KeepsNull(field) && object.Keeps() {
		words = append(words, "null")
	}
	if field.ReadOnly {
		words = append(words, "readonly")
	}
	name, other := field.JSON, ""
	if !plainName(field.JSON) {
		name, other = "-", ` name:`+strconv.Quote(field.JSON)
		if !field.Required {
			words = append(words, "optional")
		}
	} else if !field.Required {
		name += ",omitempty"
	}
	return `json:` + strconv.Quote(name) + other + noteTag(words)
}

// ExtraTag is the struct tag of the additional properties.
func ExtraTag(object *Object) string {
	var words []string
	if object.Extra != nil {
		words = TypeNotes(&Type{Kind: Map, Elem: object.Extra})
	}
	return `json:"-"` + noteTag(words)
}

// ValueTag is the struct tag of a field that is the whole value.
func ValueTag(t *Type) string {
	return strings.TrimSpace(noteTag(append([]string{"value"}, TypeNotes(t)...)))
}

func noteTag(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return ` sdk:"` + strings.Join(words, ",") + `"`
}

// plainName reports whether a json tag can name a property.
func plainName(name string) bool {
	odd := func(r rune) bool {
		return strings.ContainsRune("\"\\`,", r) || !unicode.IsPrint(r) && r != ' ' || r == unicode.ReplacementChar
	}
	return name != "" && name != "-" && !strings.ContainsFunc(name, odd)
}

// TypeNotes are the words about a type that its Go type does not say: that a string may be a number, and that null is an
// element where Go has nil anyway.
func TypeNotes(t *Type) []string {
	switch t.Kind {
	case String:
		if t.Lenient {
			return []string{"number"}
		}
	case Array, Map:
		var words []string
		if t.Elem.Nullable && NilIsZero(t.Elem) && t.Elem.Kind != Raw && !isUnion(t.Elem) {
			words = append(words, "items.null")
		}
		for _, word := range TypeNotes(t.Elem) {
			words = append(words, "items."+word)
		}
		return words
	}
	return nil
}

func isUnion(t *Type) bool {
	_, union := t.Decl.(*Union)
	return t.Kind == Named && union
}

// KeepsNull reports whether null differs from what is written for nil: from nothing, or from an empty array or object.
func KeepsNull(field *Field) bool {
	writesNull := field.Pointer || isUnion(field.Type) || field.Type.Kind == Raw
	return field.Nullable && (!field.Required || !writesNull)
}

// Keeps reports whether the object can keep raw values under its fields' names.
func (o *Object) Keeps() bool { return o.Open && o.Extra == nil }
