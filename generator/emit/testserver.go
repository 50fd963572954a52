package emit

import (
	"bytes"
	"fmt"
	"go/format"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/generator/ir"
	"github.com/hubchannels/hubchannels-go/templates"
)

// testArtefact is a file of the package for users' tests and the template that makes it.
type testArtefact struct {
	file         string
	declarations func(*ir.API) []jen.Code
}

// testArtefacts is the table of the files that templates make in that package.
func testArtefacts() []testArtefact {
	return []testArtefact{
		{"server.go", templates.TestServer},
		{"requests.go", templates.TestRequests},
		{"state.go", templates.TestState},
	}
}

// testJobs make the package for users' tests, in a folder of its own: only test programs link what it imports.
func testJobs(api *ir.API) []job {
	if api.Test == nil {
		return nil
	}
	folder := api.Test.Package + "/"
	jobs := []job{
		{folder + "doc.go", func() ([]byte, error) { return format.Source(testDoc(api)) }},
		{folder + "document.go", func() ([]byte, error) { return testDocument(api) }},
	}
	for _, artefact := range testArtefacts() {
		code := artefact.declarations(api)
		if len(code) > 0 {
			jobs = append(jobs, job{folder + artefact.file, func() ([]byte, error) { return renderTest(api, code) }})
		}
	}
	return jobs
}

func renderTest(api *ir.API, code []jen.Code) ([]byte, error) {
	file := jen.NewFile(api.Test.Package)
	file.HeaderComment(header(api))
	file.ImportNames(templates.TestImports(api))
	for _, declaration := range code {
		file.Add(declaration)
		file.Line()
	}
	var out bytes.Buffer
	if err := file.Render(&out); err != nil {
		return nil, err
	}
	return groupImports(out.Bytes()), nil
}

func testDoc(api *ir.API) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\n\n", header(api))
	for _, line := range templates.TestPackageDoc(api) {
		b.WriteString(strings.TrimRight("// "+line, " ") + "\n")
	}
	fmt.Fprintf(&b, "package %s\n", api.Test.Package)
	return b.Bytes()
}

// testDocument holds the document's files in raw strings, which their JSON has no way to end: see ir.TestDocument.
func testDocument(api *ir.API) ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\n\npackage %s\n", header(api), api.Test.Package)
	for i, document := range api.Test.Documents {
		if strings.Contains(document.JSON, "`") {
			return nil, fmt.Errorf("the JSON of file %d has a backquote", i)
		}
		name := templates.DocumentConst(i)
		fmt.Fprintf(&b, "\n// %s is %q, as JSON.\nconst %s = `%s`\n", name, document.Name, name, document.JSON)
	}
	return format.Source(b.Bytes())
}
