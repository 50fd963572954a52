package resolve

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/paging"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

const paginationKey = "x-sdk-pagination"

// pagination resolves which lists go on, and how: as somebody says, else as the document's conventions show.
func (r *resolver) pagination() {
	for _, o := range r.sources {
		value, given := r.extension(o.operation.Extensions, o.pointer, paginationKey)
		switch {
		case given && value == "none":
		case given:
			o.resolved.Pagination = r.declaredPages(o, value)
		default:
			o.resolved.Pagination = paging.Recognise(r.mayList(o))
		}
		if page := o.resolved.Pagination; page != nil {
			makeReachable(page)
			page.Items = r.members[o.resolved.Group].Claim(naming.Iterator(o.resolved.Call), "Items", naming.OfIterator)
			page.Pages = naming.PageIterator(page.Items)
		}
	}
}

// makeReachable gives the objects on an iterator's ways getters, which lead through nil.
func makeReachable(page *ir.Pagination) {
	for _, way := range [][]*ir.Field{page.List, page.Next, page.More, page.Total, page.Number} {
		for _, field := range way {
			if object := objectOf(field.Type); object != nil {
				object.Optional = true
			}
		}
	}
}

// declaredPages resolves a pagination that the document or the configuration declares.
func (r *resolver) declaredPages(o *operationAt, value any) *ir.Pagination {
	at := load.Join(o.pointer, paginationKey)
	words, ok := value.(map[string]any)
	if !ok {
		r.fail(at, fmt.Sprintf("%s is %v", paginationKey, value), "write it as spec/README.md shows, or none")
		return nil
	}
	page, fault := paging.Declared(r.mayList(o), words)
	if fault != nil {
		if fault.Key != "" {
			at = load.Join(at, fault.Key)
		}
		r.fail(at, paginationKey+": "+fault.Message, fault.Hint)
	}
	return page
}

// mayList is an operation as the conventions of lists see it.
func (r *resolver) mayList(o *operationAt) paging.List {
	list := paging.List{Operation: o.resolved, First: map[string]int{}}
	for _, p := range r.parametersOf(o) {
		if value := p.ref.Value; value.In == openapi3.ParameterInQuery && value.Schema != nil && value.Schema.Value != nil {
			if first, given := firstPage(value.Schema.Value); given {
				list.First[value.Name] = first
			}
		}
	}
	if result := o.resolved.Result; result != nil {
		if response := o.operation.Responses.Value(result.Status); response != nil && response.Value != nil {
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
