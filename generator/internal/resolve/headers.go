package resolve

import (
	"fmt"
	"net/textproto"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/header"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// headersOf resolves the headers of one answer.
func (r *resolver) headersOf(response *openapi3.Response, pointer string, status int, name string) []header.Header {
	var found []header.Header
	for _, key := range r.doc.Keys(load.Join(pointer, "headers")) {
		ref := response.Headers[key]
		if ref == nil || ref.Value == nil || header.Ignored(key) {
			continue
		}
		at := place{pointer: load.Join(pointer, "headers", key), name: name + naming.Exported(key), word: key}
		if ref.Ref != "" {
			at.pointer = r.target(ref).pointer
		}
		if !headerName.MatchString(key) {
			r.fail(at.pointer, fmt.Sprintf("no header can have the name %q", key), "use letters, digits and hyphens")
			continue
		}
		found = append(found, r.header(key, &ref.Value.Parameter, at, status))
	}
	return found
}

func (r *resolver) header(key string, value *openapi3.Parameter, at place, status int) header.Header {
	schema, content, tokens := parameterSchema(value)
	h := header.Header{Status: status, Name: key, Required: value.Required, JSON: jsonContent(content),
		Type: &ir.Type{Kind: ir.String}, Doc: ir.Doc{Text: value.Description, Position: r.position(at.pointer), Pointer: at.pointer}}
	if value.Deprecated {
		h.Doc.Deprecated = markedDeprecated
	}
	if content == "" || h.JSON {
		schemaAt := at.in("", append(tokens, "schema")...)
		schemaAt.name = at.name
		h.Type = textOf(r.use(schema, schemaAt).t)
	}
	if h.JSON && h.Type.Kind == ir.Raw {
		r.lose(loss.Weakened, at.pointer, "content", fmt.Sprintf("header %s is raw JSON", key), "no Go type holds what the schema allows, or it is no $ref to a component")
	}
	if _, _, _, weaker := header.Kind(h); weaker {
		r.lose(loss.Weakened, at.pointer, "", fmt.Sprintf("header %s is text", key), "only scalars and arrays of scalars have types in headers")
	}
	return h
}

// headers gives operations that answer the same headers one struct. The one that most have is called Headers.
func (r *resolver) headers() {
	uses := map[*ir.Headers]int{}
	for _, o := range r.sources {
		fields := header.Collect(o.headers)
		if len(fields) == 0 {
			continue
		}
		o.resolved.Headers = r.sharedHeaders(fields)
		uses[o.resolved.Headers]++
	}
	var most *ir.Headers
	for _, h := range r.api.Headers {
		if uses[h] > 1 && uses[h] > uses[most] {
			most = h
		}
	}
	for _, o := range r.sources {
		if h := o.resolved.Headers; h != nil && h.Name == "" {
			r.nameHeaders(h, o, h == most)
		}
		for _, other := range o.resolved.Alternatives {
			other.Headers = o.resolved.Headers
		}
	}
}

func (r *resolver) sharedHeaders(fields []*ir.HeaderField) *ir.Headers {
	for _, known := range r.api.Headers {
		if header.Same(known.Fields, fields) {
			header.Merge(known.Fields, fields)
			return known
		}
	}
	made := &ir.Headers{Fields: fields, Doc: ir.Doc{Position: fields[0].Field.Doc.Position, Pointer: fields[0].Field.Doc.Pointer}}
	r.api.Headers = append(r.api.Headers, made)
	return made
}

func (r *resolver) nameHeaders(h *ir.Headers, o *operationAt, most bool) {
	name := o.name + "Headers"
	h.Doc.Text = fmt.Sprintf("are the headers of what [%s.%s] answers, for [CaptureHeaders].", o.resolved.Receiver(), o.resolved.Call)
	if most {
		name, h.Doc.Text = "Headers", "are the headers of what most operations answer, for [CaptureHeaders]."
	}
	h.Name = r.names.Claim(name, "Model", naming.OfType)
	h.Doc.Text = h.Name + " " + h.Doc.Text
	taken := naming.NewScope("ReadHeader", "Err")
	for _, f := range h.Fields {
		word := f.Field.JSON
		if strings.ToUpper(word) == word { // X-RATE-LEFT
			word = textproto.CanonicalMIMEHeaderKey(word)
		}
		names := []string{naming.Exported(word)}
		if len(f.Only) > 0 {
			names = append(names, fmt.Sprintf("%s%d", names[0], f.Only[0]))
		}
		f.Field.Name = taken.ClaimOne(names, "Header", nil)
	}
}
