package source

import (
	"fmt"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// maxDepth bounds how deep values nest. Real documents stay under 60; the libraries behind this package recurse.
const maxDepth = 400

// maxNested bounds the sizes of all mappings and lists together. kin-openapi reads each of them anew for every level
// above it. GitHub's document, of 13 MB, has 101 MB.
const maxNested = 4 << 30

// builder makes a tree from values in document order.
type builder struct {
	tree     *Tree
	problems *problem.List
	interned map[string]string
	depth    int
	nested   int64 // the sizes of all mappings and lists together
}

func newBuilder(name string, problems *problem.List) *builder {
	return &builder{
		tree:     &Tree{name: name, wide: map[int32]map[string]int32{}, inserted: map[int32]problem.Position{}},
		problems: problems,
		interned: map[string]string{},
	}
}

// intern gives the one string that all equal keys share. Documents hold a few thousand keys, a hundred times each.
func (b *builder) intern(key []byte) string {
	if s, ok := b.interned[string(key)]; ok {
		return s
	}
	s := string(key)
	b.interned[s] = s
	return s
}

// open appends a node; close must follow once its children are there.
func (b *builder) open(n node) int32 {
	b.depth++
	b.tree.nodes = append(b.tree.nodes, n)
	return int32(len(b.tree.nodes) - 1)
}

// close ends a node at an offset of the tree's JSON.
func (b *builder) close(at int32, end int) {
	b.depth--
	b.tree.nodes[at].after = int32(len(b.tree.nodes))
	b.tree.nodes[at].end = uint32(end)
	if b.tree.nodes[at].kind >= Mapping {
		b.nested += int64(end) - int64(b.tree.nodes[at].start)
	}
	if b.tree.nodes[at].kind == Mapping {
		b.index(at)
	}
}

// tooDeep says that the next value would nest deeper than the libraries behind this package should recurse.
func (b *builder) tooDeep(pos problem.Position) error {
	if b.depth < maxDepth && b.nested < maxNested {
		return nil
	}
	return problem.Problem{
		Pos:     pos,
		Message: fmt.Sprintf("nested too deeply: more than %d levels, or too much for as many as there are", maxDepth),
		Hint:    "give the inner values names under components and refer to them",
	}
}

// index finds duplicate keys, and makes child fast where a mapping is wide.
func (b *builder) index(mapping int32) {
	count := 0
	for range b.tree.Children(mapping) {
		count++
	}
	if count >= wideMapping {
		b.indexWide(mapping, count)
		return
	}
	for at := range b.tree.Children(mapping) {
		if first := b.tree.Child(mapping, b.tree.nodes[at].key); first != at {
			b.duplicate(first, at)
		}
	}
}

func (b *builder) indexWide(mapping int32, count int) {
	keys := make(map[string]int32, count)
	for at := range b.tree.Children(mapping) {
		key := b.tree.nodes[at].key
		if first, ok := keys[key]; ok {
			b.duplicate(first, at)
			continue
		}
		keys[key] = at
	}
	b.tree.wide[mapping] = keys
}

func (b *builder) duplicate(first, second int32) {
	b.problems.Add(problem.Problem{
		Pos:     b.tree.Position(second),
		Pointer: b.tree.Pointer(second),
		Message: fmt.Sprintf("duplicate key %s: it stands on line %d already", problem.Quote(b.tree.nodes[second].key), b.tree.nodes[first].line),
		Hint:    "rename or remove one of the two",
	})
}
