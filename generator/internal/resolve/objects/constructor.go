package objects

import (
	"fmt"
	"slices"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/types"
	"github.com/hubchannels/hubchannels-go/internal/gotype"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// constructors decides how objects are constructed.
type constructors struct {
	doc   *document.Document
	names *place.Declared
}

// NameConstructors names the constructors of all objects before it decides what each takes, so that none of the further
// ones has the name of another's.
func NameConstructors(doc *document.Document, names *place.Declared, declared *types.Types) {
	for _, o := range declared.Objects {
		o.Decl.New = names.ClaimOne(naming.Constructors(o.Decl.Name), "", nil)
	}
	c := constructors{doc: doc, names: names}
	for _, o := range declared.Objects {
		c.constructor(o)
	}
}

// constructor decides what NewX takes, what it sets, and which shorthands there are.
func (c constructors) constructor(o *types.Object) {
	for _, f := range o.Fields {
		if !f.Constant {
			defaultValue(c.doc, f)
		}
	}
	names, given := c.named(o, "x-sdk-constructor")
	for _, f := range o.Fields {
		ordinary := f.Decl.Required && !f.Constant && !f.Decl.Nullable && f.Decl.Default == nil &&
			f.Decl.Type.Kind != ir.Array && f.Decl.Type.Kind != ir.Map && !f.Decl.ReadOnly
		if !given && ordinary {
			o.Decl.Constructor = append(o.Decl.Constructor, f.Decl)
		}
	}
	o.Decl.Constructor = append(o.Decl.Constructor, names...)
	if !given && confusable(o.Decl.Constructor) {
		o.Decl.Required = c.names.Claim(naming.Required(o.Decl.Name), "Fields", nil)
	}
	o.Decl.EventID, _ = c.named(o, "x-sdk-event-id")
	c.shorthands(o)
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
		seen[gotype.Of(field.Type).String()] = true
	}
	return len(seen) < len(arguments)
}

// named reads an extension that lists properties.
func (c constructors) named(o *types.Object, key string) (fields []*ir.Field, given bool) {
	names, given := c.doc.List(o.Extensions(), o.At.Pointer, key)
	for i, name := range names {
		if f := o.Field(name); f != nil {
			fields = append(fields, f.Decl)
			continue
		}
		c.doc.Fail(load.Join(o.At.Pointer, key, fmt.Sprint(i)), fmt.Sprintf("%s has no property %q", o.Decl.Name, name),
			"name one of its properties")
	}
	return fields, given
}

// shorthands are the further constructors that the document asks for.
func (c constructors) shorthands(o *types.Object) {
	at := load.Join(o.At.Pointer, "x-sdk-shorthands")
	extension, _ := c.doc.Extension(o.Extensions(), o.At.Pointer, "x-sdk-shorthands")
	wanted, _ := extension.(map[string]any)
	for _, key := range c.doc.Keys(at) {
		presets, _ := wanted[key].(map[string]any)
		name := c.names.Claim(naming.Exported(key), "", nil)
		if name != key {
			c.doc.Fail(load.Join(at, key), fmt.Sprintf("the shorthand %q is no exported Go name, or the package has one of that name", key),
				"rename it")
		}
		shorthand := ir.Shorthand{Name: name}
		for _, property := range c.doc.Keys(load.Join(at, key)) {
			if preset, ok := c.preset(o, load.Join(at, key, property), property, presets[property]); ok {
				shorthand.Preset = append(shorthand.Preset, preset)
			}
		}
		for _, field := range o.Decl.Constructor {
			if !slices.ContainsFunc(shorthand.Preset, func(preset ir.Preset) bool { return preset.Field == field }) {
				shorthand.Args = append(shorthand.Args, field)
			}
		}
		o.Decl.Shorthands = append(o.Decl.Shorthands, shorthand)
	}
}

func (c constructors) preset(o *types.Object, pointer, property string, value any) (ir.Preset, bool) {
	f := o.Field(property)
	if f == nil {
		c.doc.Fail(pointer, fmt.Sprintf("%s has no property %q", o.Decl.Name, property), "name one of its properties")
		return ir.Preset{}, false
	}
	literal, ok := literalOf(f.Decl.Type, value)
	if !ok {
		c.doc.Fail(pointer, fmt.Sprintf("%v is no value of %q", value, property), "use a value that its schema allows")
	}
	return ir.Preset{Field: f.Decl, Value: literal}, ok
}
