package resolve

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
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
			o.resolved.Pagination = r.recognisedPages(o)
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
	for _, way := range [][]*ir.Field{page.List, page.Next, page.More, page.Total} {
		for _, field := range way {
			if object := objectOf(field.Type); object != nil {
				object.Optional = true
			}
		}
	}
}

// declaration is a pagination that somebody declares, while it is read.
type declaration struct {
	*resolver
	source *operationAt
	words  map[string]any
	at     string
	page   *ir.Pagination
}

// declaredPages resolves a pagination that the document or the configuration declares.
func (r *resolver) declaredPages(o *operationAt, value any) *ir.Pagination {
	d := &declaration{resolver: r, source: o, at: load.Join(o.pointer, paginationKey), page: &ir.Pagination{}}
	words, ok := value.(map[string]any)
	if !ok {
		r.fail(d.at, fmt.Sprintf("%s is %v", paginationKey, value), "write it as spec/README.md shows, or none")
		return nil
	}
	d.words = words
	if d.sendsTheSame() && d.kind() && d.items() && d.param() && d.next() && d.end() {
		return d.page
	}
	return nil
}

// sendsTheSame tells whether each page's request may have the body that the first one has: a stream is read once, and an
// idempotency key is good for one call.
func (d *declaration) sendsTheSame() bool {
	body := d.source.resolved.Body
	if body == nil {
		return true
	}
	if body.Encoding == ir.AsStream || body.Encoding == ir.AsMultipart {
		return d.refuse("", "its body is a stream, which one page would use up", "remove it")
	}
	object := objectOf(body.Type)
	if object != nil && slices.ContainsFunc(object.Fields, func(f *ir.Field) bool { return f.IdempotencyKey }) {
		return d.refuse("", "its body has an idempotency key, which would be the same for all pages", "remove it")
	}
	return true
}

// kind finds out what leads to the next page: the keys say it, and which others go with them.
func (d *declaration) kind() bool {
	switch {
	case d.has("cursor") && d.has("last"):
		return d.is(ir.ByLast, "cursor", "last", "more")
	case d.has("cursor"):
		return d.is(ir.ByCursor, "cursor", "next", "more")
	case d.has("offset"):
		return d.is(ir.ByOffset, "offset", "more", "total")
	case d.has("page"):
		return d.is(ir.ByNumber, "page", "first", "more", "total")
	case d.has("next"):
		return d.is(ir.ByLink, "next")
	case d.words["link"] == true:
		return d.is(ir.ByHeader, "link")
	}
	return d.refuse("", "it does not say what leads to the next page",
		"write cursor and next, cursor and last, offset, page, next, or link: true")
}

func (d *declaration) has(key string) bool { _, given := d.words[key]; return given }

func (d *declaration) is(by ir.PageBy, keys ...string) bool {
	d.page.By = by
	keys = append(keys, "items")
	for key := range d.words {
		if !slices.Contains(keys, key) {
			return d.refuse(key, fmt.Sprintf("%q means nothing beside %q", key, keys[0]), suggestion(key, keys))
		}
	}
	return true
}

// refuse reports what is wrong about a key.
func (d *declaration) refuse(key, message, hint string) bool {
	at := d.at
	if key != "" {
		at = load.Join(d.at, key)
	}
	d.fail(at, paginationKey+": "+message, hint)
	return false
}

func (d *declaration) word(key string) string { text, _ := d.words[key].(string); return text }

// items finds the array: the answer itself where no property is named.
func (d *declaration) items() bool {
	operation := d.source.resolved
	if !d.has("items") {
		if d.page.Array = arrayOf(operation); d.page.Array == nil {
			return d.refuse("", operation.Name+" answers no array", "name the array with the items as items")
		}
		return true
	}
	way, found := d.way("items", ir.Array)
	if found {
		d.page.List, d.page.Array = way, way[len(way)-1].Type
	}
	return found
}

// param finds the parameter that takes the position.
func (d *declaration) param() bool {
	if d.page.Follows() {
		if method := d.source.method; method != "GET" {
			return d.refuse("", "an address can be followed by GET only, and this is "+method, "remove it")
		}
		return true
	}
	key, kinds := "cursor", []ir.Kind{ir.String, ir.Int}
	switch d.page.By {
	case ir.ByOffset:
		key, kinds = "offset", kinds[1:]
	case ir.ByNumber:
		key, kinds = "page", kinds[1:]
	}
	operation := d.source.resolved
	if operation.Params != nil {
		d.page.Param = fieldOf(operation.Params, d.word(key))
	}
	if d.page.Param == nil || !slices.Contains(kinds, d.page.Param.Type.Kind) {
		return d.refuse(key, fmt.Sprintf("%s has no query parameter %q that is %s", operation.Name, d.word(key), kindWords(kinds)),
			"name the parameter that takes the position as "+key)
	}
	return true
}

// next finds what a page says of the next position.
func (d *declaration) next() (found bool) {
	switch d.page.By {
	case ir.ByCursor:
		d.page.Next, found = d.way("next", d.page.Param.Type.Kind)
	case ir.ByLink:
		d.page.Next, found = d.way("next", ir.String)
	case ir.ByLast:
		object := objectOf(d.page.Array.Elem)
		d.page.Next = way(object, d.word("last"))
		if found = leadsTo(d.page.Next, d.page.Param.Type.Kind) && !ir.PointerElement(d.page.Array.Elem); !found {
			d.refuse("last", fmt.Sprintf("the items have no %q that is %s", d.word("last"), kindWords([]ir.Kind{d.page.Param.Type.Kind})),
				"write last as the dotted way from an item to its position")
		}
	default:
		return true
	}
	return found
}

// end finds what tells that there are no more pages, and where counting begins.
func (d *declaration) end() bool {
	found := true
	if d.has("more") {
		d.page.More, found = d.way("more", ir.Bool)
	}
	if found && d.has("total") {
		d.page.Total, found = d.way("total", ir.Int)
	}
	if d.page.By == ir.ByNumber {
		first, given := d.firstPage(d.source, d.page.Param)
		if !given {
			first = 1
		}
		if number, ok := d.words["first"].(float64); ok {
			first = int(number)
		}
		if number, ok := d.words["first"].(int); ok {
			first = number
		}
		d.page.First = first
	}
	return found
}

// way reads a key that is a dotted way through the answer to a value of a kind.
func (d *declaration) way(key string, kind ir.Kind) ([]*ir.Field, bool) {
	result := objectOfResult(d.source.resolved)
	found := way(result, d.word(key))
	if leadsTo(found, kind) {
		return found, true
	}
	name := d.source.resolved.Name + "'s answer"
	if result != nil {
		name = result.Name
	}
	return nil, d.refuse(key, fmt.Sprintf("%s has no %q that is %s", name, d.word(key), kindWords([]ir.Kind{kind})),
		fmt.Sprintf("write %s as the dotted way to it", key))
}

// way follows a dotted way through objects; nil if it leads nowhere.
func way(object *ir.Object, dotted string) []*ir.Field {
	var found []*ir.Field
	for name := range strings.SplitSeq(dotted, ".") {
		if object == nil {
			return nil
		}
		field := fieldOf(object, name)
		if field == nil {
			return nil
		}
		found = append(found, field)
		object = objectOf(field.Type)
	}
	return found
}

func leadsTo(way []*ir.Field, kind ir.Kind) bool {
	return len(way) > 0 && way[len(way)-1].Type.Kind == kind
}

func kindWords(kinds []ir.Kind) string {
	words := make([]string, len(kinds))
	for i, kind := range kinds {
		words[i] = map[ir.Kind]string{ir.String: "a string", ir.Int: "an integer", ir.Bool: "a boolean", ir.Array: "an array"}[kind]
	}
	return strings.Join(words, " or ")
}
