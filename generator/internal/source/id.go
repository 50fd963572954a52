package source

import "net/url"

// resource is a schema that has an $id, which is what the references in it are relative to.
type resource struct {
	at   int32
	base *url.URL
}

// resources finds the schemas of a file that have an $id, in the order in which they begin.
func (f *Files) resources(file string, t *Tree) []resource {
	if len(t.nodes) == 0 {
		return nil
	}
	w := idWalker{tree: t}
	w.object(0, false, f.Location(file))
	return w.found
}

type idWalker struct {
	tree  *Tree
	found []resource
}

// object walks the values below a node, of which the keys are names or the specification's.
func (w *idWalker) object(parent int32, names bool, base *url.URL) {
	if at := w.tree.Child(parent, "$id"); at != None && !names && w.tree.nodes[at].kind == String {
		if id, err := url.Parse(w.tree.Text(at)); err == nil {
			base = base.ResolveReference(id)
			base.Fragment = ""
			w.found = append(w.found, resource{parent, base})
		}
	}
	for at := range w.tree.Children(parent) {
		n := &w.tree.nodes[at]
		if n.kind >= Mapping && (names || !IsLiteral(n.key, n.kind)) {
			w.object(at, !names && n.kind == Mapping && HoldsNames(n.key), base)
		}
	}
}

// byID gives references of a file the pointers of the schemas whose $id they mean: nobody else has to know of $ids. A reference
// that leads to none is left as it is.
func (f *Files) byID(file string, t *Tree, refs []Reference) {
	resources := f.resources(file, t)
	if len(resources) == 0 {
		return
	}
	known := map[string]resource{}
	for _, r := range resources {
		known[r.base.String()] = r
	}
	for i := range refs {
		if pointer, ok := t.pointerByID(refs[i], resources, known); ok && pointer != refs[i].Target {
			refs[i].Target = f.reference(file, file, pointer[1:])
			f.point(refs[i])
		}
	}
}

// pointerByID is the pointer of what a reference means by an $id.
func (t *Tree) pointerByID(ref Reference, resources []resource, known map[string]resource) (string, bool) {
	parsed, err := url.Parse(ref.Target)
	if err != nil {
		return "", false
	}
	resolved := parsed
	for _, r := range resources {
		if r.at <= ref.Holder && ref.Holder < t.nodes[r.at].after {
			resolved = r.base.ResolveReference(parsed)
		}
	}
	fragment := resolved.Fragment
	address := *resolved
	address.Fragment = ""
	to, ok := known[address.String()]
	if !ok {
		return "", false
	}
	at := to.at
	if fragment != "" && fragment[0] != '/' {
		at, ok = t.anchor(fragment)
		if !ok || at < to.at || at >= t.nodes[to.at].after {
			return "", false
		}
		return t.Pointer(at), true
	}
	if _, tokens := Split("#" + fragment); fragment != "" {
		for _, token := range tokens {
			at = t.Child(at, token)
		}
	}
	if at == None {
		return "", false // documents that give schemas an $id often refer to the document's own components all the same
	}
	return t.Pointer(at), true
}

// point has a reference read as one to its target.
func (f *Files) point(ref Reference) {
	if f.pointed[ref.File] == nil {
		f.pointed[ref.File] = map[int32]string{}
	}
	f.pointed[ref.File][ref.At] = ref.Target
	f.Edit(ref.File, ref.At, quoted(ref.Target))
}

// refText is the text of a $ref, or the pointer that it means.
func (f *Files) refText(p Place, at int32) string {
	if pointer, ok := f.pointed[p.File][at]; ok {
		return pointer
	}
	return p.Tree.Text(at)
}
