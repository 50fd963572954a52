package resolve

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/paging"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/message"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/operation"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/parameter"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

const paginationKey = "x-sdk-pagination"

// paginate resolves which lists go on, and how: as somebody says, else as the document's conventions show.
func paginate(doc *document.Document, places *place.Names, all *operation.Operations, operations []message.Operation) {
	for _, o := range operations {
		list := listOf(places, o)
		value, given := doc.Extension(o.Operation.Extensions, o.Pointer, paginationKey)
		switch {
		case given && value == "none":
		case given:
			o.Model.Pagination = declaredPages(doc, list, load.Join(o.Pointer, paginationKey), value)
		default:
			o.Model.Pagination = paging.Recognise(list)
		}
		if page := o.Model.Pagination; page != nil {
			makeReachable(page)
			page.Items = all.Iterator(o.Source)
			page.Pages = naming.PageIterator(page.Items)
		}
	}
}

// makeReachable gives the objects on an iterator's ways getters, which lead through nil.
func makeReachable(page *ir.Pagination) {
	for _, way := range [][]*ir.Field{page.List, page.Next, page.More, page.Total, page.Number} {
		for _, field := range way {
			if object := field.Type.Object(); object != nil {
				object.Optional = true
			}
		}
	}
}

// declaredPages resolves a pagination that the document or the configuration declares.
func declaredPages(doc *document.Document, list paging.List, at string, value any) *ir.Pagination {
	words, ok := value.(map[string]any)
	if !ok {
		doc.Fail(at, fmt.Sprintf("%s is %v", paginationKey, value), "write it as spec/README.md shows, or none")
		return nil
	}
	page, fault := paging.Declared(list, words)
	if fault != nil {
		if fault.Key != "" {
			at = load.Join(at, fault.Key)
		}
		doc.Fail(at, paginationKey+": "+fault.Message, fault.Hint)
	}
	return page
}

// listOf is an operation as the conventions of lists see it.
func listOf(places *place.Names, o message.Operation) paging.List {
	list := paging.List{Operation: o.Model, First: map[string]int{}}
	for _, p := range parameter.Of(places, o.Source) {
		if value := p.Ref.Value; value.In == openapi3.ParameterInQuery && value.Schema != nil && value.Schema.Value != nil {
			if first, given := firstPage(value.Schema.Value); given {
				list.First[value.Name] = first
			}
		}
	}
	if result := o.Model.Result; result != nil {
		if response := o.Operation.Responses.Value(result.Status); response != nil && response.Value != nil {
			list.LinkHeader = slices.ContainsFunc(slices.Collect(maps.Keys(response.Value.Headers)), func(name string) bool {
				return strings.EqualFold(name, "Link")
			})
		}
	}
	return list
}

// firstPage is the least position: a parameter's default, else its minimum.
func firstPage(schema *openapi3.Schema) (first int, given bool) {
	if number, ok := schema.Default.(float64); ok {
		return int(number), true
	}
	if schema.Min != nil {
		return int(*schema.Min), true
	}
	return 0, false
}
