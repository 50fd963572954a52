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
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/media"
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
	parts = transfers(body, said, parts)
	for i := range parts {
		r.writable(body, &parts[i])
	}
	return parts
}

// partOf reads an Encoding Object. Its style and its likes are for forms, and from OpenAPI 3.1 on for multipart/form-data, its
// headers for multipart.
func (r *Reader) partOf(body *ir.Body, name string, encoding *openapi3.Encoding, at string) ir.Part {
	part := parameter.Styled(name, encoding, at)
	if body.Encoding != ir.AsMultipart {
		return part
	}
	if part.Style != "" && (strings.HasPrefix(r.doc.T.OpenAPI, "3.0") || media.Bare(body.MediaType) != "multipart/form-data") {
		r.doc.Lose(loss.Body, at, "", fmt.Sprintf("the style of part %q", name), "OpenAPI has styles for forms, and from 3.1 on for multipart/form-data")
		part.Style = ""
	}
	part.Header = r.partHeader(body, name, encoding, at)
	return part
}

// partHeader are the headers of a part that have one value. Others are known to the caller alone, who can give them to files.
func (r *Reader) partHeader(body *ir.Body, part string, encoding *openapi3.Encoding, at string) (lines []string) {
	for _, name := range slices.Sorted(maps.Keys(encoding.Headers)) {
		header := encoding.Headers[name].Value
		if header == nil || strings.EqualFold(name, "Content-Type") {
			continue
		}
		value, fixed := onlyText(header.Schema)
		if !fixed && isFile(property(body, part)) {
			continue
		}
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

// transfers adds how the properties are written whose contentEncoding and contentMediaType say it. What an Encoding Object says
// comes first.
func transfers(body *ir.Body, said *openapi3.MediaType, parts []ir.Part) []ir.Part {
	if body.Encoding != ir.AsMultipart {
		return parts
	}
	properties := propertiesOf(said.Schema)
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		words := properties[name].Value
		if words != nil && words.Items != nil && words.Items.Value != nil {
			words = words.Items.Value
		}
		if words == nil || words.ContentMediaType == "" && words.ContentEncoding == "" {
			continue
		}
		at := slices.IndexFunc(parts, func(p ir.Part) bool { return p.Name == name })
		if at < 0 {
			at = len(parts)
			parts = append(parts, ir.Part{Name: name})
		}
		part := &parts[at]
		part.ContentType = cmp.Or(part.ContentType, words.ContentMediaType)
		part.Text = words.ContentMediaType != "" && media.IsJSON(part.ContentType)
		transfer := "Content-Transfer-Encoding: "
		if words.ContentEncoding != "" && !slices.ContainsFunc(part.Header, func(line string) bool { return strings.HasPrefix(line, transfer) }) {
			part.Header = append(part.Header, transfer+words.ContentEncoding)
		}
	}
	return parts
}

// propertiesOf are the properties of a schema and of those in its allOf.
func propertiesOf(ref *openapi3.SchemaRef) map[string]*openapi3.SchemaRef {
	found, seen := map[string]*openapi3.SchemaRef{}, map[*openapi3.Schema]bool{}
	var add func(*openapi3.SchemaRef)
	add = func(ref *openapi3.SchemaRef) {
		if ref == nil || ref.Value == nil || seen[ref.Value] {
			return
		}
		seen[ref.Value] = true
		for name, property := range ref.Value.Properties {
			if property != nil && property.Value != nil {
				found[name] = property
			}
		}
		for _, part := range ref.Value.AllOf {
			add(part)
		}
	}
	add(ref)
	return found
}

// collections are the properties of a form whose lists have a format.
func collections(body *ir.Body, said *openapi3.MediaType) (parts []ir.Part) {
	properties := propertiesOf(said.Schema)
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		style, explode, given := style.OfCollection(properties[name].Value.Extensions, style.InForm)
		if given && (!explode || body.Encoding == ir.AsForm) {
			parts = append(parts, ir.Part{Name: name, Style: style, Explode: explode})
		}
	}
	return parts
}
