package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// offered are the lines of a first configuration that begin to count once their # is removed.
var offered = regexp.MustCompile(`(?m)^#( {2,}|[^ #])`)

// TestInit has init, then generate, work for documents of all kinds, with nothing that was found changing anything where it
// is said in the configuration: what init writes as found is what the generator does.
func TestInit(t *testing.T) {
	for _, name := range []string{"paging-conventions", "collisions", "idempotency-keys", "servers", "client-credentials", "webhooks", "swagger2", "mended"} {
		t.Run(name, func(t *testing.T) {
			spec, err := filepath.Abs(filepath.Join("testdata", name, "spec.yaml"))
			if err != nil {
				t.Fatal(err)
			}
			inFolder(t, nil)
			for _, line := range []string{"init --package first --spec " + spec, "generate"} {
				if code, said := says(t, line); code != exitOK {
					t.Fatalf("%s: exit code %d, %s", line, code, said)
				}
			}
			before := goFiles(t, "first")
			saysMore(t)
			if code, said := says(t, "generate"); code != exitOK {
				t.Fatalf("exit code %d, %s", code, said)
			}
			for file, text := range goFiles(t, "first") {
				if before[file] != text {
					t.Errorf("what was found changes %s", file)
				}
			}
		})
	}
}

func goFiles(t *testing.T, folder string) map[string]string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("%d files, %v", len(paths), err)
	}
	texts := map[string]string{}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts[path] = string(text)
	}
	return texts
}

// saysMore has sdk.yaml say all that init found, but what is for the user to choose.
func saysMore(t *testing.T) {
	t.Helper()
	text, err := os.ReadFile("sdk.yaml")
	if err != nil {
		t.Fatal(err)
	}
	said := offered.ReplaceAllString(string(text), "$1")
	said = regexp.MustCompile(`(?m)^((docs|groups|webhooks|failOnLoss):|.*: none # ).*\n`).ReplaceAllString(said, "")
	if err := os.WriteFile("sdk.yaml", []byte(said), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Log(said) // shown where something fails
}

// TestInitByItself finds the document, and calls the package after its title.
func TestInitByItself(t *testing.T) {
	inFolder(t, map[string]string{"openapi.yml": smallDocument})
	if code, said := says(t, "init"); code != exitOK || !strings.Contains(said, "wrote sdk.yaml") {
		t.Fatalf("exit code %d, %s", code, said)
	}
	if code, said := says(t, "generate"); code != exitOK {
		t.Fatalf("exit code %d, %s", code, said)
	}
	if _, err := os.Stat("pets/client.gen.go"); err != nil {
		t.Error(err)
	}
}

func TestInitRefuses(t *testing.T) {
	const mine = "spec: a.yaml # mine\n"
	tests := []struct {
		name, line, want string
		files            map[string]string
		code             int
	}{
		{"a file of the user's", "init --spec a.yaml", "sdk.yaml is there already", map[string]string{"sdk.yaml": mine, "a.yaml": smallDocument}, exitFound},
		{"no document", "init", "there is no openapi.yaml or the like", nil, exitUsage},
		{"several documents", "init", "there are openapi.yaml and swagger.json", map[string]string{"openapi.yaml": smallDocument, "swagger.json": "{}"}, exitUsage},
		{"no OpenAPI", "init --spec a.yaml", "a.yaml:1", map[string]string{"a.yaml": "openapi: 3.0.3\n"}, exitFound},
		{"no package's name", "init --spec a.yaml --package main", "--package main", map[string]string{"a.yaml": smallDocument}, exitUsage},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			inFolder(t, test.files)
			code, said := says(t, test.line)
			if code != test.code || !strings.Contains(said, test.want) {
				t.Errorf("exit code %d, %s; want %s", code, said, test.want)
			}
			text, err := os.ReadFile("sdk.yaml")
			if string(text) != test.files["sdk.yaml"] || (err == nil) != (test.files["sdk.yaml"] != "") {
				t.Errorf("sdk.yaml is %q, %v", text, err)
			}
		})
	}
}
