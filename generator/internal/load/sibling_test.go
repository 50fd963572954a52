package load

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestBesideReferences has what stands beside a $ref apply together with what that leads to, where schemas stand, and since
// OpenAPI 3.1.
func TestBesideReferences(t *testing.T) {
	const ref = `"$ref":"#/components/schemas/B"`
	for _, test := range []struct{ version, items, want string }{
		{"3.1.0", `{` + ref + `, "maxLength": 3}`, `{"allOf":[{` + ref + `}],"maxLength":3}`},
		{"3.1.0", `{"maxLength": 3, ` + ref + `, "allOf": [{"minLength": 1}, {"pattern": "a"}]}`,
			`{"allOf":[{"minLength":1},{"pattern":"a"},{` + ref + `}],"maxLength":3}`},
		{"3.2.0", `{` + ref + `, "properties": {"p": {` + ref + `, "type": "string"}}}`,
			`{"allOf":[{` + ref + `}],"properties":{"p":{"allOf":[{` + ref + `}],"type":"string"}}}`},
		{"3.1.0", `{` + ref + `, "description": "D", "deprecated": true}`, `{` + ref + `,"deprecated":true,"description":"D"}`},
		{"3.0.3", `{` + ref + `}`, `{` + ref + `}`},
	} {
		document := `{"openapi": "` + test.version + `", "info": {"title": "T", "version": "1"}, "paths": {"/a": {"get": {
			"parameters": [{"$ref": "#/components/parameters/P", "description": "here"}], "responses": {"200": {"description": "d"}}}}},
			"components": {"parameters": {"P": {"name": "p", "in": "query", "schema": {"type": "string"}}},
			"schemas": {"A": {"type": "array", "items": ` + test.items + `}, "B": {"type": "string"}}}}`
		doc := mustLoad(t, folder(t, "spec.yaml", document))
		got, err := json.Marshal(doc.T.Components.Schemas["A"].Value.Items)
		if err != nil || string(got) != test.want {
			t.Errorf("%s: got  %s\nwant %s, %v", test.items, got, test.want, err)
		}
		if doc.T.Paths.Value("/a").Get.Parameters[0].Value.Name != "p" {
			t.Error("the parameter is another")
		}
		if line := doc.Position("#/components/schemas/A/items/allOf/0").Line; line != strings.Count(document, "\n")+1 {
			t.Errorf("its line is %d", line)
		}
	}
}
