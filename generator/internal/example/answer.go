package example

import (
	"cmp"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

// answered plays an example and notes what it prints. It reports whether the server takes it.
func (d *document) answered(made *ir.Example) bool {
	first, path, ok := d.played(made, time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC))
	if !ok {
		return false
	}
	second, _, _ := d.played(made, time.Date(2099, 8, 7, 6, 5, 4, 0, time.UTC))
	made.Shown, made.Output = shown(made, first, second)
	if len(made.Shown) == 0 {
		made.Paged = false
		made.Output = made.Operation.Method + " " + path
	}
	return printable(made.Output)
}

// played is what the server answers at some time.
func (d *document) played(made *ir.Example, now time.Time) (body any, path string, ok bool) {
	request := d.request(made, now)
	if request == nil {
		return nil, "", false
	}
	options := []sdktest.Option{sdktest.WithClock(func() time.Time { return now })}
	if made.Listed {
		options = append(options, sdktest.WithExamples())
	}
	response := sdktest.Play(d.plays, request, options...)
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode >= 300 {
		return nil, "", false
	}
	body = content(data, response.Header.Get("Content-Type"))
	return body, request.URL.Path, declared(made.Operation, response.StatusCode) && read(made.Operation, data, body)
}

// shown chooses what is printed of an answer: scalars that do not depend on the time.
func shown(made *ir.Example, answer, later any) (fields []*ir.Field, output string) {
	object := answerOf(made)
	if object == nil {
		return nil, ""
	}
	if made.Paged {
		answer, later = firstItem(made.Operation.Pagination, answer), firstItem(made.Operation.Pagination, later)
	}
	has, _ := answer.(map[string]any)
	hasLater, _ := later.(map[string]any)
	var texts []string
	const most = 2
	for _, field := range ranked(object.Fields) {
		value := has[field.JSON]
		if len(fields) == most || !prints(field, value) || value != hasLater[field.JSON] {
			continue
		}
		fields, texts = append(fields, field), append(texts, textOf(value))
	}
	return fields, strings.Join(texts, " ")
}

// answerOf is the object that the example gets, or gets several of; nil is another type.
func answerOf(made *ir.Example) *ir.Object {
	operation := made.Operation
	switch {
	case operation.Result == nil || operation.Results != nil:
		return nil
	case made.Paged:
		return operation.Pagination.Array.Elem.Object()
	case operation.Result.Items == nil:
		return operation.Result.Type.Object()
	case operation.Result.Items.Type == nil || operation.Result.Items.Whole:
		return nil
	}
	return operation.Result.Items.Type.Object()
}

// firstItem is that of a page; nil is none.
func firstItem(pagination *ir.Pagination, page any) any {
	for _, field := range pagination.List {
		object, _ := page.(map[string]any)
		page = object[field.JSON]
	}
	if items, is := page.([]any); is && len(items) > 0 {
		return items[0]
	}
	return nil
}

// ranked has the fields first by which people know things.
func ranked(fields []*ir.Field) []*ir.Field {
	known := []string{"id", "name", "title", "text", "email", "status", "key", "slug", "login", "message"}
	rank := func(field *ir.Field) int {
		if i := slices.Index(known, strings.ToLower(field.JSON)); i >= 0 {
			return i
		}
		return len(known)
	}
	sorted := slices.Clone(fields)
	slices.SortStableFunc(sorted, func(a, b *ir.Field) int { return cmp.Compare(rank(a), rank(b)) })
	return sorted
}

// prints reports whether a field is printed as the value is written in JSON.
func prints(field *ir.Field, value any) bool {
	t := field.Type
	if enum, is := t.Decl.(*ir.Enum); is && t.Kind == ir.Named {
		t = enum.Type
	}
	switch value := value.(type) {
	case string:
		return t.Kind == ir.String && !field.Sensitive && printable(value) && !strings.HasPrefix(value, "/")
	case bool:
		return t.Kind == ir.Bool
	case json.Number:
		return t.Kind == ir.Int && isNumber(t, value)
	}
	return false
}

// printable reports whether a text is the same behind "// Output:".
func printable(text string) bool {
	const long = 80
	return text != "" && len(text) <= long && text == strings.TrimSpace(text) && !strings.Contains(text, "  ") &&
		strings.IndexFunc(text, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsPrint(r) }) < 0
}
