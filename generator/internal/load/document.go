package load

import (
	"iter"
	"os"
)

// Files are the document and the files that it refers to, by their paths relative to the document's folder: the
// document first, the others sorted.
func (d *Document) Files() []string { return d.files.Names() }

// JSON is what a file of the document says, as JSON, repaired where leniency did that. The result must not be changed.
func (d *Document) JSON(file string) []byte {
	t := d.files.Trees[d.files.Key(file)]
	if t == nil {
		return nil
	}
	if d.repaired != nil && d.files.Key(file) == d.files.Root {
		return d.repaired
	}
	return d.files.Data(d.files.Key(file))
}

// Text is a file of the document as it was written. A file on disk is read anew.
func (d *Document) Text(file string) ([]byte, error) {
	key := d.files.Key(file)
	if raw, fetched := d.files.Raw[key]; fetched {
		return raw, nil
	}
	return os.ReadFile(d.files.Shown(key))
}

// Pointer is the inverse of Position: the JSON pointer of the innermost value that begins at or before a line and a
// column. In YAML, what an alias repeats is found where it stands first.
func (d *Document) Pointer(position Position) string { return d.files.PointerAt(position) }

// HasFormat reports whether a schema of the document, or of what it refers to, has a format.
func (d *Document) HasFormat(name string) bool {
	for _, tree := range d.files.Trees {
		for at := range int32(tree.Len()) {
			if tree.Key(at) == "format" && tree.Text(at) == name {
				return true
			}
		}
	}
	return false
}

// Extensions yields the pointer and key of every extension whose key begins with prefix, in the document's order. Keys in
// examples and the like, which are data of the API, are none.
func (d *Document) Extensions(prefix string) iter.Seq2[string, string] {
	return d.files.Trees[d.files.Root].Extensions(prefix)
}
