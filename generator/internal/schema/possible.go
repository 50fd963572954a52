package schema

// Possible reports whether some value is what all of some parts say: neither the value nor a property that it requires is the
// object of a conflict.
func Possible(doc Document, parts []Part) bool { return possible(doc, parts, maxRequired) }

// maxRequired bounds how deep required properties are looked into.
const maxRequired = 3

func possible(doc Document, parts []Part, depth int) bool {
	read := Read(doc, parts...)
	if len(read.Conflicts) > 0 {
		return false
	}
	for _, p := range read.Properties {
		if depth > 0 && read.Required[p.Name] && len(p.Parts) > 1 && !possible(doc, p.Parts, depth-1) {
			return false
		}
	}
	return true
}
