package load

import (
	"maps"
	"slices"
)

// Files are the document and the files that it refers to, by their paths relative to the document's folder: the
// document first, the others sorted.
func (d *Document) Files() []string {
	names := []string{d.files.root}
	for _, name := range slices.Sorted(maps.Keys(d.files.trees)) {
		if name != d.files.root && d.files.trees[name] != nil {
			names = append(names, name)
		}
	}
	return names
}

// JSON is what a file of the document says, as JSON, repaired where leniency did that. The result must not be changed.
func (d *Document) JSON(file string) []byte {
	t := d.files.trees[d.files.key(file)]
	if t == nil {
		return nil
	}
	if d.repaired != nil && d.files.key(file) == d.files.root {
		return d.repaired
	}
	return d.files.data(d.files.key(file))
}

// Pointer is the inverse of Position: the JSON pointer of the innermost value that begins at or before a line and a
// column. In YAML, what an alias repeats is found where it stands first.
func (d *Document) Pointer(position Position) string {
	for file, t := range d.files.trees {
		if t == nil {
			continue
		}
		for at, inserted := range t.inserted {
			if inserted == position {
				return d.files.pointer(place{file, t, at})
			}
		}
		if t.name == position.File {
			return d.files.pointer(place{file, t, t.last(uint32(position.Line), uint32(position.Column))})
		}
	}
	return ""
}

// last is the last node that begins at or before a line and a column; nodes do not stand in the order of their lines
// where YAML repeats some.
func (t *tree) last(line, column uint32) int32 {
	found := int32(0)
	for i := range t.nodes {
		n, best := &t.nodes[i], &t.nodes[found]
		if n.line > line || n.line == line && n.column > column {
			continue
		}
		if n.line > best.line || n.line == best.line && n.column > best.column {
			found = int32(i)
		}
	}
	return found
}
