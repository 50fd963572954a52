// Package style says how parameters and properties of forms are written, and where OpenAPI does not define it.
package style

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Check holds every parameter's type against its style. OpenAPI leaves some pairs undefined: whoever reads the request
// would guess.
func Check(doc *document.Document, methods []*ir.Operation) {
	for _, o := range methods {
		for _, param := range o.PathParams {
			check(doc, param)
		}
		for _, param := range o.QueryParams {
			check(doc, param)
		}
		if o.Body != nil && (o.Body.Encoding == ir.AsForm || o.Body.Encoding == ir.AsMultipart) {
			checkForm(doc, o.Body.Type.Object(), o.Body.Parts)
		}
	}
}

// checkForm holds the properties of a form against their styles.
func checkForm(doc *document.Document, object *ir.Object, parts []ir.Part) {
	if object == nil {
		return
	}
	for i := range parts {
		part := &parts[i]
		at := slices.IndexFunc(object.Fields, func(f *ir.Field) bool { return f.JSON == part.Name })
		if at < 0 || part.Style == "" {
			continue
		}
		why, _ := undefined(&ir.Param{In: InForm, Style: part.Style, Explode: part.Explode}, object.Fields[at].Type)
		switch {
		case why == "":
		case doc.Lenient:
			part.Style = ""
			doc.Lose(loss.Weakened, part.Pointer, "", fmt.Sprintf("property %q is sent in a way that its server may not expect", part.Name), why)
		default:
			doc.Fail(part.Pointer, fmt.Sprintf("property %q: OpenAPI does not define how %s", part.Name, why),
				"give it another style or a contentType, or use --lenient to send what is nested as JSON")
		}
	}
}

// InForm is the place of what is no parameter, but a property of a form.
const InForm = "form"

func check(doc *document.Document, param *ir.Param) {
	checkForm(doc, param.Field.Type.Object(), param.Parts)
	if param.JSON || param.Text || param.Whole {
		return
	}
	t := param.Field.Type
	if param.WireType != nil {
		t = param.WireType
	}
	at, name := param.Field.Doc.Pointer, param.Field.JSON
	if param.Empty && composite(t) == "" && t.Kind != ir.String {
		doc.Lose(loss.Weakened, at, "allowEmptyValue", fmt.Sprintf("parameter %q cannot be sent without a value", name), "its Go type has no empty value")
	}
	why, repair := undefined(param, t)
	switch {
	case why == "":
	case doc.Lenient:
		repair(param)
		doc.Lose(loss.Weakened, at, "style", fmt.Sprintf("parameter %q is sent in a way that its server may not expect", name), why)
	default:
		doc.Fail(at, fmt.Sprintf("parameter %q: OpenAPI does not define how %s", name, why),
			"give it another style or content, or use --lenient to send what is nested as JSON")
	}
}

// undefined says why OpenAPI has no text for a parameter of a type, and how to send it all the same.
func undefined(param *ir.Param, t *ir.Type) (why string, repair func(*ir.Param)) {
	style := cmp.Or(param.Style, presumedStyle(param.In))
	kind := composite(t)
	switch {
	case style == openapi3.SerializationDeepObject && scalarOnly(t):
		return "style deepObject writes what is no object", func(p *ir.Param) { p.Style = openapi3.SerializationForm }
	case style == openapi3.SerializationDeepObject || kind == "":
		return "", nil
	case style == "cookie" && param.Explode:
	case param.In == openapi3.ParameterInCookie && param.Explode:
		return fmt.Sprintf("%s stands in a cookie with explode: true, which is the default", kind), func(p *ir.Param) { p.Explode = false }
	case kind == "an object" && param.Explode && (style == openapi3.SerializationSpaceDelimited || style == openapi3.SerializationPipeDelimited):
		return fmt.Sprintf("style %s writes an object with explode: true", style), func(p *ir.Param) { p.Explode = false }
	}
	if inner := nested(t); inner != "" {
		return fmt.Sprintf("style %s writes %s in %s", style, inner, kind), func(p *ir.Param) { p.Inner = true }
	}
	return "", nil
}

func presumedStyle(in string) string {
	if in == openapi3.ParameterInQuery || in == openapi3.ParameterInCookie || in == InForm {
		return openapi3.SerializationForm
	}
	return openapi3.SerializationSimple
}

// composite says what a type is that has parts, and nothing of one that has none, or that may be anything.
func composite(t *ir.Type) string {
	switch t.Kind {
	case ir.Array:
		return "an array"
	case ir.Map:
		return "an object"
	case ir.Named:
		switch decl := t.Decl.(type) {
		case *ir.Object:
			return "an object"
		case *ir.List:
			return composite(decl.Type)
		}
	}
	return ""
}

// scalarOnly reports whether no value of a type has parts.
func scalarOnly(t *ir.Type) bool {
	if t.Kind != ir.Named {
		return t.Kind != ir.Raw && composite(t) == ""
	}
	_, is := t.Decl.(*ir.Enum)
	return is
}

// nested says what with parts is in a type that has parts.
func nested(t *ir.Type) string {
	switch t.Kind {
	case ir.Array, ir.Map:
		return composite(t.Elem)
	}
	switch decl := t.Decl.(type) {
	case *ir.List:
		return nested(decl.Type)
	case *ir.Object:
		for _, field := range decl.Fields {
			if inner := composite(field.Type); inner != "" {
				return inner
			}
		}
		if decl.Extra != nil {
			return composite(decl.Extra)
		}
	}
	return ""
}

// TextOf is a parameter's type. What is media.IsBinary in a document is text in a parameter: there are no files.
func TextOf(t *ir.Type) *ir.Type {
	switch {
	case t.Kind == ir.File:
		return &ir.Type{Kind: ir.String, Rules: t.Rules}
	case (t.Kind == ir.Array || t.Kind == ir.Map) && t.Elem.Kind == ir.File:
		copied := *t
		copied.Elem = TextOf(t.Elem)
		return &copied
	default:
		return t
	}
}

// OfCollection is the style of a list that a Swagger 2.0 document has a format for. Its "multi" is for queries and forms
// alone.
func OfCollection(extensions map[string]any, in string) (style string, explode, given bool) {
	repeats := in == openapi3.ParameterInQuery || in == InForm
	switch format := extensions[load.CollectionFormat]; {
	case format == "ssv":
		return openapi3.SerializationSpaceDelimited, false, true
	case format == "tsv":
		return "tabDelimited", false, true
	case format == "pipes":
		return openapi3.SerializationPipeDelimited, false, true
	case format == "multi" && repeats:
		return openapi3.SerializationForm, true, true
	case format == "csv" || format == "multi":
		return presumedStyle(in), false, true
	default:
		return "", false, false
	}
}
