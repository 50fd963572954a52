package resolve

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// settle decides what can only be decided once all types are known.
func (r *resolver) settle() {
	r.tellApart()
	r.shareUnknown()
	r.fixConstants()
	for _, o := range r.objects {
		o.names()
	}
	r.markUse()
	for _, o := range r.objects {
		o.pointers()
		r.keepsNull(o)
	}
	markOptional(r.api)
	for _, u := range r.api.Unions {
		r.variants(u)
	}
	for _, o := range r.api.Opaques {
		r.opaqueVariants(o)
	}
	for _, o := range r.objects {
		o.decl.New = r.names.ClaimOne(naming.Constructors(o.decl.Name), "", nil)
	}
	for _, o := range r.objects {
		r.constructor(o)
	}
	r.errorFields()
	r.pagination()
	r.arrangeDecls()
	r.api.Sensitive = slices.Sorted(maps.Keys(r.sensitive))
}

// arrangeDecls puts declarations in the document's order, which is not the order in which uses led to them.
func (r *resolver) arrangeDecls() {
	arrange(r, r.api.Objects)
	arrange(r, r.api.Unions)
	arrange(r, r.api.Opaques)
	arrange(r, r.api.Enums)
	arrange(r, r.api.Lists)
}

func arrange[D ir.Decl](r *resolver, decls []D) {
	slices.SortStableFunc(decls, func(a, b D) int {
		return cmp.Or(r.positions[a.TypeName()].Compare(r.positions[b.TypeName()]), cmp.Compare(a.TypeName(), b.TypeName()))
	})
}

// fixConstants turns a variant's discriminating properties into constants, if they have one value in all its unions: the
// Go type says it then, and the codec writes it.
func (r *resolver) fixConstants() {
	found := map[*ir.Object]map[string][]string{}
	for _, u := range r.api.Unions {
		for _, variant := range u.Variants {
			if object := objectOf(variant.Type); object != nil {
				object.Unions = append(object.Unions, u)
			}
		}
		tagged(u, u.Choice, map[string][]string{}, found)
	}
	for _, o := range r.objects {
		for _, name := range slices.Sorted(maps.Keys(found[o.decl])) {
			values := slices.Compact(slices.Sorted(slices.Values(found[o.decl][name])))
			if len(values) == 1 {
				r.fix(o, name, values[0])
			}
		}
	}
	r.dropIdle()
}

// tagged collects the tags on the way to each variant that is an object.
func tagged(u *ir.Union, choice *ir.Choice, way map[string][]string, found map[*ir.Object]map[string][]string) {
	if choice == nil {
		return
	}
	if choice.By == ir.Leaf {
		object := objectOf(u.Variants[choice.Variant].Type)
		for name, values := range way {
			if found[object] == nil {
				found[object] = map[string][]string{}
			}
			found[object][name] = append(found[object][name], values...)
		}
		return
	}
	for _, c := range choice.Cases {
		inner := maps.Clone(way)
		if choice.By == ir.ByTag {
			inner[choice.Property] = c.Labels
		}
		tagged(u, c.Then, inner, found)
	}
	tagged(u, choice.Else, way, found)
	tagged(u, choice.Other, way, found)
}

// fix makes a property constant. One with further legal values, or of a type that has no constants, stays a field.
func (r *resolver) fix(o *object, name, value string) {
	text := quoteJSON(value)
	for _, f := range o.fields {
		if f.decl.JSON != name {
			continue
		}
		enum, isEnum := f.decl.Type.Decl.(*ir.Enum)
		if isEnum && len(enum.Values) != 1 || !isEnum && f.decl.Type.Kind != ir.String {
			return
		}
		if isEnum && enum.Type.Kind != ir.String {
			text = value
		}
		if !f.decl.Required { // a value that lacks it stays without it
			f.tag = isEnum
			return
		}
		f.constant = true
		if isEnum {
			r.idle = append(r.idle, enum)
		}
	}
	o.decl.Constants = append(o.decl.Constants, ir.Constant{JSON: name, Value: text})
}

// variants names a union's variants and wraps those that are no objects.
func (r *resolver) variants(u *ir.Union) {
	taken := naming.NewScope("Unknown")
	for i := range u.Variants {
		variant := &u.Variants[i]
		if object := objectOf(variant.Type); object != nil {
			variant.Name = taken.Claim(object.Name, "", nil)
			continue
		}
		if opaque, is := variant.Type.Decl.(*ir.Opaque); is {
			variant.Name = taken.Claim(opaque.Name, "", nil)
			continue
		}
		variant.Name = taken.Claim(kindName(variant.Type), "", nil)
		variant.Wrapper = r.names.Claim(u.Name+variant.Name, "", naming.OfWrapper)
	}
}

// opaqueVariants names the accessors and constructors of a union that is raw JSON.
func (r *resolver) opaqueVariants(o *ir.Opaque) {
	taken := naming.NewScope()
	for i := range o.Variants {
		variant := &o.Variants[i]
		variant.Name = taken.Claim(kindName(variant.Type), "", nil)
		variant.Wrapper = r.names.Claim(o.Name+"Of"+variant.Name, "", nil)
	}
}

// kindName is what a variant that is no object is called.
func kindName(t *ir.Type) string {
	switch t.Kind {
	case ir.Named:
		return t.Decl.TypeName()
	case ir.String, ir.Time, ir.Bytes, ir.File:
		return "String"
	case ir.Bool:
		return "Bool"
	case ir.Int:
		return "Integer"
	case ir.Float:
		return "Number"
	case ir.Array:
		return "List"
	case ir.Map:
		return "Map"
	default:
		return "Value"
	}
}

// constructor decides what NewX takes, what it sets, and which shorthands there are.
func (r *resolver) constructor(o *object) {
	for _, f := range o.fields {
		if !f.constant {
			r.defaultValue(f)
		}
	}
	names, given := r.named(o, "x-sdk-constructor")
	for _, f := range o.fields {
		ordinary := f.decl.Required && !f.constant && !f.decl.Nullable && f.decl.Default == nil &&
			f.decl.Type.Kind != ir.Array && f.decl.Type.Kind != ir.Map && !f.decl.ReadOnly
		if !given && ordinary {
			o.decl.Constructor = append(o.decl.Constructor, f.decl)
		}
	}
	o.decl.Constructor = append(o.decl.Constructor, names...)
	if !given && confusable(o.decl.Constructor) {
		o.decl.Required = r.names.Claim(naming.Required(o.decl.Name), "Fields", nil)
	}
	o.decl.EventID, _ = r.named(o, "x-sdk-event-id")
	r.shorthands(o)
}

// maxArguments is how many arguments a constructor has, at most, of which several have one type.
const maxArguments = 4

// confusable reports whether a call of a constructor would have many arguments, of which some can change places without
// the compiler noticing.
func confusable(arguments []*ir.Field) bool {
	if len(arguments) <= maxArguments {
		return false
	}
	seen := map[string]bool{}
	for _, field := range arguments {
		seen[ir.GoType(field.Type)] = true
	}
	return len(seen) < len(arguments)
}

// named reads an extension that lists properties.
func (r *resolver) named(o *object, key string) (fields []*ir.Field, given bool) {
	names, given := r.list(o.extensions(), o.at, key)
	for i, name := range names {
		if f := o.field(name); f != nil {
			fields = append(fields, f.decl)
			continue
		}
		r.fail(load.Join(o.at.pointer, key, fmt.Sprint(i)), fmt.Sprintf("%s has no property %q", o.decl.Name, name),
			"name one of its properties")
	}
	return fields, given
}

func (o *object) extensions() map[string]any {
	if o.schema == nil {
		return nil
	}
	return o.schema.Extensions
}

func (o *object) field(name string) *field {
	for _, f := range o.fields {
		if f.decl.JSON == name && !f.constant {
			return f
		}
	}
	return nil
}

// shorthands are the further constructors that the document asks for.
func (r *resolver) shorthands(o *object) {
	at := load.Join(o.at.pointer, "x-sdk-shorthands")
	extension, _ := r.extension(o.extensions(), o.at.pointer, "x-sdk-shorthands")
	wanted, _ := extension.(map[string]any)
	for _, key := range r.doc.Keys(at) {
		presets, _ := wanted[key].(map[string]any)
		name := r.names.Claim(naming.Exported(key), "", nil)
		if name != key {
			r.fail(load.Join(at, key), fmt.Sprintf("the shorthand %q is no exported Go name, or the package has one of that name", key),
				"rename it")
		}
		shorthand := ir.Shorthand{Name: name}
		for _, property := range r.doc.Keys(load.Join(at, key)) {
			if preset, ok := r.preset(o, load.Join(at, key, property), property, presets[property]); ok {
				shorthand.Preset = append(shorthand.Preset, preset)
			}
		}
		for _, field := range o.decl.Constructor {
			if !slices.ContainsFunc(shorthand.Preset, func(p ir.Preset) bool { return p.Field == field }) {
				shorthand.Args = append(shorthand.Args, field)
			}
		}
		o.decl.Shorthands = append(o.decl.Shorthands, shorthand)
	}
}

func (r *resolver) preset(o *object, pointer, property string, value any) (ir.Preset, bool) {
	f := o.field(property)
	if f == nil {
		r.fail(pointer, fmt.Sprintf("%s has no property %q", o.decl.Name, property), "name one of its properties")
		return ir.Preset{}, false
	}
	literal, ok := literalOf(f.decl.Type, value)
	if !ok {
		r.fail(pointer, fmt.Sprintf("%v is no value of %q", value, property), "use a value that its schema allows")
	}
	return ir.Preset{Field: f.decl, Value: literal}, ok
}

// defaultValue reads what the constructor sets: x-sdk-default, OpenAPI's default of a required property, or the only
// legal value.
func (r *resolver) defaultValue(f *field) {
	if f.schema == nil {
		return
	}
	if word := r.word(f.schema.Extensions, f.at, "x-sdk-default", "now"); word != "" {
		if f.decl.Type.Kind != ir.Time {
			r.fail(load.Join(f.at.pointer, "x-sdk-default"), "x-sdk-default is now, but the property is no date-time", "remove it")
		}
		f.decl.Default = &ir.Value{Now: true}
		return
	}
	if !f.decl.Required && !f.tag {
		return
	}
	if f.schema.Default != nil {
		if value, ok := literalOf(f.decl.Type, f.schema.Default); ok {
			f.decl.Default = &value
		}
		return
	}
	if enum, ok := f.decl.Type.Decl.(*ir.Enum); ok && len(enum.Values) == 1 {
		f.decl.Default = &ir.Value{Constant: enum.Values[0].Name}
	}
}

// literalOf is a JSON value as a Go literal of a type.
func literalOf(t *ir.Type, value any) (ir.Value, bool) {
	if enum, ok := t.Decl.(*ir.Enum); ok && t.Kind == ir.Named {
		for _, known := range enum.Values {
			if fmt.Sprint(known.Value) == fmt.Sprint(value) {
				return ir.Value{Constant: known.Name}, true
			}
		}
		return ir.Value{}, false
	}
	switch v := value.(type) {
	case string:
		return ir.Value{Literal: v}, t.Kind == ir.String
	case bool:
		return ir.Value{Literal: v}, t.Kind == ir.Bool
	case float64:
		if t.Kind == ir.Int {
			return ir.Value{Literal: int(v)}, v == float64(int(v))
		}
		return ir.Value{Literal: v}, t.Kind == ir.Float
	default:
		return ir.Value{}, false
	}
}
