package repair

import (
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// TestRefused asks what kin-openapi's errors mean, and mends what they are about: the same error does not come again.
func TestRefused(t *testing.T) {
	typed := func(name string) *openapi3.Schema { return &openapi3.Schema{Type: &openapi3.Types{name}} }
	for name, test := range map[string]struct {
		schema *openapi3.Schema
		rule   ID
		key    string
	}{
		"type":           {typed("strin"), Types, "type"},
		"null":           {typed("null"), Versions, "type"},
		"array":          {typed("array"), Items, "items"},
		"pattern":        {&openapi3.Schema{Type: &openapi3.Types{"string"}, Pattern: "(a"}, Pattern, "pattern"},
		"unknown key":    {&openapi3.Schema{Extensions: map[string]any{"tpye": "string"}}, Unknown, "tpye"},
		"required twice": {&openapi3.Schema{Required: []string{"a", "a"}}, RequiredTwice, "required"},
		"3.1's const":    {&openapi3.Schema{Const: "a"}, Versions, "const"},
	} {
		err := test.schema.Validate(t.Context())
		if err == nil {
			t.Errorf("%s: kin-openapi does not refuse it", name)
			continue
		}
		findings := Explain(err, test.schema)
		if len(findings) != 1 || findings[0].Rule != test.rule || findings[0].Key != test.key || findings[0].Hint == "" {
			t.Errorf("%s: %+v", name, findings)
		}
		if Forget(test.schema, err); test.schema.Validate(t.Context()) != nil {
			t.Errorf("%s: still there: %v", name, test.schema.Validate(t.Context()))
		}
	}
}

// TestKept keeps what another version of OpenAPI has, and writes bounds as this one does.
func TestKept(t *testing.T) {
	bound := 3.0
	schema := &openapi3.Schema{ExclusiveMin: openapi3.ExclusiveBound{Value: &bound}}
	err := schema.Validate(t.Context())
	if err == nil {
		t.Fatal("kin-openapi does not refuse it")
	}
	Schema(schema, err, false)
	if schema.Min == nil || *schema.Min != bound || !schema.ExclusiveMin.IsTrue() {
		t.Errorf("the bound is %+v, exclusive %+v", schema.Min, schema.ExclusiveMin)
	}
}
