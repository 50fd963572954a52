package unions

import (
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// Name names the variants of unions.
func (t Told) Name(names *place.Declared) {
	for _, u := range t.Unions {
		nameVariants(names, u)
	}
	for _, o := range t.Opaques {
		nameAccessors(names, o)
	}
}

// nameVariants names a union's variants and wraps those that are no objects.
func nameVariants(names *place.Declared, u *ir.Union) {
	taken := naming.NewScope("Unknown")
	for i := range u.Variants {
		variant := &u.Variants[i]
		if object := variant.Type.Object(); object != nil {
			variant.Name = taken.Claim(object.Name, "", nil)
			continue
		}
		if opaque, is := variant.Type.Decl.(*ir.Opaque); is {
			variant.Name = taken.Claim(opaque.Name, "", nil)
			continue
		}
		variant.Name = taken.Claim(kindName(variant.Type), "", nil)
		variant.Wrapper = names.Claim(u.Name+variant.Name, "", naming.OfWrapper)
	}
}

// nameAccessors names the accessors and constructors of a union that is raw JSON.
func nameAccessors(names *place.Declared, o *ir.Opaque) {
	taken := naming.NewScope()
	for i := range o.Variants {
		variant := &o.Variants[i]
		variant.Name = taken.Claim(kindName(variant.Type), "", nil)
		variant.Wrapper = names.Claim(o.Name+"Of"+variant.Name, "", nil)
	}
}

// kindName is what a variant that is no object is called.
func kindName(t *ir.Type) string {
	switch t.Kind {
	case ir.Named:
		return t.Decl.TypeName()
	case ir.String, ir.Time, ir.Bytes, ir.File:
		return "String"
	case ir.Custom:
		return t.Custom.Name
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
