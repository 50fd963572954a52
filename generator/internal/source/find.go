package source

import (
	"strings"
)

// place is a value in one of the files.
type Place struct {
	File string
	Tree *Tree
	At   int32
}

// maxHops bounds how many $refs one way may lead through.
const maxHops = 64

// find follows tokens from the beginning of a file, through $refs where that is the only way. It gives the value, and
// the last one on the way that does exist.
func (f *Files) Find(file string, tokens []string) (found, nearest Place, ok bool) {
	hops := maxHops
	return f.follow(file, tokens, &hops)
}

func (f *Files) follow(file string, tokens []string, hops *int) (found, nearest Place, ok bool) {
	tokens = f.throughAnchor(file, tokens)
	here := Place{file, f.Trees[file], 0}
	if here.Tree == nil || len(here.Tree.nodes) == 0 {
		return here, Place{file, here.Tree, None}, false
	}
	for i := 0; i < len(tokens); {
		if next := here.Tree.Child(here.At, tokens[i]); next != None {
			here.At = next
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

// anchorToken begins a token that stands for an anchor: no key of a document begins like this.
const anchorToken = "\x00#"

// throughAnchor puts the way to an anchor in place of its name.
func (f *Files) throughAnchor(file string, tokens []string) []string {
	if len(tokens) != 1 || !strings.HasPrefix(tokens[0], anchorToken) || f.Trees[file] == nil {
		return tokens
	}
	name := tokens[0][len(anchorToken):]
	if at, ok := f.Trees[file].anchor(name); ok {
		_, way := Split(f.Trees[file].Pointer(at))
		return way
	}
	return []string{name}
}

// deref follows the $ref that a value consists of.
func (f *Files) deref(p Place, hops *int) (Place, bool) {
	at := p.Tree.Child(p.At, "$ref")
	if at == None || p.Tree.nodes[at].kind != String || *hops == 0 {
		return p, false
	}
	*hops--
	file, tokens, no := f.Target(p.File, f.refText(p, at))
	if no != nil {
		return p, false
	}
	target, _, ok := f.follow(file, tokens, hops)
	return target, ok
}

// detours reports whether a reference leads through another one. Not every such way can be followed by kin-openapi.
func (f *Files) Detours(ref Reference) bool {
	file, tokens, no := f.Target(ref.File, ref.Target)
	if no != nil || f.Trees[file] == nil {
		return false
	}
	at := int32(0)
	for _, token := range f.throughAnchor(file, tokens) {
		if at = f.Trees[file].Child(at, token); at == None {
			return true
		}
	}
	return false
}

// definition follows $refs until there is None. It fails for those that lead in a circle. Where a way leads is remembered
// for all places on it: each of a long chain is asked for.
func (f *Files) Definition(p Place) (Place, bool) {
	seen := map[Place]bool{}
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
	place Place
	ok    bool
}

// pointer names a value in a way that Position understands.
func (f *Files) Pointer(p Place) string {
	pointer := p.Tree.Pointer(p.At)
	if p.File == f.Root {
		return pointer
	}
	return p.File + pointer
}
