package webhook

import (
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/variant"
)

func TestDeliveries(t *testing.T) {
	item := &openapi3.PathItem{Get: &openapi3.Operation{}, Put: &openapi3.Operation{}, Post: &openapi3.Operation{}}
	got := ""
	for _, delivery := range Deliveries(item) {
		got += delivery.Method + " "
	}
	if got != "POST GET PUT " {
		t.Error(got)
	}
	if Deliveries(nil) != nil {
		t.Error("nothing is sent")
	}
}

func TestAnswer(t *testing.T) {
	for _, test := range []struct {
		keys   []string
		key    string
		status int
	}{
		{nil, "", 204}, {[]string{"default"}, "", 204}, {[]string{"400", "204"}, "204", 204}, {[]string{"204", "200", "default"}, "200", 200},
		{[]string{"2XX", "202"}, "202", 202}, {[]string{"2XX"}, "2XX", 200}, {[]string{"302", "410"}, "", 204},
	} {
		responses := openapi3.NewResponsesWithCapacity(len(test.keys))
		for _, key := range test.keys {
			responses.Set(key, &openapi3.ResponseRef{Value: &openapi3.Response{}})
		}
		if key, status := Answer(&openapi3.Operation{Responses: responses}); key != test.key || status != test.status {
			t.Errorf("%v: %q %d", test.keys, key, status)
		}
	}
	if key, status := Answer(&openapi3.Operation{}); key != "" || status != 204 {
		t.Error(key, status)
	}
}

func TestWord(t *testing.T) {
	for expression, want := range map[string]string{
		"{$request.body#/failedUrl}": "failedUrl", "{$request.query.done}/sub": "done", "{$request.body#/a/b}?x={$url}": "url",
		"https://a.example/x": "", "{$request.header.X-Url}": "X-Url", "}{": "", "{}": "",
	} {
		if got := Word(expression); got != want {
			t.Errorf("%s: %q, want %q", expression, got, want)
		}
	}
}

func TestTag(t *testing.T) {
	body := func(properties ...variant.Property) variant.Member {
		return variant.Member{Kinds: []string{"object"}, Properties: properties}
	}
	constant := func(name string, values ...string) variant.Property {
		return variant.Property{Name: name, Required: true, Values: values, Kinds: []string{"string"}}
	}
	optional := constant("type", "b")
	optional.Required = false
	number := constant("type", "2")
	number.Kinds = []string{"number"}
	for name, test := range map[string]struct {
		bodies []variant.Member
		want   string
	}{
		"constants":        {[]variant.Member{body(constant("object", "event"), constant("type", "a")), body(constant("type", "b"), constant("object", "event"))}, "type"},
		"several values":   {[]variant.Member{body(constant("type", "a", "b")), body(constant("type", "c"))}, "type"},
		"one in common":    {[]variant.Member{body(constant("type", "a", "b")), body(constant("type", "b"))}, ""},
		"any value":        {[]variant.Member{body(constant("type", "a")), body(constant("type"))}, ""},
		"missing":          {[]variant.Member{body(constant("type", "a")), body()}, ""},
		"may be left out":  {[]variant.Member{body(constant("type", "a")), body(optional)}, ""},
		"no text":          {[]variant.Member{body(constant("type", "a")), body(number)}, ""},
		"one alone":        {[]variant.Member{body(constant("type", "a"))}, ""},
		"the first of two": {[]variant.Member{body(constant("kind", "k"), constant("type", "a")), body(constant("type", "b"), constant("kind", "l"))}, "kind"},
	} {
		if got := Tag(test.bodies); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}
