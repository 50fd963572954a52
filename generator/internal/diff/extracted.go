package diff

import "strings"

// extract finds the Go types of what one document has as a component, and the other writes out in one place: it is the
// same type, though under another name.
func (j *joiner) extract(was map[subject]goType) {
	j.extracted = map[subject]subject{}
	for component, part := range referred(was, func(at string) subject { return j.new.referenceAt(j.translated(at), j.names) }) {
		if now, ok := j.newTypes[component]; ok && was[component].name == "" {
			j.extracted[part] = component
			j.types[now.name] = was[part].name
		}
	}
	for component, part := range referred(j.newTypes, func(at string) subject { return j.old.referenceAt(j.untranslated(at), names{}) }) {
		if before, ok := was[component]; ok && j.newTypes[component].name == "" {
			j.extracted[component] = part
			j.types[j.newTypes[part].name] = before.name
		}
	}
}

// referred finds what exactly one type refers to in the other document.
func referred(types map[subject]goType, reference func(at string) subject) map[subject]subject {
	parts, several := map[subject]subject{}, map[subject]bool{}
	for about, one := range types {
		component := reference(one.at)
		if component == (subject{}) || about.kind == schemaKind {
			continue
		}
		if _, ok := parts[component]; ok {
			several[component] = true
		}
		parts[component] = about
	}
	for component := range several {
		delete(parts, component)
	}
	return parts
}

// referenceAt is what the reference at a place leads to; zero if there is none.
func (s *side) referenceAt(pointer string, names names) subject {
	file, _ := tokensOf(pointer)
	reference, ok := child(s.value(pointer), "$ref").(string)
	if !ok {
		return subject{}
	}
	about, _ := s.subject(s.canonical(s.doc.Target(file, reference)), names)
	return about
}

// translated is a pointer of the old document in the new one's names.
func (j *joiner) translated(pointer string) string {
	return renamedPointer(pointer, func(name string) string { return j.nowCalled(subject{owner: name}).owner }, j.nowOperation)
}

// untranslated is a pointer of the new document in the old one's names.
func (j *joiner) untranslated(pointer string) string {
	return renamedPointer(pointer, j.names.schema, func(operation string) string {
		return j.names.operation("paths", cutMethod(operation), cutPath(operation))
	})
}

func renamedPointer(pointer string, schema, operation func(string) string) string {
	file, tokens := tokensOf(pointer)
	if len(tokens) < 3 {
		return pointer
	}
	switch {
	case tokens[1] == "schemas":
		tokens[2] = schema(tokens[2])
	case tokens[0] == "paths" && isMethod(tokens[2]):
		now := operation(strings.ToUpper(tokens[2]) + " " + tokens[1])
		tokens[1], tokens[2] = cutPath(now), strings.ToLower(cutMethod(now))
	}
	return join(file, tokens)
}
