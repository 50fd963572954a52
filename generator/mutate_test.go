package main

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"go.yaml.in/yaml/v4"
)

// FuzzMutatedDocument generates from documents in which values have been taken out, doubled, renamed, and replaced by
// others of the same document: nearly OpenAPI, where bytes turned at random are hardly ever that.
func FuzzMutatedDocument(f *testing.F) {
	var seeds []string
	for _, pattern := range []string{"testdata/*/use_test.go.txt", "testdata/*/error.txt"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range found {
			seeds = append(seeds, specOf(f, filepath.Dir(file)))
		}
	}
	for i := range seeds {
		f.Add(uint8(i), []byte{byte(i), 3, 1, 40, 0, 2, 200, 7, 3, 90, 1}, i%2 == 0)
	}
	f.Fuzz(func(t *testing.T, seed uint8, steps []byte, lenient bool) {
		document := parsed(t, seeds[int(seed)%len(seeds)])
		m := &mutation{steps: steps[:min(len(steps), 60)]}
		m.collect(document)
		for len(m.steps) > 0 && len(m.places) > 0 {
			m.step()
		}
		data, err := json.Marshal(document)
		if err != nil {
			t.Skip("no JSON: it contains itself")
		}
		generatesOrRefuses(t, data, lenient)
	})
}

func specOf(t testing.TB, folder string) string {
	specs, err := filepath.Glob(filepath.Join(folder, "spec.*"))
	if err != nil || len(specs) != 1 {
		t.Fatalf("one spec expected in %s, not %v", folder, specs)
	}
	return specs[0]
}

// parsed is a document as maps and slices; empty if it is broken already.
func parsed(t *testing.T, file string) map[string]any {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	document := map[string]any{}
	if err := yaml.Unmarshal(data, &document); err != nil {
		return map[string]any{}
	}
	return document
}

// mutation changes a document, as the bytes of steps say.
type mutation struct {
	steps  []byte
	places []placeIn
	values []any
}

// placeIn is a property of an object of the document.
type placeIn struct {
	object map[string]any
	key    string
}

// collect notes what there is to change, in an order that does not change.
func (m *mutation) collect(value any) {
	switch value := value.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(value)) {
			m.places = append(m.places, placeIn{value, key})
			m.values = append(m.values, value[key])
			m.collect(value[key])
		}
	case []any:
		for _, element := range value {
			m.collect(element)
		}
	}
}

// next is the next number below limit that the steps give; each takes two bytes.
func (m *mutation) next(limit int) int {
	number := 0
	for range 2 {
		if len(m.steps) > 0 {
			number = number<<8 | int(m.steps[0])
			m.steps = m.steps[1:]
		}
	}
	return number % limit
}

func (m *mutation) step() {
	place := m.places[m.next(len(m.places))]
	value, had := place.object[place.key]
	switch m.next(6) {
	case 0:
		delete(place.object, place.key)
	case 1:
		place.object[place.key] = m.values[m.next(len(m.values))]
	case 2:
		place.object[oddNames()[m.next(len(oddNames()))]] = value
	case 3:
		place.object[place.key] = oddValues()[m.next(len(oddValues()))]
	case 4:
		delete(place.object, place.key)
		if had {
			place.object[oddNames()[m.next(len(oddNames()))]] = value
		}
	default:
		place.object[place.key] = []any{value, m.values[m.next(len(m.values))]}
	}
}

func oddNames() []string {
	return []string{"", " ", "$", "1", "-", "a b", "func", "Client", "oneOf", "allOf", "anyOf", "properties", "items",
		"additionalProperties", "enum", "required", "type", "discriminator", "not", "nullable", "const", "\u202e", "é", "😀", "a\"`\\",
		"AdditionalProperties", "Get", "X", "_", "default", "format", "x-sdk-union", "%d", "{a}", "/a/{b}"}
}

func oddValues() []any {
	return []any{nil, true, false, 0, -1, 1e300, "", "string", "object", "array", "integer", "#/components/schemas/A", []any{}, map[string]any{},
		map[string]any{"$ref": "#/components/schemas/A"}, map[string]any{"$ref": "#"}, map[string]any{"type": "string", "enum": []any{"", nil, "a"}},
		map[string]any{"type": []any{"string", "null", "array"}}, []any{map[string]any{"type": "string"}, map[string]any{"type": "integer"}},
		map[string]any{"type": "array", "items": map[string]any{"type": "string", "format": "binary"}}}
}
