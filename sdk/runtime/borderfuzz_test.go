package runtime_test

import (
	"bufio"
	"bytes"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

func hostileValues() []string {
	return []string{"", "a b", "a\r\nX-Injected: 1", "a; b=c", `say "hi", then`, `\`, "größe", "a\x00b", "\x7f", "a,b", "=", "%0d%0a"}
}

// FuzzHeadersAndCookies sends what no document foresees in headers and cookies: a request as it goes over the wire has the
// value where it belongs and nothing besides, or there is none.
func FuzzHeadersAndCookies(f *testing.F) {
	for _, value := range hostileValues() {
		f.Add(value)
	}
	op := &runtime.Operation{Method: "GET", Path: "/things", Parameters: []runtime.Parameter{
		{Name: "X-Text", In: "header", Field: "Text"},
		{Name: "session", In: "cookie", Field: "Session"},
		{Name: "other", In: "cookie", Field: "Other"},
	}}
	f.Fuzz(func(t *testing.T, value string) {
		other := "fixed"
		req, err := build(t, &runtime.Call{Operation: op, Params: &struct{ Text, Session, Other *string }{&value, &value, &other}})
		if err != nil {
			as[*sdk.InvalidRequestError](t, err)
			return
		}
		read := overTheWire(t, req)
		if got := read.Header["X-Text"]; len(got) != 1 || got[0] != strings.Trim(value, " \t") {
			t.Errorf("%q arrives as %q", value, got)
		}
		if read.Header.Get("X-Injected") != "" || len(read.Header["Cookie"]) != 1 || len(read.Cookies()) != 2 {
			t.Errorf("%q made %v", value, read.Header)
		}
		if cookie, err := read.Cookie("other"); err != nil || cookie.Value != other {
			t.Errorf("%q changed the other cookie to %v", value, cookie)
		}
	})
}

// overTheWire is a request as a server reads it.
func overTheWire(t *testing.T, req *http.Request) *http.Request {
	t.Helper()
	var wire bytes.Buffer
	if err := req.Write(&wire); err != nil {
		t.Fatalf("net/http does not send it: %v", err)
	}
	read, err := http.ReadRequest(bufio.NewReader(&wire))
	if err != nil {
		t.Fatalf("no server reads it: %v", err)
	}
	return read
}

// FuzzPart sends hostile names, file names and types: one part arrives, with its content, and no header that nobody gave.
func FuzzPart(f *testing.F) {
	for _, value := range hostileValues() {
		f.Add(value, value, value)
	}
	f.Fuzz(func(t *testing.T, name, fileName, contentType string) {
		parts := runtime.NewParts()
		parts.File(name, &sdk.File{Name: fileName, ContentType: contentType, Content: strings.NewReader("content")})
		_, params, err := mime.ParseMediaType(parts.ContentType())
		if err != nil {
			t.Fatal(err)
		}
		reader := multipart.NewReader(parts, params["boundary"])
		part, err := reader.NextRawPart()
		if err != nil {
			t.Fatalf("%q, %q, %q: %v", name, fileName, contentType, err)
		}
		content, err := io.ReadAll(part)
		if err != nil || string(content) != "content" {
			t.Errorf("the content is %q, %v", content, err)
		}
		for key := range part.Header {
			if key != "Content-Disposition" && key != "Content-Type" {
				t.Errorf("%q, %q, %q made a header %q", name, fileName, contentType, key)
			}
		}
		if _, err := reader.NextRawPart(); err != io.EOF {
			t.Errorf("there is another part: %v", err)
		}
	})
}
