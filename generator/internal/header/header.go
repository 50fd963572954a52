// Package header decides what the headers of answers are in Go: pure functions of what the document says of each.
//
// Location and Content-Location are addresses, Link is a list of links, Retry-After a duration, Set-Cookie a list of cookies;
// another header has the type of its schema, where that is a scalar or an array of scalars. A date-time is read as RFC 3339 and
// as HTTP writes dates. Anything else is text.
package header

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/internal/gotype"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Header is a header that an answer of some status has.
type Header struct {
	// Status is the HTTP status; 4 is 4XX, and 0 is default.
	Status   int
	Name     string
	Required bool
	// Type is that of the schema; JSON means that its text is content of that kind.
	Type *ir.Type
	JSON bool
	Doc  ir.Doc
}

// Kind is how a header's text becomes a value, whether it is a list of such values, and the Go type. Weaker reports that
// the type says less than the schema.
func Kind(h Header) (kind ir.HeaderKind, list bool, t *ir.Type, weaker bool) {
	if h.JSON {
		return ir.HeaderJSON, false, h.Type, false
	}
	text := &ir.Type{Kind: ir.String}
	switch strings.ToLower(h.Name) {
	case "location", "content-location":
		return ir.HeaderURL, false, text, false
	case "retry-after":
		return ir.HeaderWait, false, text, false
	case "link":
		return ir.HeaderLinks, false, text, false
	case "set-cookie":
		return ir.HeaderCookies, false, text, false
	}
	if h.Type.Kind == ir.Array && !ir.PointerElement(h.Type.Elem) {
		if kind, ok := scalar(h.Type.Elem); ok {
			return kind, true, h.Type, false
		}
	}
	if kind, ok := scalar(h.Type); ok {
		return kind, false, h.Type, false
	}
	return ir.HeaderText, false, text, h.Type.Kind != ir.Raw
}

// scalar is the kind of a value without parts.
func scalar(t *ir.Type) (ir.HeaderKind, bool) {
	switch t.Kind {
	case ir.String, ir.Bytes:
		return ir.HeaderText, true
	case ir.Int, ir.Float, ir.Bool:
		return ir.HeaderLiteral, true
	case ir.Time:
		return ir.HeaderTime, true
	case ir.Custom:
		return map[string]ir.HeaderKind{"string": ir.HeaderText, "number": ir.HeaderLiteral}[t.Custom.JSON], t.Custom.JSON != "" && t.Custom.Note == ""
	case ir.Named:
		if enum, is := t.Decl.(*ir.Enum); is {
			return scalar(enum.Type)
		}
	}
	return 0, false
}

// Ignored reports whether OpenAPI says that a header's description shall be ignored.
func Ignored(name string) bool { return strings.EqualFold(name, "Content-Type") }

// Collect makes the fields of one operation's headers, without their Go names. A header that differs from answer to answer has
// a field for each; Status is then that of the first answer that has it.
func Collect(headers []Header) []*ir.HeaderField {
	var fields []*ir.HeaderField
	for _, h := range headers {
		kind, list, t, _ := Kind(h)
		same := slices.IndexFunc(fields, func(f *ir.HeaderField) bool {
			return strings.EqualFold(f.Field.JSON, h.Name) && f.Kind == kind && f.List == list && gotype.Of(f.Field.Type).String() == gotype.Of(t).String()
		})
		if same < 0 {
			same = len(fields)
			fields = append(fields, &ir.HeaderField{Kind: kind, List: list, Field: &ir.Field{JSON: h.Name, Type: t, Required: true, Doc: h.Doc}})
		}
		f := fields[same]
		f.Only = append(f.Only, h.Status)
		f.Field.Required = f.Field.Required && h.Required
		if h.Required && h.Status > 0 {
			f.Required = append(f.Required, h.Status)
		}
	}
	for _, f := range fields {
		f.Field.Pointer = !f.Field.Required && !f.List && f.Kind < ir.HeaderURL && !ir.NilIsZero(f.Field.Type) || !f.Field.Required && f.Kind == ir.HeaderWait
		if !differs(fields, f) {
			f.Only = nil
		}
	}
	return fields
}

// differs reports whether another field is of the same header.
func differs(fields []*ir.HeaderField, of *ir.HeaderField) bool {
	return slices.ContainsFunc(fields, func(f *ir.HeaderField) bool {
		return f != of && strings.EqualFold(f.Field.JSON, of.Field.JSON)
	})
}

// Same reports whether two operations' headers are alike, whatever their statuses.
func Same(a, b []*ir.HeaderField) bool {
	return slices.EqualFunc(a, b, func(x, y *ir.HeaderField) bool {
		return x.Field.JSON == y.Field.JSON && x.Kind == y.Kind && x.List == y.List && x.Field.Pointer == y.Field.Pointer &&
			gotype.Of(x.Field.Type).String() == gotype.Of(y.Field.Type).String() && x.Only == nil && y.Only == nil
	})
}

// Merge adds to fields the statuses of others that are alike.
func Merge(fields, others []*ir.HeaderField) {
	for i, f := range fields {
		f.Required = append(f.Required, others[i].Required...)
		slices.Sort(f.Required)
		f.Required = slices.Compact(f.Required)
	}
}

// Order is the order of headers in a struct: those of successes first, each answer's as the document has them.
func Order(headers []Header) {
	rank := func(h Header) int {
		if success := h.Status == 2 || h.Status/100 == 2; success {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(headers, func(a, b Header) int { return cmp.Compare(rank(a), rank(b)) })
}
