package config

import (
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// TestShapeAgainstAValidator holds what this package makes of the schema against a validator of JSON Schema: it finds places
// and words for mistakes, and has to find the same ones.
func TestShapeAgainstAValidator(t *testing.T) {
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("sdk.schema.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("sdk.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"spec: a.yaml\nout: b\npackage: c\n", "spec: [a]\n", "lenient: true\n", "lenient: often\n", "overlays: [a, b]\n", "overlays: a\n", "overlays: [[a]]\n",
		"groups: tags\n", "groups: tag\n", "groups: {Pets: [pets]}\n", "groups: [pets]\n", "pagination: {\"GET /a\": none}\n", "pagination: {\"GET /a\": some}\n",
		"pagination: {\"GET /a\": {items: a, ofset: b}}\n", "pagination: {\"GET /a\": {items: a, offset: b}}\n", "names: {operations: {a: B}}\n",
		"names: {operation: {a: B}}\n", "names: a\n", "include: {operations: [\"* /a\"]}\n", "include: [a]\n", "retry: {a: always}\n", "retry: {a: twice}\n",
		"sdks: [{spec: a, out: b, package: c}]\n", "sdks: [{specs: a}]\n", "sdks: {spec: a}\n", "webhooks: {signature: standard}\n", "webhooks: {signatur: standard}\n",
		"unknown: 1\n",
	} {
		var node yaml.Node
		var instance any
		if err := yaml.Unmarshal([]byte(text), &node); err != nil {
			t.Fatal(err)
		}
		if err := yaml.Unmarshal([]byte(text), &instance); err != nil {
			t.Fatal(err)
		}
		var problems problem.List
		config := &Config{nodes: &node}
		if err := config.checkShape(&problems); err != nil {
			t.Fatal(err)
		}
		if ours, theirs := problems.Err(), schema.Validate(instance); (ours == nil) != (theirs == nil) {
			t.Errorf("%s: %v, and the validator says %v", text, ours, theirs)
		}
	}
}
