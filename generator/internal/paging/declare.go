package paging

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// declaration is a pagination that somebody declares, while it is read.
type declaration struct {
	List
	words map[string]any
	page  *ir.Pagination
	fault *Fault
}

// Fault is what is wrong about a declaration.
type Fault struct {
	// Key is the key at fault; "" is the declaration as a whole.
	Key           string
	Message, Hint string
}

// Declared resolves a pagination that somebody declares by the keys of x-sdk-pagination. Where that is wrong, it returns
// what is.
func Declared(list List, words map[string]any) (*ir.Pagination, *Fault) {
	d := &declaration{List: list, words: words, page: &ir.Pagination{}}
	if d.sendsTheSame() && d.kind() && d.items() && d.param() && d.next() && d.end() {
		return d.page, nil
	}
	return nil, d.fault
}

// sendsTheSame reports whether each page's request may have the body that the first one has.
func (d *declaration) sendsTheSame() bool {
	body := d.Operation.Body
	switch {
	case body == nil || sendsTheSame(body):
		return true
	case body.Encoding == ir.AsStream || body.Encoding == ir.AsMultipart:
		return d.refuse("", "its body is a stream, which one page would use up", "remove it")
	default:
		return d.refuse("", "its body has an idempotency key, which would be the same for all pages", "remove it")
	}
}

// sendsTheSame reports whether a body can be sent for every page: a stream is read once, and an idempotency key is good for
// one call.
func sendsTheSame(body *ir.Body) bool {
	if body.Encoding == ir.AsStream || body.Encoding == ir.AsMultipart {
		return false
	}
	object := body.Type.Object()
	return object == nil || !slices.ContainsFunc(object.Fields, func(f *ir.Field) bool { return f.IdempotencyKey })
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
			return d.refuse(key, fmt.Sprintf("%q means nothing beside %q", key, keys[0]), problem.Suggestion(key, "the keys are", keys))
		}
	}
	return true
}

// refuse says what is wrong about a key. It returns false.
func (d *declaration) refuse(key, message, hint string) bool {
	d.fault = &Fault{Key: key, Message: message, Hint: hint}
	return false
}

func (d *declaration) word(key string) string { text, _ := d.words[key].(string); return text }

// items finds the array: the answer itself where no property is named.
func (d *declaration) items() bool {
	operation := d.Operation
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
		if method := d.Operation.Method; method != "GET" {
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
	operation := d.Operation
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
		object := d.page.Array.Elem.Object()
		d.page.Next = wayTo(object, d.word("last"))
		if found = leadsTo(d.page.Next, d.page.Param.Type.Kind) && !ir.PointerElement(d.page.Array.Elem); !found {
			d.refuse("last", fmt.Sprintf("the items have no %q that is %s", d.word("last"), kindWords([]ir.Kind{d.page.Param.Type.Kind})),
				"write last as the dotted way from an item to its position")
		}
	default:
		return true
	}
	return found
}

// end finds what says that there are no more pages, and where counting begins.
func (d *declaration) end() bool {
	found := true
	if d.has("more") {
		d.page.More, found = d.way("more", ir.Bool)
	}
	if found && d.has("total") {
		d.page.Total, found = d.way("total", ir.Int)
	}
	if d.page.By == ir.ByNumber {
		first, given := d.first(d.page.Param)
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
	result := resultOf(d.Operation)
	found := wayTo(result, d.word(key))
	if leadsTo(found, kind) {
		return found, true
	}
	name := d.Operation.Name + "'s answer"
	if result != nil {
		name = result.Name
	}
	return nil, d.refuse(key, fmt.Sprintf("%s has no %q that is %s", name, d.word(key), kindWords([]ir.Kind{kind})),
		fmt.Sprintf("write %s as the dotted way to it", key))
}

func kindWords(kinds []ir.Kind) string {
	words := make([]string, len(kinds))
	for i, kind := range kinds {
		words[i] = map[ir.Kind]string{ir.String: "a string", ir.Int: "an integer", ir.Bool: "a boolean", ir.Array: "an array"}[kind]
	}
	return strings.Join(words, " or ")
}
