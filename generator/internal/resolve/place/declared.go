package place

import (
	"cmp"
	"slices"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// Declared are the names that the package has.
type Declared struct {
	*naming.Scope

	doc *document.Document
	// positions are where the declared types stand, by name.
	positions map[string]load.Position
}

// NewDeclared returns the names that every package has.
func NewDeclared(doc *document.Document) *Declared {
	return &Declared{Scope: naming.NewScope(naming.OfPackage()...), doc: doc, positions: map[string]load.Position{}}
}

// Declare takes a name for a declared type at a place: the one that the configuration gives it there, or its own.
func (d *Declared) Declare(at Place, suffix string) string {
	name := d.Claim(d.doc.Configured(at.Pointer, at.Name), suffix, naming.OfType)
	d.positions[name] = d.doc.Position(at.Pointer)
	return name
}

// Arrange puts declarations in the document's order, which is not the order in which uses led to them.
func Arrange[D ir.Decl](d *Declared, decls []D) {
	slices.SortStableFunc(decls, func(a, b D) int {
		return cmp.Or(d.positions[a.TypeName()].Compare(d.positions[b.TypeName()]), cmp.Compare(a.TypeName(), b.TypeName()))
	})
}
