package media_test

import (
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/media"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

func TestEncoding(t *testing.T) {
	for mediaType, want := range map[string]ir.Encoding{
		"application/json":                  ir.AsJSON,
		"Application/JSON; charset=utf-8":   ir.AsJSON,
		"application/problem+json":          ir.AsJSON,
		"*/*":                               ir.AsJSON,
		"application/x-www-form-urlencoded": ir.AsForm,
		"multipart/form-data; boundary=x":   ir.AsMultipart,
		"multipart/mixed":                   ir.AsMultipart,
		"text/plain; charset=utf-8":         ir.AsText,
		"text/csv":                          ir.AsStream,
		"image/png":                         ir.AsStream,
		"application/xml":                   ir.AsStream,
		"application/jsonish":               ir.AsStream,
	} {
		if got := media.Encoding(mediaType); got != want {
			t.Errorf("%s: got %v, want %v", mediaType, got, want)
		}
	}
}

// order is a document whose mappings have the same keys.
type order []string

func (o order) Keys(string) []string { return o }

func content(types ...string) openapi3.Content {
	made := openapi3.Content{}
	for _, mediaType := range types {
		made[mediaType] = openapi3.NewMediaType()
	}
	return made
}

func TestChoose(t *testing.T) {
	for _, test := range []struct {
		written []string
		want    string
	}{
		{nil, ""},
		{[]string{"text/plain", "application/json"}, "application/json"},
		{[]string{"application/hal+json", "application/json"}, "application/json"},
		{[]string{"application/b+json", "application/a+json"}, "application/b+json"},
		{[]string{"multipart/form-data", "application/x-www-form-urlencoded"}, "application/x-www-form-urlencoded"},
		{[]string{"image/png", "text/plain"}, "text/plain"},
		{[]string{"image/png", "image/gif"}, "image/png"},
	} {
		if got, _ := media.Choose(order(test.written), content(test.written...), "#"); got != test.want {
			t.Errorf("%v: got %q, want %q", test.written, got, test.want)
		}
	}
}

func TestChooseAnswer(t *testing.T) {
	written := []string{"application/json", "application/pdf", "text/csv"}
	both := content(written...)
	both["application/json"].Schema = openapi3.NewSchemaRef("", openapi3.NewStringSchema())
	if got, _ := media.ChooseAnswer(order(written), both, "#"); got != "application/pdf" {
		t.Errorf("JSON that is a mere string, beside bytes: got %s", got)
	}
	both["application/json"].Schema.Value.Enum = []any{"a"}
	if got, _ := media.ChooseAnswer(order(written), both, "#"); got != "application/json" {
		t.Errorf("JSON that is one of some strings, beside bytes: got %s", got)
	}
}

func TestSent(t *testing.T) {
	for mediaType, want := range map[string]string{
		"*/*": "application/json", "application/*": "application/json", "application/*+json": "application/json",
		"application/vnd.a+json; v=1": "application/vnd.a+json; v=1", "image/*": "image/*", "text/csv": "text/csv",
	} {
		if got := media.Sent(mediaType); got != want {
			t.Errorf("%s: got %s, want %s", mediaType, got, want)
		}
	}
}

func TestSameShape(t *testing.T) {
	text := &openapi3.MediaType{Schema: openapi3.NewSchemaRef("", openapi3.NewStringSchema())}
	pet := &openapi3.MediaType{Schema: openapi3.NewSchemaRef("#/components/schemas/Pet", openapi3.NewObjectSchema())}
	cat := &openapi3.MediaType{Schema: openapi3.NewSchemaRef("#/components/schemas/Cat", openapi3.NewObjectSchema())}
	for _, test := range []struct {
		a      string
		of     *openapi3.MediaType
		b      string
		known  *openapi3.MediaType
		result bool
	}{
		{"application/vnd.a+json", pet, "application/json", pet, true},
		{"application/vnd.a+json", cat, "application/json", pet, false},
		{"application/xml", pet, "application/json", pet, true},
		{"application/json", pet, "application/xml", pet, false},
		{"application/x-www-form-urlencoded", pet, "application/json", pet, false},
		{"text/csv", text, "application/json", text, false},
		{"application/x-ndjson", pet, "application/json", pet, false},
		{"text/event-stream", pet, "application/x-ndjson", pet, false},
	} {
		if got := media.ShapeOf(test.a, test.of).Same(media.ShapeOf(test.b, test.known)); got != test.result {
			t.Errorf("%s beside %s: got %t", test.a, test.b, got)
		}
	}
}

func TestWord(t *testing.T) {
	for mediaType, want := range map[string]string{
		"application/json": "JSON", "text/csv": "CSV", "application/x-thing": "Thing", "application/vnd.github.diff+json": "VndGithubDiff",
		"image/*": "Image", "*/*": "Content", "text/plain; charset=utf-8": "Text",
	} {
		if got := media.Word(mediaType); got != want {
			t.Errorf("%s: got %s, want %s", mediaType, got, want)
		}
	}
}
