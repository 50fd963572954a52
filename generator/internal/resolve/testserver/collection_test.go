package testserver

import (
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// TestCollections lists operations as "METHOD path answer" with what of the server's state they deal with. A Book has an id,
// Books are a list of them beside
// another list, and a Shelf has one list of anything.
func TestCollections(t *testing.T) {
	cases := map[string][]string{
		"a list, a POST and an item": {
			"GET /books Books = /books books", "POST /books Book = /books", "GET /books/{id} Book = /books", "DELETE /books/{id} = /books",
		},
		"an item that nothing lists":        {"PUT /books/{id} Book = /books"},
		"what a deletion answers":           {"DELETE /books/{id} Receipt = /books", "PATCH /books/{id} Book = /books", "GET /all Books = /books books"},
		"answers without a type":            {"GET /books/{id} = /books", "GET /books Books = /books", "GET /books-of-all Books ="},
		"one list, and nobody says of what": {"GET /books/{id} = /books", "GET /books Shelf = /books books"},
		"elsewhere":                         {"GET /books/{id} Book = /books", "GET /search Books = /books books", "POST /print Book = /books", "GET /latest Book ="},
		"elsewhere, below other parameters": {"GET /shelves/{shelf}/books/{id} Book = /shelves/{shelf}/books", "GET /search Books ="},
		"below each other":                  {"GET /shelves/{shelf} Shelf = /shelves", "GET /shelves/{shelf}/books/{id} Book = /shelves/{shelf}/books"},
		"several parameters in a segment":   {"GET /books/{id}.{format} Book ="},
		"no items":                          {"GET /books Books =", "POST /books Book ="},
	}
	for name, lines := range cases {
		t.Run(name, func(t *testing.T) {
			api, answers := &ir.API{}, answers()
			for _, line := range lines {
				api.Operations = append(api.Operations, operation(line, answers))
			}
			kept := collections(api, itemsOf(api))
			for i, o := range api.Operations {
				said, _, _ := strings.Cut(lines[i], " =")
				got := said + " ="
				if found := kept[o]; found.Collection != "" {
					got += " " + strings.Join(append([]string{found.Collection}, found.Items...), " ")
				}
				if got != lines[i] {
					t.Errorf("got  %s\nwant %s", got, lines[i])
				}
			}
		})
	}
}

// answers are the objects that operations answer, by name.
func answers() map[string]*ir.Object {
	book := &ir.Object{Name: "Book"}
	array := func(of *ir.Type) *ir.Type { return &ir.Type{Kind: ir.Array, Elem: of} }
	warnings := &ir.Field{JSON: "warnings", Type: array(&ir.Type{Kind: ir.String})}
	books := &ir.Field{JSON: "books", Type: array(&ir.Type{Kind: ir.Named, Decl: book})}
	return map[string]*ir.Object{
		"Book":    book,
		"Books":   {Name: "Books", Fields: []*ir.Field{warnings, books}},
		"Shelf":   {Name: "Shelf", Fields: []*ir.Field{{JSON: "books", Type: array(&ir.Type{Kind: ir.Raw})}}},
		"Receipt": {Name: "Receipt"},
	}
}

// operation makes an operation of "METHOD path answer = what is kept".
func operation(line string, answers map[string]*ir.Object) *ir.Operation {
	words := strings.Fields(strings.Split(line, "=")[0])
	made := &ir.Operation{Method: words[0], Path: words[1]}
	if len(words) > 2 {
		made.Result = &ir.Result{Encoding: ir.AsJSON, Type: &ir.Type{Kind: ir.Named, Decl: answers[words[2]]}}
	}
	return made
}
