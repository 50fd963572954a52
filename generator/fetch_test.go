package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A document of several files: operations, parts of a union and what these have in common stand in others.
const (
	fetchSpec = `openapi: 3.0.3
info: {title: Toys, version: '1'}
paths:
  /toys: {$ref: "../common/paths.yaml#/toys"}
  /pets:
    get:
      operationId: getPet
      responses: {'200': {description: One., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
components:
  schemas:
    Pet:
      type: object
      properties:
        friend: {$ref: '#/components/schemas/Pet'}
        toy: {$ref: '../common/types.yaml#/Toy'}
`
	fetchPaths = `toys:
  post:
    operationId: postToy
    responses:
      '200': {description: Whose., content: {application/json: {schema: {$ref: '../apis/spec.yaml#/components/schemas/Pet'}}}}
`
	fetchTypes = `Toy:
  oneOf: [{$ref: '#/Ball'}, {$ref: 'types.yaml#/Bone'}]
  discriminator: {propertyName: kind, mapping: {ball: 'types.yaml#/Ball', bone: '../common/types.yaml#/Bone'}}
Ball: {type: object, required: [kind], properties: {kind: {type: string}, size: {$ref: 'size.json'}}}
Bone: {type: object, required: [kind], properties: {kind: {type: string}, size: {$ref: 'size.json'}}}
`
	fetchSize = `{"type": "integer", "description": "In millimetres."}`
)

// fetchFolder holds the document's files.
func fetchFolder(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	for name, content := range map[string]string{
		"apis/spec.yaml": fetchSpec, "common/paths.yaml": fetchPaths, "common/types.yaml": fetchTypes, "common/size.json": fetchSize,
	} {
		writeFile(t, filepath.Join(folder, name), content)
	}
	return folder
}

func writeFile(t *testing.T, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// generates runs the generator and returns all that it says.
func generates(t *testing.T, want int, args ...string) string {
	t.Helper()
	var said bytes.Buffer
	if code := run(t.Context(), args, &said, &said); code != want {
		t.Fatalf("%s: exit code %d: %s", strings.Join(args, " "), code, &said)
	}
	return said.String()
}

// TestFetchedDocuments expects the same code of a document wherever its files are.
func TestFetchedDocuments(t *testing.T) {
	folder := fetchFolder(t)
	server := httptest.NewServer(http.FileServer(http.Dir(folder)))
	defer server.Close()
	remote := server.URL + "/apis/spec.yaml"
	made := func(args ...string) string {
		out := filepath.Join(t.TempDir(), "toys")
		generates(t, exitOK, append([]string{"generate", "--package", "toys", "--out", out}, args...)...)
		return out
	}
	local := made("--spec", filepath.Join(folder, "apis/spec.yaml"), "--refs", folder)
	fetched := made("--spec", remote, "--fetch", server.URL+"/apis", "--fetch", server.URL+"/common/")
	writeFile(t, filepath.Join(folder, "common/paths.yaml"), strings.ReplaceAll(fetchPaths, "../apis", server.URL+"/apis"))
	addressed := made("--spec", remote, "--fetch", server.URL)

	code := allCode(t, local)
	if allCode(t, fetched) != code || allCode(t, addressed) != code {
		t.Errorf("%s, %s and %s differ", local, fetched, addressed)
	}
	for want, count := range map[string]int{
		"type Pet struct {": 1, "func (c *Client) PostToy(": 1, "type Toy interface {": 1, "type Ball struct {": 1, "PetModel": 0, "BallModel": 0,
	} {
		if got := strings.Count(code, want); got != count {
			t.Errorf("%q is there %d times, not %d", want, got, count)
		}
	}
	if lock := readFile(t, filepath.Join(fetched, "sdk.lock")); !strings.Contains(lock, server.URL+"/common/size.json: sha256:") {
		t.Errorf("the lock says nothing about what was fetched:\n%s", lock)
	}
	if said := generates(t, exitOK, "diff", "--from", remote, "--to", remote, "--fetch", server.URL); !strings.Contains(said, "are the same") {
		t.Errorf("got %s", said)
	}
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// allCode is the Go code in a folder.
func allCode(t *testing.T, folder string) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	var b strings.Builder
	for _, name := range names {
		b.WriteString("// " + filepath.Base(name) + "\n" + readFile(t, name))
	}
	return b.String()
}

// TestFetch changes what is fetched, and compares.
func TestFetch(t *testing.T) {
	folder := fetchFolder(t)
	server := httptest.NewServer(http.FileServer(http.Dir(folder)))
	defer server.Close()
	spec := filepath.Join(t.TempDir(), "spec.yaml")
	writeFile(t, spec, strings.ReplaceAll(strings.ReplaceAll(fetchSpec, "../common/types", server.URL+"/common/types"),
		`{$ref: "../common/paths.yaml#/toys"}`, "{}"))
	out := filepath.Join(t.TempDir(), "toys")
	generate := []string{"generate", "--spec", spec, "--package", "toys", "--out", out}

	if said := generates(t, exitFound, generate...); !strings.Contains(said, "spec.yaml:") || !strings.Contains(said, "allow it with --fetch "+server.URL+"/common/,") {
		t.Errorf("got %s", said)
	}
	generates(t, exitFound, "validate", "--spec", spec)
	generates(t, exitFound, "diff", "--from", spec, "--to", spec)
	if said := generates(t, exitUsage, append(generate, "--fetch", "http://example.com")...); !strings.Contains(said, "--fetch http://example.com: ") {
		t.Errorf("got %s", said)
	}
	generates(t, exitUsage, "validate", "--spec", spec, "--fetch", "example.com")
	generates(t, exitUsage, "diff", "--from", spec, "--to", spec, "--fetch", "example.com")

	allow := []string{"--fetch", server.URL + "/common/"}
	generates(t, exitOK, append(generate, allow...)...)
	generates(t, exitOK, append([]string{"validate", "--spec", spec}, allow...)...)
	generates(t, exitOK, append(append(generate, allow...), "--check")...)
	before := filepath.Join(filepath.Dir(spec), "before.yaml")
	writeFile(t, before, strings.ReplaceAll(readFile(t, spec), "types.yaml", "before.yaml"))
	writeFile(t, filepath.Join(folder, "common/before.yaml"), strings.ReplaceAll(fetchTypes, "types.yaml", "before.yaml"))
	writeFile(t, filepath.Join(folder, "common/types.yaml"), strings.ReplaceAll(fetchTypes, "required: [kind]", "required: [kind, size]"))
	said := generates(t, exitFound, append(append(generate, allow...), "--check")...)
	if want := "because the document " + server.URL + "/common/types.yaml changed"; !strings.Contains(said, want) {
		t.Errorf("%q is not in %s", want, said)
	}
	said = generates(t, exitOK, append([]string{"diff", "--from", before, "--to", spec}, allow...)...)
	if !strings.Contains(said, "Verdict: breaking") || !strings.Contains(said, server.URL+"/common/types.yaml:4") {
		t.Errorf("got %s", said)
	}
}
