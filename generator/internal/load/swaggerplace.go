package load

import (
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// placer has what was made of a Swagger 2.0 document stand where it stood there: the two are walked side by side, and what
// has no counterpart of its own stands where the nearest around it does.
type placer struct {
	made     *source.Tree
	files    *source.Files
	imported map[string]source.Place
}

func (p placer) place(old source.Place) {
	if p.made != nil && !p.made.Empty() {
		p.made.Move(0, old)
		p.children(0, old)
	}
}

func (p placer) children(parent int32, old source.Place) {
	if p.made.Child(parent, "$ref") == source.None && old.Tree.Child(old.At, "$ref") != source.None {
		if end, ok := p.files.Definition(old); ok {
			old = end
		}
	}
	position := -1
	for at := range p.made.Children(parent) {
		position++
		next := p.counterpart(parent, at, position, old)
		p.made.Move(at, next)
		p.children(at, next)
	}
}

// counterpart is where a value of the converted document comes from.
func (p placer) counterpart(parent, at int32, position int, old source.Place) source.Place {
	tree := old.Tree
	if p.made.Kind(parent) == source.Sequence {
		return p.listed(at, position, old)
	}
	key := p.made.Key(at)
	if found := tree.Child(old.At, key); found != source.None && tree.Kind(old.At) == source.Mapping {
		return source.Place{File: old.File, Tree: tree, At: found}
	}
	for _, renamed := range renamedTo(key) {
		if found := tree.Child(old.At, renamed); found != source.None {
			return source.Place{File: old.File, Tree: tree, At: found}
		}
	}
	if imported, ok := p.imported[key]; ok && p.made.Key(parent) == "schemas" {
		return imported
	}
	if key == "requestBody" {
		return p.body(old)
	}
	return old
}

// renamedTo are what a key of OpenAPI 3 may be called in Swagger 2.0.
func renamedTo(key string) []string {
	switch key {
	case "openapi":
		return []string{"swagger"}
	case "schemas":
		return []string{"definitions"}
	case "requestBodies":
		return []string{"parameters"}
	case "securitySchemes":
		return []string{"securityDefinitions"}
	case "servers":
		return []string{"host", "basePath", "schemes"}
	case "explode", "style":
		return []string{"collectionFormat"}
	}
	return nil
}

// listed is where an item of a list comes from: parameters are known by their names, others by their positions.
func (p placer) listed(at int32, position int, old source.Place) source.Place {
	if old.Tree.Kind(old.At) != source.Sequence {
		return old
	}
	name, in := textOf(p.made, at, "name"), textOf(p.made, at, "in")
	for item := range old.Tree.Children(old.At) {
		candidate := source.Place{File: old.File, Tree: old.Tree, At: item}
		if name == "" && position == 0 || name != "" && p.isParameter(candidate, name, in) {
			return candidate
		}
		position--
	}
	return old
}

func (p placer) isParameter(candidate source.Place, name, in string) bool {
	end, ok := p.files.Definition(candidate)
	return ok && textOf(end.Tree, end.At, "name") == name && textOf(end.Tree, end.At, "in") == in
}

// body is the first parameter of an operation that is, or is part of, its request's body.
func (p placer) body(operation source.Place) source.Place {
	tree := operation.Tree
	for item := range tree.Children(tree.Child(operation.At, "parameters")) {
		candidate := source.Place{File: operation.File, Tree: tree, At: item}
		end, ok := p.files.Definition(candidate)
		if in := textOf(end.Tree, end.At, "in"); ok && (in == "body" || in == "formData") {
			return candidate
		}
	}
	return operation
}

// textOf is the text at a key of a mapping, empty where there is none.
func textOf(tree *source.Tree, at int32, key string) string {
	if tree.Kind(at) != source.Mapping {
		return ""
	}
	found := tree.Child(at, key)
	if found == source.None || tree.Kind(found) != source.String {
		return ""
	}
	return tree.Text(found)
}
