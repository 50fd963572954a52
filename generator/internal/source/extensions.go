package source

import (
	"iter"
	"strings"
)

// Extensions yields the pointer and key of every extension whose key begins with prefix, in the file's order. Keys in
// examples and the like, which are data of the API, are none.
func (t *Tree) Extensions(prefix string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		if !t.Empty() {
			t.extensions(0, prefix, false, yield)
		}
	}
}

// extensions walks the values below a node. Below names, keys are the document's own: a property may begin like an
// extension.
func (t *Tree) extensions(parent int32, prefix string, names bool, yield func(string, string) bool) bool {
	for at := range t.Children(parent) {
		n := &t.nodes[at]
		switch {
		case !names && strings.HasPrefix(n.key, prefix):
			if !yield(t.Pointer(at), n.key) {
				return false
			}
		case !names && IsLiteral(n.key, n.kind):
		case !t.extensions(at, prefix, !names && n.kind == Mapping && HoldsNames(n.key), yield):
			return false
		}
	}
	return true
}
