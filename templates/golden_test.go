package templates

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/dave/jennifer/jen"
)

var update = flag.Bool("update", false, "write the goldens anew")

// TestGoldens compares what each template makes of the sample with a golden: the code as a file would have it.
func TestGoldens(t *testing.T) {
	s := newSample()
	for name, code := range map[string][]jen.Code{
		"builder":           Builder(s.pet),
		"builder-struct":    Builder(s.upload),
		"client":            Client(s.api),
		"client-servers":    Client(s.servers()),
		"codec":             slices.Concat(ObjectCodec(s.cat), Description(s.cat)),
		"enum":              Enum(s.kind),
		"errors":            Errors(s.api),
		"fuzz":              {FuzzTests(s.api)[0].Code},
		"getters":           Getters(s.pet),
		"headers":           Headers(s.headers),
		"list":              List(s.tree),
		"opaque":            Opaque(s.either),
		"operation-group":   Operation(s.create),
		"operation-pages":   Operation(s.list),
		"operation-stream":  Operation(s.watch),
		"operation-parts":   Operation(s.send),
		"operation-results": Operation(s.results()),
		"options":           Options(s.api)[:8],
		"roundtrip":         RoundTrip(s.api),
		"test-operations":   TestOperations(s.api),
		"test-request":      TestRequest(s.api, s.create),
		"test-server":       TestServer(s.api),
		"test-state":        TestState(s.api),
		"types":             Types(s.api),
		"union":             Union(s.animal),
		"union-wrapper":     Union(s.name),
		"validate":          Validate(s.pet),
		"webhooks":          Webhooks(s.api),
		"webhooks-answer":   Webhooks(s.callback()),
	} {
		t.Run(name, func(t *testing.T) { compare(t, name, render(t, s, code)) })
	}
	t.Run("test-package", func(t *testing.T) {
		compare(t, "test-package", render(t, s, []jen.Code{comment(TestPackageDoc(s.api))}))
	})
	t.Run("package", func(t *testing.T) { compare(t, "package", render(t, s, []jen.Code{comment(PackageDoc(s.api))})) })
}

func render(t *testing.T, s *sample, code []jen.Code) string {
	t.Helper()
	file := jen.NewFile("pets")
	file.ImportNames(Imports(s.api))
	file.ImportNames(TestImports(s.api))
	for _, declaration := range code {
		file.Add(declaration)
		file.Line()
	}
	var out bytes.Buffer
	if err := file.Render(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func compare(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	gotLines, wantLines := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(gotLines), len(wantLines)) {
		if i >= len(gotLines) || i >= len(wantLines) || gotLines[i] != wantLines[i] {
			t.Fatalf("%s:%d differs; if that is right, run go test ./templates -update. It is now:\n%s", path, i+1, got)
		}
	}
}
