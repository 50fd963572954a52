package gotype

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Tag is a field's struct tag, by which the codec knows the property: its name, whether it is left out where it is nil,
// and, under "sdk", what the Go type does not say. Package sdk/codec says what the words mean.
func Tag(object *ir.Object, field *ir.Field) string {
	words := Notes(field.Type)
	if ir.KeepsNull(field) && object.Keeps() {
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
func ExtraTag(object *ir.Object) string {
	var words []string
	if object.Extra != nil && object.Extra.Kind == ir.Raw {
		words = []string{"any"} // the document knows that there may be others
	} else if object.Extra != nil {
		words = Notes(&ir.Type{Kind: ir.Map, Elem: object.Extra})
	}
	return `json:"-"` + noteTag(words)
}

// ValueTag is the struct tag of a field that is the whole value.
func ValueTag(t *ir.Type) string {
	return strings.TrimSpace(noteTag(append([]string{"value"}, Notes(t)...)))
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

// Notes are the words about a type that its Go type does not say: that a string may be a number, and that null is an
// element where Go has nil anyway.
func Notes(t *ir.Type) []string {
	switch t.Kind {
	case ir.String:
		if t.Lenient {
			return []string{"number"}
		}
	case ir.Custom:
		if t.Custom.Note != "" {
			return strings.Split(t.Custom.Note, ",")
		}
	case ir.Array, ir.Map:
		var words []string
		if t.Elem.Nullable && ir.NilIsZero(t.Elem) && t.Elem.Kind != ir.Raw && !ir.IsUnion(t.Elem) {
			words = append(words, "items.null")
		}
		for _, word := range Notes(t.Elem) {
			words = append(words, "items."+word)
		}
		return words
	}
	return nil
}
