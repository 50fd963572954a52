package source

import (
	"encoding/json"
	"maps"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strconv"
)

// Edits are what is read in place of values of a file, as JSON, by their nodes. An empty text leaves the value out, with
// its key.
type Edits map[int32]string

// Data is a file as JSON, with its edits. An empty mapping stands for each $ref that leads nowhere, since who reads the file
// would stop at the first, and what a misplaced $ref leads to stands in its place.
func (f *Files) Data(file string) []byte {
	r := renderer{files: f, into: file, changes: map[string]*changes{}, active: map[Place]bool{}}
	tree := f.Trees[file]
	if len(r.changesOf(file).order) == 0 || tree.Empty() {
		return tree.json
	}
	r.out = make([]byte, 0, len(tree.json))
	r.value(Place{file, tree, 0})
	return r.out
}

// renderer writes a file's JSON anew.
type renderer struct {
	files   *Files
	into    string
	changes map[string]*changes
	active  map[Place]bool // what is written in place of misplaced $refs at the moment
	out     []byte
}

// changes are what of a file is not written as it is.
type changes struct {
	edits   Edits
	splices map[int32]Place
	applied map[int32]int32 // the $refs that are written in allOf, and the allOf beside each
	order   []int32         // the nodes of both in the order in which they stand
}

func (r *renderer) changesOf(file string) *changes {
	if known, ok := r.changes[file]; ok {
		return known
	}
	c := &changes{edits: Edits{}, splices: r.files.splices[file], applied: r.files.applied[file]}
	for _, at := range r.files.broken[file] {
		c.edits[at] = "{}"
	}
	maps.Copy(c.edits, r.files.edits[file])
	if file != r.into {
		for _, ref := range r.files.refsIn(file) {
			c.edits[ref.At] = r.rebased(ref)
		}
	}
	c.order = append(slices.Collect(maps.Keys(c.edits)), slices.Collect(maps.Keys(c.splices))...)
	c.order = slices.AppendSeq(c.order, maps.Keys(c.applied))
	slices.Sort(c.order)
	r.changes[file] = c
	return c
}

// rebased is a reference the way it has to be written in the file that is rendered.
func (r *renderer) rebased(ref Reference) string {
	target, tokens, no := r.files.Target(ref.File, ref.Target)
	if no != nil {
		return strconv.Quote(ref.Target)
	}
	if found, _, ok := r.files.Find(target, tokens); ok {
		if name, named := r.files.names[found]; named {
			return quoted(name)
		}
		return quoted(r.files.reference(r.into, found.File, found.Tree.Pointer(found.At)[1:]))
	}
	return quoted(r.files.reference(r.into, target, Join("", tokens...)))
}

func quoted(text string) string {
	encoded, _ := json.Marshal(text) // a string always has a JSON form
	return string(encoded)
}

// reference writes how a file refers to a place in another. The way is a JSON pointer without the hash.
func (f *Files) reference(from, to, way string) string {
	fragment := ""
	if way != "" {
		fragment = "#" + (&url.URL{Fragment: way}).EscapedFragment()
	}
	switch {
	case from == to && fragment != "":
		return fragment
	case IsRemote(to):
		return to + fragment
	case from == to:
		return (&url.URL{Path: path.Base(to)}).String()
	}
	relative, err := filepath.Rel(filepath.FromSlash(path.Dir(from)), filepath.FromSlash(to))
	if err != nil {
		relative = to
	}
	return (&url.URL{Path: filepath.ToSlash(relative)}).String() + fragment
}

func (r *renderer) value(p Place) {
	n, c := &p.Tree.nodes[p.At], r.changesOf(p.File)
	if text, ok := c.edits[p.At]; ok {
		r.out = append(r.out, text...)
		return
	}
	if target, ok := c.splices[p.At]; ok {
		r.splice(target)
		return
	}
	if next, _ := slices.BinarySearch(c.order, p.At); n.kind < Mapping || next == len(c.order) || c.order[next] >= n.after {
		r.out = append(r.out, p.Tree.json[n.start:n.end]...)
		return
	}
	opening, closing := byte('['), byte(']')
	if n.kind == Mapping {
		opening, closing = '{', '}'
	}
	r.out = append(r.out, opening)
	r.children(p, c)
	r.out = append(r.out, closing)
}

// splice writes what a misplaced $ref leads to, unless that holds the $ref itself or makes the file too large.
func (r *renderer) splice(target Place) {
	if r.active[target] || int64(len(r.out)) > r.files.MaxSize {
		r.files.unending = true
		r.out = append(r.out, "{}"...)
		return
	}
	r.active[target] = true
	r.value(target)
	delete(r.active, target)
}

func (r *renderer) children(parent Place, c *changes) {
	separator := ""
	applied, allOf := c.appliedIn(parent)
	for at := range parent.Tree.Children(parent.At) {
		if text, ok := c.edits[at]; ok && text == "" || at == allOf {
			continue
		}
		r.out = append(r.out, separator...)
		separator = ","
		if at == applied {
			r.apply(Place{parent.File, parent.Tree, at}, Place{parent.File, parent.Tree, allOf})
			continue
		}
		if parent.Tree.nodes[parent.At].kind == Mapping {
			r.out = append(append(r.out, quoted(parent.Tree.nodes[at].key)...), ':')
		}
		r.value(Place{parent.File, parent.Tree, at})
	}
}

// appliedIn are the $ref of a mapping that is written in allOf, and the allOf beside it; None is none.
func (c *changes) appliedIn(parent Place) (ref, allOf int32) {
	if parent.Tree.nodes[parent.At].kind != Mapping || len(c.applied) == 0 {
		return None, None
	}
	ref = parent.Tree.Child(parent.At, "$ref")
	allOf, is := c.applied[ref]
	if !is {
		return None, None
	}
	return ref, allOf
}
