package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// hostileText has on its lines all that Go's tools take for more than a comment, after each kind of line break.
const hostileText = "Text.\n\n+build ignore\n\n// +build ignore\n\n//go:build ignore\n\ngo:build x //go:build ignore\n\n//line other.go:1\n\n" +
	"//export Injected\n\n//go:embed *\n\n//go:generate rm -rf /\n\n*/\nfunc Injected() {}\n`+\"\r+build ignore\r\n+build ignore\u2028+build ignore\n" +
	"\uFEFF+build ignore\n\t+build ignore\n- +build ignore\n\n    +build ignore\n\n```\n+build ignore\n```\n\x00+build ignore"

// plainTexts are the keys whose values may be any text: a document is never refused for one.
func plainTexts() []string { return []string{"title", "summary", "description", "bearerFormat"} }

// TestTexts puts a hostile text in the place of each text of a document in turn, and of all plain ones at once. No file
// may leave the build, and no comment may be a directive.
func TestTexts(t *testing.T) {
	if testing.Short() {
		t.Skip("it generates some 150 times")
	}
	module := newModule(t)
	source, err := os.ReadFile("testdata/texts/spec.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var document yaml.Node
	if err := yaml.Unmarshal(source, &document); err != nil {
		t.Fatal(err)
	}
	texts := textsOf(document.Content[0], "")
	plain := func(place text) bool { return slices.Contains(plainTexts(), place.key) }
	generated := map[string]string{} // what is replaced, by folder
	for i, place := range texts {
		folder := fmt.Sprintf("text%d", i)
		if generateHostile(t, &document, filepath.Join(module, folder), place) {
			generated[folder] = place.pointer
		} else if plain(place) {
			t.Errorf("a document is refused for the text at %s", place.pointer)
		}
	}
	all := slices.DeleteFunc(texts, func(place text) bool { return !plain(place) })
	if !generateHostile(t, &document, filepath.Join(module, "all"), all...) {
		t.Error("a document is refused for its texts")
	}
	generated["all"] = "all places"
	checkBuilt(t, module, generated)
}

// text is a scalar of a document.
type text struct {
	pointer, key string
	node         *yaml.Node
}

// textsOf are a document's strings but for what OpenAPI reads: references, types and the like, which are refused at once.
func textsOf(node *yaml.Node, pointer string) []text {
	var found []text
	for i, child := range node.Content {
		switch {
		case node.Kind == yaml.MappingNode && i%2 == 0:
		case node.Kind == yaml.MappingNode:
			key := node.Content[i-1].Value
			if child.Kind == yaml.ScalarNode && child.Tag == "!!str" && !slices.Contains([]string{"$ref", "type", "in", "openapi", "operationId"}, key) {
				found = append(found, text{pointer: pointer + "/" + key, key: key, node: child})
			}
			found = append(found, textsOf(child, pointer+"/"+key)...)
		case child.Kind == yaml.ScalarNode && child.Tag == "!!str":
			found = append(found, text{pointer: fmt.Sprintf("%s/%d", pointer, i), node: child})
		default:
			found = append(found, textsOf(child, fmt.Sprintf("%s/%d", pointer, i))...)
		}
	}
	return found
}

// generateHostile generates from the document with hostile texts at the places, and reports whether it is accepted.
func generateHostile(t *testing.T, document *yaml.Node, out string, places ...text) bool {
	t.Helper()
	for _, place := range places {
		defer func(value string) { place.node.Value = value }(place.node.Value)
		place.node.Value = hostileText
	}
	var tree any
	if err := document.Decode(&tree); err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	spec := filepath.Join(t.TempDir(), "spec.json")
	if err := os.WriteFile(spec, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return run(t.Context(), []string{"generate", "--spec", spec, "--out", out, "--package", "sdk"}, io.Discard, io.Discard) == exitOK
}

// checkBuilt compares the Go files in the folders with those that the go command builds.
func checkBuilt(t *testing.T, module string, folders map[string]string) {
	t.Helper()
	command := exec.CommandContext(t.Context(), "go", "list", "-e", "-find", "-json=Dir,GoFiles,TestGoFiles", "./...")
	command.Dir = module
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	built := map[string]bool{}
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var listed struct {
			Dir                  string
			GoFiles, TestGoFiles []string
		}
		if err := decoder.Decode(&listed); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		for _, name := range slices.Concat(listed.GoFiles, listed.TestGoFiles) {
			built[filepath.Join(listed.Dir, name)] = true
		}
	}
	for _, folder := range slices.Sorted(maps.Keys(folders)) {
		checkFolder(t, filepath.Join(module, folder), folders[folder], built)
	}
}

func checkFolder(t *testing.T, folder, replaced string, built map[string]bool) {
	t.Helper()
	for _, pattern := range []string{"*.go", "*/*.go"} {
		files, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: no files: %v", replaced, err)
		}
		for _, file := range files {
			if !built[file] {
				t.Errorf("hostile text at %s: %s is not built", replaced, strings.TrimPrefix(file, folder))
			}
			checkComments(t, file)
		}
	}
}
