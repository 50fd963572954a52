package source

// Empty reports whether a file says nothing at all.
func (t *Tree) Empty() bool { return len(t.nodes) == 0 }

// Name is the file's name as problems show it.
func (t *Tree) Name() string { return t.name }

// JSON is what the file says. It must not be changed.
func (t *Tree) JSON() []byte { return t.json }

// Raw is a value as JSON. It must not be changed.
func (t *Tree) Raw(at int32) []byte { return t.json[t.nodes[at].start:t.nodes[at].end] }

// Key is the key of a value in a mapping, empty elsewhere.
func (t *Tree) Key(at int32) string { return t.nodes[at].key }

// Kind is what kind of value one is.
func (t *Tree) Kind(at int32) Kind { return t.nodes[at].kind }

// Describe says what kind of value one is.
func (t *Tree) Describe(at int32) string {
	n := &t.nodes[at]
	switch n.kind {
	case Mapping:
		return "a mapping"
	case Sequence:
		return "a list"
	case String:
		return "text"
	}
	switch t.json[n.start] {
	case 't', 'f':
		return "true or false"
	case 'n':
		return "empty"
	}
	return "a number"
}

// last is the last node that begins at or before a line and a column; nodes do not stand in the order of their lines
// where YAML repeats some.
func (t *Tree) last(line, column uint32) int32 {
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

// Len is how many values the file holds.
func (t *Tree) Len() int { return len(t.nodes) }
