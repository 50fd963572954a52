package diff

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// schemas are the component schemas of a document by name, those of files that it refers to included.
func (s *side) schemas() map[string]map[string]any {
	all := map[string]map[string]any{}
	for _, file := range s.doc.Files() {
		tree, _ := s.trees[file].(map[string]any)
		components, _ := tree["components"].(map[string]any)
		schemas, _ := components["schemas"].(map[string]any)
		for name, schema := range schemas {
			if _, known := all[name]; known {
				continue // the document's own come first
			}
			if schema, ok := schema.(map[string]any); ok {
				all[name] = schema
			}
		}
	}
	return all
}

// matchSchemas finds the schemas that only have another name in the new document: first those that say the same, then
// those that say nearly the same.
func matchSchemas(old, new *side) map[string]string {
	before, after := old.schemas(), new.schemas()
	gone := missing(before, after)
	come := missing(after, before)
	renamed := map[string]string{}
	gone, come = matchEqual(renamed, before, after, gone, come)
	matchSimilar(renamed, before, after, gone, come)
	return renamed
}

// missing are the names that only the first has.
func missing(schemas, others map[string]map[string]any) []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(schemas)) {
		if _, ok := others[name]; !ok {
			names = append(names, name)
		}
	}
	return names
}

func matchEqual(renamed map[string]string, before, after map[string]map[string]any, gone, come []string) (g, c []string) {
	byPrint := map[string]string{}
	for _, name := range slices.Backward(gone) {
		byPrint[fingerprint(before, after, name)] = name
	}
	for _, name := range come {
		print := fingerprint(after, before, name)
		if old, ok := byPrint[print]; ok {
			renamed[name] = old
			delete(byPrint, print)
			gone = slices.DeleteFunc(gone, func(name string) bool { return name == old })
			continue
		}
		c = append(c, name)
	}
	return gone, c
}

// fingerprint is the same for schemas that say the same in other words. A reference counts as the name of what it leads
// to if both documents have that name, else as the fingerprint of what it leads to.
func fingerprint(schemas, others map[string]map[string]any, name string) string {
	p := printer{schemas: schemas, others: others, above: map[string]bool{}}
	data, _ := json.Marshal(p.plain(schemas[name])) // of JSON, which can be written again
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

type printer struct {
	schemas, others map[string]map[string]any
	above           map[string]bool
}

// plain is a schema without words and with its references followed.
func (p printer) plain(value any) any {
	switch value := value.(type) {
	case map[string]any:
		return p.object(value)
	case []any:
		plain := make([]any, len(value))
		for i, inner := range value {
			plain[i] = p.plain(inner)
		}
		return plain
	case string:
		return p.reference(value)
	default:
		return value
	}
}

func (p printer) object(value map[string]any) any {
	plain := map[string]any{}
	for key, inner := range value {
		properties, ok := inner.(map[string]any)
		switch {
		case key == "properties" && ok: // whose keys are names, whatever they read like
			named := map[string]any{}
			for name, property := range properties {
				named[name] = p.plain(property)
			}
			plain[key] = named
		case !isWords(key):
			plain[key] = p.plain(inner)
		}
	}
	return plain
}

func (p printer) reference(text string) any {
	_, name, found := strings.Cut(text, "#/components/schemas/")
	if !found {
		return text
	}
	_, both := p.others[name]
	schema, known := p.schemas[name]
	if both || !known || p.above[name] {
		return "#" + map[bool]string{true: name}[both]
	}
	p.above[name] = true
	defer delete(p.above, name)
	return p.plain(schema)
}

// isWords reports whether a keyword only speaks to people.
func isWords(key string) bool {
	switch key {
	case "description", "summary", "title", "example", "examples", "externalDocs", "$comment", "tags", "x-internal":
		return true
	default:
		return false
	}
}

// alike is from which share of equal properties on two schemas are taken for one that was renamed and changed at once.
const alike = 0.7

func matchSimilar(renamed map[string]string, before, after map[string]map[string]any, gone, come []string) {
	for _, name := range come {
		best, at := alike, -1
		for i, old := range gone {
			if score := similarity(before[old], after[name]); score >= best {
				best, at = score, i
			}
		}
		if at >= 0 {
			renamed[name] = gone[at]
			gone = slices.Delete(gone, at, at+1)
		}
	}
}

// similarity is the share of the properties that two objects have in common; of fewer than three it says nothing.
func similarity(a, b map[string]any) float64 {
	own, _ := a["properties"].(map[string]any)
	other, _ := b["properties"].(map[string]any)
	if len(own) < 3 || len(other) < 3 {
		return 0
	}
	common := 0
	for name := range own {
		if _, ok := other[name]; ok {
			common++
		}
	}
	return float64(common) / float64(len(own)+len(other)-common)
}
