package source

import "net/url"

// bySelf gives references of the document that mean it by OpenAPI 3.2's $self, its own address, the way within it. Other
// relative references go by where the file is.
func (f *Files) bySelf(file string, t *Tree, refs []Reference) {
	if file != f.Root || !f.MediaTypeRefs || t.Empty() {
		return
	}
	at := t.Child(0, "$self")
	if at == None || t.Kind(at) != String {
		return
	}
	self, err := url.Parse(t.Text(at))
	if err != nil || !isAddress(self) {
		return
	}
	for i := range refs {
		parsed, err := url.Parse(refs[i].Target)
		if err != nil || parsed.Path == "" && parsed.Host == "" {
			continue
		}
		resolved := self.ResolveReference(parsed)
		if addressOf(resolved) == addressOf(self) && resolved.Fragment != "" {
			refs[i].Target = "#" + resolved.EscapedFragment()
			f.point(refs[i])
		}
	}
}
