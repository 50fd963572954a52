package style

import (
	"fmt"
	"strings"
)

// Places of text.
const (
	Path   = "path"
	Query  = "query"
	Header = "header"
	Cookie = "cookie"
	Form   = "form" // a body that is application/x-www-form-urlencoded
	Part   = "part" // of a multipart body
)

// Styles besides OpenAPI's.
const (
	// JSON writes any value as JSON.
	JSON = "json"
	// Content writes arrays and objects as JSON, each element of an array for itself, and scalars as their text.
	Content = "content"
	// Tabs is Swagger 2.0's tsv.
	Tabs = "tabDelimited"
	// Plain is OpenAPI 3.2's style cookie: nothing is escaped, and what would have to be is an error.
	Plain = "cookie"
)

// Rule says how a value is written.
type Rule struct {
	// In is the place.
	In string
	// Style is OpenAPI's word, or one of the styles above; "" is the one that OpenAPI presumes of the place.
	Style string
	// Explode is OpenAPI's word.
	Explode bool
	// Reserved is OpenAPI's allowReserved, Empty its allowEmptyValue.
	Reserved, Empty bool
	// Inner writes arrays and objects within others as JSON where the style has no text for them. Otherwise they are
	// an error.
	Inner bool
}

// Write writes a value, which is JSON: in a query, a form and a cookie with the name before it. There is none for what RFC
// 6570 calls undefined.
func (r Rule) Write(name string, data []byte) (text string, some bool, err error) {
	v, err := parse(data)
	if err != nil {
		return "", false, err
	}
	switch {
	case r.Style == JSON:
		text, err = r.scalar(name, string(data))
	case v.null() && r.In != Form:
		return "", false, nil
	case v.scalar():
		text, err = r.scalar(name, v.text)
	default:
		return r.composite(name, v)
	}
	return text, err == nil, err
}

// Value writes a text without a name, as what a query holds.
func (r Rule) Value(text string) (string, error) { return r.escape(text) }

// Pairs writes an object, which is JSON, as application/x-www-form-urlencoded. Of is the rule of a property.
func Pairs(data []byte, of func(name string) Rule) (string, error) {
	v, err := parse(data)
	if err != nil {
		return "", err
	}
	pairs := []string{}
	for i, key := range v.keys {
		pair, some, err := of(key).Write(key, v.items[i].raw)
		if err != nil {
			return "", fmt.Errorf("%s: %w", key, err)
		}
		if some && !v.items[i].null() {
			pairs = append(pairs, pair)
		}
	}
	return strings.Join(pairs, "&"), nil
}

// Text writes a scalar's text.
func (r Rule) Text(name, text string) (string, error) { return r.scalar(name, text) }

func (r Rule) composite(name string, v value) (text string, some bool, err error) {
	if r.In != Form {
		v = v.withoutNulls()
	}
	if len(v.items) == 0 && r.style() != Content {
		if r.Empty && r.In == Query {
			text, err = r.scalar(name, "")
		}
		return text, text != "", err
	}
	switch {
	case r.style() == "deepObject":
		text, err = r.deep(name, v)
	case r.style() == Content && v.keys != nil:
		text, err = r.scalar(name, string(v.raw))
	case v.keys == nil:
		text, err = r.list(name, v.items)
	default:
		text, err = r.object(name, v)
	}
	return text, text != "", err
}

// style is the rule's own, or the one of its place.
func (r Rule) style() string {
	switch {
	case r.Style != "":
		return r.Style
	case r.In == Path || r.In == Header:
		return "simple"
	default:
		return "form"
	}
}

// named reports whether the place has names and values.
func (r Rule) named() bool { return r.In == Query || r.In == Form || r.In == Cookie }

// scalar writes a text that is the whole value.
func (r Rule) scalar(name, text string) (string, error) {
	value, err := r.escape(text)
	if err != nil {
		return "", err
	}
	return r.framed(name, value), nil
}

// framed is an escaped value with what the style puts before it.
func (r Rule) framed(name, value string) string {
	switch {
	case r.named():
		return r.escapeName(name) + "=" + value
	case r.style() == "label":
		return "." + value
	case r.style() == "matrix" && value == "":
		return ";" + r.escapeName(name)
	case r.style() == "matrix":
		return ";" + r.escapeName(name) + "=" + value
	default:
		return value
	}
}

// element is the text of what an array or object holds.
func (r Rule) element(v value) (string, error) {
	switch {
	case v.scalar():
		return r.escape(v.text)
	case r.Inner || r.style() == Content:
		return r.escape(string(v.raw))
	default:
		return "", fmt.Errorf("OpenAPI has no text for %s in another value in style %s", v.article(), r.style())
	}
}
