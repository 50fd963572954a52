package testserver

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// collections are the operations that deal with what a server keeps: those of an item, whose path ends in a parameter, those
// at the path before that, and those elsewhere below the same parameters that answer such items.
func collections(api *ir.API, items map[string]*ir.Object) map[*ir.Operation]ir.Kept {
	kept := map[*ir.Operation]ir.Kept{}
	for _, operation := range api.Operations {
		if collection, ok := cutItem(operation.Path); ok {
			kept[operation] = ir.Kept{Collection: collection}
		} else if collection := ofItems(items, operation); collection != "" {
			kept[operation] = ir.Kept{Collection: collection, Items: list(operation, items[collection])}
		}
	}
	return kept
}

// itemsOf is what the items of each collection are, by its path: nil where no operation answers an object. What a deletion
// answers is no item.
func itemsOf(api *ir.API) map[string]*ir.Object {
	items := map[string]*ir.Object{}
	for _, operation := range api.Operations {
		if collection, ok := cutItem(operation.Path); ok {
			items[collection] = nil
		}
	}
	for _, operation := range api.Operations {
		collection, ok := cutItem(operation.Path)
		if !ok && operation.Method == http.MethodPost {
			collection = operation.Path
		}
		if known, isCollection := items[collection]; isCollection && known == nil && operation.Method != http.MethodDelete {
			items[collection] = resultObject(operation)
		}
	}
	return items
}

// cutItem cuts the parameter from the path of an item.
func cutItem(path string) (collection string, ok bool) {
	at := strings.LastIndex(path, "/")
	if at < 0 {
		return "", false
	}
	last := path[at+1:]
	return path[:at], strings.HasPrefix(last, "{") && strings.HasSuffix(last, "}") && strings.Count(last, "{") == 1
}

// ofItems is the collection that an operation deals with which is not at an item's path: the one at its own path, else the
// first whose items it answers; "" is none.
func ofItems(items map[string]*ir.Object, operation *ir.Operation) string {
	if _, found := items[operation.Path]; found {
		return operation.Path
	}
	answered := resultObject(operation)
	for _, collection := range slices.Sorted(maps.Keys(items)) {
		item := items[collection]
		if item == nil || !slices.Equal(placeholders(collection), placeholders(operation.Path)) {
			continue
		}
		if answered == item && operation.Method != http.MethodGet || operation.Method == http.MethodGet && len(list(operation, item)) > 0 {
			return collection
		}
	}
	return ""
}

// placeholders are a path template's parameters.
func placeholders(path string) []string {
	var found []string
	for segment := range strings.SplitSeq(path, "{") {
		if name, _, ok := strings.Cut(segment, "}"); ok {
			found = append(found, name)
		}
	}
	return found
}

// list is the way to the items in what a GET answers; nil where there are none.
func list(operation *ir.Operation, item *ir.Object) []string {
	if operation.Method != http.MethodGet {
		return nil
	}
	if pages := operation.Pagination; pages != nil && (item == nil || pages.Array.Elem.Object() == item) {
		return names(pages.List)
	}
	answer := resultObject(operation)
	if answer == nil {
		return nil
	}
	var lists []*ir.Field
	for _, field := range answer.Fields {
		elem := element(field.Type)
		if elem != nil && item != nil && elem.Object() == item {
			return names([]*ir.Field{field})
		}
		if elem != nil {
			lists = append(lists, field)
		}
	}
	if item == nil && len(lists) == 1 {
		return names(lists)
	}
	return nil
}

// element is the type of a list's elements; nil where t is none.
func element(t *ir.Type) *ir.Type {
	if declared, ok := t.Decl.(*ir.List); ok && t.Kind == ir.Named {
		t = declared.Type
	}
	if t.Kind != ir.Array {
		return nil
	}
	return t.Elem
}

func names(fields []*ir.Field) []string {
	var names []string
	for _, field := range fields {
		names = append(names, field.JSON)
	}
	return names
}
