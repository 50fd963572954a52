package load

import (
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// bundle makes one file of a Swagger 2.0 document in several: schemas of other files become definitions, and what else is
// in other files is put where it is referred to.
type bundle struct {
	files *source.Files
	// imported are the schemas of other files by their names among the definitions, names the inverse, and order the names
	// in the order in which they were found.
	imported map[string]source.Place
	names    map[source.Place]string
	order    []string
	spliced  map[source.Place]bool
}

// follow looks at the $refs of a value, and at those of what they lead to.
func (b *bundle) follow(within source.Place) {
	for _, ref := range b.files.RefsWithin(within) {
		file, tokens, no := b.files.Target(ref.File, ref.Target)
		if no != nil {
			continue
		}
		found, _, ok := b.files.Find(file, tokens)
		switch {
		case !ok || b.files.IsBroken(source.Place{File: ref.File, Tree: ref.Tree, At: ref.Holder}):
		case isSchema(ref):
			b.schema(ref, found)
		case found.File != b.files.Root:
			b.splice(ref, found)
		}
	}
}

// schema has a $ref lead to a definition.
func (b *bundle) schema(ref source.Reference, found source.Place) {
	name, known := b.names[found]
	if _, tokens := source.Split(b.files.Pointer(found)); found.File == b.files.Root {
		if len(tokens) != 2 || tokens[0] != "definitions" {
			return
		}
		name = tokens[1]
	} else if !known {
		name = b.free(nameOfPlace(found))
		b.names[found], b.imported[name] = name, found
		b.order = append(b.order, name)
		b.follow(found)
	}
	b.files.Name(found, source.Join("#/components/schemas", name))
	if ref.File == b.files.Root {
		encoded, _ := json.Marshal(source.Join("#/components/schemas", name)) // a string always has a JSON form
		b.files.Edit(ref.File, ref.At, string(encoded))
	}
}

// splice has what a $ref leads to read in its place.
func (b *bundle) splice(ref source.Reference, found source.Place) {
	end, ok := b.files.Definition(found)
	if !ok {
		return
	}
	b.files.Splice(ref, end)
	if !b.spliced[end] {
		b.spliced[end] = true
		b.follow(end)
	}
}

// isSchema reports whether a $ref stands where a schema does.
func isSchema(ref source.Reference) bool {
	_, tokens := source.Split(ref.Tree.Pointer(ref.Holder))
	if ref.Misplaced != "" || len(tokens) == 0 {
		return false
	}
	last, above := tokens[len(tokens)-1], ""
	if len(tokens) > 1 {
		above = tokens[len(tokens)-2]
	}
	switch above {
	case "properties", "definitions", "allOf", "oneOf", "anyOf":
		return true
	case "parameters", "responses", "paths":
		return false
	}
	switch last {
	case "schema", "items", "additionalProperties", "not":
		return true
	}
	return len(tokens) == 1 && !strings.HasPrefix(last, "/") // a file of schemas
}

// nameOfPlace is what a schema of another file is called: by its key, or by its file.
func nameOfPlace(p source.Place) string {
	if key := p.Tree.Key(p.At); key != "" && p.At != 0 {
		return key
	}
	base := path.Base(strings.TrimSuffix(p.File, "/"))
	return strings.TrimSuffix(base, path.Ext(base))
}

// free is a name that no definition has.
func (b *bundle) free(name string) string {
	root := b.files.Trees[b.files.Root]
	taken := func(name string) bool {
		_, imported := b.imported[name]
		return imported || root.Child(root.Child(0, "definitions"), name) != source.None
	}
	free := name
	for i := 2; taken(free); i++ {
		free = fmt.Sprintf("%s%d", name, i)
	}
	return free
}

// data is the document with all that belongs to it.
func (b *bundle) data() ([]byte, error) {
	data := b.files.Data(b.files.Root)
	if len(b.order) == 0 {
		return data, nil
	}
	var document, definitions map[string]json.RawMessage
	if err := json.Unmarshal(data, &document); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(document["definitions"], &definitions); err != nil || definitions == nil {
		definitions = map[string]json.RawMessage{}
	}
	for _, name := range b.order {
		definitions[name] = b.files.Render(b.imported[name])
	}
	encoded, err := json.Marshal(definitions)
	if err != nil {
		return nil, err
	}
	document["definitions"] = encoded
	return json.Marshal(document)
}
