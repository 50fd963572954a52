package keyword_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/keyword"
	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// document is one whose $refs lead where they say.
type document struct{}

func (document) Target(ref *openapi3.SchemaRef) string { return ref.Ref }
func (document) Keys(string) []string                  { return nil }

// parse reads a schema. A $ref leads to the schema itself.
func parse(t *testing.T, text string) schema.Part {
	t.Helper()
	root := &openapi3.SchemaRef{}
	if err := json.Unmarshal([]byte(text), root); err != nil {
		t.Fatal(err)
	}
	if root.Value.Not != nil && root.Value.Not.Ref != "" {
		root.Value.Not.Value = root.Value
	}
	return schema.Part{Ref: root, Pointer: "#"}
}

// written is how rules read: "Not(Required(a))".
func written(check ir.Check) string {
	args := make([]string, len(check.Args))
	for i, arg := range check.Args {
		args[i] = fmt.Sprint(arg)
		if inner, is := arg.(ir.Check); is {
			args[i] = written(inner)
		}
	}
	return check.Rule + "(" + strings.Join(args, " ") + ")"
}

func summary(made keyword.Made) string {
	var texts []string
	for _, check := range made.Checks {
		texts = append(texts, written(check))
	}
	for _, unchecked := range made.Unchecked {
		texts = append(texts, unchecked.Keyword+": "+unchecked.Why)
	}
	return strings.Join(texts, " ")
}

func TestRulesBeyondTypes(t *testing.T) {
	for text, want := range map[string]string{
		`{"type":"object","required":["a"],"properties":{"a":{"not":{}}},"minProperties":1}`: ``,
		`{"not":{"required":["a"]}}`:                                `Not(Required(a))`,
		`{"not":{"type":"string","enum":["a",null],"const":"a"}}`:   `Not(Type(string) Enum("a" null) Enum("a"))`,
		`{"not":{"minimum":1,"exclusiveMaximum":2,"multipleOf":3}}`: `Not(Least(1) Less(2) MultipleOf(3))`,
		`{"not":{"nullable":true,"minLength":1}}`:                   `Not(Any(Type(null) All(MinLength(1))))`,
		`{"not":true}`:                                                                                        `Not()`,
		`{"not":{"properties":{"a":false}}}`:                                                                  `Not(Property(a Never()))`,
		`{"not":{"pattern":"(?=a)"}}`:                                                                         `not: the pattern (?=a) is none of Go's regular expressions`,
		`{"not":{"$ref":"#"}}`:                                                                                `not: the schema contains itself`,
		`{"not":{"anyOf":[{"required":["a"]},{}]}}`:                                                           `Not()`,
		`{"not":{"oneOf":[{"required":["a"]},{"type":"null"}]}}`:                                              `Not(One(Required(a) Type(null)))`,
		`{"not":{"allOf":[{"required":["a"]},{"type":"object"}]}}`:                                            `Not(Required(a) Type(object))`,
		`{"not":{"additionalProperties":false,"properties":{"a":{}}}}`:                                        `Not(Further([a] [] Never()))`,
		`{"if":{"required":["a"]}}`:                                                                           ``,
		`{"if":{"required":["a"]},"else":{"required":["b"]}}`:                                                 `If(Required(a) All() Required(b))`,
		`{"dependentRequired":{"a":["b","c"]}}`:                                                               `Present(a Required(b c))`,
		`{"dependentRequired":{"a":["b"]},"properties":{"b":{"readOnly":true}}}`:                              ``,
		`{"dependentSchemas":{"a":{"maxProperties":2}}}`:                                                      `Present(a MaxProperties(2))`,
		`{"propertyNames":{"maxLength":2}}`:                                                                   `Names(MaxLength(2))`,
		`{"patternProperties":{"^a":{"type":"string"}}}`:                                                      `Matching(^a Type(string))`,
		`{"patternProperties":{"^a":{"type":"string"}},"additionalProperties":false}`:                         `Further([] [^a] Never())`,
		`{"patternProperties":{"^a":{"type":"string"}},"additionalProperties":{"type":"integer"}}`:            `Matching(^a Type(string))`,
		`{"patternProperties":{"(?=a)":{"type":"string"}}}`:                                                   `patternProperties: the pattern (?=a) is none of Go's regular expressions`,
		`{"unevaluatedProperties":false}`:                                                                     `unevaluatedProperties: objects keep the properties that newer servers send`,
		`{"unevaluatedProperties":{"not":{}}}`:                                                                `unevaluatedProperties: objects keep the properties that newer servers send`,
		`{"unevaluatedProperties":{"type":"string"},"properties":{"a":{}},"allOf":[{"properties":{"b":{}}}]}`: `Further([a b] [] Type(string))`,
		`{"unevaluatedProperties":{"type":"string"},"allOf":[{"additionalProperties":true}]}`:                 ``,
		`{"unevaluatedProperties":{"type":"string"},"anyOf":[{"properties":{"b":{}}}]}`:                       `unevaluatedProperties: which properties count depends on the value, as schemas apply only where others do`,
		`{"prefixItems":[{"type":"string"},{"type":"integer"}],"items":false}`:                                `Item(0 Type(string)) Item(1 Type(integer)) MaxItems(2)`,
		`{"prefixItems":[{"type":"string"}],"items":{"type":"string"}}`:                                       ``,
		`{"prefixItems":[{"type":"string"}],"unevaluatedItems":false}`:                                        `Item(0 Type(string)) MaxItems(1)`,
		`{"unevaluatedItems":false,"contains":{"const":1}}`:                                                   `Contains(1 -1 Enum(1)) unevaluatedItems: which elements count depends on other schemas`,
		`{"contains":{"const":1},"minContains":0,"maxContains":2}`:                                            `Contains(0 2 Enum(1))`,
		`{"contentEncoding":"base64"}`:                                                                        ``,
		`{"contentEncoding":"BASE16"}`:                                                                        `Encoded(base16)`,
		`{"contentEncoding":"rot13"}`:                                                                         `contentEncoding: nothing reads the encoding "rot13"`,
		`{"contentMediaType":"application/json; charset=utf-8","contentEncoding":"base64","contentSchema":{"required":["a"]}}`: `Encoded(base64 Text(Required(a)))`,
		`{"contentMediaType":"text/xml","contentSchema":{"required":["a"]}}`:                                                   `contentSchema: contentSchema describes "text/xml", which is no JSON`,
	} {
		if got := summary(keyword.Beyond(document{}, schema.Read(document{}, parse(t, text)))); got != want {
			t.Errorf("%s\nmakes %s\nwant  %s", text, got, want)
		}
	}
}

// TestLargeSchemas makes no rule of a schema that doubles with each level.
func TestLargeSchemas(t *testing.T) {
	inner := &openapi3.SchemaRef{Value: &openapi3.Schema{MinLength: 1}}
	for range 40 {
		inner = &openapi3.SchemaRef{Value: &openapi3.Schema{AllOf: openapi3.SchemaRefs{inner, inner}}}
	}
	part := schema.Part{Ref: &openapi3.SchemaRef{Value: &openapi3.Schema{Not: inner}}, Pointer: "#"}
	if got := summary(keyword.Beyond(document{}, schema.Read(document{}, part))); got != "not: the schema holds more than 300 others" {
		t.Error(got)
	}
}

func TestWholeSchemas(t *testing.T) {
	part := parse(t, `{"enum":[1,"a"],"minimum":1,"additionalProperties":false,"anyOf":[{"type":"string"},{"minimum":2}]}`)
	const want = `Least(1) Any(Type(string) Least(2))`
	if got := summary(keyword.Whole(document{}, schema.Read(document{}, part))); got != want {
		t.Errorf("it makes %s, want %s", got, want)
	}
}

func TestMergedVariants(t *testing.T) {
	for text, want := range map[string]string{
		`{"anyOf":[{"type":"string","maxLength":1},{"type":"string","pattern":"^a"}]}`: `Any(All(Type(string) MaxLength(1)) All(Type(string) Pattern(^a)))`,
		`{"oneOf":[{"type":"string","maxLength":1},{"type":"string"}]}`:                ``,
		`{"oneOf":[{"type":"string","enum":["a"]},{"type":"string","maxLength":1}]}`:   ``,
	} {
		said := schema.Read(document{}, parse(t, text))
		if got := summary(keyword.Merged(document{}, said, said.Unions[0])); got != want {
			t.Errorf("%s\nmakes %s\nwant  %s", text, got, want)
		}
	}
}

func TestEither(t *testing.T) {
	for text, want := range map[string]string{
		`{"anyOf":[{"type":"integer","maximum":1},{"type":"integer","minimum":3}]}`:                   `Any(All(Type(integer) Most(1)) All(Type(integer) Least(3)))`,
		`{"anyOf":[{"type":"array","maxItems":1},{"type":"array"}]}`:                                  ``,
		`{"anyOf":[{"type":"string","enum":["a"]},{"type":"string","maxLength":1}]}`:                  ``,
		`{"oneOf":[{"type":"string","maxLength":1},{"type":"string","minLength":3},{"type":"null"}]}`: `Any(All(Type(string) MaxLength(1)) All(Type(string) MinLength(3)) Type(null))`,
	} {
		var variants [][]schema.Part
		for _, variant := range schema.Read(document{}, parse(t, text)).Unions[0].Variants {
			variants = append(variants, []schema.Part{variant})
		}
		if got := summary(keyword.Either(document{}, variants)); got != want {
			t.Errorf("%s\nmakes %s\nwant  %s", text, got, want)
		}
	}
}
