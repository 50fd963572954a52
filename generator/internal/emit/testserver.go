package emit

import (
	"bytes"
	"fmt"
	"go/format"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/border"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/templates"
)

// testArtefacts is the table of the files that templates make in that package.
func testArtefacts() []artefact {
	return []artefact{
		{"server.go", whole(templates.TestServer)},
		{"requests.go", testRequests},
		{"state.go", whole(templates.TestState)},
	}
}

// testRequests makes a unit of the operations' names and one of each operation's requests.
func testRequests(api *ir.API) []unit {
	units := whole(templates.TestOperations)(api)
	units[0].lines = len(api.Operations)
	for _, operation := range api.Operations {
		units = append(units, unit{name: operation.Name, lines: testRequestLines, code: func() []jen.Code {
			return templates.TestRequest(api, operation)
		}})
	}
	return units
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
		for _, part := range split(artefact.file, artefact.units(api), unitName, unitLines) {
			jobs = append(jobs, job{folder + part.file, func() ([]byte, error) {
				return render(api, api.Test.Package, templates.TestImports(api), part.members)
			}})
		}
	}
	return jobs
}

func testDoc(api *ir.API) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\n\n", header(api))
	for _, line := range templates.TestPackageDoc(api) {
		b.WriteString(border.Comment(line) + "\n")
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
		fmt.Fprintf(&b, "\n%s\nconst %s = `%s`\n", border.Comment(fmt.Sprintf("%s is %q, as JSON.", name, document.Name)), name, document.JSON)
	}
	return format.Source(b.Bytes())
}
