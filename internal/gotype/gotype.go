// Package gotype spells types of the model in Go. It is the only place that does: what is written as text and what jennifer
// writes come from the same spelling.
package gotype

import (
	"cmp"
	"path"
	"strconv"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// SDK is the import path of the package that users of generated packages hold.
const SDK = "github.com/hubchannels/hubchannels-go/sdk"

// Spelling is how a type is written: a prefix of slices, maps and pointers, and the name of a type.
type Spelling struct {
	// Prefix stands before the name: "[]", "map[string]*".
	Prefix string
	// Package is the import path of the name; "" is the generated package, or Go itself. Alias is what it is imported as, where
	// its last word does not say it.
	Package, Alias string
	Name           string
}

// String is the type as it stands in a file that imports what it needs: "[]Attachment", "map[string]json.RawMessage".
func (s Spelling) String() string {
	if s.Package == "" {
		return s.Prefix + s.Name
	}
	return s.Prefix + cmp.Or(s.Alias, path.Base(s.Package)) + "." + s.Name
}

// Pointer is the spelling of a pointer to the type.
func (s Spelling) Pointer() Spelling {
	s.Prefix = "*" + s.Prefix
	return s
}

// Of is the spelling of a type.
func Of(t *ir.Type) Spelling {
	switch t.Kind {
	case ir.String:
		return Spelling{Name: "string"}
	case ir.Bool:
		return Spelling{Name: "bool"}
	case ir.Int:
		if t.Unsigned {
			return Spelling{Name: sized("uint", t.Bits)}
		}
		return Spelling{Name: sized("int", t.Bits)}
	case ir.Float:
		return Spelling{Name: sized("float", t.Bits)}
	case ir.Time:
		return Spelling{Package: "time", Name: "Time"}
	case ir.Bytes:
		return Spelling{Prefix: "[]", Name: "byte"}
	case ir.File:
		return Spelling{Package: SDK, Name: "File"}
	case ir.Stream:
		return Spelling{Package: "io", Name: "Reader"}
	case ir.Custom:
		spelling := Spelling{Package: t.Custom.Package, Alias: t.Custom.Alias, Name: t.Custom.Name}
		if t.Custom.Pointer {
			return spelling.Pointer()
		}
		return spelling
	case ir.Named:
		return Spelling{Name: t.Decl.TypeName()}
	case ir.Array:
		return Element(t.Elem).within("[]")
	case ir.Map:
		return Element(t.Elem).within("map[string]")
	default:
		return Spelling{Package: "encoding/json", Name: "RawMessage"}
	}
}

// Element is the spelling of an element: a pointer where null is one and the type has no nil of its own.
func Element(t *ir.Type) Spelling {
	if ir.PointerElement(t) {
		return Of(t).Pointer()
	}
	return Of(t)
}

func (s Spelling) within(prefix string) Spelling {
	s.Prefix = prefix + s.Prefix
	return s
}

func sized(name string, bits int) string {
	if bits == 0 {
		return name
	}
	return name + strconv.Itoa(bits)
}
