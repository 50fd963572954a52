package paging

import (
	"strings"

	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// answersItems finds the items: the answer, its only array but for those beside items, or the one that is called after the
// path. They may be in an object that holds nothing but what is answered.
func (l *listing) answersItems() bool {
	if l.array = arrayOf(l.Operation); l.array != nil {
		return true
	}
	object := resultOf(l.Operation)
	if object == nil {
		return false
	}
	field := l.itemsOf(object)
	l.list = []*ir.Field{field}
	if field == nil {
		l.list = l.wrapped(object)
	}
	if len(l.list) == 0 {
		return false
	}
	l.array = l.list[len(l.list)-1].Type
	return true
}

// wrapped finds items in an object within the answer: HAL's _embedded, or data.
func (l *listing) wrapped(object *ir.Object) []*ir.Field {
	for _, outer := range object.Fields {
		switch letters(outer.JSON) {
		case "embedded", "data", "result", "response", "payload":
			if inner := outer.Type.Object(); inner != nil {
				if field := l.itemsOf(inner); field != nil {
					return []*ir.Field{outer, field}
				}
			}
		}
	}
	return nil
}

// itemsOf is the array with the items among an object's fields; nil where that is not certain.
func (l *listing) itemsOf(object *ir.Object) *ir.Field {
	var arrays, named, usual []*ir.Field
	for _, field := range object.Fields {
		if field.Type.Kind != ir.Array || beside(field.JSON) {
			continue
		}
		arrays = append(arrays, field)
		if l.inPath(field.JSON) {
			named = append(named, field)
		}
		if usualItems(field.JSON) {
			usual = append(usual, field)
		}
	}
	for _, found := range [][]*ir.Field{arrays, named, usual} {
		if len(found) == 1 {
			return found[0]
		}
	}
	return nil
}

// beside reports whether an array of that name stands beside a list's items.
func beside(name string) bool {
	switch letters(name) {
	case "errors", "warnings", "messages", "included", "links", "facets", "aggregations", "notices", "notifications", "debug",
		"filters", "sort", "columns", "suggestions":
		return true
	default:
		return false
	}
}

func usualItems(name string) bool {
	switch letters(name) {
	case "data", "items", "results", "result", "values", "value", "entries", "records", "rows", "elements", "list", "objects":
		return true
	default:
		return false
	}
}

// inPath reports whether the last noun of the operation's path is an array's name: cards of /boards/{id}/cards.
func (l *listing) inPath(name string) bool {
	last := ""
	for segment := range strings.SplitSeq(l.Operation.Path, "/") {
		if segment != "" && !strings.HasPrefix(segment, "{") && !naming.IsVersion(segment) {
			last = segment
		}
	}
	return last != "" && naming.SameThing([]string{letters(last)}, []string{letters(name)})
}
