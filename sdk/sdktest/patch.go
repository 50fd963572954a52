package sdktest

import (
	"maps"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// patch changes an item as the request says: what is left out stays, null clears. What the item has not itself but in
// an object of its own goes there, so that a statusType is the item's status.statusType; that object begins anew.
func (i *item) patch(x *exchange) {
	known, sent := propertiesOf(i.schema), x.route.requestSchema()
	body, value, anew := x.bodyObject(), i.clone(), map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(body)) {
		path := []string{name}
		if known[name] == nil {
			if inner := pathTo(i.schema, name); inner != nil {
				path = inner
			}
		}
		if len(path) > 1 && !anew[path[0]] {
			anew[path[0]] = true
			value[path[0]] = map[string]any{}
		}
		set(value, path, body[name])
	}
	if property := known["updatedAt"]; property != nil && isDateTime(property.Value) {
		value["updatedAt"] = x.shaper().now
	}
	i.value = x.shaper().fit(i.schema, sent, value, i.value).(map[string]any)
	i.example = false
}

// set sets a value inside an object; null takes it away.
func set(object map[string]any, path []string, value any) {
	for _, name := range path[:len(path)-1] {
		inner, ok := object[name].(map[string]any)
		if !ok {
			inner = map[string]any{}
			object[name] = inner
		}
		object = inner
	}
	last := path[len(path)-1]
	if value == nil {
		delete(object, last)
		return
	}
	object[last] = copyOf(value)
}

// pathTo is the shortest way to a property of an object inside an object, two levels down at most; nil is none.
func pathTo(schema *openapi3.Schema, name string) []string {
	level := [][]string{nil}
	for range 2 {
		var next [][]string
		for _, above := range level {
			known := propertiesOf(inside(schema, above))
			for _, property := range slices.Sorted(maps.Keys(known)) {
				path := append(slices.Clone(above), property)
				if propertiesOf(inside(schema, path))[name] != nil {
					return append(path, name)
				}
				next = append(next, path)
			}
		}
		level = next
	}
	return nil
}

// inside is the schema at a path of properties.
func inside(schema *openapi3.Schema, path []string) *openapi3.Schema {
	for _, name := range path {
		schema = valueOf(propertiesOf(schema)[name])
	}
	return schema
}
