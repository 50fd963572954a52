package repair

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// repaired repairs a document, and gives what was found as "rule pointer".
func repaired(t *testing.T, document string) (*openapi3.T, []string) {
	t.Helper()
	doc := &openapi3.T{}
	if err := json.Unmarshal([]byte(document), doc); err != nil {
		t.Fatal(err)
	}
	var found []string
	Document{
		T: doc, Name: "file",
		Report:     func(rule ID, pointer, _, _ string) { found = append(found, rule+" "+pointer) },
		Incomplete: func(string) bool { return false },
	}.Repair()
	return doc, found
}

func TestObjects(t *testing.T) {
	operation := func(path, rest string) string {
		return fmt.Sprintf(`{"openapi": "3.0.3", "info": {"title": "A", "version": "1"}, "paths": {%q: {"get": {%s}}}}`, path, rest)
	}
	const ok = `"responses": {"200": {"description": ""}}`
	for document, want := range map[string][]string{
		operation("/a", ok):                                            nil,
		`{"openapi": "3.0.3", "info": {}}`:                             {"no-paths #", "info-incomplete #/info", "info-incomplete #/info"},
		`{"openapi": "3.1.0", "info": {"title": "A", "version": "1"}}`: nil,
		operation("a", ok):                                             {"odd-path #/paths/a"},
		operation("/a b", ok):                                          {"odd-path #/paths/~1a b"},
		operation("/ä", ok):                                            {"odd-path #/paths/~1ä"},
		operation("/100%/a", ok):                                       {"odd-path #/paths/~1100%~1a"},
		operation("/%2F/a", ok):                                        nil,
		operation("/{a", ok):                                           {"odd-path #/paths/~1{a"},
		operation("/{a}{b", ok):                                        {"odd-path #/paths/~1{a}{b"},
		operation("/a#b", ok):                                          {"path-fragment #/paths/~1a#b"},
		operation("/{größe <a>}", ok):                                  {"undeclared-path-parameter #/paths/~1{größe <a>}/get"},
		operation("/a", `"parameters": [{"name": "b", "in": "path", "required": true, "schema": {}}], `+ok):                             {"stray-path-parameter #/paths/~1a/get/parameters/0"},
		operation("/{b}", `"parameters": [{"name": "b", "in": "path", "schema": {}}], `+ok):                                             {"optional-path-parameter #/paths/~1{b}/get/parameters/0/required"},
		operation("/a", `"parameters": [{"name": "b", "in": "query", "schema": {}}, {"name": "b", "in": "header", "schema": {}}], `+ok): nil,
		operation("/a", `"parameters": [{"name": "b", "in": "query", "schema": {}}, {"name": "b", "in": "query", "schema": {}}], `+ok):  {"repeated-parameter #/paths/~1a/get/parameters/1/name"},
		operation("/a", `"parameters": [{"name": "b", "in": "header", "style": "form", "schema": {}}], `+ok):                            {"unsuitable-style #/paths/~1a/get/parameters/0/style"},
		operation("/a", `"parameters": [{"name": "b", "in": "query"}], `+ok):                                                            {"parameter-without-schema #/paths/~1a/get/parameters/0"},
		operation("/a", `"responses": {"4xx": {"description": ""}}`):                                                                    {"lowercase-status #/paths/~1a/get/responses/4xx"},
		operation("/a", `"responses": {"4xx": {"description": ""}, "4XX": {"description": ""}}`):                                        {"no-status #/paths/~1a/get/responses/4xx"},
		operation("/a", `"responses": {"ok": {"description": ""}, "600": {"description": ""}}`):                                         {"no-status #/paths/~1a/get/responses/600", "no-status #/paths/~1a/get/responses/ok"},
		operation("/a", `"security": [{"b": []}], `+ok):                                                                                 {"undefined-security-scheme #/paths/~1a/get/security/0/b"},
		operation("/a", `"servers": [{"url": "https://{b}"}], `+ok):                                                                     {"incomplete-server #/paths/~1a/get/servers/0"},
		operation("/a", `"servers": [{"url": "https://{b}", "variables": {"b": {"enum": ["x"]}, "c": {"default": "y"}}}], `+ok):         {"variable-without-default #/paths/~1a/get/servers/0/variables/b", "unknown-key #/paths/~1a/get/servers/0/variables/c"},
	} {
		doc, found := repaired(t, document)
		if !slices.Equal(found, want) {
			t.Errorf("%s: found %v, want %v", document, found, want)
		}
		again, _ := json.Marshal(doc)
		if _, more := repaired(t, string(again)); len(more) > 0 && !slices.ContainsFunc(more, func(f string) bool { return f[:4] == "path" }) {
			t.Errorf("%s: found again %v", document, more)
		}
	}
}
