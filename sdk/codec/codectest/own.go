package codectest

import (
	"encoding"
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// noteOf is what a field's tag says about its type.
func noteOf(field reflect.StructField) string { return field.Tag.Get("sdk") }

// has reports whether a note has a word.
func has(note, word string) bool { return slices.Contains(strings.Split(note, ","), word) }

// ofItems is the note about the elements.
func ofItems(note string) string {
	var words []string
	for word := range strings.SplitSeq(note, ",") {
		if inner, of := strings.CutPrefix(word, "items."); of {
			words = append(words, inner)
		}
	}
	return strings.Join(words, ",")
}

// textual reports whether a type's values are texts by methods of their own.
func textual(t reflect.Type) bool {
	pointer := reflect.PointerTo(t)
	return pointer.Implements(reflect.TypeFor[encoding.TextMarshaler]()) && pointer.Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}

// own is the JSON of a value of a type that has methods for it: the first text that it reads and writes as it was.
func own(t reflect.Type, note string) json.RawMessage {
	texts := []string{"text", "42", "12.5", "2026-03-30", "2026-03-30T12:00:00Z", "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "192.0.2.1", "https://example.com/", "PT1H"}
	if has(note, "json") || !textual(t) {
		return ownJSON(t, texts)
	}
	for _, text := range texts {
		v := reflect.New(t).Interface()
		if v.(encoding.TextUnmarshaler).UnmarshalText([]byte(text)) != nil {
			continue
		}
		again, err := v.(encoding.TextMarshaler).MarshalText()
		if err != nil || string(again) != text {
			continue
		}
		if has(note, "literal") && json.Valid(again) {
			return again
		}
		if !has(note, "literal") {
			return marshal(text)
		}
	}
	return json.RawMessage("null")
}

// ownJSON is the same of a type that has methods for JSON.
func ownJSON(t reflect.Type, texts []string) json.RawMessage {
	values := []string{"{}", "[]", "42", "true"}
	for _, text := range texts {
		values = append(values, strconv.Quote(text))
	}
	for _, value := range values {
		v := reflect.New(t).Interface()
		if json.Unmarshal([]byte(value), v) != nil {
			continue
		}
		if again, err := json.Marshal(v); err == nil && string(again) == value {
			return again
		}
	}
	return json.RawMessage("null")
}
