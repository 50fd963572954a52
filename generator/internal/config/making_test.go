package config

import (
	"encoding/json"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// parseIn reads a configuration that stands at a path.
func parseIn(t *testing.T, path, text string) (*Config, error) {
	t.Helper()
	return parse(path, []byte(text))
}

func TestPathsAreRelativeToTheFile(t *testing.T) {
	config, err := parseIn(t, filepath.Join("api", "sdk.yaml"), `
sdks:
  - {spec: pets.yaml, out: ../pets, package: pets, overlays: [fix.yaml], refs: ., lenient: true, names: {schemas: {Pet: Animal}}}
  - {spec: "https://example.com/a.yaml", fetch: ["https://example.com/"], out: /srv/a, package: a}
`)
	if err != nil {
		t.Fatal(err)
	}
	first, second := config.All()[0], config.All()[1]
	want := Making{Spec: "api/pets.yaml", Out: "pets", Package: "pets", Overlays: []string{"api/fix.yaml"}, Refs: "api", Lenient: true}
	if !reflect.DeepEqual(first.Making, want) || first.Names.Schemas["Pet"] != "Animal" {
		t.Errorf("%+v", first)
	}
	if second.Spec != "https://example.com/a.yaml" || second.Out != "/srv/a" {
		t.Errorf("%+v", second)
	}
	if at := first.find("names", "Pet"); at.Line != 3 || at.File != "api/sdk.yaml" {
		t.Errorf("a name of the first SDK stands at %v", at)
	}
}

// TestValuesOfAnyKind are left to who reads them.
func TestValuesOfAnyKind(t *testing.T) {
	for _, text := range []string{"webhooks: {signature: standard}", "webhooks: {signature: {header: X-Signature}}"} {
		if _, err := parseIn(t, "sdk.yaml", text); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestWrongMakings(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"spec: a.yaml\nout: b\n", "sdk.yaml:1: package is missing"},
		{"spec: a.yaml\nout: b\npackage: a-b\n", `sdk.yaml:3: package: "a-b" cannot be`},
		{"spec: a.yaml\nout: b\npackage: c\nlenient: maybe\n", `sdk.yaml:4: lenient is "maybe"; write true or false`},
		{"spec: a.yaml\nout: b\npackage: c\noverlays: x.yaml\n", `sdk.yaml:4: overlays is "x.yaml"; write a list`},
		{"spec: [a.yaml]\n", "sdk.yaml:1: spec is a list; write a text"},
		{"retry: {getPet: sometimes}\n", `sdk.yaml:1: retry.getPet is "sometimes"; write always or unprocessed or never`},
		{"sdks:\n- spec: a.yaml\n  out: b\n  pakage: c\n", `sdk.yaml:4: unknown key "pakage"; did you mean "package"?`},
		{"sdks: [{spec: a, out: b, package: c}]\nlenient: true\n", "sdk.yaml:2: lenient stands beside sdks"},
		{"sdks:\n- {spec: a, out: o, package: c}\n- {spec: b, out: ./o, package: c}\n", "sdk.yaml:3: out: another SDK is written to o"},
		{"sdks:\n-\n- {spec: b, out: o, package: c}\n", "spec is missing"},
		{"x: &a {spec: a}\nsdks: *a\n", `unknown key "x"`},
		{"sdks: &a [*a]\n", "sdks[0]"},
		{"- a\n", "sdk.yaml:1: the configuration is a list; write a mapping"},
	} {
		if _, err := parseIn(t, "sdk.yaml", test.text); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: got %v, want %q in it", test.text, err, test.want)
		}
	}
}

// TestSchemaHasTheKeysOfTheType holds the schema against the Go type: what is read is described, and the reverse.
func TestSchemaHasTheKeysOfTheType(t *testing.T) {
	var root shape
	if err := json.Unmarshal([]byte(Schema()), &root); err != nil {
		t.Fatal(err)
	}
	config := keysOf(reflect.TypeFor[Config]())
	for _, test := range []struct {
		name  string
		shape *shape
		keys  []string
	}{
		{"the file", &root, config},
		{"an SDK", root.Defs["sdk"], slices.DeleteFunc(slices.Clone(config), func(key string) bool { return key == "sdks" })},
		{"names", root.Properties["names"], keysOf(reflect.TypeFor[Names]())},
		{"webhooks", root.Properties["webhooks"], keysOf(reflect.TypeFor[Webhooks]())},
		{"a choice", root.Defs["choice"], keysOf(reflect.TypeFor[Choice]())},
	} {
		if described := sorted(test.shape.Properties); !slices.Equal(described, test.keys) {
			t.Errorf("%s: the schema has %q, the type %q", test.name, described, test.keys)
		}
	}
}

func keysOf(t reflect.Type) []string {
	var keys []string
	for i := range t.NumField() {
		tag := t.Field(i).Tag.Get("yaml")
		switch {
		case tag == ",inline":
			keys = append(keys, keysOf(t.Field(i).Type)...)
		case tag != "":
			keys = append(keys, tag)
		}
	}
	slices.Sort(keys)
	return keys
}
