package load

import "github.com/hubchannels/hubchannels-go/generator/internal/source"

// place has what was made of a Swagger 2.0 document stand where it stood there: the two are walked side by side, and what
// has no counterpart of its own stands where the nearest around it does.
func place(made *source.Tree, old source.Place) {
	if made != nil && !made.Empty() {
		made.Move(0, old)
		placeChildren(made, 0, old)
	}
}

func placeChildren(made *source.Tree, parent int32, old source.Place) {
	position := -1
	for at := range made.Children(parent) {
		position++
		next := counterpart(made, parent, at, position, old)
		made.Move(at, next)
		placeChildren(made, at, next)
	}
}

// counterpart is where a value of the converted document comes from.
func counterpart(made *source.Tree, parent, at int32, position int, old source.Place) source.Place {
	tree := old.Tree
	if made.Kind(parent) == source.Sequence {
		return listed(made, at, position, old)
	}
	key := made.Key(at)
	if found := tree.Child(old.At, key); found != source.None && tree.Kind(old.At) == source.Mapping {
		return source.Place{File: old.File, Tree: tree, At: found}
	}
	for _, renamed := range renamedTo(key) {
		if found := tree.Child(old.At, renamed); found != source.None {
			return source.Place{File: old.File, Tree: tree, At: found}
		}
	}
	if key == "requestBody" {
		return body(old)
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
func listed(made *source.Tree, at int32, position int, old source.Place) source.Place {
	tree := old.Tree
	if tree.Kind(old.At) != source.Sequence {
		return old
	}
	name, in := textOf(made, at, "name"), textOf(made, at, "in")
	for item := range tree.Children(old.At) {
		if name != "" && textOf(tree, item, "name") == name && textOf(tree, item, "in") == in {
			return source.Place{File: old.File, Tree: tree, At: item}
		}
		if name == "" && position == 0 {
			return source.Place{File: old.File, Tree: tree, At: item}
		}
		position--
	}
	return old
}

// body is the first parameter of an operation that is, or is part of, its request's body.
func body(operation source.Place) source.Place {
	tree := operation.Tree
	for item := range tree.Children(tree.Child(operation.At, "parameters")) {
		if in := textOf(tree, item, "in"); in == "body" || in == "formData" {
			return source.Place{File: operation.File, Tree: tree, At: item}
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
