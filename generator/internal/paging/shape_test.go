package paging

import (
	"strings"
	"testing"
	"unicode"

	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// shapes reads types as these tests write them: "int", "string?", which may be null, "[]T", and "{a: T, b!: T}", in which b
// is required.
type shapes struct {
	t    *testing.T
	text string
}

// shape is the type that a text describes; nil for "".
func shape(t *testing.T, text string) *ir.Type {
	t.Helper()
	if text == "" {
		return nil
	}
	s := &shapes{t: t, text: strings.ReplaceAll(text, " ", "")}
	made := s.next()
	if s.text != "" {
		t.Fatalf("%s: %q is left", text, s.text)
	}
	return made
}

func (s *shapes) eat(token string) bool {
	rest, found := strings.CutPrefix(s.text, token)
	s.text = rest
	return found
}

func (s *shapes) word() string {
	end := strings.IndexFunc(s.text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("_-@.$", r)
	})
	if end < 0 {
		end = len(s.text)
	}
	word := s.text[:end]
	s.text = s.text[end:]
	return word
}

func (s *shapes) next() *ir.Type {
	switch {
	case s.eat("[]"):
		return &ir.Type{Kind: ir.Array, Elem: s.next()}
	case s.eat("{"):
		object := &ir.Object{Name: "Object"}
		for !s.eat("}") {
			object.Fields = append(object.Fields, s.field())
			s.eat(",")
		}
		return &ir.Type{Kind: ir.Named, Decl: object}
	}
	word := s.word()
	kinds := map[string]ir.Kind{"string": ir.String, "int": ir.Int, "bool": ir.Bool, "raw": ir.Raw}
	kind, known := kinds[word]
	if !known {
		s.t.Fatalf("no kind %q before %q", word, s.text)
	}
	return &ir.Type{Kind: kind}
}

func (s *shapes) field() *ir.Field {
	name := s.word()
	field := &ir.Field{JSON: name, Name: naming.Exported(name), Required: s.eat("!")}
	if !s.eat(":") {
		s.t.Fatalf("no type of %q before %q", name, s.text)
	}
	field.Type = s.next()
	field.Nullable = s.eat("?")
	field.Pointer = (!field.Required || field.Nullable) && !ir.NilIsZero(field.Type)
	return field
}

// operation is one with query parameters and an answer, each as a shape.
func operation(t *testing.T, method, path, query, answer string) *ir.Operation {
	t.Helper()
	made := &ir.Operation{Name: "ListThings", Call: "ListThings", Method: method, Path: path}
	if params := shape(t, query); params != nil {
		made.Params = params.Object()
		for _, field := range made.Params.Fields {
			made.QueryParams = append(made.QueryParams, &ir.Param{Field: field, In: "query"})
		}
	}
	if result := shape(t, answer); result != nil {
		made.Result = &ir.Result{Type: result, Encoding: ir.AsJSON}
	}
	return made
}

// describe writes a pagination as these tests compare it: "cursor after next data items data more has_more".
func describe(page *ir.Pagination) string {
	if page == nil {
		return "none"
	}
	text := []string{"cursor", "last", "offset", "number", "link", "header"}[page.By]
	if page.Param != nil {
		text += " " + page.Param.JSON
	}
	for _, part := range []struct {
		word string
		way  []*ir.Field
	}{{"items", page.List}, {"next", page.Next}, {"more", page.More}, {"total", page.Total}, {"number", page.Number}} {
		if len(part.way) == 0 {
			continue
		}
		names := make([]string, len(part.way))
		for i, field := range part.way {
			names[i] = field.JSON
		}
		text += " " + part.word + " " + strings.Join(names, ".")
	}
	if page.InBody {
		text += " in body"
	}
	if page.Linked {
		text += " linked"
	}
	return text
}
