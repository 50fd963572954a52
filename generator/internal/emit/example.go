package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/templates"
)

// exampleJobs make the files of the examples. They are of the package that tests the other from outside: only its test
// program is compiled with the server.
func exampleJobs(api *ir.API) []job {
	if len(api.Examples) == 0 {
		return nil
	}
	var units []unit
	for _, example := range api.Examples {
		units = append(units, unit{name: example.Operation.Name, lines: exampleLines, code: func() []jen.Code {
			return templates.Example(api, example)
		}})
	}
	var jobs []job
	for _, part := range split("example_test", units, unitName, unitLines) {
		jobs = append(jobs, job{part.file, func() ([]byte, error) {
			return renderAs(api, api.Package+"_test", part.members, func(file *jen.File) {
				file.ImportNames(templates.ExampleImports(api))
				if alias := templates.ExampleAlias(api); alias != "" {
					file.ImportAlias(api.Test.Import, alias)
				}
			})
		}})
	}
	return jobs
}
