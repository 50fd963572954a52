package resolve

import (
	"cmp"
	"fmt"
	"net/url"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/keyword"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
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
	if ref == nil || ref.Value == nil {
		return usage{t: &ir.Type{Kind: ir.Raw}}
	}
	return r.meet(r.applied(ref, at.pointer), at)
}

// meet resolves what all of some parts describe.
func (r *resolver) meet(parts []schema.Part, at place) usage {
	if len(parts) == 0 || r.stopped() {
		return usage{t: &ir.Type{Kind: ir.Raw}}
	}
	parts = schema.Simplify(r, parts)
	at, key := r.placed(parts, at)
	if known, ok := r.decls[key]; ok {
		if t := r.behind(key); t != nil {
			return usage{t: t}
		}
		if known.usage.t == nil {
			r.fail(at.pointer, "the schema is defined by itself alone", "give it a type of its own")
			return usage{t: &ir.Type{Kind: ir.Raw}}
		}
		return known.usage
	}
	entry := &declared{}
	r.decls[key] = entry
	if len(parts) == 1 && key == at.pointer {
		if first := r.written(parts[0].Ref.Value, at, entry); first != nil {
			r.decls[key] = first
			return first.usage
		}
	}
	entry.usage = r.resolve(parts, key, at, entry)
	return entry.usage
}

// placed is the place of what parts describe, and the key under which its type is known.
func (r *resolver) placed(parts []schema.Part, at place) (place, string) {
	last := parts[len(parts)-1]
	if len(parts) == 1 && len(last.Without) == 0 {
		if last.Ref.Ref != "" {
			return r.placeOf(last.Pointer), last.Pointer
		}
		at.pointer = last.Pointer
		return at, last.Pointer
	}
	var keys []string
	for _, part := range parts {
		keys = append(keys, part.Pointer+"!"+strings.Join(part.Without, "!"))
	}
	return at, strings.Join(keys, " ")
}

// maxMerge bounds how many schemas may stand for another before one is found that says something.
const maxMerge = 4096

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
	file, fragment, _ := strings.Cut(pointer, "#")
	tokens := strings.Split(strings.TrimPrefix(fragment, "/"), "/")
	if len(tokens) == 3 && tokens[0] == "components" {
		return place{pointer: pointer, name: naming.Exported(load.Unescape(tokens[2]))}
	}
	name := ""
	for _, token := range tokens {
		switch token {
		case "", "components", "schemas", "properties", "definitions", "$defs", "models":
		default:
			name += naming.Exported(load.Unescape(token))
		}
	}
	return place{pointer: pointer, name: cmp.Or(name, naming.OfFile(cmp.Or(file, r.doc.Name())))}
}

// resolve finds the type of parts that are seen together for the first time.
func (r *resolver) resolve(parts []schema.Part, key string, at place, entry *declared) usage {
	view := r.look(parts, at)
	found := usage{sensitive: r.flag(view.Words.Extensions, at, "x-sdk-sensitive")}
	if view.alias != nil {
		if len(view.alias) == 1 && view.alias[0].Ref.Ref != "" {
			r.aliases[key] = view.alias[0].Pointer
		}
		alias := r.meet(view.alias, at)
		alias.nullable = view.Nullable || alias.nullable && !view.NotNull
		alias.sensitive = alias.sensitive || found.sensitive
		return alias
	}
	found.t = r.typeOf(view, at, entry)
	found.nullable = view.Nullable // a variant or a known value may have turned out to be null
	return found
}

// typeOf decides by what a schema says what its type is.
func (r *resolver) typeOf(view *view, at place, entry *declared) *ir.Type {
	switch {
	case r.flag(view.Words.Extensions, at, "x-sdk-string"):
		return &ir.Type{Kind: ir.String, Lenient: true}
	case len(view.Conflicts) > 0:
		return r.conflict(view, at)
	case r.rawUnion(view, at):
		return &ir.Type{Kind: ir.Raw}
	case len(view.variants) > 0:
		return r.union(view, at, entry)
	case len(view.Types) > 1:
		return r.kinds(view, at, entry)
	case view.Limited && enumerable(view):
		return r.enum(view, at)
	case view.Is("array"):
		return r.array(view, at, entry)
	case len(view.Properties) > 0, view.Is("object") && view.Closed:
		return r.objectOrBase(view, at, entry)
	case view.Is("object") || len(view.Additional) > 0:
		return r.mapOrObject(view, at, entry)
	default:
		t := r.scalar(view)
		if t.Kind == ir.Raw {
			r.loseSchema(view.Words, at)
		}
		return t
	}
}

// kinds is the type of a schema that allows several JSON types: a union of one variant for each.
func (r *resolver) kinds(v *view, at place, entry *declared) *ir.Type {
	decl := &ir.Union{}
	named := &ir.Type{Kind: ir.Named, Decl: decl}
	entry.usage = usage{t: named, nullable: v.Nullable}
	var members []member
	for _, name := range v.Types {
		one := *v
		one.Types = []string{name}
		members = append(members, member{t: r.typeOf(&one, at.in(name), &declared{}), from: variantRef{at: at}})
	}
	if merged := mergeScalars(variantsOf(members)); merged != nil {
		return r.merged(merged, v)
	}
	decl.Name = r.declare(at, "Union")
	decl.Doc = r.documentation(v.Words, at)
	r.addUnion(&union{decl: decl, named: named, at: at, members: members})
	return named
}

// scalar is the type of a value without parts.
func (r *resolver) scalar(view *view) *ir.Type {
	t := &ir.Type{Kind: ir.Raw}
	switch {
	case view.Is("string"):
		t.Kind = ir.String
		switch cmp.Or(view.Format, contentFormat(view.Words)) {
		case "date-time":
			t.Kind = ir.Time
		case "byte":
			t.Kind = ir.Bytes
		case "binary":
			t.Kind = ir.File
		}
	case view.Is("boolean"):
		t.Kind = ir.Bool
	case view.Is("integer"):
		t.Kind, t.Bits = ir.Int, 64
		if view.Format == "int32" {
			t.Bits = 32
		}
	case view.Is("number"):
		t.Kind, t.Bits = ir.Float, 64
		if view.Format == "float" {
			t.Bits = 32
		}
	}
	if t.Kind == ir.Raw {
		whole := *view
		whole.groups = nil
		t.Rules.Checks = r.checks(&whole, keyword.Whole)
		return t
	}
	t.Rules = r.rules(view)
	r.keepFiles(t, view)
	return t
}

// array is the type of an array. One that contains itself without an object in between is declared.
func (r *resolver) array(view *view, at place, entry *declared) *ir.Type {
	t := &ir.Type{Kind: ir.Array, Rules: r.rules(view)}
	r.fillElement(t, entry, at, func() usage {
		return r.meet(view.Items, at.in("Item", "items"))
	})
	r.keepFiles(t, view)
	return r.recursive(t, at, entry)
}

// mapOrObject is the type of an object without known properties.
func (r *resolver) mapOrObject(view *view, at place, entry *declared) *ir.Type {
	t := &ir.Type{Kind: ir.Map, Rules: r.rules(view)}
	r.fillElement(t, entry, at, func() usage {
		return r.meet(view.Additional, at.in("Value", "additionalProperties"))
	})
	return r.recursive(t, at, entry)
}

// fillElement resolves the element of t. While it does, a use of t itself finds a declared list.
func (r *resolver) fillElement(t *ir.Type, entry *declared, at place, element func() usage) {
	list := &ir.List{Name: at.name, Type: t}
	entry.usage = usage{t: &ir.Type{Kind: ir.Named, Decl: list}}
	found := element()
	t.Elem, t.Nullable = r.element(found), false
}

// element is the type of an element, or of a further property.
func (r *resolver) element(found usage) *ir.Type {
	if !found.nullable {
		return found.t
	}
	nullable := *found.t
	nullable.Nullable = true
	r.nullables[found.t.Decl] = append(r.nullables[found.t.Decl], &nullable)
	return &nullable
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
