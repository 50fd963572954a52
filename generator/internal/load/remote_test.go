package load

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/fetch"
	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// site is a server of files.
type site struct {
	*httptest.Server
	asked []string
}

// serve starts a server of files, given as path and content by turns. HERE in a file is the server's address.
func serve(t *testing.T, files ...string) *site {
	t.Helper()
	s := &site{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.asked = append(s.asked, r.URL.Path)
		for i := 0; i < len(files); i += 2 {
			if to, moved := strings.CutPrefix(files[i+1], "moved to "); moved && files[i] == r.URL.Path {
				http.Redirect(w, r, to, http.StatusFound)
				return
			}
			if files[i] == r.URL.Path {
				_, _ = w.Write([]byte(strings.ReplaceAll(files[i+1], "HERE", s.URL)))
				return
			}
		}
		http.NotFound(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

// allowing are options with which some addresses may be fetched.
func allowing(t *testing.T, addresses ...string) Options {
	t.Helper()
	client, err := fetch.New(addresses, nil)
	if err != nil {
		t.Fatal(err)
	}
	return Options{Fetch: client}
}

// referring is a document that refers to addresses.
func referring(t *testing.T, s *site, references ...string) string {
	t.Helper()
	var b strings.Builder
	b.WriteString(head + "components:\n  schemas:\n")
	for i, reference := range references {
		fmt.Fprintf(&b, "    A%d: {$ref: %q}\n", i, strings.ReplaceAll(reference, "HERE", s.URL))
	}
	return folder(t, "spec.yaml", b.String())
}

// complaints are the problems of a document, the server called HERE.
func complaints(t *testing.T, s *site, dir string, opts Options) []string {
	t.Helper()
	got := problemsOf(t, dir, "spec.yaml", opts)
	for i := range got {
		got[i] = strings.ReplaceAll(got[i], s.URL, "HERE")
	}
	return got
}

func TestRemote(t *testing.T) {
	s := serve(t,
		"/api/types.yaml", "Message:\n  type: object\n  properties:\n    author: {$ref: 'deep/author.json#/Author'}\n    again: {$ref: '#/Message'}\n",
		"/api/deep/author.json", `{"Author": {"type": "object", "properties": {"name": {"$ref": "../types.yaml#/Message"},
 "id": {"$ref": "HERE/other/id.yaml"}}}}`,
		"/other/id.yaml", "type: string\nmaxLength: 7\n",
	)
	dir := referring(t, s, "HERE/api/types.yaml#/Message", "HERE/api/deep/author.json#/Author", "HERE/other/id.yaml",
		strings.ToUpper("http")+"://"+strings.TrimPrefix(s.URL, "http://")+"/api/types.yaml#/Message")
	doc, err := File(t.Context(), filepath.Join(dir, "spec.yaml"), allowing(t, s.URL+"/api", s.URL+"/other/id.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	author := doc.T.Components.Schemas["A0"].Value.Properties["author"].Value
	if id := author.Properties["id"].Value; id.MaxLength == nil || *id.MaxLength != 7 {
		t.Errorf("the author is %+v", author)
	}
	slices.Sort(s.asked)
	expect(t, s.asked, "/api/deep/author.json", "/api/types.yaml", "/other/id.yaml")
	expect(t, doc.Files(), "spec.yaml", s.URL+"/api/deep/author.json", s.URL+"/api/types.yaml", s.URL+"/other/id.yaml")
	for pointer, want := range map[string]string{
		s.URL + "/api/types.yaml#/Message/properties/again":                           s.URL + "/api/types.yaml:5",
		"#/components/schemas/A1/properties/id":                                       s.URL + "/other/id.yaml:1",
		doc.Target(s.URL+"/api/types.yaml", "deep/author.json#/Author/properties/id"): s.URL + "/other/id.yaml:1",
	} {
		if got := doc.Position(pointer).String(); got != want && !strings.HasSuffix(got, "author.json:2") {
			t.Errorf("%s is at %s, not %s", pointer, got, want)
		}
	}
}

func TestRemoteIsRefused(t *testing.T) {
	s := serve(t,
		"/api/a.yaml", "A:\n  properties:\n    a: {$ref: '../secret.yaml'}\n    b: {$ref: /etc/passwd}\n    c: {$ref: 'file:///etc/passwd'}\n"+
			"    d: {$ref: '//127.0.0.1/x'}\n    e: {$ref: 'http://169.254.169.254/latest/meta-data'}\n    f: {$ref: 'b.yaml#/Missing'}\n",
		"/api/b.yaml", "B: {type: string}\n",
		"/api/bomb.yaml", aliases(list),
		"/api/page.html", "<!DOCTYPE html>\n<title>Sign in: now</title>\n",
		"/secret.yaml", "type: string\n",
		"/api/out.yaml", "moved to /secret.yaml",
	)
	const copied = "; copy the file into the document's folder, correct it and refer to it there"
	const address = "; correct the address, or copy what it refers to and refer to the copy"
	dir := referring(t, s, "HERE/api/a.yaml#/A", "HERE/secret.yaml", "HERE/api/none.yaml", "HERE/api/out.yaml", "HERE/api/b.yaml#/Bee",
		"http://example.com/a.yaml", "https://example.com/schemas/a.yaml#/A")
	expect(t, complaints(t, s, dir, allowing(t, s.URL+"/api")),
		`HERE/api/a.yaml:3: remote $ref "../secret.yaml": nothing is fetched over the network unless it is allowed; allow it with --fetch HERE/, or copy it and refer to the copy`,
		`HERE/api/a.yaml:4: $ref "/etc/passwd" is absolute: a file that was fetched may only refer to others by relative ones and by https addresses`+copied,
		`HERE/api/a.yaml:5: $ref "file:///etc/passwd" is absolute: a file that was fetched may only refer to others by relative ones and by https addresses`+copied,
		`HERE/api/a.yaml:6: $ref "//127.0.0.1/x" is absolute: a file that was fetched may only refer to others by relative ones and by https addresses`+copied,
		`HERE/api/a.yaml:7: remote $ref "http://169.254.169.254/latest/meta-data": "http://169.254.169.254/latest/meta-data" is not fetched: http is for this machine itself, elsewhere anybody on the way may change what is fetched: use https; copy it and refer to the copy`,
		`HERE/api/a.yaml:8: dangling $ref "b.yaml#/Missing": there is no "Missing" in "HERE/api/b.yaml"; add what it refers to, or correct it`,
		`spec.yaml:7: remote $ref "HERE/secret.yaml": nothing is fetched over the network unless it is allowed; allow it with --fetch HERE/, or copy it and refer to the copy`,
		`spec.yaml:8: $ref "HERE/api/none.yaml": cannot fetch "HERE/api/none.yaml": the server answers 404 Not Found`+address,
		`spec.yaml:9: $ref "HERE/api/out.yaml": cannot fetch "HERE/api/out.yaml": it redirects to HERE/secret.yaml: nothing is fetched over the network unless it is allowed; allow that with --fetch, too, or copy what it refers to and refer to the copy`,
		`spec.yaml:10: dangling $ref "HERE/api/b.yaml#/Bee": there is no "Bee" in "HERE/api/b.yaml"; add what it refers to, or correct it`,
		`spec.yaml:11: remote $ref "http://example.com/a.yaml": "http://example.com/a.yaml" is not fetched: http is for this machine itself, elsewhere anybody on the way may change what is fetched: use https; copy it and refer to the copy`,
		`spec.yaml:12: remote $ref "https://example.com/schemas/a.yaml#/A": nothing is fetched over the network unless it is allowed; allow it with --fetch https://example.com/schemas/, or copy it and refer to the copy`,
	)
	if slices.Contains(s.asked, "/secret.yaml") {
		t.Error("it was asked for what is not allowed")
	}
	hostile := complaints(t, s, referring(t, s, "HERE/api/bomb.yaml", "HERE/api/page.html"), allowing(t, s.URL))
	if len(hostile) != 2 || !strings.Contains(hostile[0], "aliases stand for too much") ||
		!strings.HasPrefix(hostile[1], "HERE/api/page.html:") {
		t.Errorf("got %q", hostile)
	}
}

// TestRemoteBounds fetches more than is good.
func TestRemoteBounds(t *testing.T) {
	large := "A: {type: string}\n" + strings.Repeat("# comment\n", 60)
	s := serve(t, "/a.yaml", large, "/b.yaml", large, "/c.yaml", large)
	opts := allowing(t, s.URL)
	opts.MaxSize = 1000
	expect(t, complaints(t, s, referring(t, s, "HERE/a.yaml#/A", "HERE/b.yaml#/A"), opts),
		`spec.yaml:7: $ref "HERE/b.yaml#/A": cannot fetch "HERE/b.yaml": it is too large: all that is fetched may have 1000 bytes; `+
			`correct the address, or copy what it refers to and refer to the copy`)

	endless := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n, _ := strconv.Atoi(strings.TrimPrefix(r.URL.Path, "/"))
		fmt.Fprintf(w, "A: {$ref: '%d#/A'}\n", n+1)
	}))
	defer endless.Close()
	got := complaints(t, s, referring(t, s, endless.URL+"/1#/A"), allowing(t, endless.URL))
	if !strings.Contains(strings.Join(got, "\n"), "more than 1000 files would be fetched") {
		t.Errorf("got %d problems, first %.300s", len(got), got[0])
	}
}

// TestRemoteThatMoved reads what a file refers to from where that file was in the end.
func TestRemoteThatMoved(t *testing.T) {
	s := serve(t, "/latest.yaml", "moved to /v2/types.yaml", "/v2/types.yaml", "A: {$ref: 'b.yaml#/B'}\n", "/v2/b.yaml", "B: {type: string, maxLength: 7}\n")
	doc, err := File(t.Context(), filepath.Join(referring(t, s, "HERE/latest.yaml#/A"), "spec.yaml"), allowing(t, s.URL))
	if err != nil {
		t.Fatal(err)
	}
	if a := doc.T.Components.Schemas["A0"].Value; a.MaxLength == nil {
		t.Errorf("got %+v", a)
	}
}

func TestDocumentThatIsFetched(t *testing.T) {
	s := serve(t,
		"/api/spec.yaml", head+"components:\n  schemas:\n    A: {$ref: 'types.yaml#/A'}\n    B: {$ref: '#/components/schemas/A'}\n",
		"/api/types.yaml", "A: {$ref: 'spec.yaml#/components/schemas/C'}\n",
	)
	at := s.URL + "/api/spec.yaml"
	_, err := File(t.Context(), at, allowing(t, s.URL))
	var problems problem.Problems
	if !errors.As(err, &problems) {
		t.Fatal(err)
	}
	expect(t, strings.Split(strings.ReplaceAll(problems.Error(), s.URL, "HERE"), "\n"),
		`HERE/api/types.yaml:1 #/A/$ref: dangling $ref "spec.yaml#/components/schemas/C": there is no "C" in "#/components/schemas"; did you mean "spec.yaml#/components/schemas/A"?`)
	_, err = File(t.Context(), at, Options{})
	if want := at + ": cannot read the document: nothing is fetched over the network unless it is allowed; allow it with --fetch " + s.URL + "/api/"; err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("got %v", err)
	}
	opts := allowing(t, s.URL)
	if _, err = File(t.Context(), s.URL+"/none.yaml", opts); err == nil || !strings.Contains(err.Error(), "404 Not Found; check the address") {
		t.Errorf("got %v", err)
	}
	opts.Folder = "."
	if _, err = File(t.Context(), at, opts); err == nil || !strings.Contains(err.Error(), "leave out --refs") {
		t.Errorf("got %v", err)
	}
}

// TestRemoteInterrupted gives up while a server is silent.
func TestRemoteInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	silent := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		cancel()
		<-done
	}))
	defer silent.Close()
	defer close(done)
	spec := filepath.Join(folder(t, "spec.yaml", head+"components: {schemas: {A: {$ref: '"+silent.URL+"/a.yaml'}}}\n"), "spec.yaml")
	if doc, err := File(ctx, spec, allowing(t, silent.URL)); doc != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("%v, %v", doc, err)
	}
}
