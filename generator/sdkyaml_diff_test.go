package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// git runs git in the working directory, as nobody in particular.
func git(t *testing.T, args ...string) {
	t.Helper()
	command := exec.CommandContext(t.Context(), "git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.com"}, args...)...)
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v, %s", args, err, out)
	}
}

// TestDiffOfTheConfiguration has diff alone compare the documents of sdk.yaml with those of the last commit, with its
// overlays and names: also with names that only the newer document has.
func TestDiffOfTheConfiguration(t *testing.T) {
	another := smallDocument + `  /cats/{id}:
    get:
      operationId: getCat
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: ok}}
`
	t.Chdir(newModule(t))
	if err := os.MkdirAll("sub/api", 0o700); err != nil {
		t.Fatal(err)
	}
	t.Chdir("sub")
	writeHere(t, "api/a.yaml", smallDocument)
	writeHere(t, "b.yaml", smallDocument)
	writeHere(t, "o.yaml", "overlay: 1.0.0\ninfo: {title: o, version: '1'}\nactions: [{target: $.paths, update: {/dogs: {get: {operationId: dogs, responses: {'204': {description: ok}}}}}}]\n")
	writeHere(t, "sdk.yaml", `
sdks:
- {spec: api/a.yaml, out: out/a, package: a, overlays: [o.yaml], names: {operations: {getCat: FetchCat}}}
- {spec: b.yaml, out: out/b, package: b}
`)
	git(t, "init", "-q")
	git(t, "add", ".")
	git(t, "commit", "-qm", "first")
	git(t, "tag", "v1")
	writeHere(t, "api/a.yaml", another)
	for line, wants := range map[string][]string{
		"diff":                               {"Verdict: additive", "Client.FetchCat", "are the same"},
		"diff --from v1:":                    {"Verdict: additive", "Client.FetchCat", "are the same"},
		"diff --from HEAD: --fail-on any":    {"1 of the 2 SDKs of sdk.yaml failed", "the change is additive"},
		"diff --from nothing:":               {"2 of the 2 SDKs of sdk.yaml failed", "nothing:./b.yaml"},
		"diff --to b.yaml":                   {"sdk.yaml makes 2 SDKs, and --to is for one"},
		"diff --from b.yaml --to api/a.yaml": {"Verdict: additive", "Client.GetCat"},
	} {
		code, said := says(t, line)
		for _, want := range wants {
			if !strings.Contains(said, want) {
				t.Errorf("%s: exit code %d, %q is missing in %s", line, code, want, said)
			}
		}
	}
}

// TestUsedOfTheConfiguration asks for each SDK of sdk.yaml what a program uses of it.
func TestUsedOfTheConfiguration(t *testing.T) {
	module := newModule(t)
	t.Chdir(module)
	writeHere(t, "a.yaml", smallDocument)
	writeHere(t, "sdk.yaml", "sdks:\n- {spec: a.yaml, out: pets, package: pets, names: {operations: {getPet: Fetch}}}\n- {spec: a.yaml, out: more, package: more}\n")
	succeed(t, "generate")
	writeHere(t, "main.go", `package main

import (
	"context"

	"cases.test/more"
	"cases.test/pets"
)

func main() {
	_ = (&pets.Client{}).Fetch(context.Background(), "1")
	_ = (&more.Client{}).GetPet(context.Background(), "1")
}
`)
	lines := succeed(t, "used", ".")
	if strings.Count(lines, "GET /pets/{id}") != 2 || !strings.Contains(lines, "# pets\n") || !strings.Contains(lines, "# more\n") {
		t.Errorf("got %s", lines)
	}
}
