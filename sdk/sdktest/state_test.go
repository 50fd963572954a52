package sdktest_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

// step is a request and what its answer has to hold.
type step struct {
	method, path, body string
	status             int
	want               string
}

func walk(t *testing.T, s *sdktest.Server, steps []step) {
	t.Helper()
	for _, step := range steps {
		got := ask(t, s, step.method, step.path, step.body)
		if got.status != step.status || !strings.Contains(got.text, step.want) {
			t.Errorf("%s %s %s: got %d %s, want %d with %s", step.method, step.path, step.body, got.status, got.text, step.status, step.want)
		}
	}
}

func TestItemsAreKept(t *testing.T) {
	s := newServer(t)
	walk(t, s, []step{
		{"POST", "/shelves/a/books", `{"title":"One"}`, 201, `{"added":"2026-03-30T09:15:00Z","id":"books-1","kind":"BOOK","lent":false,"shelf":"a","title":"One"}`},
		{"GET", "/shelves/a/books/books-1", ``, 200, `"title":"One"`},
		{"GET", "/shelves/b/books/books-1", ``, 200, `"title":"Shown"`},
		{"PATCH", "/shelves/a/books/books-1", `{"subtitle":"or so"}`, 200, `"subtitle":"or so","title":"One","updatedAt":"2026-03-30T09:15:00Z"`},
		{"PATCH", "/shelves/a/books/books-1", `{"subtitle":null}`, 200, `"shelf":"a","title":"One"`},
		{"PUT", "/shelves/a/books/books-1", `{"title":"Two"}`, 200, `"title":"Two"`},
		{"PUT", "/shelves/a/books/mine", `{"title":"Mine"}`, 200, `"id":"mine"`},
		{"GET", "/shelves/a/books", ``, 200, `"total":2`},
		{"DELETE", "/shelves/a/books/books-1", ``, 204, ``},
		{"GET", "/shelves/a/books/books-1", ``, 404, `"status":404,"trace":""`},
		{"DELETE", "/shelves/a/books/books-1", ``, 404, ``},
		{"GET", "/shelves/a/books", ``, 200, `"total":1`},
		{"DELETE", "/shelves/a", ``, 204, ``},
		{"GET", "/shelves/a", ``, 404, ``},
		{"GET", "/shelves/a/books", ``, 404, ``},
	})
}

func TestPropertiesFindTheirPlace(t *testing.T) {
	s := newServer(t)
	walk(t, s, []step{
		{"POST", "/shelves/a/books", `{"title":"One","sort":"MAP"}`, 201, `"kind":"MAP","lent":false,"shelf":"a","title":"One"}`},
		{"POST", "/shelves/a/books", `{"title":"Two","author":{"name":"Ada","unheard":12345678901234567890}}`, 201, `"author":{"name":"Ada","unheard":12345678901234567890}`},
		{"POST", "/shelves/a/books", `{"title":"Two","unheard":[1]}`, 201, `"unheard":[1]`},
		{"PATCH", "/shelves/a/books/books-1", `{"page":7}`, 200, `"loan":{"page":7,"since":"2026-03-30T09:15:00Z"}`},
	})
}

func TestIdempotencyKey(t *testing.T) {
	s := newServer(t)
	walk(t, s, []step{
		{"POST", "/shelves/a/books", `{"title":"One","key":"k"}`, 201, `"id":"books-1"`},
		{"POST", "/shelves/a/books", `{"title":"Two","key":"k"}`, 201, `"title":"One"`},
		{"POST", "/shelves/a/books", `{"title":"Three","key":"l"}`, 201, `"id":"books-2"`},
		{"POST", "/shelves/b/books", `{"title":"Four","key":"k"}`, 201, `"id":"books-3"`},
	})
	if kept := s.Items("/shelves/{shelf}/books"); len(kept) != 3 {
		t.Errorf("kept %s", kept)
	}
}

func TestLocationNamesTheItem(t *testing.T) {
	s := newServer(t)
	got := ask(t, s, "POST", "/shelves/a%2Fb%20c/books", `{"title":"One"}`)
	if got.location != s.URL+"/shelves/a%2Fb%20c/books/books-1" || got.value["shelf"] != "a/b c" {
		t.Errorf("got %+v", got)
	}
	again := ask(t, s, "GET", strings.TrimPrefix(got.location, s.URL), "")
	if again.value["title"] != "One" {
		t.Errorf("got %+v", again)
	}
}

func TestExamplesStandWhereNothingIs(t *testing.T) {
	s := newServer(t, sdktest.WithExamples())
	walk(t, s, []step{
		{"GET", "/shelves/a/books", ``, 200, `{"books":[{"added":"2020-01-01T00:00:00Z","id":"example","kind":"BOOK","lent":false,"shelf":"a","title":"Shown"}],"total":1}`},
		{"GET", "/shelves/a/books/any", ``, 200, `"id":"any"`},
		{"PATCH", "/shelves/a/books/any", `{"title":"Changed"}`, 200, `"title":"Changed"`},
		{"GET", "/shelves/a/books/any", ``, 200, `"title":"Changed"`},
		{"POST", "/shelves/a/books", `{"title":"One"}`, 201, ``},
		{"GET", "/shelves/a/books/other", ``, 404, ``},
		{"GET", "/shelves/a/books/example", ``, 200, `"title":"Shown"`},
		{"GET", "/shelves/a/books/any", ``, 200, `"title":"Changed"`},
	})
}

func TestListsInventNothing(t *testing.T) {
	walk(t, newServer(t), []step{
		{"GET", "/shelves/a/books", ``, 200, `{"books":[],"total":0}`},
		{"GET", "/shelves/a/books/any", ``, 200, `"id":"any"`},
		{"PATCH", "/shelves/a/books/any", `{"title":"Changed"}`, 200, `"title":"Changed"`},
		{"GET", "/shelves/a/books", ``, 200, `"total":1`},
	})
}

func TestWithoutExamples(t *testing.T) {
	s := newServer(t, sdktest.WithoutExamples())
	walk(t, s, []step{
		{"GET", "/shelves/a/books", ``, 200, `{"books":[],"total":0}`},
		{"GET", "/shelves/a/books/example", ``, 404, ``},
		{"GET", "/shelves/a", ``, 200, `{"shelf":"a"}`}, // nobody can create one
		{"GET", "/shelves/a/books/any/loan", ``, 404, ``},
		{"POST", "/shelves/a/books", `{"title":"One"}`, 201, `"id":"books-1"`},
		{"GET", "/shelves/a/books/books-1/loan", ``, 200, ``},
		{"GET", "/shelves/b/books/books-1/loan", ``, 404, ``},
		{"DELETE", "/shelves/a/books/books-1", ``, 204, ``},
		{"GET", "/shelves/a/books/books-1/loan", ``, 404, ``},
	})
}

func TestListsGoOn(t *testing.T) {
	s := newServer(t, sdktest.WithPageSize(2))
	for _, body := range []string{
		`{"title":"c","author":{"name":"Ada"}}`, `{"title":"a","author":{"name":"Bob"}}`, `{"title":"b","author":{"name":"Eve"}}`,
	} {
		ask(t, s, "POST", "/shelves/a/books", body)
	}
	if err := s.Put("/shelves/{shelf}/books", map[string]string{"shelf": "a"}, map[string]any{"id": "lent", "title": "d", "lent": true}); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{
		"":                              "ca b",
		"limit=3":                       "cab",
		"sort=title":                    "ab c",
		"sort=-title":                   "cb a",
		"lent=true":                     "d",
		"authorName=Bob&authorName=Eve": "ab",
		"authorName=Nobody":             "",
	} {
		if got := strings.Join(pages(t, s, query), " "); got != want {
			t.Errorf("%s: got %q, want %q", query, got, want)
		}
	}
}

// pages are the titles of a list, page by page.
func pages(t *testing.T, s *sdktest.Server, query string) []string {
	t.Helper()
	var all []string
	for from := ""; ; {
		got := ask(t, s, "GET", "/shelves/a/books?from="+from+"&"+query, "")
		var page struct {
			Books []struct{ Title string }
			Next  string
		}
		if err := json.Unmarshal([]byte(got.text), &page); err != nil {
			t.Fatal(err)
		}
		titles := ""
		for _, book := range page.Books {
			titles += book.Title
		}
		all = append(all, titles)
		if page.Next == "" {
			return all
		}
		from = page.Next
	}
}

func TestPut(t *testing.T) {
	s := newServer(t)
	where := map[string]string{"shelf": "a"}
	const collection = "/shelves/{shelf}/books"
	for name, item := range map[string]any{"no id": map[string]any{"title": "x"}, "no object": 7, "no JSON": func() {}} {
		if err := s.Put(collection, where, item); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
	if err := s.Put("/nowhere", nil, map[string]any{"id": "1"}); err == nil {
		t.Error("a path that is not the document's was taken")
	}
	newer := map[string]any{"id": "1", "title": "One", "lent": "perhaps", "newer": true}
	if err := s.Put(collection, where, newer); err != nil {
		t.Fatal(err)
	}
	walk(t, s, []step{{"GET", "/shelves/a/books/1", ``, 200, `{"id":"1","lent":"perhaps","newer":true,"shelf":"a","title":"One"}`}})
}

// New ids look like the document's: digits where an example shows digits, though they are texts.
func TestIDsLookLikeTheExample(t *testing.T) {
	for parameter, want := range map[string]string{
		`"schema":{"type":"string"},"example":"88123"`:    `"id":"1001"`,
		`"schema":{"type":"string","example":"88123"}`:    `"id":"1001"`,
		`"schema":{"type":"string"},"example":"a-88123"`:  `"id":"things-1"`,
		`"schema":{"type":"string"}`:                      `"id":"things-1"`,
		`"schema":{"type":"string","format":"uuid"}`:      `"id":"00000000-0000-4000-8000-000000000001"`,
		`"schema":{"type":"integer","format":"int64"}`:    `"id":"1001"`,
		`"schema":{"type":"integer"},"example":"nothing"`: `"id":"1001"`,
	} {
		thing := `{"description":"","content":{"application/json":{"schema":{"type":"object","properties":{"id":{"type":"string"}}}}}}`
		api, err := sdktest.NewAPI(sdktest.Config{
			Document: "x.json", Files: map[string]string{"x.json": `{"openapi":"3.0.3","info":{"title":"x","version":"1"},"paths":{
				"/things":{"post":{"responses":{"201":` + thing + `}}},
				"/things/{thing}":{"parameters":[{"name":"thing","in":"path","required":true,` + parameter + `}],"get":{"responses":{"200":` + thing + `}}}}}`},
			Operations: []sdktest.Operation{
				{Name: "AddThing", Method: "POST", Path: "/things", Collection: "/things"},
				{Name: "GetThing", Method: "GET", Path: "/things/{thing}", Collection: "/things"},
			},
		})
		if err != nil {
			t.Fatal(err)
		}
		walk(t, sdktest.NewServer(t, api), []step{{"POST", "/things", ``, 201, want}})
	}
}
