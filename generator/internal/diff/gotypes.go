package diff

import "github.com/hubchannels/hubchannels-go/internal/ir"

// goType is a declared Go type and the place of the document that it is made of.
type goType struct{ name, at string }

// renamedTypes finds the Go types that are about the same as one of another name was.
func (j *joiner) renamedTypes() {
	was := j.old.types(names{})
	j.types = map[string]string{}
	j.newTypes = j.new.types(j.names)
	for about, now := range j.newTypes {
		if before, ok := was[about]; ok && before.name != now.name {
			j.types[now.name] = before.name
		}
	}
	j.extract(was)
}

// types are the declared Go types by what they are about.
func (s *side) types(names names) map[subject]goType {
	types := map[subject]goType{}
	add := func(name string, doc ir.Doc, params bool) {
		at := s.canonical(doc.Pointer)
		about, _ := s.subject(at, names)
		if params {
			about.name = "params"
		}
		types[about] = goType{name, at}
	}
	for _, object := range s.api.Objects {
		add(object.Name, object.Doc, false)
	}
	for _, object := range s.api.Params {
		add(object.Name, object.Doc, true)
	}
	for _, union := range s.api.Unions {
		add(union.Name, union.Doc, false)
	}
	for _, enum := range s.api.Enums {
		add(enum.Name, enum.Doc, false)
	}
	for _, opaque := range s.api.Opaques {
		add(opaque.Name, opaque.Doc, false)
	}
	for _, list := range s.api.Lists {
		add(list.Name, list.Doc, false)
	}
	return types
}
