package resolve

import (
	"cmp"
	"fmt"
	"net/url"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// place is where a schema stands and what a type that is declared for it would be called.
type place struct {
	pointer string
	name    string
	// word is the name of the property or parameter that it is in.
	word string
}

func (p place) in(name string, tokens ...string) place {
	word := p.word
	if len(tokens) > 0 && tokens[0] == "properties" {
		word = name
	}
	if name != "" {
		name = naming.Exported(name)
	}
	return place{pointer: load.Join(p.pointer, tokens...), name: p.name + name, word: word}
}

// usage is a type as one place uses it.
type usage struct {
	t         *ir.Type
	nullable  bool
	sensitive bool
}

// components declares every component schema, under its own name, in the document's order.
func (r *resolver) components() {
	if r.doc.T.Components == nil {
		return
	}
	schemas := r.doc.T.Components.Schemas
	keys := r.doc.Keys("#/components/schemas")
	r.nameComponents(keys)
	if r.config.Chooses() {
		return // the operations lead to those that they need
	}
	for _, key := range keys {
		if ref := schemas[key]; ref != nil {
			r.use(ref, r.placeOf(load.Join("#/components/schemas", key)))
		}
	}
}

// nameComponents gives each component schema its Go name: its key, or what the user calls it.
func (r *resolver) nameComponents(keys []string) {
	owners := map[string]string{}
	for _, key := range keys {
		pointer := load.Join("#/components/schemas", key)
		name := naming.Exported(key)
		if ref := r.doc.T.Components.Schemas[key]; ref != nil && ref.Ref == "" && ref.Value != nil {
			name = r.name(ref.Value.Extensions, pointer, name)
		}
		if first, taken := owners[name]; taken && !r.lenient {
			r.fail(pointer, fmt.Sprintf("schemas %q and %q both make the Go type %s", first, key, name),
				"rename one of them, here or with x-sdk-name")
			continue
		}
		owners[name] = key
		r.componentNames[pointer] = name
	}
}

// use resolves a schema at a place. A $ref is resolved where it leads.
func (r *resolver) use(ref *openapi3.SchemaRef, at place) usage {
	if ref == nil || ref.Value == nil || r.stopped() {
		return usage{t: &ir.Type{Kind: ir.Raw}}
	}
	if ref.Ref != "" {
		at = r.target(ref)
	}
	if known, ok := r.decls[at.pointer]; ok {
		if t := r.behind(at.pointer); t != nil {
			return usage{t: t}
		}
		if known.usage.t == nil {
			r.fail(at.pointer, "the schema is defined by itself alone", "give it a type of its own")
			return usage{t: &ir.Type{Kind: ir.Raw}}
		}
		return known.usage
	}
	entry := &declared{}
	r.decls[at.pointer] = entry
	if first := r.written(ref.Value, at, entry); first != nil {
		r.decls[at.pointer] = first
		return first.usage
	}
	entry.usage = r.resolve(ref.Value, at, entry)
	return entry.usage
}

// behind is the type of the schema that a schema, which is being resolved, only stands for.
func (r *resolver) behind(pointer string) *ir.Type {
	for range maxMerge {
		if known := r.decls[pointer]; known == nil || known.usage.t != nil || r.aliases[pointer] == "" {
			break
		}
		pointer = r.aliases[pointer]
		if known := r.decls[pointer]; known != nil && known.usage.t != nil {
			return known.usage.t
		}
	}
	return nil
}

// reference is a $ref of any kind.
type reference interface {
	RefString() string
	RefPath() *url.URL
}

// target is the place that a $ref leads to. A component's name is its key, another place's is made of its way.
func (r *resolver) target(ref reference) place { return r.placeOf(r.pointer(ref)) }

// pointer is where a $ref leads: a file, unless it is the document itself, and the way within it.
func (r *resolver) pointer(ref reference) string {
	_, fragment, _ := strings.Cut(ref.RefString(), "#")
	return r.final(r.doc.FileAt(ref.RefPath()) + "#" + fragment)
}

// final is where a component schema that is a mere $ref leads.
func (r *resolver) final(pointer string) string {
	for range maxMerge {
		key, found := strings.CutPrefix(pointer, "#/components/schemas/")
		if !found || r.doc.T.Components == nil {
			break
		}
		ref := r.doc.T.Components.Schemas[load.Unescape(key)]
		if ref == nil || ref.Ref == "" || !strings.HasPrefix(ref.Ref, "#") {
			break
		}
		pointer = ref.Ref
	}
	return pointer
}

func (r *resolver) placeOf(pointer string) place {
	if name, ok := r.componentNames[pointer]; ok {
		return place{pointer: pointer, name: name}
	}
	_, fragment, _ := strings.Cut(pointer, "#")
	tokens := strings.Split(strings.TrimPrefix(fragment, "/"), "/")
	if len(tokens) == 3 && tokens[0] == "components" {
		return place{pointer: pointer, name: naming.Exported(load.Unescape(tokens[2]))}
	}
	name := ""
	for _, token := range tokens {
		switch token {
		case "components", "schemas", "properties":
		default:
			name += naming.Exported(load.Unescape(token))
		}
	}
	return place{pointer: pointer, name: name}
}

// resolve finds the type of a schema that is seen for the first time.
func (r *resolver) resolve(schema *openapi3.Schema, at place, entry *declared) usage {
	view := r.look(schema, at)
	found := usage{nullable: view.nullable, sensitive: r.flag(schema.Extensions, at, "x-sdk-sensitive")}
	if view.alias != nil {
		if view.alias.Ref != "" {
			r.aliases[at.pointer] = r.target(view.alias).pointer
		}
		alias := r.use(view.alias, at.in("", "allOf", "0"))
		alias.nullable = alias.nullable || view.nullable
		alias.sensitive = alias.sensitive || found.sensitive
		return alias
	}
	found.t = r.typeOf(view, at, entry)
	found.nullable = view.nullable // a variant or a known value may have turned out to be null
	return found
}

// typeOf decides by the schema's words what its type is.
func (r *resolver) typeOf(view *view, at place, entry *declared) *ir.Type {
	switch {
	case r.flag(view.schema.Extensions, at, "x-sdk-string"):
		return &ir.Type{Kind: ir.String, Lenient: true}
	case r.rawUnion(view, at):
		return &ir.Type{Kind: ir.Raw}
	case len(view.variants) > 0:
		return r.union(view, at, entry)
	case len(view.types) > 1:
		return r.kinds(view, at, entry)
	case len(view.enum) > 0 && enumerable(view):
		return r.enum(view, at)
	case view.is("array"):
		return r.array(view, at, entry)
	case len(view.properties) > 0, view.is("object") && view.closed:
		return r.object(view, at, entry)
	case view.is("object") || view.additional != nil:
		return r.mapOrObject(view, at, entry)
	default:
		t := scalar(view)
		if t.Kind == ir.Raw {
			r.loseSchema(view.schema, at)
		}
		return t
	}
}

// kinds is the type of a schema that allows several JSON types: a union of one variant for each.
func (r *resolver) kinds(v *view, at place, entry *declared) *ir.Type {
	decl := &ir.Union{}
	named := &ir.Type{Kind: ir.Named, Decl: decl}
	entry.usage = usage{t: named, nullable: v.nullable}
	var members []member
	for _, name := range v.types {
		one := *v
		one.types = []string{name}
		members = append(members, member{t: r.typeOf(&one, at.in(name), &declared{}), from: variantRef{at: at}})
	}
	if merged := mergeScalars(variantsOf(members)); merged != nil {
		return merged
	}
	decl.Name = r.declare(at, "Union")
	decl.Doc = r.documentation(v.schema, at)
	r.addUnion(&union{decl: decl, named: named, schema: &openapi3.Schema{}, at: at, members: members})
	return named
}

// scalar is the type of a value without parts.
func scalar(view *view) *ir.Type {
	t := &ir.Type{Kind: ir.Raw, Rules: view.rules()}
	switch {
	case view.is("string"):
		t.Kind = ir.String
		switch cmp.Or(view.format, contentFormat(view.schema)) {
		case "date-time":
			t.Kind = ir.Time
		case "byte":
			t.Kind = ir.Bytes
		case "binary":
			t.Kind = ir.File
		}
	case view.is("boolean"):
		t.Kind = ir.Bool
	case view.is("integer"):
		t.Kind, t.Bits = ir.Int, 64
		if view.format == "int32" {
			t.Bits = 32
		}
	case view.is("number"):
		t.Kind, t.Bits = ir.Float, 64
		if view.format == "float" {
			t.Bits = 32
		}
	}
	return t
}

// array is the type of an array. One that contains itself without an object in between is declared.
func (r *resolver) array(view *view, at place, entry *declared) *ir.Type {
	t := &ir.Type{Kind: ir.Array, Rules: view.rules()}
	r.fillElement(t, entry, at, func() usage {
		return r.use(view.items, view.itemsAt)
	})
	return r.recursive(t, at, entry)
}

// mapOrObject is the type of an object without known properties.
func (r *resolver) mapOrObject(view *view, at place, entry *declared) *ir.Type {
	t := &ir.Type{Kind: ir.Map, Rules: view.rules()}
	r.fillElement(t, entry, at, func() usage {
		return r.use(view.additional, view.additionalAt)
	})
	return r.recursive(t, at, entry)
}

// fillElement resolves the element of t. While it does, a use of t itself finds a declared list.
func (r *resolver) fillElement(t *ir.Type, entry *declared, at place, element func() usage) {
	list := &ir.List{Name: at.name, Type: t}
	entry.usage = usage{t: &ir.Type{Kind: ir.Named, Decl: list}}
	found := element()
	t.Elem, t.Nullable = found.t, false
	if found.nullable {
		nullable := *found.t
		nullable.Nullable = true
		t.Elem = &nullable
		r.nullables[found.t.Decl] = append(r.nullables[found.t.Decl], t.Elem)
	}
}

// recursive declares a list that refers to itself. What found another one while its element was not known yet, such as a
// property that two objects share, has its type from now on.
func (r *resolver) recursive(t *ir.Type, at place, entry *declared) *ir.Type {
	named := entry.usage.t
	list := named.Decl.(*ir.List)
	if !refers(t.Elem, list, map[*ir.Type]bool{}) {
		*named = *t
		for _, nullable := range r.nullables[list] {
			*nullable = *t
			nullable.Nullable = true
		}
		return named
	}
	list.Name = r.declare(at, "List")
	list.Doc = ir.Doc{Text: list.Name + " is a list that may contain itself."}
	r.api.Lists = append(r.api.Lists, list)
	return named
}

// refers tells whether a type leads to a list through slices and maps only.
func refers(t *ir.Type, list *ir.List, seen map[*ir.Type]bool) bool {
	if t == nil || seen[t] {
		return false
	}
	seen[t] = true
	switch t.Kind {
	case ir.Array, ir.Map:
		return refers(t.Elem, list, seen)
	case ir.Named:
		other, ok := t.Decl.(*ir.List)
		return ok && (other == list || refers(other.Type.Elem, list, seen))
	default:
		return false
	}
}
