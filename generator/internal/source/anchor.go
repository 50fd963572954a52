package source

// anchor finds the schema of an $anchor.
func (t *Tree) anchor(name string) (at int32, ok bool) {
	if t.anchors == nil {
		t.anchors = map[string]int32{}
		t.collectAnchors(0, false)
	}
	at, ok = t.anchors[name]
	return at, ok
}

// collectAnchors walks the values below a node, of which the keys are names or the specification's.
func (t *Tree) collectAnchors(parent int32, names bool) {
	for at := range t.Children(parent) {
		n := &t.nodes[at]
		switch {
		case n.kind == String && !names && (n.key == "$anchor" || n.key == "$dynamicAnchor"):
			if _, known := t.anchors[t.Text(at)]; !known {
				t.anchors[t.Text(at)] = parent
			}
		case n.kind < Mapping || !names && IsLiteral(n.key, n.kind):
		default:
			t.collectAnchors(at, !names && n.kind == Mapping && HoldsNames(n.key))
		}
	}
}
