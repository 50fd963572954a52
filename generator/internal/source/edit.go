package source

import (
	"encoding/json"
	"maps"
	"slices"
)

// edits are what is read in place of values of a file, as JSON, by their nodes. An empty text leaves the value out, with
// its key.
type Edits map[int32]string

// editor writes a file's JSON anew.
type editor struct {
	tree  *Tree
	edits Edits
	order []int32 // the edited nodes in the order in which they stand
	out   []byte
}

// edited is a file as JSON with its edits applied.
func (t *Tree) Edited(e Edits) []byte {
	if len(e) == 0 {
		return t.json
	}
	w := editor{tree: t, edits: e, order: slices.Sorted(maps.Keys(e)), out: make([]byte, 0, len(t.json))}
	w.value(0)
	return w.out
}

func (w *editor) value(at int32) {
	n := &w.tree.nodes[at]
	if text, ok := w.edits[at]; ok {
		w.out = append(w.out, text...)
		return
	}
	if next, _ := slices.BinarySearch(w.order, at); next == len(w.order) || w.order[next] >= n.after {
		w.out = append(w.out, w.tree.json[n.start:n.end]...)
		return
	}
	opening, closing := byte('['), byte(']')
	if n.kind == Mapping {
		opening, closing = '{', '}'
	}
	w.out = append(w.out, opening)
	w.children(at)
	w.out = append(w.out, closing)
}

func (w *editor) children(parent int32) {
	separator := ""
	for at := range w.tree.Children(parent) {
		if text, ok := w.edits[at]; ok && text == "" {
			continue
		}
		w.out = append(w.out, separator...)
		if w.tree.nodes[parent].kind == Mapping {
			key, _ := json.Marshal(w.tree.nodes[at].key) // a string always has a JSON form
			w.out = append(append(w.out, key...), ':')
		}
		w.value(at)
		separator = ","
	}
}
