package load

// place is a value in one of the files.
type place struct {
	file string
	tree *tree
	at   int32
}

// maxHops bounds how many $refs one way may lead through.
const maxHops = 64

// find follows tokens from the beginning of a file, through $refs where that is the only way. It gives the value, and
// the last one on the way that does exist.
func (f *files) find(file string, tokens []string) (found, nearest place, ok bool) {
	hops := maxHops
	return f.follow(file, tokens, &hops)
}

func (f *files) follow(file string, tokens []string, hops *int) (found, nearest place, ok bool) {
	here := place{file, f.trees[file], 0}
	if here.tree == nil || len(here.tree.nodes) == 0 {
		return here, place{file, here.tree, none}, false
	}
	for i := 0; i < len(tokens); {
		if next := here.tree.child(here.at, tokens[i]); next != none {
			here.at = next
			i++
			continue
		}
		target, ok := f.deref(here, hops)
		if !ok {
			return here, here, false
		}
		here = target
	}
	return here, here, true
}

// deref follows the $ref that a value consists of.
func (f *files) deref(p place, hops *int) (place, bool) {
	at := p.tree.child(p.at, "$ref")
	if at == none || p.tree.nodes[at].kind != stringKind || *hops == 0 {
		return p, false
	}
	*hops--
	file, tokens, no := f.target(p.file, p.tree.text(at))
	if no != nil {
		return p, false
	}
	target, _, ok := f.follow(file, tokens, hops)
	return target, ok
}

// detours tells whether a reference leads through another one. Not every such way can be followed by kin-openapi.
func (f *files) detours(ref reference) bool {
	file, tokens, no := f.target(ref.file, ref.target)
	if no != nil || f.trees[file] == nil {
		return false
	}
	at := int32(0)
	for _, token := range tokens {
		if at = f.trees[file].child(at, token); at == none {
			return true
		}
	}
	return false
}

// definition follows $refs until there is none. It fails for those that lead in a circle. Where a way leads is remembered
// for all places on it: each of a long chain is asked for.
func (f *files) definition(p place) (place, bool) {
	seen := map[place]bool{}
	end := ending{}
	for !seen[p] {
		known, ok := f.endings[p]
		if ok {
			end = known
			break
		}
		seen[p] = true
		hops := maxHops
		next, ok := f.deref(p, &hops)
		if !ok {
			end = ending{p, true}
			break
		}
		p = next
	}
	for on := range seen {
		f.endings[on] = end
	}
	return end.place, end.ok
}

// ending is where $refs lead, unless they lead in a circle.
type ending struct {
	place place
	ok    bool
}

// pointer names a value in a way that Position understands.
func (f *files) pointer(p place) string {
	pointer := p.tree.pointer(p.at)
	if p.file == f.root {
		return pointer
	}
	return p.file + pointer
}
