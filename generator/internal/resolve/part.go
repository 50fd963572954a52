package resolve

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
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// hasProperties tells whether values of a type can be a form: whether they have properties.
func (r *resolver) hasProperties(t *ir.Type) bool {
	switch decl := t.Decl.(type) {
	case *ir.Object:
		return true
	case *ir.Union:
		members := r.byUnion[decl].members
		return !slices.ContainsFunc(members, func(m member) bool { return !r.hasProperties(m.t) })
	default:
		return t.Kind == ir.Map
	}
}

// parts are what the document says about the properties of a form or multipart body.
func (r *resolver) parts(body *ir.Body, media *openapi3.MediaType, at string) []ir.Part {
	var parts []ir.Part
	for _, name := range slices.Sorted(maps.Keys(media.Encoding)) {
		if encoding := media.Encoding[name]; encoding != nil {
			parts = append(parts, r.partOf(body, name, encoding, load.Join(at, "encoding", name)))
		}
	}
	parts = append(parts, collections(body, media)...)
	return append(parts, transfers(body, media, parts)...)
}

// partOf reads an Encoding Object. Its style and its likes are for forms, its headers for multipart.
func (r *resolver) partOf(body *ir.Body, name string, encoding *openapi3.Encoding, at string) ir.Part {
	part := ir.Part{Name: name, ContentType: encoding.ContentType, Pointer: at}
	styled := encoding.Style != "" || encoding.Explode != nil || encoding.AllowReserved
	if styled && body.Encoding == ir.AsMultipart {
		r.lose(loss.Body, at, "", fmt.Sprintf("the style of part %q", name), "styles are for bodies that are application/x-www-form-urlencoded")
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
func (r *resolver) partHeader(part string, encoding *openapi3.Encoding, at string) (lines []string) {
	for _, name := range slices.Sorted(maps.Keys(encoding.Headers)) {
		header := encoding.Headers[name].Value
		if header == nil || strings.EqualFold(name, "Content-Type") {
			continue
		}
		value, fixed := onlyText(header.Schema)
		if !fixed || !headerName.MatchString(name) {
			r.lose(loss.Body, load.Join(at, "headers", name), "", fmt.Sprintf("the header %s of part %q", name, part),
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
func transfers(body *ir.Body, media *openapi3.MediaType, known []ir.Part) (parts []ir.Part) {
	if body.Encoding != ir.AsMultipart || media.Schema == nil || media.Schema.Value == nil {
		return nil
	}
	properties := media.Schema.Value.Properties
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

// contentFormat is the format that OpenAPI 3.0 has for what 3.1 says by contentEncoding and contentMediaType: base64, and
// bytes that no string holds.
func contentFormat(schema *openapi3.Schema) string {
	switch {
	case schema == nil:
		return ""
	case strings.EqualFold(schema.ContentEncoding, "base64"):
		return "byte"
	case schema.ContentEncoding == "" && binary(schema.ContentMediaType):
		return "binary"
	default:
		return ""
	}
}

// binary tells whether a media type is not text.
func binary(mediaType string) bool {
	name := bareMediaType(mediaType)
	kind, sub, _ := strings.Cut(name, "/")
	switch {
	case sub == "" || kind == "text" || strings.HasSuffix(sub, "+json") || strings.HasSuffix(sub, "+xml"):
		return false
	default:
		return !slices.Contains([]string{"json", "xml", "x-www-form-urlencoded", "javascript", "yaml", "x-yaml", "graphql", "sql"}, sub)
	}
}

// collectionStyle is the style of a list that a Swagger 2.0 document has a format for. Its "multi" is for queries and forms
// alone.
func collectionStyle(extensions map[string]any, in string) (style string, explode, given bool) {
	repeats := in == openapi3.ParameterInQuery || in == inForm
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

// collections are the properties of a form whose lists have a format.
func collections(body *ir.Body, media *openapi3.MediaType) (parts []ir.Part) {
	if media.Schema == nil || media.Schema.Value == nil {
		return nil
	}
	properties := media.Schema.Value.Properties
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		if properties[name].Value == nil {
			continue
		}
		style, explode, given := collectionStyle(properties[name].Value.Extensions, inForm)
		if given && (!explode || body.Encoding == ir.AsForm) {
			parts = append(parts, ir.Part{Name: name, Style: style, Explode: explode})
		}
	}
	return parts
}
