package body

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/parameter"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/style"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// parts are what the document says about the properties of a form or multipart body.
func (r *Reader) parts(body *ir.Body, said *openapi3.MediaType, at string) []ir.Part {
	var parts []ir.Part
	for _, name := range slices.Sorted(maps.Keys(said.Encoding)) {
		if encoding := said.Encoding[name]; encoding != nil {
			parts = append(parts, r.partOf(body, name, encoding, load.Join(at, "encoding", name)))
		}
	}
	parts = append(parts, collections(body, said)...)
	return append(parts, transfers(body, said, parts)...)
}

// partOf reads an Encoding Object. Its style and its likes are for forms, its headers for multipart.
func (r *Reader) partOf(body *ir.Body, name string, encoding *openapi3.Encoding, at string) ir.Part {
	part := ir.Part{Name: name, ContentType: encoding.ContentType, Pointer: at}
	styled := encoding.Style != "" || encoding.Explode != nil || encoding.AllowReserved
	if styled && body.Encoding == ir.AsMultipart {
		r.doc.Lose(loss.Body, at, "", fmt.Sprintf("the style of part %q", name), "styles are for bodies that are application/x-www-form-urlencoded")
	}
	if styled && body.Encoding == ir.AsForm {
		part.Style = cmp.Or(encoding.Style, openapi3.SerializationForm)
		part.Explode, part.Reserved = part.Style == openapi3.SerializationForm, encoding.AllowReserved
		if encoding.Explode != nil {
			part.Explode = *encoding.Explode
		}
	}
	if body.Encoding == ir.AsMultipart {
		part.Header = r.partHeader(name, encoding, at)
	}
	return part
}

// partHeader are the headers of a part that have one value. Others are known to the caller alone, who can give them to files.
func (r *Reader) partHeader(part string, encoding *openapi3.Encoding, at string) (lines []string) {
	for _, name := range slices.Sorted(maps.Keys(encoding.Headers)) {
		header := encoding.Headers[name].Value
		if header == nil || strings.EqualFold(name, "Content-Type") {
			continue
		}
		value, fixed := onlyText(header.Schema)
		if !fixed || !parameter.LegibleHeader(name) {
			r.doc.Lose(loss.Body, load.Join(at, "headers", name), "", fmt.Sprintf("the header %s of part %q", name, part),
				"its value is not fixed: only a part that is a file can be given headers")
			continue
		}
		lines = append(lines, name+": "+value)
	}
	return lines
}

// onlyText is a schema's only value, or its default, as a line of text.
func onlyText(ref *openapi3.SchemaRef) (text string, is bool) {
	if ref == nil || ref.Value == nil {
		return "", false
	}
	value := ref.Value.Default
	if len(ref.Value.Enum) == 1 {
		value = ref.Value.Enum[0]
	}
	if ref.Value.Const != nil {
		value = ref.Value.Const
	}
	switch v := value.(type) {
	case nil:
		return "", false
	case string:
		text = v
	default:
		data, err := json.Marshal(v)
		if err != nil {
			return "", false
		}
		text = string(data)
	}
	return text, !strings.ContainsAny(text, "\r\n\x00")
}

// transfers are the properties whose contentEncoding and contentMediaType say how a part is written, and no Encoding Object
// does.
func transfers(body *ir.Body, said *openapi3.MediaType, known []ir.Part) (parts []ir.Part) {
	if body.Encoding != ir.AsMultipart || said.Schema == nil || said.Schema.Value == nil {
		return nil
	}
	properties := said.Schema.Value.Properties
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		schema := properties[name].Value
		if schema != nil && schema.Items != nil && schema.Items.Value != nil {
			schema = schema.Items.Value
		}
		if schema == nil || slices.ContainsFunc(known, func(p ir.Part) bool { return p.Name == name }) {
			continue
		}
		part := ir.Part{Name: name, ContentType: schema.ContentMediaType}
		if schema.ContentEncoding != "" {
			part.Header = []string{"Content-Transfer-Encoding: " + schema.ContentEncoding}
		}
		if part.ContentType != "" || part.Header != nil {
			parts = append(parts, part)
		}
	}
	return parts
}

// collections are the properties of a form whose lists have a format.
func collections(body *ir.Body, said *openapi3.MediaType) (parts []ir.Part) {
	if said.Schema == nil || said.Schema.Value == nil {
		return nil
	}
	properties := said.Schema.Value.Properties
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		if properties[name].Value == nil {
			continue
		}
		style, explode, given := style.OfCollection(properties[name].Value.Extensions, style.InForm)
		if given && (!explode || body.Encoding == ir.AsForm) {
			parts = append(parts, ir.Part{Name: name, Style: style, Explode: explode})
		}
	}
	return parts
}
