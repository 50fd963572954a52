package sdktest_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

// reports is a testing.TB that keeps what it is told.
type reports struct {
	testing.TB
	mu     sync.Mutex
	errors []string
}

func (r *reports) Errorf(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.errors = append(r.errors, fmt.Sprintf(format, args...))
}

func TestViolationsFailTheTest(t *testing.T) {
	told := &reports{TB: t}
	s := newServer(told)
	got := ask(t, s, "POST", "/shelves/a/books", `{"author":{"name":7}}`)
	if got.status != 400 || !strings.Contains(got.value["message"].(string), "author.name") {
		t.Errorf("answered %+v", got)
	}
	want := "a request that the document does not allow: AddBook: POST /shelves/{shelf}/books: not what the document allows\n" +
		"\tbody: author.name: value must be a string\n\tbody: title: property \"title\" is missing"
	if len(told.errors) != 1 || told.errors[0] != want {
		t.Errorf("told  %q\nwant %q", told.errors, want)
	}
}

// An array in brackets is beyond kin-openapi, which is not the caller's fault.
func TestWhatCannotBeDecodedGoesUnchecked(t *testing.T) {
	if got := ask(t, newServer(t), "GET", "/shelves/a/books?with[0]=author&limit=2", ""); got.status != 200 {
		t.Errorf("answered %+v", got)
	}
}

func TestAllowViolations(t *testing.T) {
	s := newServer(t, sdktest.AllowViolations())
	for _, test := range []struct {
		method, path, body string
		header             []string
		status             int
		want               string
	}{
		{"GET", "/shelves/a/books?limit=x", "", nil, 400, "GET /shelves/{shelf}/books: not what the document allows\n\tquery: limit: "},
		{"GET", "/shelves/a/books?a=1&b=2", "", nil, 400, "\tquery: a: the operation has no such parameter\n\tquery: b: "},
		{"GET", "/shelves//books", "", nil, 400, "\tpath: shelf: it is empty"},
		{"GET", "/shelves/a/books", "", []string{"X-Reader", "x"}, 400, "\theader: X-Reader: "},
		{"POST", "/shelves/a/books", "{}", []string{"Content-Type", "text/plain"}, 400, "\tbody: "},
		{"GET", "/opening-hours", "", nil, 401, "\tsecurity: cookie or basic: "},
		{"GET", "/opening-hours", "", []string{"Authorization", "Bearer x"}, 401, "\tsecurity: "},
		{"GET", "/nowhere", "", nil, 404, "GET /nowhere: "},
		{"POST", "/opening-hours", "", nil, 405, "POST /opening-hours: "},
	} {
		got := ask(t, s, test.method, test.path, test.body, test.header...)
		found := s.Violations()
		if last := found[len(found)-1].Error(); got.status != test.status || !strings.Contains(last, test.want) {
			t.Errorf("%s %s: got %d %q, want %d %q", test.method, test.path, got.status, last, test.status, test.want)
		}
	}
}

func TestCredentials(t *testing.T) {
	s := newServer(t)
	s.Revoke("old", "b2xkOnBhc3M=")
	for _, test := range []struct {
		header []string
		status int
	}{
		{[]string{"Cookie", "session=new"}, 200},
		{[]string{"Cookie", "session=old"}, 401},
		{[]string{"Authorization", "Basic bmV3OnBhc3M="}, 200},
		{[]string{"Authorization", "Basic b2xkOnBhc3M="}, 401},
	} {
		if got := ask(t, s, "GET", "/opening-hours", "", test.header...); got.status != test.status {
			t.Errorf("%v: got %+v", test.header, got)
		}
	}
	if got := ask(t, s, "GET", "/opening-hours", "", "Cookie", "session=new"); got.value["monday"] != "9 to 5" {
		t.Errorf("got %+v", got)
	}
}

func TestLimit(t *testing.T) {
	now := clock()
	s := newServer(t, sdktest.WithClock(func() time.Time { return now }))
	s.Limit(2, time.Minute)
	var got []int
	for _, wait := range []time.Duration{0, 0, 0, 59 * time.Second, time.Second, 0, 0} {
		now = now.Add(wait)
		got = append(got, ask(t, s, "GET", "/shelves/a", "").status)
	}
	if want := "[200 200 429 429 200 200 429]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
	s.Limit(0, 0)
	if got := ask(t, s, "GET", "/shelves/a", ""); got.status != 200 {
		t.Errorf("got %+v without a limit", got)
	}
}

// TestVerifyAnswers has an example that contradicts its schema.
func TestVerifyAnswers(t *testing.T) {
	wrong := strings.Replace(library, `"title": "Shown"`, `"title": 7`, 2)
	api, err := sdktest.NewAPI(sdktest.Config{
		Document: "library.json", Files: map[string]string{"library.json": wrong, "schemas/author.json": author},
	})
	if err != nil {
		t.Fatal(err)
	}
	told := &reports{TB: t}
	ask(t, sdktest.NewServer(told, api, sdktest.WithExamples()), "GET", "/shelves/a/books", "")
	if len(told.errors) != 0 {
		t.Errorf("told %q unasked", told.errors)
	}
	ask(t, sdktest.NewServer(told, api, sdktest.WithExamples(), sdktest.VerifyAnswers()), "GET", "/shelves/a/books", "")
	if len(told.errors) != 1 || !strings.Contains(told.errors[0], "GET /shelves/{shelf}/books") {
		t.Errorf("told %q", told.errors)
	}
}

func TestDocumentsThatAreNone(t *testing.T) {
	for _, document := range []string{"", "{", `{"openapi":"3.0.3"}`, `{"openapi":"3.0.3","paths":{"/a":{"$ref":"/etc/passwd"}}}`} {
		if _, err := sdktest.NewAPI(sdktest.Config{Document: "a", Files: map[string]string{"a": document}}); err == nil {
			t.Errorf("%q was taken", document)
		}
	}
}
