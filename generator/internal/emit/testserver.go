package emit

import (
	"bytes"
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/border"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/templates"
)

// testArtefacts is the table of the files that templates make in that package.
func testArtefacts() []artefact {
	return []artefact{
		{"server", whole(templates.TestServer)},
		{"requests", testRequests},
		{"state", whole(templates.TestState)},
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
		{folder + fileName("doc", ""), func() ([]byte, error) { return testDoc(api), nil }},
		{folder + fileName("document", ""), func() ([]byte, error) { return embedded(api), nil }},
	}
	for i, document := range api.Test.Documents {
		jobs = append(jobs, job{folder + documentFile(i), func() ([]byte, error) {
			return fmt.Appendf(nil, "# %s\n%s\n", headerText(api), document.JSON), nil
		}})
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

// documentFile is the name of the file with one of the document's files. It is JSON below a comment, which makes it YAML. The
// document's own name for it may be no name of a file here.
func documentFile(i int) string { return templates.DocumentVar(i) + ".yaml" }

// embedded declares the variables that hold the document's files.
func embedded(api *ir.API) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\n\npackage %s\n\nimport _ \"embed\"\n", header(api), api.Test.Package)
	for i, document := range api.Test.Documents {
		name := templates.DocumentVar(i)
		fmt.Fprintf(&b, "\n%s\n//\n//go:embed %s\nvar %s string\n", border.Comment(fmt.Sprintf("%s is %q.", name, document.Name)), documentFile(i), name)
	}
	return b.Bytes()
}
