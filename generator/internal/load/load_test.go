package load

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

const head = "openapi: 3.0.3\ninfo: {title: Chat, version: '1'}\npaths: {}\n"

// folder holds files, given as name and content by turns.
func folder(t *testing.T, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		name := filepath.Join(dir, filepath.FromSlash(files[i]))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(files[i+1]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func mustLoad(t *testing.T, dir string) *Document {
	t.Helper()
	doc, err := File(t.Context(), filepath.Join(dir, "spec.yaml"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// problemsOf are a document's problems as "line: message".
func problemsOf(t *testing.T, dir, name string, opts Options) []string {
	t.Helper()
	t.Chdir(dir)
	_, err := File(t.Context(), name, opts)
	var problems problem.Problems
	if !errors.As(err, &problems) {
		t.Fatalf("no problems but %v", err)
	}
	return strings.Split(problems.Error(), "\n")
}

func expect(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestPositions(t *testing.T) {
	documents := map[string]string{
		"yaml": `openapi: 3.0.3
info: {title: Chat, version: "1"}
paths:
  /a~b/{id}:
    summary: x
components:
  schemas:
    Zebra: {type: object, properties: {b: {type: string}, a: {type: integer}}}
    Ant:
      enum:
        - one
        - two
`,
		"json": `{"openapi": "3.0.3",
"info": {"title": "Chat", "version": "1"},
"paths": {
  "/a~b/{id}": {
    "summary": "x"}},
"components": {
  "schemas": {
    "Zebra": {"type": "object", "properties": {"b": {"type": "string"}, "a": {"type": "integer"}}},
    "\u0041nt": {
      "enum": [
        "one",
        "two"]}}}}
`,
	}
	for name, text := range documents {
		t.Run(name, func(t *testing.T) {
			doc := mustLoad(t, folder(t, "spec.yaml", text))
			for pointer, line := range map[string]int{
				"#": 1, "#/info/version": 2, "#/paths/~1a~0b~1{id}": 4, "#/paths/~1a~0b~1{id}/summary": 5,
				"#/components/schemas/Zebra/properties/a/type": 8, "#/components/schemas/Ant": 9,
				"#/components/schemas/Ant/enum/1":  12,
				"#/components/schemas/Ant/missing": 9, "#/components/schemas/Ant/enum/7": 10, "#/nothing": 1,
			} {
				if got := doc.Position(pointer); got.Line != line {
					t.Errorf("%s: line %d, want %d", pointer, got.Line, line)
				}
			}
			if got := doc.Keys("#/components/schemas"); !slices.Equal(got, []string{"Zebra", "Ant"}) {
				t.Errorf("schemas %v", got)
			}
			if got := doc.Keys("#/components/schemas/Zebra/properties"); !slices.Equal(got, []string{"b", "a"}) {
				t.Errorf("properties %v", got)
			}
			if got := append(doc.Keys("#/components/schemas/Ant/enum"), doc.Keys("#/nothing")...); got != nil {
				t.Errorf("keys of what is no mapping: %v", got)
			}
		})
	}
}

func TestColumns(t *testing.T) {
	yaml := mustLoad(t, folder(t, "spec.yaml", head))
	json := mustLoad(t, folder(t, "spec.yaml", `{"openapi":"3.0.3",`+"\r\n"+` "info": {"title": "Chat", "version": "1"}, "paths": {}}`))
	for doc, want := range map[*Document]int{yaml: 21, json: 28} {
		if got := doc.Position("#/info/version"); got.Line != 2 || got.Column != want {
			t.Errorf("%+v, want column %d", got, want)
		}
	}
}

func TestReferencedFiles(t *testing.T) {
	dir := folder(t,
		"spec.yaml", head+`components:
  schemas:
    Message: {$ref: "common/types.yaml#/Message"}
    Alias: {$ref: "common/types.yaml#/Message/properties/author"}
`,
		"common/types.yaml", `Message:
  type: object
  properties:
    author: {$ref: "#/Author"}
    channel: {$ref: "../channel.json"}
Author:
  type: object
  properties: {z: {type: string}, a: {type: string}}
`,
		"channel.json", `{"type": "object", "properties": {"y": {"type": "string"}, "b": {"type": "string"}}}`,
	)
	doc := mustLoad(t, dir)
	properties := doc.T.Components.Schemas["Message"].Value.Properties
	if properties["author"].Value.Properties["z"] == nil || properties["channel"].Value.Properties["y"] == nil {
		t.Error("not resolved")
	}
	for pointer, want := range map[string]string{
		"#/components/schemas/Message":                             "spec.yaml:6",
		"common/types.yaml#/Author":                                "common/types.yaml:6",
		"./common/types.yaml#/Message/properties/author":           "common/types.yaml:4",
		"#/components/schemas/Message/properties/author":           "common/types.yaml:4",
		"#/components/schemas/Alias/properties/a":                  "common/types.yaml:8",
		"common/types.yaml#/Message/properties/channel/properties": "channel.json:1",
		"unknown.yaml#/X":                                          "unknown.yaml",
	} {
		if got := doc.Position(pointer).String(); got != filepath.Join(dir, want) {
			t.Errorf("%s: %s, want %s", pointer, got, want)
		}
	}
	if got := doc.Keys("#/components/schemas/Alias/properties"); !slices.Equal(got, []string{"z", "a"}) {
		t.Errorf("keys %v", got)
	}
}

func TestProblemsInReferencedFiles(t *testing.T) {
	dir := folder(t,
		"spec.yaml", head+`components:
  schemas:
    Message: {$ref: "types.yaml#/Message"}
    Broken: {$ref: "broken.yaml#/X"}
`,
		"types.yaml", `Message:
  type: object
  properties:
    sent: {type: strng}
    author: {$ref: "#/Authr"}
  example: {sent: 1}
Author: {type: string, default: 5}
`,
		"broken.yaml", "X: {\n",
	)
	expect(t, problemsOf(t, dir, "spec.yaml", Options{}),
		`broken.yaml:2: invalid YAML: while parsing a flow node: did not find expected node content; correct the syntax there or just before`,
		`types.yaml:4: type "strng" is not known; did you mean "string"?`,
		`types.yaml:5: dangling $ref "#/Authr": there is no "Authr" in "types.yaml"; did you mean "#/Author"?`,
	)
}

// TestWhatKinCannotFollow names the $ref: kin-openapi's error does not.
func TestWhatKinCannotFollow(t *testing.T) {
	dir := folder(t, "spec.yaml", head+`components:
  schemas:
    Alias: {$ref: "#/components/schemas/Message/properties/author"}
    Message: {$ref: "types.yaml#/Message"}
    Info: {$ref: "#/info"}
`, "types.yaml", "Message: {type: object, properties: {author: {type: string}}}\n")
	got := problemsOf(t, dir, "spec.yaml", Options{})
	if len(got) != 1 || !strings.HasPrefix(got[0], `spec.yaml:8: $ref "#/info" cannot be followed: `) {
		t.Errorf("got %q", got)
	}
}

// A folder above the document's own may be allowed, and nothing above that.
func TestFilesInAFolderAbove(t *testing.T) {
	dir := folder(t, "apis/v1/spec.yaml", head+`components:
  schemas:
    A: {$ref: "../../common/a.yaml#/A"}
    B: {$ref: "b.yaml#/B"}
    C: {$ref: "../../../c.yaml#/C"}
`, "common/a.yaml", "A: {$ref: 'c/d.yaml#/D'}\n", "common/c/d.yaml", "D: {type: string, maxLength: 3}\n", "apis/v1/b.yaml", "B: {type: string}\n")
	for _, allowed := range []string{".", dir} {
		expect(t, problemsOf(t, dir, "apis/v1/spec.yaml", Options{Folder: allowed}),
			`apis/v1/spec.yaml:8: $ref "../../../c.yaml#/C" leaves the folder: only files in the document's folder, or in that of --refs, are read; `+source.LocalHint)
	}
	expect(t, problemsOf(t, dir, "apis/v1/spec.yaml", Options{Folder: "common"}),
		"apis/v1/spec.yaml: the document is not in common, the folder that $refs may lead into; name a folder above the document")
}

func TestResponsesOfNoStatus(t *testing.T) {
	dir := folder(t, "spec.yaml", `openapi: 3.0.3
info: {title: A, version: '1'}
paths:
  /a:
    get:
      responses:
        '': {description: Nothing.}
        '20': {description: Nothing.}
        2xx: {description: Nothing.}
        '204': {description: Nothing.}
        4XX: {description: Nothing.}
        default: {description: Nothing.}
        x-note: anything
`)
	const hint = `which is no status; write one such as "404", a range such as "4XX", or default`
	expect(t, problemsOf(t, dir, "spec.yaml", Options{}),
		`spec.yaml:7: GET /a has a response for "", `+hint,
		`spec.yaml:8: GET /a has a response for "20", `+hint)
}

func TestUnreadable(t *testing.T) {
	dir := folder(t, "large.yaml", head+strings.Repeat("# comment\n", 1000))
	expect(t, problemsOf(t, dir, "large.yaml", Options{MaxSize: 1000}), "large.yaml: cannot read the document: larger than 1000 bytes")
	expect(t, problemsOf(t, dir, "missing.yaml", Options{}), "missing.yaml: cannot read the document: no such file or directory; check the path")
	expect(t, problemsOf(t, dir, ".", Options{}), ".: cannot read the document: is a directory; check the path")
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	doc, err := File(ctx, filepath.Join(folder(t, "spec.yaml", head), "spec.yaml"), Options{})
	if doc != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("%v, %v", doc, err)
	}
}

// TestLiteralRefs says where $ref is an ordinary key: in the API's data. And where it is not: under names that look
// like keywords.
func TestLiteralRefs(t *testing.T) {
	dir := folder(t, "spec.yaml", strings.Replace(head, "paths: {}", `paths:
  /default:
    get:
      responses:
        default:
          description: x
          content:
            example:
              schema: {$ref: "#/components/schemas/example"}
              examples:
                default: {value: {$ref: literal}}`, 1)+`x-anything: {$ref: literal}
components:
  schemas:
    example:
      type: object
      properties:
        default: {$ref: "#/components/schemas/enum"}
        enum: {$ref: "#/components/schemas/missing"}
        $ref: {type: string}
      example: {$ref: literal}
      default: {$ref: literal}
    enum:
      enum: [{$ref: literal}]
`)
	expect(t, problemsOf(t, dir, "spec.yaml", Options{}),
		`spec.yaml:21: dangling $ref "#/components/schemas/missing": there is no "missing" in "#/components/schemas"; add what it refers to, or correct it`)
}

func TestYAMLMeaning(t *testing.T) {
	doc := mustLoad(t, folder(t, "spec.yaml", head+`x-b: &b {b: 1, shared: b}
x-c: &c {c: 2, shared: c}
x-values:
  big: 12345678901234567890123
  hex: 0x1F
  date: 2026-03-30
  time: 2026-03-30T10:00:00Z
  yes: yes
  null: ~
  tagged: !custom text
  200: a
  merged: {<<: [*b, *c], own: 1, b: mine}
`))
	want := `"x-values":{"big":12345678901234567890123,"hex":31,"date":"2026-03-30","time":"2026-03-30T10:00:00Z",` +
		`"yes":"yes","null":null,"tagged":"text","200":"a","merged":{"own":1,"b":"mine","shared":"b","c":2}}`
	if got := string(doc.files.Trees["spec.yaml"].JSON()); !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := doc.Keys("#/x-values/merged"); !slices.Equal(got, []string{"own", "b", "shared", "c"}) {
		t.Errorf("keys %v", got)
	}
	if got := doc.Position("#/x-values/merged/c").Line; got != 5 {
		t.Errorf("a merged key is on line %d", got)
	}
}
