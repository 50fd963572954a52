package runtime_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/check"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// build is the request that a call makes.
func build(t testing.TB, call *runtime.Call) (*http.Request, error) {
	t.Helper()
	var sent *http.Request
	c, err := runtime.New(runtime.API{BaseURL: "https://api.example.com/base"}, sdk.WithoutRetries(),
		transport(func(_ int, req *http.Request) (*http.Response, error) {
			sent = req
			return response(req, 204, ""), nil
		}).option())
	if err != nil {
		t.Fatal(err)
	}
	err = c.Do(context.Background(), call)
	return sent, err
}

type state string

type color struct {
	R int `json:"R"`
	G int `json:"G"`
}

// fixed is an object that writes itself.
type fixed struct{}

func (fixed) MarshalJSON() ([]byte, error) { return []byte(`{"a":1,"b":"x y"}`), nil }

// number is a variant of a union that is no object.
type number struct{ Value int }

func (n number) MarshalJSON() ([]byte, error) { return json.Marshal(n.Value) }

func pointer[T any](v T) *T { return &v }

var (
	words = []string{"blue", "a b,c"}
	red   = color{R: 100, G: 200}
	noon  = time.Date(2026, 3, 1, 12, 0, 0, 500, time.UTC)
)

func TestPathStyles(t *testing.T) {
	for _, test := range []struct {
		style   string
		explode bool
		value   any
		want    string
	}{
		{"", false, "a/b ?#%", "a%2Fb%20%3F%23%25"},
		{"", false, "...", "..."},
		{"", false, 7, "7"},
		{"", false, int32(-7), "-7"},
		{"", false, int64(1) << 62, "4611686018427387904"},
		{"", false, true, "true"},
		{"", false, 0.5, "0.5"},
		{"", false, state("on"), "on"},
		{"", false, noon, "2026-03-01T12%3A00%3A00.0000005Z"},
		{"", false, []byte("hi?"), "aGk%2F"},
		{"", false, words, "blue,a%20b%2Cc"},
		{"", true, words, "blue,a%20b%2Cc"},
		{"", false, red, "R,100,G,200"},
		{"", false, &red, "R,100,G,200"},
		{"", true, red, "R=100,G=200"},
		{"", false, &fixed{}, "a,1,b,x%20y"},
		{"", false, &number{3}, "3"},
		{"", false, map[string]string{"k": "v w"}, "k,v%20w"},
		{"", false, json.RawMessage(`["g",1.50]`), "g,1.50"},
		{"", false, json.RawMessage(`no/JSON`), "no%2FJSON"},
		{"label", false, "a", ".a"},
		{"label", true, words, ".blue.a%20b%2Cc"},
		{"matrix", false, "a", ";p=a"},
		{"matrix", true, words, ";p=blue;p=a%20b%2Cc"},
		{"matrix", true, red, ";R=100;G=200"},
		{"json", false, "a/b", "%22a%2Fb%22"},
		{"json", false, &red, "%7B%22R%22%3A100%2C%22G%22%3A200%7D"},
		{"text", false, "a,b", "a%2Cb"},
	} {
		op := &runtime.Operation{Method: "GET", Path: "/things/{p}/x", Parameters: []runtime.Parameter{
			{Name: "p", In: "path", Style: test.style, Explode: test.explode},
		}}
		req, err := build(t, &runtime.Call{Operation: op, Path: []any{test.value}})
		if err != nil || req.URL.String() != "https://api.example.com/base/things/"+test.want+"/x" {
			t.Errorf("%s %t %v: got %v, %v\nwant %s", test.style, test.explode, test.value, req, err, test.want)
		}
	}
}

func TestQueryStyles(t *testing.T) {
	for _, test := range []struct {
		style   string
		explode bool
		value   any
		want    string
	}{
		{"", false, "a&b=c d+é", "p%5B%5D=a%26b%3Dc%20d%2B%C3%A9"},
		{"", false, "", "p%5B%5D="},
		{"", false, pointer("a"), "p%5B%5D=a"},
		{"", false, pointer(7), "p%5B%5D=7"},
		{"", false, pointer(int32(7)), "p%5B%5D=7"},
		{"", false, pointer(int64(7)), "p%5B%5D=7"},
		{"", false, pointer(false), "p%5B%5D=false"},
		{"", false, pointer(1.5), "p%5B%5D=1.5"},
		{"", false, pointer(state("on")), "p%5B%5D=on"},
		{"", false, &noon, "p%5B%5D=2026-03-01T12%3A00%3A00.0000005Z"},
		{"", false, []byte("hi?"), "p%5B%5D=aGk%2F"},
		{"", true, words, "p%5B%5D=blue&p%5B%5D=a%20b%2Cc"},
		{"", false, words, "p%5B%5D=blue,a%20b%2Cc"},
		{"", true, []state{"on", "off"}, "p%5B%5D=on&p%5B%5D=off"},
		{"", false, []int64{1, 2}, "p%5B%5D=1,2"},
		{"", true, &red, "R=100&G=200"},
		{"", false, &red, "p%5B%5D=R,100,G,200"},
		{"", false, json.RawMessage(`"x y"`), "p%5B%5D=x%20y"},
		{"", true, json.RawMessage(`[1,2.50]`), "p%5B%5D=1&p%5B%5D=2.50"},
		{"", false, json.RawMessage(`no JSON`), "p%5B%5D=no%20JSON"},
		{"spaceDelimited", false, []string{"x", "y,z"}, "p%5B%5D=x%20y%2Cz"},
		{"spaceDelimited", true, words, "p%5B%5D=blue&p%5B%5D=a%20b%2Cc"},
		{"pipeDelimited", false, words, "p%5B%5D=blue%7Ca%20b%2Cc"},
		{"pipeDelimited", true, words, "p%5B%5D=blue&p%5B%5D=a%20b%2Cc"},
		{"deepObject", true, &red, "p%5B%5D%5BR%5D=100&p%5B%5D%5BG%5D=200"},
		{"deepObject", false, &red, "p%5B%5D%5BR%5D=100&p%5B%5D%5BG%5D=200"},
		{"deepObject", true, map[string]json.RawMessage{"a": json.RawMessage(`{"b":"c d"}`)}, "p%5B%5D%5Ba%5D%5Bb%5D=c%20d"},
		{"deepObject", true, &number{3}, "p%5B%5D=3"},
		{"deepObject", true, json.RawMessage(`{"a":[1]}`), "p%5B%5D%5Ba%5D%5B0%5D=1"},
		{"deepObject", true, json.RawMessage(`no JSON`), "p%5B%5D=no%20JSON"},
		{"json", false, &red, "p%5B%5D=%7B%22R%22%3A100%2C%22G%22%3A200%7D"},
		{"json", false, words, "p%5B%5D=%5B%22blue%22%2C%22a%20b%2Cc%22%5D"},
		{"text", false, pointer("1,2\n"), "p%5B%5D=1%2C2%0A"},
	} {
		op := &runtime.Operation{Method: "GET", Path: "/things", Parameters: []runtime.Parameter{
			{Name: "p[]", In: "query", Field: "P", Style: test.style, Explode: test.explode},
		}}
		req, err := build(t, &runtime.Call{Operation: op, Params: &struct{ P any }{test.value}})
		if err != nil || req.URL.RawQuery != test.want {
			t.Errorf("%s %t %v: got %v, %v\nwant %s", test.style, test.explode, test.value, req, err, test.want)
		}
	}
}

func TestHeaderAndCookieStyles(t *testing.T) {
	for _, test := range []struct {
		style          string
		explode        bool
		value          any
		header, cookie string
	}{
		{"", false, pointer("a, b"), "a, b", `a%2C%20b`},
		{"", false, pointer(7), "7", "7"},
		{"", false, []string{"x", "y"}, "x,y", `x,y`},
		{"", false, &red, "R,100,G,200", `R,100,G,200`},
		{"", false, &noon, "2026-03-01T12:00:00.0000005Z", "2026-03-01T12:00:00.0000005Z"},
		{"json", false, &red, `{"R":100,"G":200}`, "%7B%22R%22%3A100%2C%22G%22%3A200%7D"},
	} {
		op := &runtime.Operation{Method: "GET", Path: "/things", Parameters: []runtime.Parameter{
			{Name: "x-p", In: "header", Field: "P", Style: test.style, Explode: test.explode},
			{Name: "p", In: "cookie", Field: "P", Style: test.style, Explode: test.explode},
		}}
		req, err := build(t, &runtime.Call{Operation: op, Params: &struct{ P any }{test.value}})
		if err != nil || req.Header.Get("X-P") != test.header || req.Header.Get("Cookie") != "p="+test.cookie {
			t.Errorf("%s %t %v: got %v, %v\nwant %s and %s", test.style, test.explode, test.value, req, err, test.header, test.cookie)
		}
	}
}

// list are the parameters of an operation as a generated struct has them.
type list struct {
	Filter json.RawMessage
	After  *string
	State  []state
	IDs    []string
	Limit  int
	Free   map[string]string
	Either any
}

func listing() *runtime.Operation {
	return &runtime.Operation{Name: "List", Method: "GET", Path: "/things?kind=a%26b", Parameters: []runtime.Parameter{
		{Name: "limit", In: "query", Field: "Limit", Required: true},
		{Name: "ids", In: "query", Field: "IDs", Required: true},
		{Name: "after", In: "query", Field: "After"},
		{Name: "filter", In: "query", Field: "Filter", Style: "json"},
		{Name: "state", In: "query", Field: "State", Explode: true},
		{Name: "free", In: "query", Field: "Free", Explode: true},
		{Name: "either", In: "query", Field: "Either"},
	}}
}

func TestQueriesHaveTheOrderOfTheDocument(t *testing.T) {
	for _, test := range []struct {
		params *list
		want   string
	}{
		{&list{IDs: words}, "kind=a%26b&limit=0&ids=blue,a%20b%2Cc"}, // what is required is sent, also where it is zero
		{&list{Limit: 5, IDs: []string{""}, After: pointer("x"), Filter: json.RawMessage("{}"), State: []state{"on"}}, "kind=a%26b&limit=5&ids=&after=x&filter=%7B%7D&state=on"},
		{&list{IDs: []string{"7"}, Free: map[string]string{}, Either: &number{1}}, "kind=a%26b&limit=0&ids=7&either=1"}, // an empty object has no parts
	} {
		req, err := build(t, &runtime.Call{Operation: listing(), Params: test.params})
		if err != nil || req.URL.RawQuery != test.want {
			t.Errorf("got  %v, %v\nwant %s", req, err, test.want)
		}
	}
}

// TestRequiredLists: a required list that has nothing to send is an error, with all others.
func TestRequiredLists(t *testing.T) {
	op := &runtime.Operation{Method: "GET", Path: "/", Parameters: []runtime.Parameter{
		{Name: "ids", In: "query", Field: "IDs", Required: true},
		{Name: "X-Names", In: "header", Field: "Names", Required: true},
		{Name: "json", In: "query", Field: "JSON", Required: true, Style: "json"},
		{Name: "empty", In: "query", Field: "Empty", Required: true, Empty: true},
		{Name: "map", In: "query", Field: "Map", Required: true},
	}}
	type params struct {
		IDs, Names, JSON, Empty []string
		Map                     map[string]string
	}
	for _, test := range []struct {
		params params
		query  string
		err    string
	}{
		{params{}, "", "ids is required\nX-Names is required\njson is required\nempty is required\nmap is required"},
		{params{[]string{}, []string{}, []string{}, []string{}, map[string]string{}}, "", "ids is required\nX-Names is required\nmap is required"},
		{params{[]string{"a"}, []string{"b"}, []string{}, []string{}, map[string]string{"c": "d"}}, "ids=a&json=%5B%5D&empty=&map=c,d", ""},
	} {
		req, err := build(t, &runtime.Call{Operation: op, Params: &test.params})
		if test.err != "" {
			if req != nil || !strings.HasSuffix(as[*sdk.InvalidRequestError](t, err).Error(), test.err) {
				t.Errorf("got  %v\nwant %s", err, test.err)
			}
		} else if err != nil || req.URL.RawQuery != test.query || req.Header.Get("X-Names") != "b" {
			t.Errorf("got  %v, %v\nwant %s", req, err, test.query)
		}
	}
}

// TestHeadersWithMeaning: Host has a place of its own, and a parameter is nearer than what the client always sends.
func TestHeadersWithMeaning(t *testing.T) {
	op := &runtime.Operation{Method: "GET", Path: "/", Parameters: []runtime.Parameter{
		{Name: "host", In: "header", Field: "Host"}, {Name: "user-agent", In: "header", Field: "Agent"},
	}}
	req, err := build(t, &runtime.Call{Operation: op, Params: &struct{ Host, Agent string }{"other.example.com", "mine"}})
	if err != nil || req.Host != "other.example.com" || req.URL.Host != "api.example.com" || req.UserAgent() != "mine" {
		t.Errorf("got %v, %v", req, err)
	}
}

// TestPathsStayWhereTheyAre: no style makes a value lead to another resource.
func TestPathsStayWhereTheyAre(t *testing.T) {
	for _, test := range []struct {
		style string
		value any
	}{{"", []string{"."}}, {"", []string{"..", ""}[:1]}, {"label", "."}, {"label", []string{""}}, {"", []string{}}} {
		op := &runtime.Operation{Method: "GET", Path: "/things/{p}/x", Parameters: []runtime.Parameter{{Name: "p", In: "path", Style: test.style}}}
		if req, err := build(t, &runtime.Call{Operation: op, Path: []any{test.value}}); err == nil {
			t.Errorf("%s %v is sent to %s", test.style, test.value, req.URL)
		}
	}
}

// TestOneOperationTakesSeveralStructs holds an operation's memory of where its fields are against another struct.
func TestOneOperationTakesSeveralStructs(t *testing.T) {
	op := &runtime.Operation{Method: "GET", Path: "/", Parameters: []runtime.Parameter{{Name: "a", In: "query", Field: "A"}}}
	for _, params := range []any{&struct{ A int }{1}, &struct{ B, A int }{2, 1}, &struct{ A int }{1}} {
		if req, err := build(t, &runtime.Call{Operation: op, Params: params}); err != nil || req.URL.RawQuery != "a=1" {
			t.Errorf("%+v: got %v, %v", params, req, err)
		}
	}
	if _, err := build(t, &runtime.Call{Operation: op, Params: &struct{ B int }{}}); err == nil || !strings.Contains(err.Error(), "no field A") {
		t.Errorf("got %v", err)
	}
}

func TestPathTemplates(t *testing.T) {
	parameters := []runtime.Parameter{{Name: "b", In: "path"}, {Name: "q", In: "query"}, {Name: "a", In: "path"}}
	for template, want := range map[string]string{
		"/":                  "/base/",
		"/x%20y/":            "/base/x%20y/",
		"/{a}/{b}":           "/base/A/B",
		"/{b}.{a}/{b}":       "/base/B.A/B",
		"/v1/{a}:cancel":     "/base/v1/A:cancel",
		"/{a*}/{b:[a-z]+}/":  "/base/A/B/",
		"/{a}/{c}":           "",
		"/%zz":               "",
		"/{a}(id='{b}')/get": "/base/A(id='B')/get",
	} {
		op := &runtime.Operation{Method: "GET", Path: template, Parameters: parameters}
		req, err := build(t, &runtime.Call{Operation: op, Path: []any{"B", "A"}})
		if want == "" {
			as[*sdk.InvalidRequestError](t, err)
		} else if err != nil || req.URL.EscapedPath() != want {
			t.Errorf("%s: got %v, %v, want %s", template, req, err, want)
		}
	}
}

// checked is an argument with rules of its own.
type checked struct{ problems error }

func (c *checked) Validate() error { return c.problems }

func TestAllProblemsAreReportedAtOnce(t *testing.T) {
	op := &runtime.Operation{
		Name: "Update", Method: "PUT", Path: "/{n}/{s}/{e}/{u}",
		Parameters: []runtime.Parameter{
			{Name: "n", In: "path", Bits: 32}, {Name: "s", In: "path"}, {Name: "e", In: "path"}, {Name: "u", In: "path"},
			{Name: "limit", In: "query", Field: "Limit", Required: true},
		},
		Body: runtime.RequestBody{Argument: "thing", Required: true},
	}
	inside := &checked{check.Problems{{Path: "size", Message: "is wrong"}}}
	for _, test := range []struct {
		call *runtime.Call
		want string
	}{
		{&runtime.Call{Path: []any{"1.5", "..", state(""), (*checked)(nil)}, Params: (*list)(nil)}, `n must be a decimal integer of 32 bits, such as "4711"` + "\n" +
			`s must not be empty, "." or "..": it would address another resource` + "\n" +
			`e must not be empty, "." or "..": it would address another resource` + "\n" +
			"u must not be nil\nparams must not be nil\nthing must not be nil"},
		{&runtime.Call{Path: []any{"1", "s", state("e"), inside}, Params: inside, Body: inside, Problems: check.Problems{{Path: "s", Message: "is long"}}},
			"u.size is wrong\ns is long\nsize is wrong\nsize is wrong"},
		{&runtime.Call{Path: []any{"1", "s", state("e"), 1}, Params: &checked{}, Body: &checked{errors.New("is odd")}}, "thing is odd"},
	} {
		test.call.Operation = op
		_, err := build(t, test.call)
		var problems check.Problems
		if as[*sdk.InvalidRequestError](t, err); !errors.As(err, &problems) || problems.Error() != test.want {
			t.Errorf("got  %v\nwant %s", problems, test.want)
		}
	}
}

// FuzzParameters sends what no document foresees: a value arrives as it is and stays in its place, or nothing is sent.
func FuzzParameters(f *testing.F) {
	for _, value := range []string{"", "a/b", "..", "%2e%2e", "a b+c&d=e#f", "é\x00\xff", `"\`, "//evil.example", "a;b,c|d"} {
		f.Add(value)
	}
	op := &runtime.Operation{Method: "GET", Path: "/things/{id}/x", Parameters: []runtime.Parameter{
		{Name: "id", In: "path"},
		{Name: "q", In: "query", Field: "Q"},
		{Name: "all", In: "query", Field: "All", Explode: true},
		{Name: "deep", In: "query", Field: "Deep", Style: "deepObject"},
		{Name: "raw", In: "query", Field: "Raw"},
	}}
	f.Fuzz(func(t *testing.T, value string) {
		req, err := build(t, &runtime.Call{Operation: op, Path: []any{value}, Params: &struct {
			Q    *string
			All  []string
			Deep map[string]string
			Raw  json.RawMessage
		}{&value, []string{value, value}, map[string]string{"k": value}, json.RawMessage(value)}})
		if err != nil {
			as[*sdk.InvalidRequestError](t, err)
			return
		}
		query, err := url.ParseQuery(req.URL.RawQuery)
		if err != nil || query.Get("q") != value || len(query["all"]) != 2 || query["all"][1] != string([]rune(value)) {
			t.Errorf("the query is %s: %v", req.URL.RawQuery, err)
		}
		if req.URL.Host != "api.example.com" || req.URL.Path != "/base/things/"+value+"/x" || strings.Count(req.URL.EscapedPath(), "/") != 4 {
			t.Errorf("%q was sent to %s", value, req.URL)
		}
	})
}
