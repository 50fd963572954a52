package runtime_test

import (
	"encoding/json"
	"io"
	"mime"
	"mime/multipart"
	"testing"

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
