package diff

import (
	"slices"
	"strings"
)

// elsewhere keeps a change for later that is about a reference: what oasdiff compared behind it is in both documents as it
// was, and it is the reference that leads from the one to the other.
func (j *joiner) elsewhere(change wireChange, from, to string) bool {
	was, is := subject{}, subject{}
	if from != "" {
		was, _ = j.old.subject(from, names{})
	}
	if to != "" {
		is, _ = j.new.subject(to, j.names)
	}
	if change.operation == "" || was == is {
		return false
	}
	later, earlier := j.new.find(j.nowCalled(was)), j.old.find(is)
	remains, remained := was.isSchema() && later != "", is.isSchema() && earlier != ""
	switch {
	case from == "" || to == "":
		if !(remains && j.unchanged(j.old.find(was), later)) && !(remained && j.unchanged(earlier, j.new.find(j.nowCalled(is)))) {
			return false
		}
	case was.isSchema() && is.isSchema():
		return j.betweenSchemas(change, [2]string{from, to}, [2]string{earlier, later}, was, is)
	case !remains && !remained:
		return false
	}
	change.from, change.to = from, to
	j.referred = append(j.referred, change)
	return true
}

// unchanged reports whether both documents say the same at two places.
func (j *joiner) unchanged(from, to string) bool {
	before, after := j.old.value(from), j.new.value(to)
	comparer := leafComparer{old: j.old, new: j.new, names: j.names}
	return from != "" && to != "" && before != nil && comparer.equal(before, after)
}

// betweenSchemas finds out which of two schemas refers to the other, and so which one changed.
func (j *joiner) betweenSchemas(change wireChange, at, other [2]string, was, is subject) bool {
	roots := was.kind == schemaKind && is.kind == schemaKind
	switch {
	case other[0] == "" && other[1] == "":
		return false
	case !roots && refersTo(j.new.value(other[1]), j.nowCalled(is).owner):
		j.found(change, at[0], other[1])
	case !roots && refersTo(j.old.value(other[0]), was.owner):
		j.found(change, other[0], at[1])
	case other[0] == "" || other[1] == "":
		return false
	default:
		change.from, change.to = at[0], at[1]
		j.referred = append(j.referred, change)
	}
	return true
}

func (s subject) isSchema() bool { return s.kind == schemaKind || s.kind == propertyKind }

// nowCalled is a subject under the name that the new document has for its schema.
func (j *joiner) nowCalled(about subject) subject {
	for now, before := range j.names.schemas {
		if before == about.owner {
			about.owner = now
			break
		}
	}
	return about
}

// refer gives a draft about a reference what oasdiff found behind it.
func (j *joiner) refer(d *draft, leaf leaf) {
	names := leaf.reference
	if leaf.keyword == "$ref" {
		for _, value := range []any{leaf.before, leaf.after} {
			if text, ok := value.(string); ok {
				names = append(names, baseName(text))
			}
		}
	}
	if len(names) == 0 {
		return
	}
	j.referred = slices.DeleteFunc(j.referred, func(change wireChange) bool {
		behind := slices.ContainsFunc([]string{change.from, change.to}, func(at string) bool {
			return slices.ContainsFunc(names, func(name string) bool {
				return strings.HasSuffix(at, "#/components/schemas/"+name) || strings.Contains(at, "#/components/schemas/"+name+"/")
			})
		})
		if behind {
			d.means(change)
		}
		return behind
	})
}
