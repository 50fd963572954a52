package runtime

import (
	"context"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/codec"
)

// PageBy says what leads to a list's next page.
type PageBy uint8

const (
	// ByCursor: the parameter takes a value that the page names.
	ByCursor PageBy = iota
	// ByLast: the parameter takes a value that the page's last item has.
	ByLast
	// ByOffset: the parameter counts the items before the page.
	ByOffset
	// ByNumber: the parameter counts pages.
	ByNumber
	// ByLink: the page names an address.
	ByLink
	// ByHeader: the Link header names an address.
	ByHeader
)

// Paging says how a list goes on from page to page. A way leads from the result to a value: the names of Go fields, with
// dots between.
type Paging struct {
	By PageBy
	// Param is the field of [Call].Params that takes the position, "" where an address leads on.
	Param string
	// Items is the way to the items; "" where the result is the list itself.
	Items string
	// Next is the way to the next position: from the result, or from its last item. "" where positions are counted.
	Next string
	// More is the way to what reports whether there are more pages, Total to how many items there are, or pages where these
	// are counted; "" where there is none. Without both, counting ends with a page without items.
	More, Total string
	// First is the number of the first page. Number is the way to the number that a page says it has, which counts more;
	// "" where it says none.
	First  int
	Number string
	// InBody says that Param is a field of [Call].Body instead.
	InBody bool
	// Linked says that a Link header, where an answer has one, leads on instead of Param.
	Linked bool
}

// counts reports whether the next position is found by counting.
func (p *Paging) counts() bool { return p.By == ByOffset || p.By == ByNumber }

// follows reports whether an address leads on.
func (p *Paging) follows() bool { return p.By == ByLink || p.By == ByHeader }

// pager fetches one page after the other. Positions are texts, "" is the beginning.
type pager struct {
	ctx    context.Context
	client *Client
	call   *Call
	paging *Paging
	used   map[string]bool
	empty  int // pages without items since the last item
	done   bool
	// linked says that the positions are addresses, which Link headers name.
	linked bool
	// items are those of the page at the position at; next is the following one's position, "" at the end.
	items    reflect.Value
	at, next string
	err      error
}

func newPager(ctx context.Context, c *Client, call *Call) *pager {
	p := &pager{ctx: ctx, client: c, call: call, paging: call.Operation.Paging, used: map[string]bool{}}
	link := newCallConfig(call.Options).Link
	if p.linked = p.paging.follows() || p.paging.Linked && link != ""; p.linked {
		p.next = link
	} else if p.paging.InBody && !missing(call.Body, false) {
		p.next = positionOf(held(reflect.ValueOf(call.Body)).FieldByName(p.paging.Param))
	} else if params := reflect.ValueOf(call.Params); !p.paging.InBody && !missing(call.Params, false) {
		p.next = positionOf(params.Elem().FieldByName(p.paging.Param))
	}
	return p
}

// fetch fetches the next page, and reports whether there was one, or an error.
func (p *pager) fetch() bool {
	if p.done {
		return false
	}
	p.at, p.next = p.next, ""
	if p.used[p.at] {
		p.done, p.err = true, fmt.Errorf("page %d: %w", len(p.used)+1, sdk.ErrCursorLoop)
		return true
	}
	p.used[p.at] = true
	result, link, err := p.page()
	if err != nil {
		p.done, p.err = true, err
		return true
	}
	p.items = follow(result, p.paging.Items)
	p.next = p.following(result, link)
	p.done = p.next == ""
	p.countEmpty()
	return true
}

// countEmpty ends the list where there is nothing but empty pages: a server must not hold the caller for ever.
func (p *pager) countEmpty() {
	if p.empty++; p.items.IsValid() && p.items.Len() > 0 {
		p.empty = 0
	}
	if p.empty >= p.client.maxEmptyPages && !p.done {
		p.done, p.err = true, fmt.Errorf("page %d: %w: %d of them", len(p.used), sdk.ErrEmptyPages, p.empty)
	}
}

// page calls the operation for the page at the position.
func (p *pager) page() (result reflect.Value, link string, err error) {
	call := *p.call
	sample, noted := call.Result.(codec.Noted)
	if !noted {
		sample.Value = call.Result
	}
	pointer := reflect.New(reflect.TypeOf(sample.Value).Elem())
	call.Result = pointer.Interface()
	if noted {
		call.Result = codec.Noted{Value: call.Result, Note: sample.Note}
	}
	switch {
	case p.linked:
		call.Options = with(call.Options, sdk.Follow(p.at))
	case p.paging.InBody:
		call.Body, err = p.positioned(call.Body)
	default:
		call.Params, err = p.positioned(call.Params)
	}
	if err != nil {
		return pointer.Elem(), "", err
	}
	if p.paging.By == ByHeader || p.paging.Linked {
		call.Options = with(call.Options, sdk.NextLink(&link))
	}
	err = p.client.Do(p.ctx, &call)
	return pointer.Elem(), link, err
}

// withOwnParams is the call with a copy of the caller's params.
func (c *Call) withOwnParams() *Call {
	own := *c
	if !missing(c.Params, false) {
		own.Params = copied(c.Params).Interface()
	}
	if paging := c.Operation.Paging; paging != nil && paging.InBody && !missing(c.Body, false) {
		own.Body = copied(c.Body).Interface()
	}
	return &own
}

// positioned is a copy of the caller's params, or of the body, with the position in it. It is left out of the first page's,
// also where the caller has set it to an empty one.
func (p *pager) positioned(from any) (any, error) {
	made := copied(from)
	if !setPosition(made.Elem().FieldByName(p.paging.Param), p.at) {
		return nil, invalid(p.call.Operation, fmt.Errorf("the next page's position is none that %s can hold", p.paging.Param))
	}
	return made.Interface(), nil
}

// copied points to a copy of what a pointer points to; to a zero value where it is nil.
func copied(pointer any) reflect.Value {
	made := reflect.New(reflect.TypeOf(pointer).Elem())
	if from := reflect.ValueOf(pointer); !from.IsNil() {
		made.Elem().Set(from.Elem())
	}
	return made
}

// following is the next page's position, none where the page says that it is the last.
func (p *pager) following(result reflect.Value, link string) string {
	count := 0
	if p.items.IsValid() {
		count = p.items.Len()
	}
	step := count
	if p.paging.By == ByNumber {
		step = 1
	}
	next := advance(p.at, p.paging.First, step)
	if at := follow(result, p.paging.Number); p.paging.Number != "" && at.IsValid() {
		next = number(at) + 1
	}
	p.linked = p.linked || p.paging.Linked && link != ""
	switch {
	case count == 0 && !p.linked && (p.paging.counts() || p.paging.By == ByLast),
		p.paging.More != "" && !truth(follow(result, p.paging.More)),
		p.paging.Total != "" && next-int64(p.paging.First) >= number(follow(result, p.paging.Total)):
		return ""
	case p.linked && p.paging.By != ByLink:
		return link
	case p.paging.counts():
		return strconv.FormatInt(next, 10)
	case p.paging.By == ByLast:
		return positionOf(follow(p.items.Index(count-1), p.paging.Next))
	default:
		return positionOf(follow(result, p.paging.Next))
	}
}

// follow goes a way from a value. It ends in nothing where something on it is nil.
func follow(v reflect.Value, way string) reflect.Value {
	for v = held(v); v.IsValid() && way != ""; v = held(v) {
		var name string
		name, way, _ = strings.Cut(way, ".")
		if v.Kind() != reflect.Struct {
			return reflect.Value{}
		}
		v = v.FieldByName(name)
	}
	return v
}

// held is what a pointer or an interface holds; the zero Value if that is nothing.
func held(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	return v
}

// advance counts on from a position by a number of steps. A list begins at first.
func advance(position string, first, steps int) int64 {
	if n, err := strconv.ParseInt(position, 10, 64); err == nil {
		return n + int64(steps)
	}
	return int64(first + steps)
}

func truth(v reflect.Value) bool { return v.Kind() == reflect.Bool && v.Bool() }

func number(v reflect.Value) int64 {
	switch {
	case v.CanInt():
		return v.Int()
	case v.CanFloat():
		return int64(v.Float())
	default:
		return 0
	}
}
