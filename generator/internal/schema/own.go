package schema

import (
	"fmt"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// Memory keeps what schemas say by themselves, where allOf leads to them: each is read once, however many have it among
// their parts. A [Document] that has one answers the same for as long as it lives. The zero value is empty.
type Memory struct {
	own    map[standing]*own
	towers towers
}

// Remembered returns the memory, for a document that embeds it.
func (m *Memory) Remembered() *Memory { return m }

// remembering is a document with a memory.
type remembering interface {
	Document
	Remembered() *Memory
}

// standing is a schema and where it stands.
type standing struct {
	schema  *openapi3.Schema
	pointer string
}

// own is what a schema says by itself that takes long to find in the document.
type own struct {
	// parts are the schemas that its allOf lists.
	parts         []Part
	properties    []ownProperty
	item, further Part
	unions        []Union
}

// ownProperty is a property, and where it stands among the schema's own.
type ownProperty struct {
	name    string
	part    Part
	pointer string
}

// own is what a schema says by itself. What allOf leads to is remembered; what is not deep stands for itself.
func (r *reader) own(schema *openapi3.Schema, pointer string, deep bool) *own {
	doc, remembers := r.doc.(remembering)
	if !remembers || !deep {
		return r.look(schema, pointer)
	}
	memory, key := doc.Remembered(), standing{schema, pointer}
	found := memory.own[key]
	if found == nil {
		if memory.own == nil {
			memory.own = map[standing]*own{}
		}
		found = r.look(schema, pointer)
		memory.own[key] = found
	}
	return found
}

// look finds what a schema says by itself.
func (r *reader) look(schema *openapi3.Schema, pointer string) *own {
	found := &own{
		parts: partsOf(r.doc, schema, pointer), item: r.item(schema, pointer), further: r.further(schema, pointer),
		unions: r.lists(schema, pointer),
	}
	at := source.Join(pointer, "properties")
	for _, name := range order(r.doc, at, schema.Properties) {
		stands := source.Join(at, name)
		found.properties = append(found.properties, ownProperty{name, PartAt(r.doc, schema.Properties[name], stands), stands})
	}
	return found
}

// lists are the lists of variants of a schema.
func (r *reader) lists(schema *openapi3.Schema, pointer string) (unions []Union) {
	for _, list := range []struct {
		keyword string
		refs    openapi3.SchemaRefs
	}{{"oneOf", schema.OneOf}, {"anyOf", schema.AnyOf}} {
		u := Union{Holder: schema, Pointer: pointer, Keyword: list.keyword}
		for i, ref := range list.refs {
			if ref.Value == nil {
				continue
			}
			at := source.Join(pointer, list.keyword, fmt.Sprint(i))
			u.Variants, u.At = append(u.Variants, PartAt(r.doc, ref, at)), append(u.At, at)
		}
		if len(u.Variants) > 0 {
			unions = append(unions, u)
		}
	}
	return unions
}
