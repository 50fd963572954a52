package load

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/repair"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// mistyped finds values of the wrong kind, such as text where a list belongs. encoding/json would name the first only,
// and not where it is, so the document is compared with kin-openapi's types.
func (r reader) mistyped(file string, t *source.Tree, as reflect.Type) {
	m := mistypedWalker{file: file, tree: t, reader: r, known: map[reflect.Type]map[string]reflect.Type{}}
	m.value(0, as)
}

type mistypedWalker struct {
	file   string
	tree   *source.Tree
	reader reader
	known  map[reflect.Type]map[string]reflect.Type
}

func (m *mistypedWalker) value(at int32, t reflect.Type) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if m.reader.files.IsEdited(m.file, at) {
		return
	}
	switch {
	case t.Kind() == reflect.Interface:
	case t == reflect.TypeFor[openapi3.MappingRef]():
		m.leaf(at, t)
	case t == reflect.TypeFor[openapi3.BoolSchema]() && m.tree.Kind(at) == source.Mapping:
		m.value(at, reflect.TypeFor[openapi3.SchemaRef]())
	case isReference(t):
		m.referable(at, t)
	case elementOf(t) != nil:
		m.mapping(at, t, func(int32) reflect.Type { return elementOf(t) })
	case len(m.fields(t)) > 0:
		if t == reflect.TypeFor[openapi3.Parameter]() {
			m.parameter(at)
		}
		m.mapping(at, t, func(child int32) reflect.Type {
			if m.tree.Describe(child) == "empty" {
				return nil // as if it were not there
			}
			return m.fields(t)[m.tree.Key(child)]
		})
	case t.Kind() == reflect.Slice:
		m.sequence(at, t)
	default:
		m.leaf(at, t)
	}
}

func (m *mistypedWalker) fields(t reflect.Type) map[string]reflect.Type {
	fields, ok := m.known[t]
	if !ok {
		fields = repair.Fields(t)
		m.known[t] = fields
	}
	return fields
}

// referable looks behind "this or a $ref to it".
func (m *mistypedWalker) referable(at int32, t reflect.Type) {
	if m.tree.Describe(at) == "empty" {
		m.report(at, t, "a mapping")
		return
	}
	if ref := m.tree.Child(at, "$ref"); ref != source.None && m.tree.Kind(ref) == source.String {
		return
	}
	value, _ := t.FieldByName("Value")
	m.value(at, value.Type)
}

// mapping looks at a mapping's values. Extensions may hold anything.
func (m *mistypedWalker) mapping(at int32, t reflect.Type, typeOf func(child int32) reflect.Type) {
	if m.tree.Kind(at) != source.Mapping {
		m.leaf(at, t)
		return
	}
	for child := range m.tree.Children(at) {
		if t := typeOf(child); t != nil && !strings.HasPrefix(m.tree.Key(child), "x-") {
			m.value(child, t)
		}
	}
}

// parameter finds what kin-openapi refuses in a parameter of the right types.
func (m *mistypedWalker) parameter(at int32) {
	schema, content := m.tree.Child(at, "schema"), m.tree.Child(at, "content")
	if schema == source.None || content == source.None || m.reader.files.IsEdited(m.file, content) {
		return
	}
	m.reader.files.Edit(m.file, content, "null")
	m.reader.problems.Add(problem.Problem{
		Pos:     m.tree.Position(content),
		Pointer: m.tree.Pointer(content),
		Message: "a parameter has a schema and content: either says how it is written",
		Hint:    "remove one of them",
		Rule:    repair.SchemaAndContent,
	})
}

func (m *mistypedWalker) sequence(at int32, t reflect.Type) {
	if m.tree.Kind(at) != source.Sequence {
		m.leaf(at, t)
		return
	}
	for child := range m.tree.Children(at) {
		m.value(child, t.Elem())
	}
}

// leaf leaves the verdict to the type: some take values of more than one kind.
func (m *mistypedWalker) leaf(at int32, t reflect.Type) {
	if err := json.Unmarshal(m.tree.Raw(at), reflect.New(t).Interface()); err != nil {
		m.report(at, t, expected(t))
	}
}

func (m *mistypedWalker) report(at int32, t reflect.Type, want string) {
	key, pointer := m.tree.Key(at), m.tree.Pointer(at)
	text, rule := repair.Value{Tree: m.tree, At: at, Type: t}.Replacement()
	if rule != "" {
		m.reader.files.Edit(m.file, at, text)
	}
	m.reader.problems.Add(problem.Problem{
		Pos:     m.tree.Position(at),
		Pointer: pointer,
		Message: fmt.Sprintf("%s is %s: it must be %s", nameOf(pointer, key), m.tree.Describe(at), want),
		Rule:    rule,
	})
}

// nameOf is what a person would call the value at a pointer, by its key if it has one.
func nameOf(pointer, key string) string {
	_, tokens := source.Split(pointer)
	if len(tokens) == 0 {
		return "the document"
	}
	last := tokens[len(tokens)-1]
	if key != "" {
		return problem.Quote(key)
	}
	if i, ok := source.Index(last); ok && len(tokens) > 1 && strconv.Itoa(i) == last {
		return fmt.Sprintf("item %d of %s", i+1, problem.Quote(tokens[len(tokens)-2]))
	}
	return problem.Quote(last)
}

// expected says what kind of value a type takes.
func expected(t reflect.Type) string {
	switch t {
	case reflect.TypeFor[openapi3.Types]():
		return "the name of a type"
	case reflect.TypeFor[openapi3.BoolSchema]():
		return "true, false or a schema"
	case reflect.TypeFor[openapi3.ExclusiveBound]():
		return "true, false or a number"
	}
	switch t.Kind() {
	case reflect.String:
		return "text"
	case reflect.Bool:
		return "true or false"
	case reflect.Slice:
		return "a list"
	case reflect.Float32, reflect.Float64:
		return "a number"
	case reflect.Struct, reflect.Map:
		return "a mapping"
	}
	return "a whole number of at most 64 bits"
}

// elementOf is the type of the values of a map, or of what kin-openapi makes look like one.
func elementOf(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Map {
		return t.Elem()
	}
	method, ok := reflect.PointerTo(t).MethodByName("Map")
	if ok && method.Type.NumIn() == 1 && method.Type.NumOut() == 1 && method.Type.Out(0).Kind() == reflect.Map {
		return method.Type.Out(0).Elem()
	}
	return nil
}
