package runtime_test

import (
	"encoding/json"
	"io"
	"mime"
	"mime/multipart"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// onlyPart is what a server reads of a body with one part.
func onlyPart(t *testing.T, parts *runtime.Parts) (header map[string][]string, content string) {
	t.Helper()
	_, params, err := mime.ParseMediaType(parts.ContentType())
	if err != nil {
		t.Fatal(err)
	}
	part, err := multipart.NewReader(parts, params["boundary"]).NextRawPart()
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(part)
	if err != nil {
		t.Fatal(err)
	}
	return part.Header, string(data)
}

// A scalar is sent as its text: a string without its quotes and escapes, but with all that it holds.
func TestScalarsAreTextInParts(t *testing.T) {
	for _, text := range []string{"", "plain", "two\nlines", `say "hi"`, `"quoted"`, `C:\temp`, "tab\there", "\u00e9 \U0001F600", `{"a":1}`, "7"} {
		data, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		parts := runtime.NewParts()
		parts.JSON("value", data)
		if header, got := onlyPart(t, parts); got != text || header["Content-Type"] != nil {
			t.Errorf("%q is sent as %q with %v", text, got, header)
		}
	}
	for _, text := range []string{"7", "-1.50", "true", "null"} {
		parts := runtime.NewParts()
		parts.JSON("value", []byte(text))
		if header, got := onlyPart(t, parts); got != text || header["Content-Type"] != nil {
			t.Errorf("%s is sent as %q with %v", text, got, header)
		}
	}
}

func TestRelatedNamesItsFirstPart(t *testing.T) {
	parts := runtime.NewPartsOf("multipart/related")
	parts.JSON("a", []byte(`{"b":1}`))
	parts.Text("c", "d")
	mediaType, params, err := mime.ParseMediaType(parts.ContentType())
	if err != nil || mediaType != "multipart/related" || params["type"] != "application/json" || params["boundary"] == "" {
		t.Errorf("got %s, %v", parts.ContentType(), err)
	}
}

// Names of parts and files are the caller's: none of them makes a header.
func TestPartsKeepTheirBorders(t *testing.T) {
	hostile := "a\"\r\nX-Evil: 1\r\n\r\nb\\"
	parts := runtime.NewParts()
	parts.File(hostile, &sdk.File{Name: hostile, ContentType: "text/plain\r\nX-Evil: 2", Content: strings.NewReader("c"),
		Header: map[string][]string{"X-A": {"1\r\nX-Evil: 3"}}})
	if header, content := onlyPart(t, parts); content != "c" || header["X-Evil"] != nil {
		t.Errorf("got %v, %q", header, content)
	}
}
