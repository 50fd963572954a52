package source

import (
	"cmp"
	"maps"
	"slices"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// Names are the files that could be read: the document first, the others sorted.
func (f *Files) Names() []string {
	names := []string{f.Root}
	for _, name := range slices.Sorted(maps.Keys(f.Trees)) {
		if name != f.Root && f.Trees[name] != nil {
			names = append(names, name)
		}
	}
	return names
}

// Position is where the value at a pointer stands, or the nearest to it that exists. A pointer without a file
// ("#/paths/~1x") is about the document itself, one with a file ("other.yaml#/X") about that.
func (f *Files) Position(pointer string) problem.Position {
	file, tokens := Split(pointer)
	found, nearest, ok := f.Find(f.Key(file), tokens)
	if ok {
		nearest = found
	}
	if nearest.Tree == nil {
		return problem.Position{File: f.Shown(file)}
	}
	return nearest.Tree.Position(nearest.At)
}

// PointerAt is the inverse of Position: the pointer of the innermost value that begins at or before a line and a column.
// In YAML, what an alias repeats is found where it stands first.
func (f *Files) PointerAt(position problem.Position) string {
	for file, t := range f.Trees {
		if t == nil {
			continue
		}
		for at, inserted := range t.inserted {
			if inserted == position {
				return f.Pointer(Place{file, t, at})
			}
		}
		if t.name == position.File {
			return f.Pointer(Place{file, t, t.last(uint32(position.Line), uint32(position.Column))})
		}
	}
	return ""
}

// Edit has another value read in place of one.
func (f *Files) Edit(file string, at int32, text string) {
	if f.edits[file] == nil {
		f.edits[file] = Edits{}
	}
	f.edits[file][at] = text
}

// IsEdited reports whether another value is read in place of one.
func (f *Files) IsEdited(file string, at int32) bool {
	_, edited := f.edits[file][at]
	return edited
}

// Break has nothing read in place of what holds a $ref.
func (f *Files) Break(ref Reference) {
	f.broken[ref.File] = append(f.broken[ref.File], ref.Holder)
}

// Broken are the values of a file whose $ref leads nowhere.
func (f *Files) Broken(file string) []int32 { return f.broken[file] }

// HasBroken reports whether a $ref in any file leads nowhere.
func (f *Files) HasBroken() bool { return len(f.broken) > 0 }

// IsBroken reports whether a value is or belongs to a $ref that leads nowhere, which is reported already.
func (f *Files) IsBroken(p Place) bool {
	for _, at := range f.broken[p.File] {
		if p.At >= at && p.At < p.Tree.nodes[at].after {
			return true
		}
	}
	return false
}

// Replace puts another tree in place of the document's own.
func (f *Files) Replace(t *Tree) {
	f.Trees[f.Root] = t
	delete(f.edits, f.Root)
	delete(f.broken, f.Root)
	delete(f.splices, f.Root)
	delete(f.applied, f.Root)
	clear(f.endings)
	f.Refs = nil
}

// Name has a place be referred to in another way where files are put together.
func (f *Files) Name(p Place, reference string) { f.names[p] = reference }

// Splice has what a $ref leads to read in place of what holds it.
func (f *Files) Splice(ref Reference, end Place) {
	if f.splices[ref.File] == nil {
		f.splices[ref.File] = map[int32]Place{}
	}
	f.splices[ref.File][ref.Holder] = end
}

// RefsWithin are the $refs of a value and of what it is made of.
func (f *Files) RefsWithin(p Place) []Reference {
	refs := f.refsIn(p.File)
	at := func(ref Reference, node int32) int { return cmp.Compare(ref.At, node) }
	first, _ := slices.BinarySearchFunc(refs, p.At, at)
	last, _ := slices.BinarySearchFunc(refs, p.Tree.nodes[p.At].after, at)
	return refs[first:last]
}

// Render is a value as JSON, the way it has to be written in the document itself.
func (f *Files) Render(p Place) []byte {
	r := renderer{files: f, into: f.Root, changes: map[string]*changes{}, active: map[Place]bool{}}
	r.value(p)
	return r.out
}

// refsIn are the $refs of a file, in the order of their nodes.
func (f *Files) refsIn(file string) []Reference {
	if f.counted != len(f.Refs) {
		f.counted, f.byFile = len(f.Refs), map[string][]Reference{}
		for _, ref := range f.Refs {
			f.byFile[ref.File] = append(f.byFile[ref.File], ref)
		}
		for _, refs := range f.byFile {
			slices.SortFunc(refs, func(a, b Reference) int { return cmp.Compare(a.At, b.At) })
		}
	}
	return f.byFile[file]
}

// IsUnending reports whether what was to be read in place of a misplaced $ref holds itself, or too much.
func (f *Files) IsUnending() bool { return f.unending }
