package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const smallDocument = `openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: ok}}
`

// inFolder changes to a new folder that holds files.
func inFolder(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, content := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// says runs a command line, and returns its exit code and what it printed.
func says(t *testing.T, line string) (int, string) {
	t.Helper()
	var said bytes.Buffer
	return run(t.Context(), strings.Fields(line), &said, &said), said.String()
}

// TestConfigurationInTheFolder has generate, check, coverage and validate do without flags what sdk.yaml says.
func TestConfigurationInTheFolder(t *testing.T) {
	inFolder(t, map[string]string{"api/a.yaml": smallDocument, "api/b.yaml": smallDocument, "sdk.yaml": `
sdks:
- {spec: api/a.yaml, out: out/a, package: a, names: {operations: {getPet: FetchPet}}}
- {spec: api/b.yaml, out: out/b, package: b}
`})
	for _, line := range []string{"validate", "generate", "generate --check", "coverage --format json"} {
		if code, said := says(t, line); code != exitOK {
			t.Fatalf("%s: exit code %d, %s", line, code, said)
		}
	}
	for file, want := range map[string]string{"out/a/operations.gen.go": ") FetchPet(", "out/b/operations.gen.go": ") GetPet("} {
		content, err := os.ReadFile(file)
		if err != nil || !strings.Contains(string(content), want) {
			t.Errorf("%s: %v, want %s in it", file, err, want)
		}
	}
	code, said := says(t, "generate --out elsewhere")
	if code != exitUsage || !strings.Contains(said, "makes 2 SDKs, and --out is for one") {
		t.Errorf("exit code %d, %s", code, said)
	}
	code, said = says(t, "generate --spec api/a.yaml --out flags --package flags")
	if code != exitOK || said != "" {
		t.Errorf("flags alone: exit code %d, %s", code, said)
	}
}

// TestOneOfSeveralFails has the others made, and says of each what is wrong with it.
func TestOneOfSeveralFails(t *testing.T) {
	inFolder(t, map[string]string{"a.yaml": "openapi: 3.0.3\n", "b.yaml": smallDocument, "many.yaml": `
sdks:
- {spec: a.yaml, out: a, package: a}
- {spec: b.yaml, out: b, package: b}
`})
	code, said := says(t, "generate --config many.yaml")
	if code != exitFound || !strings.Contains(said, "a.yaml:1:") || !strings.Contains(said, "1 of the 2 SDKs of many.yaml failed") {
		t.Errorf("exit code %d, %s", code, said)
	}
	if _, err := os.Stat("b/client.gen.go"); err != nil {
		t.Error(err)
	}
}

// TestFlagsOnTopOfTheConfiguration has a flag take precedence over what the file says of the one SDK.
func TestFlagsOnTopOfTheConfiguration(t *testing.T) {
	inFolder(t, map[string]string{"a.yaml": smallDocument, "sdk.yaml": "spec: a.yaml\nout: a\npackage: a\n"})
	if code, said := says(t, "generate --package pets --out pets"); code != exitOK {
		t.Fatalf("exit code %d, %s", code, said)
	}
	content, err := os.ReadFile("pets/client.gen.go")
	if err != nil || !strings.Contains(string(content), "\npackage pets\n") {
		t.Errorf("%v", err)
	}
}

func TestWrongConfigurationInTheFolder(t *testing.T) {
	inFolder(t, map[string]string{"sdk.yaml": "spec: a.yaml\nout: a\npackage: a\nlenient: maybe\n"})
	code, said := says(t, "generate")
	if code != exitFound || !strings.Contains(said, "sdk.yaml:4: lenient is \"maybe\"") {
		t.Errorf("exit code %d, %s", code, said)
	}
}

// TestNamesToPaste has the lines that a run offers be what a configuration takes.
func TestNamesToPaste(t *testing.T) {
	inFolder(t, map[string]string{"a.yaml": smallDocument + `components:
  schemas:
    Client: {type: object, properties: {id: {type: string}}}
`, "sdk.yaml": "spec: a.yaml\nout: a\npackage: a\n"})
	code, said := says(t, "generate")
	if code != exitOK || !strings.Contains(said, "\n    Client: ClientModel # gave way to another, a.yaml:11\n") {
		t.Fatalf("exit code %d, %s", code, said)
	}
	_, lines, _ := strings.Cut(said, "\n")
	pasted := "spec: a.yaml\nout: a\npackage: a\n" + strings.Replace(lines, "ClientModel", "Customer", 1)
	if err := os.WriteFile("sdk.yaml", []byte(pasted), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, said := says(t, "generate"); code != exitOK || said != "" {
		t.Errorf("exit code %d, %s", code, said)
	}
	content, err := os.ReadFile("a/models.gen.go")
	if err != nil || !strings.Contains(string(content), "type Customer struct") {
		t.Errorf("%v: %s", err, content)
	}
}

// TestFieldsThatMeet has the configuration give two fields of a struct one name.
func TestFieldsThatMeet(t *testing.T) {
	inFolder(t, map[string]string{"a.yaml": smallDocument + `components:
  schemas:
    Pet: {type: object, properties: {id: {type: string}, tag: {type: string}}}
`, "sdk.yaml": "spec: a.yaml\nout: a\npackage: a\nnames: {fields: {Pet.id: Number, Pet.tag: Number}}\n"})
	const want = `a.yaml:11: the configuration calls the field of "tag" Number, and the struct has that; choose another name`
	if code, said := says(t, "generate"); code != exitFound || !strings.Contains(said, want) {
		t.Errorf("exit code %d, %s", code, said)
	}
}
