package source

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// Kind is what a node of a document is.
type Kind uint8

// The kinds of nodes. A Scalar is anything but a string: a number, a boolean or null.
const (
	Scalar Kind = iota
	String
	Mapping
	Sequence
)

// node is one value of a document. Its children follow it in the tree, so that a document of a million values is one
// slice and not a million allocations.
type node struct {
	key          string // in a mapping; keys that occur often share one string
	line, column uint32 // of the key in a mapping, of the value elsewhere
	start, end   uint32 // of the value in tree.json
	after        int32  // the first node behind this one and its children
	kind         Kind
}

// tree knows where everything in one file stands and in which order. It is built once and only read afterwards.
type Tree struct {
	name  string // of the file, as problems show it
	json  []byte // the document as JSON: the file itself, or what its YAML means
	nodes []node // preorder; empty for an empty file
	wide  map[int32]map[string]int32
	long  map[int32][]int32 // the items of sequences that were asked for one far behind
	// inserted are the nodes that overlays brought, and where they stand there.
	inserted map[int32]problem.Position
	anchors  map[string]int32 // the schemas that have an $anchor, nil before one is asked for
}

// wideMapping is the number of keys from which on a mapping gets an index: scanning is faster below.
const wideMapping = 32

// None is the index of a node that does not exist.
const None = int32(-1)

// Position is where a node stands: that of its key in a mapping, of its value elsewhere.
func (t *Tree) Position(at int32) problem.Position {
	if at == None || len(t.nodes) == 0 {
		return problem.Position{File: t.name}
	}
	if p, ok := t.inserted[at]; ok {
		return p
	}
	n := &t.nodes[at]
	return problem.Position{File: t.name, Line: int(n.line), Column: int(n.column)}
}

// Children yields the nodes directly below a node, in document order.
func (t *Tree) Children(parent int32) func(yield func(int32) bool) {
	return func(yield func(int32) bool) {
		if parent < 0 || int(parent) >= len(t.nodes) {
			return
		}
		for at := parent + 1; at < t.nodes[parent].after; at = t.nodes[at].after {
			if !yield(at) {
				return
			}
		}
	}
}

// Child is the value of a key in a mapping or of an index in a sequence.
func (t *Tree) Child(parent int32, token string) int32 {
	if parent == None || int(parent) >= len(t.nodes) {
		return None
	}
	if t.nodes[parent].kind == Sequence {
		return t.item(parent, token)
	}
	if keys, ok := t.wide[parent]; ok {
		if at, ok := keys[token]; ok {
			return at
		}
		return None
	}
	for at := range t.Children(parent) {
		if t.nodes[parent].kind == Mapping && t.nodes[at].key == token {
			return at
		}
	}
	return None
}

func (t *Tree) item(parent int32, token string) int32 {
	want, ok := Index(token)
	if !ok {
		return None
	}
	if want >= wideMapping {
		return t.farItem(parent, want)
	}
	for at := range t.Children(parent) {
		if want == 0 {
			return at
		}
		want--
	}
	return None
}

// farItem finds an item of a long sequence, of which all may be asked for one after another.
func (t *Tree) farItem(parent int32, want int) int32 {
	items := t.items(parent)
	if want >= len(items) {
		return None
	}
	return items[want]
}

// items are the children of a value that has many, remembered.
func (t *Tree) items(parent int32) []int32 {
	items, known := t.long[parent]
	if !known {
		items = slices.Collect(t.Children(parent))
		if t.long == nil {
			t.long = map[int32][]int32{}
		}
		t.long[parent] = items
	}
	return items
}

// keys are the keys of a mapping in document order.
func (t *Tree) Keys(at int32) []string {
	if at == None || len(t.nodes) == 0 || t.nodes[at].kind != Mapping {
		return nil
	}
	var keys []string
	for child := range t.Children(at) {
		keys = append(keys, t.nodes[child].key)
	}
	return keys
}

// pointer is the JSON pointer of a node: the way down to it, found by skipping the subtrees that end before it.
func (t *Tree) Pointer(target int32) string {
	var b strings.Builder
	b.WriteByte('#')
	for at := int32(0); at != target && at != None; {
		at = t.towards(&b, at, target)
	}
	return b.String()
}

// towards goes one step down to the child that holds the target and writes its token.
func (t *Tree) towards(b *strings.Builder, parent, target int32) int32 {
	position, at := t.holding(parent, target)
	if at == None {
		return None
	}
	b.WriteByte('/')
	if t.nodes[parent].kind == Mapping {
		b.WriteString(Escape(t.nodes[at].key))
	} else {
		b.WriteString(strconv.Itoa(position))
	}
	return at
}

// holding is the child that is or holds a node, and its position.
func (t *Tree) holding(parent, target int32) (position int, child int32) {
	scanned := 0
	for at := range t.Children(parent) {
		if target < t.nodes[at].after {
			return scanned, at
		}
		if scanned++; scanned == wideMapping {
			break
		}
	}
	if scanned < wideMapping {
		return 0, None
	}
	items := t.items(parent)
	position, _ = slices.BinarySearchFunc(items, target, func(item, target int32) int { return cmp.Compare(t.nodes[item].after, target+1) })
	if position == len(items) {
		return 0, None
	}
	return position, items[position]
}
