package codec

import (
	"reflect"
	"strings"
)

// note is what the tag "sdk" of a field says about its type besides what the type itself says. Its words are separated by
// commas; one that begins with "items." speaks of the elements.
type note struct {
	// null: null differs from what is written for nil, and is kept.
	null bool
	// number: a string accepts a JSON number, too.
	number bool
	// literal: a text is a number in JSON.
	literal bool
	// json: the type has methods for its own JSON. own: it has methods for its text, or else for its JSON.
	json, own bool
	// value: the field is the struct's whole JSON value.
	value bool
	// optional: the field is left out where it is nil; of a field whose name is in the tag "name".
	optional bool
	// tag: the field is what the whole value has under the field's JSON name.
	tag bool
	// readOnly: requests leave the field out.
	readOnly bool
	// items are the words about the elements, without "items.".
	items string
}

func parseNote(text string) note {
	var n note
	if text == "" {
		return n
	}
	var items []string
	for word := range strings.SplitSeq(text, ",") {
		switch word {
		case "null":
			n.null = true
		case "number":
			n.number = true
		case "literal":
			n.literal = true
		case "json":
			n.json = true
		case "own":
			n.own = true
		case "value":
			n.value = true
		case "optional":
			n.optional = true
		case "tag":
			n.tag = true
		case "readonly":
			n.readOnly = true
		default:
			if inner, ok := strings.CutPrefix(word, "items."); ok {
				items = append(items, inner)
			}
		}
	}
	n.items = strings.Join(items, ",")
	return n
}

// ofItems is the note about the elements.
func (n note) ofItems() note { return parseNote(n.items) }

// ofType is the note without what it says of the field that holds the type.
func (n note) ofType() note {
	return note{number: n.number, literal: n.literal, json: n.json, own: n.own, items: n.items}
}

// nameOf is the property that a field holds. Names that a json tag cannot say are in the tag "name".
func nameOf(field reflect.StructField) (name string, required, is bool) {
	tag, is := field.Tag.Lookup("json")
	if !is || !field.IsExported() {
		return "", false, false
	}
	name, optional := strings.CutSuffix(tag, ",omitempty")
	if odd, is := field.Tag.Lookup("name"); is {
		return odd, !parseNote(field.Tag.Get("sdk")).optional, true
	}
	if name == "-" {
		return "", false, false
	}
	return name, !optional, true
}
