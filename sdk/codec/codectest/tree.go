package codectest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// document is a JSON value as encoding/json reads it, numbers as their text.
type document struct {
	root any
	// repeated means that an object has two properties of one name; the last is in root.
	repeated bool
}

func parse(data []byte) (*document, error) {
	doc := &document{}
	tokens := json.NewDecoder(bytes.NewReader(data))
	tokens.UseNumber()
	var err error
	doc.root, err = doc.value(tokens)
	return doc, err
}

func (doc *document) value(tokens *json.Decoder) (any, error) {
	token, err := tokens.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('['):
		return doc.array(tokens)
	case json.Delim('{'):
		return doc.object(tokens)
	default:
		return token, nil
	}
}

func (doc *document) array(tokens *json.Decoder) (any, error) {
	items := []any{}
	for tokens.More() {
		item, err := doc.value(tokens)
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	_, err := tokens.Token()
	return items, err
}

func (doc *document) object(tokens *json.Decoder) (any, error) {
	members := map[string]any{}
	for tokens.More() {
		name, err := tokens.Token()
		if err != nil {
			return nil, err
		}
		value, err := doc.value(tokens)
		if err != nil {
			return nil, err
		}
		if _, found := members[name.(string)]; found {
			doc.repeated = true
		}
		members[name.(string)] = value
	}
	_, err := tokens.Token()
	return members, err
}

// lost says what of a value is missing in another, "" where nothing is. Path is where they stand.
func lost(in, out any, path string) string {
	switch in := in.(type) {
	case nil:
		return ""
	case map[string]any:
		return lostMember(in, out, path)
	case []any:
		return lostElement(in, out, path)
	case json.Number:
		if sameNumber(in, out) {
			return ""
		}
	case string:
		if text, ok := out.(string); ok && sameText(in, text) {
			return ""
		}
	default:
		if in == out {
			return ""
		}
	}
	return fmt.Sprintf("%s: %#v became %#v", path, in, out)
}

func lostMember(in map[string]any, out any, path string) string {
	members, ok := out.(map[string]any)
	if !ok {
		return fmt.Sprintf("%s: an object became %#v", path, out)
	}
	for _, name := range slices.Sorted(maps.Keys(in)) {
		within := path + "." + name
		member, found := members[name]
		if !found && in[name] != nil {
			return fmt.Sprintf("%s: %#v is gone", within, in[name])
		}
		if text := lost(in[name], member, within); text != "" {
			return text
		}
	}
	return ""
}

func lostElement(in []any, out any, path string) string {
	items, ok := out.([]any)
	if !ok || len(items) != len(in) {
		return fmt.Sprintf("%s: an array of %d became %#v", path, len(in), out)
	}
	for i := range in {
		if text := lost(in[i], items[i], fmt.Sprintf("%s[%d]", path, i)); text != "" {
			return text
		}
	}
	return ""
}

// sameNumber compares numbers; one may have become a string where the document calls it one.
func sameNumber(in json.Number, out any) bool {
	switch out := out.(type) {
	case json.Number:
		return decimalOf(in.String()).equal(decimalOf(out.String()))
	case string:
		return out == in.String()
	default:
		return false
	}
}

// sameText compares strings, which may be times. Halves of surrogate pairs are no characters, and what is left of them
// is the tokenizer's affair.
func sameText(in, out string) bool {
	if in == out || strings.ContainsRune(in, '\uFFFD') {
		return true
	}
	was, err := time.Parse(time.RFC3339Nano, in)
	if err != nil || fractionDigits(in) > 9 { // finer than what time.Time holds
		return false
	}
	is, err := time.Parse(time.RFC3339Nano, out)
	return err == nil && is.Equal(was)
}

func fractionDigits(text string) int {
	_, fraction, _ := strings.Cut(text, ".")
	return len(fraction) - len(strings.TrimLeft(fraction, "0123456789"))
}
