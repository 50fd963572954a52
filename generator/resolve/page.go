package resolve

import (
	"fmt"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/ir"
	"github.com/hubchannels/hubchannels-go/generator/load"
)

// pagination resolves which lists go on, and how.
func (r *resolver) pagination() {
	for _, o := range r.sources {
		if value, given := r.extension(o.operation.Extensions, o.pointer, "x-sdk-pagination"); given {
			o.resolved.Pagination = r.cursorPages(o.resolved, value, load.Join(o.pointer, "x-sdk-pagination"))
		}
	}
}

// cursorPages resolves a pagination by cursor.
func (r *resolver) cursorPages(operation *ir.Operation, value any, at string) *ir.Pagination {
	words, _ := value.(map[string]any)
	word := func(key string) string { text, _ := words[key].(string); return text }
	page := &ir.Pagination{}
	result := objectOfResult(operation)
	if operation.Params == nil || result == nil {
		r.fail(at, fmt.Sprintf("%s has no parameters or answers no object", operation.Name), "remove x-sdk-pagination")
		return nil
	}
	page.Cursor = fieldOf(operation.Params, word("cursor"))
	page.List = fieldOf(result, word("items"))
	page.Next = r.path(result, word("next"))
	switch {
	case page.Cursor == nil || page.Cursor.Type.Kind != ir.String:
		r.fail(at, fmt.Sprintf("%s has no query parameter %q that is a string", operation.Name, word("cursor")),
			"name the parameter that takes the cursor as cursor")
	case page.List == nil || page.List.Type.Kind != ir.Array:
		r.fail(at, fmt.Sprintf("%s has no array %q", result.Name, word("items")), "name the array with the items as items")
	case page.Next == nil:
		r.fail(at, fmt.Sprintf("%s has no string at %q", result.Name, word("next")), "write next as the dotted way to the cursor")
	default:
		page.Items, page.Pages = r.iteratorNames(operation)
		return page
	}
	return nil
}

// iteratorNames are what the iterators over a list's items and pages are called: ListChannels has Channels and
// ChannelsPages.
func (r *resolver) iteratorNames(operation *ir.Operation) (items, pages string) {
	base := strings.TrimPrefix(operation.Name, "List")
	if base == "" || base == operation.Name {
		base = "All" + operation.Name
	}
	items = r.methods.claim(base, "Items", operation.Name, func(name string) []string {
		return []string{strings.TrimSuffix(name, "s") + "Pages"}
	})
	return items, strings.TrimSuffix(items, "s") + "Pages"
}

func objectOfResult(operation *ir.Operation) *ir.Object {
	if operation.Result == nil {
		return nil
	}
	return objectOf(operation.Result.Type)
}

func fieldOf(object *ir.Object, name string) *ir.Field {
	for _, field := range object.Fields {
		if field.JSON == name {
			return field
		}
	}
	return nil
}

// path follows a dotted way through optional objects to a string.
func (r *resolver) path(object *ir.Object, dotted string) []*ir.Field {
	var path []*ir.Field
	for _, name := range strings.Split(dotted, ".") {
		if object == nil {
			return nil
		}
		field := fieldOf(object, name)
		if field == nil {
			return nil
		}
		path = append(path, field)
		object = objectOf(field.Type)
		if object != nil {
			object.Optional = true
		}
	}
	if path[len(path)-1].Type.Kind != ir.String {
		return nil
	}
	return path
}
