// Package objects decides what an object of the document is in Go: the names of its fields, which of them may be absent,
// and how it is constructed.
package objects

import (
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/types"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// NameFields gives an object's fields their Go names, which must not meet each other or the object's methods.
func NameFields(o *types.Object) {
	taken := naming.NewScope("Validate", "MarshalJSON", "UnmarshalJSON", "AdditionalProperties", "validate", "decode", "encode")
	if o.Decl.Params {
		taken = naming.NewScope("Validate")
	}
	for _, plain := range []bool{true, false} { // a name that loses nothing comes before those that do
		for _, f := range o.Fields {
			if !f.Constant && naming.IsPlain(f.Decl.JSON) == plain {
				f.Decl.Name = taken.ClaimOne([]string{naming.Exported(f.Decl.JSON), naming.Spelled(f.Decl.JSON)}, "Field", naming.OfField)
			}
		}
	}
	arguments := naming.NewScope()
	for _, f := range o.Decl.Fields {
		f.Arg = arguments.Claim(naming.Argument(f.Name), "", nil)
	}
}
