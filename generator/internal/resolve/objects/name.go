// Package objects decides what an object of the document is in Go: the names of its fields, which of them may be absent,
// and how it is constructed.
package objects

import (
	"fmt"

	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/types"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// NameFields gives an object's fields their Go names, which must not meet each other or the object's methods.
func NameFields(doc *document.Document, o *types.Object) {
	taken := naming.NewScope("Validate", "MarshalJSON", "UnmarshalJSON", "DescribeJSON", "AdditionalProperties", "validate", "decode", "encode")
	if o.Decl.Params {
		taken = naming.NewScope("Validate")
	}
	configured := nameConfigured(doc, o, taken)
	for _, plain := range []bool{true, false} { // a name that loses nothing comes before those that do
		for _, f := range o.Fields {
			if !configured[f] && !f.Constant && naming.IsPlain(f.Decl.JSON) == plain {
				f.Decl.Name = taken.ClaimOne([]string{naming.Exported(f.Decl.JSON), naming.Spelled(f.Decl.JSON)}, "Field", naming.OfField)
			}
		}
	}
	arguments := naming.NewScope()
	for _, f := range o.Decl.Fields {
		f.Arg = arguments.Claim(naming.Argument(f.Name), "", nil)
	}
}

// nameConfigured gives fields the names that the configuration has for them, before others take these. It returns these
// fields.
func nameConfigured(doc *document.Document, o *types.Object, taken *naming.Scope) map[*types.Field]bool {
	configured := map[*types.Field]bool{}
	for _, f := range o.Fields {
		name := doc.FieldName(f.Decl.Doc.Pointer)
		if f.Constant || name == "" {
			continue
		}
		configured[f] = true
		if f.Decl.Name = taken.Claim(name, "Field", naming.OfField); f.Decl.Name != name {
			doc.Fail(f.Decl.Doc.Pointer, fmt.Sprintf("the configuration calls the field of %q %s, and the struct has that", f.Decl.JSON, name), "choose another name")
		}
	}
	return configured
}
