package load

import (
	"iter"
	"strings"
)

// Extensions yields the pointer and key of every extension whose key begins with prefix, in the document's order. Keys in
// examples and the like, which are data of the API, are none.
func (d *Document) Extensions(prefix string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		tree := d.files.trees[d.files.root]
		if tree == nil || len(tree.nodes) == 0 {
			return
		}
		tree.extensions(0, prefix, false, yield)
	}
}

// extensions walks the values below a node. Below names, keys are the document's own: a property may begin like an
// extension.
func (t *tree) extensions(parent int32, prefix string, names bool, yield func(string, string) bool) bool {
	for at := range t.children(parent) {
		n := &t.nodes[at]
		switch {
		case !names && strings.HasPrefix(n.key, prefix):
			if !yield(t.pointer(at), n.key) {
				return false
			}
		case !names && isLiteral(n):
		case !t.extensions(at, prefix, !names && n.kind == mappingKind && holdsNames(n.key), yield):
			return false
		}
	}
	return true
}
