package stream

import (
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// whole describes events that are objects themselves.
func (i *Item) whole(doc schema.Document, found []*schema.Schema) {
	items := &i.Items
	items.Whole, items.Errors = true, true
	var others, all []ir.DataKind
	for _, s := range found {
		items.Message = items.Message || s.Required["event"]
		items.NumberID = items.NumberID || isNumber(doc, s)
		kind := i.dataKind(doc, s)
		all = append(all, kind)
		names := namesOf(doc, s)
		items.Message = items.Message || slices.Contains(names, "message")
		for _, name := range names {
			items.Named = append(items.Named, ir.NamedData{Name: name, Data: kind})
		}
		if len(names) == 0 {
			others = append(others, kind)
		}
	}
	items.Data = merged(all)
	if items.Data != ir.DataEither || !slices.Contains(all, ir.DataText) && !slices.Contains(all, ir.DataJSON) {
		items.Named = nil // all are alike
		return
	}
	if len(others) > 0 {
		items.Data = merged(others)
	}
}

// dataKind is what the data of a variant is.
func (i *Item) dataKind(doc schema.Document, s *schema.Schema) ir.DataKind {
	p, has := s.Property("data")
	if !has {
		return ir.DataEither
	}
	if part, opened := Opened(p.Parts); opened {
		i.Opened = append(i.Opened, part.Ref.Value)
		return ir.DataJSON
	}
	return kindOf(variants(doc, p.Parts, 0))
}

// kindOf is what the text of values is that have one of some schemas.
func kindOf(found []*schema.Schema) ir.DataKind {
	kinds := make([]ir.DataKind, len(found))
	for i, s := range found {
		switch {
		case s.Is("string"):
			kinds[i] = ir.DataText
		case s.Types == nil && len(s.Properties) == 0, slices.Contains(s.Types, "string"):
			kinds[i] = ir.DataEither
		}
	}
	return merged(kinds)
}

// merged is what the text is of values that are of several kinds.
func merged(kinds []ir.DataKind) ir.DataKind {
	if len(kinds) == 0 {
		return ir.DataEither
	}
	for _, kind := range kinds {
		if kind != kinds[0] {
			return ir.DataEither
		}
	}
	return kinds[0]
}

// Opened is the schema of the JSON that stands in a string, and the part that has it.
func Opened(parts []schema.Part) (schema.Part, bool) {
	for _, part := range slices.Backward(parts) {
		if s := part.Ref.Value; s != nil && s.ContentSchema != nil && s.ContentEncoding == "" && isJSON(s.ContentMediaType) {
			return part, true
		}
	}
	return schema.Part{}, false
}

func isJSON(mediaType string) bool {
	name, _, _ := strings.Cut(strings.ToLower(mediaType), ";")
	name = strings.TrimSpace(name)
	return name == "application/json" || strings.HasSuffix(name, "+json")
}

// namesOf are the names that events of a variant have; none are any.
func namesOf(doc schema.Document, s *schema.Schema) []string {
	p, has := s.Property("event")
	if !has {
		return nil
	}
	read := schema.Read(doc, p.Parts...)
	if !read.Limited {
		return nil
	}
	var names []string
	for _, value := range read.Enum {
		if name, is := value.(string); is {
			names = append(names, name)
		}
	}
	return names
}

func isNumber(doc schema.Document, s *schema.Schema) bool {
	p, has := s.Property("id")
	if !has {
		return false
	}
	read := schema.Read(doc, p.Parts...)
	return read.Is("integer") || read.Is("number")
}

// knowsErrors reports whether some variant of what stands in data is an error by its tag.
func knowsErrors(doc schema.Document, found []*schema.Schema) bool {
	for _, s := range found {
		for _, p := range s.Properties {
			if read := schema.Read(doc, p.Parts...); read.Limited && slices.Contains(read.Enum, any("error")) {
				return true
			}
		}
		for _, part := range s.Parts {
			if d := part.Ref.Value.Discriminator; d != nil && maps(d) {
				return true
			}
		}
	}
	return false
}

func maps(d *openapi3.Discriminator) bool {
	_, maps := d.Mapping["error"]
	return maps
}

// Named is the only name that events of a schema have; "" is none.
func Named(s *openapi3.Schema) string {
	ref := s.Properties["event"]
	if ref == nil || ref.Value == nil {
		return ""
	}
	value := ref.Value.Const
	if len(ref.Value.Enum) == 1 {
		value = ref.Value.Enum[0]
	}
	name, _ := value.(string)
	return name
}
