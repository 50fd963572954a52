// Package emit turns the resolved model into the files of the generated package, in memory. One table says which
// template makes which file.
package emit

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/generator/internal/models"
	"github.com/hubchannels/hubchannels-go/generator/internal/output"
	"github.com/hubchannels/hubchannels-go/internal/border"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/templates"
)

// artefact is a file, by its name without suffix, and the declarations in it.
type artefact struct {
	file  string
	units func(*ir.API) []unit
}

// artefacts is the table of the files that templates make.
func artefacts() []artefact {
	return []artefact{
		{"client", whole(templates.Client)},
		{"options", whole(templates.Options)},
		{"operations", each(operations, operationName, operationLines, templates.Operation)},
		{"headers", each(headers, headersName, headersLines, templates.Headers)},
		{"errors", whole(templates.Errors)},
		{"enums", each(enums, declName, enumLines, templates.Enum)},
		{"unions", each(unions, declName, unionLines, templates.Union)},
		{"opaque", each(opaques, declName, opaqueLines, templates.Opaque)},
		{"webhooks", whole(templates.Webhooks)},
		{"lists", each(lists, declName, listLines, templates.List)},
		{"builders", each(sent, declName, builderLines, templates.Builder)},
		{"getters", each(received, declName, getterLines, templates.Getters)},
		{"validate", each(sent, declName, validateLines, templates.Validate)},
		{"types", descriptions},
		{"roundtrip_test", roundTrips},
	}
}

// unit is what stays together in a file: what a template makes of one thing. The code is made when its file is: that of
// a large document would not fit into memory.
type unit struct {
	name  string
	lines int // about
	code  func() []jen.Code
}

func unitName(u unit) string { return u.name }
func unitLines(u unit) int   { return u.lines }

// whole makes one unit of a template of the whole API.
func whole(template func(*ir.API) []jen.Code) func(*ir.API) []unit {
	return func(api *ir.API) []unit {
		return []unit{{code: func() []jen.Code { return template(api) }}}
	}
}

// roundTrips makes a unit of the test of all codecs and one of each type's fuzz test.
func roundTrips(api *ir.API) []unit {
	units := whole(templates.RoundTrip)(api)
	units[0].lines = len(api.Objects) + len(api.Unions) + len(api.Opaques) + len(api.Lists)
	for _, test := range templates.FuzzTests(api) {
		units = append(units, unit{name: test.Type, lines: 4, code: func() []jen.Code { return []jen.Code{test.Code} }})
	}
	return units
}

// descriptions makes a unit of the variable that reads and writes all types, and one of what each object says of itself.
func descriptions(api *ir.API) []unit {
	units := whole(templates.Types)(api)
	for _, object := range api.Objects {
		if code := templates.Description(object); len(code) > 0 {
			units = append(units, unit{name: object.Name, lines: descriptionLines, code: func() []jen.Code { return code }})
		}
	}
	return units
}

// each makes a unit of each thing.
func each[T any](
	all func(*ir.API) []T, name func(T) string, lines func(T) int, template func(T) []jen.Code,
) func(*ir.API) []unit {
	return func(api *ir.API) []unit {
		var units []unit
		for _, one := range all(api) {
			units = append(units, unit{name: name(one), lines: lines(one), code: func() []jen.Code { return template(one) }})
		}
		return units
	}
}

func operationName(operation *ir.Operation) string { return operation.Name }
func declName[D ir.Decl](decl D) string            { return decl.TypeName() }

func operations(api *ir.API) []*ir.Operation { return api.Methods() }
func headers(api *ir.API) []*ir.Headers      { return api.Headers }
func headersName(headers *ir.Headers) string { return headers.Name }
func enums(api *ir.API) []*ir.Enum           { return api.Enums }
func unions(api *ir.API) []*ir.Union         { return api.Unions }
func opaques(api *ir.API) []*ir.Opaque       { return api.Opaques }
func lists(api *ir.API) []*ir.List           { return api.Lists }

// sent are the objects that requests are made of.
func sent(api *ir.API) []*ir.Object {
	all := slices.Concat(api.Params, api.Objects)
	return slices.DeleteFunc(all, func(object *ir.Object) bool { return !object.Sent })
}

// received are the objects that are read.
func received(api *ir.API) []*ir.Object {
	return slices.DeleteFunc(slices.Clone(api.Objects), func(object *ir.Object) bool { return !object.Received })
}

// Package is what is made of a model.
type Package struct {
	Files []output.File
	// Symbols are the exported symbols of the package itself, not of the one for tests: Type, Func, Const, Type.Field and
	// Type.Method, each once or more.
	Symbols []string
}

// Files makes the files of the package.
func Files(api *ir.API) ([]output.File, error) {
	made, err := Make(api)
	return made.Files, err
}

// Make makes all files of the package. A file that would be empty is not made.
func Make(api *ir.API) (Package, error) {
	structs, err := models.Generate(api)
	if err != nil {
		return Package{}, err
	}
	jobs := []job{{fileName("doc", ""), func() ([]byte, error) { return []byte(packageDoc(api)), nil }}}
	jobs = append(jobs, modelJobs(api, structs)...)
	for _, artefact := range artefacts() {
		jobs = append(jobs, templateJobs(api, artefact)...)
	}
	return run(slices.Concat(jobs, exampleJobs(api), testJobs(api)))
}

// job makes the content of one file, none if the file would be empty. Go is formatted later.
type job struct {
	path    string
	content func() ([]byte, error)
}

// file makes the file.
func (j job) file() (output.File, []string, error) {
	content, err := j.content()
	if err != nil || content == nil || !strings.HasSuffix(j.path, ".go") {
		return output.File{Path: j.path, Content: content}, nil, err
	}
	source, err := formatted(content)
	if strings.Contains(j.path, "/") || strings.HasSuffix(j.path, "_test.go") { // of another package, or for tests alone
		source.symbols = nil
	}
	return output.File{Path: j.path, Content: source.text}, source.symbols, err
}

// modelJobs make the files of the structs that oapi-codegen made.
func modelJobs(api *ir.API, structs []models.Declaration) []job {
	var jobs []job
	objects := map[string]*ir.Object{}
	for _, object := range api.Objects {
		objects[object.Name] = object
	}
	for _, part := range split("models", structs, models.Declaration.Name, models.Declaration.Lines) {
		jobs = append(jobs, job{part.file, func() ([]byte, error) {
			return models.File(header(api), api.Package, part.members, func(name string) string { return codecOf(objects[name]) }), nil
		}})
	}
	return jobs
}

// codecOf are the methods that read and write an object, as Go source. Parameters, which are no objects of the document,
// have none.
func codecOf(object *ir.Object) string {
	if object == nil {
		return ""
	}
	var text strings.Builder
	for _, method := range templates.ObjectCodec(object) {
		fmt.Fprintf(&text, "%#v\n\n", method)
	}
	return text.String()
}

// templateJobs make the files of an artefact.
func templateJobs(api *ir.API, artefact artefact) []job {
	var jobs []job
	for _, part := range split(artefact.file, artefact.units(api), unitName, unitLines) {
		jobs = append(jobs, job{part.file, func() ([]byte, error) {
			return render(api, api.Package, templates.Imports(api), part.members)
		}})
	}
	return jobs
}

// maxWorkers is how many files are rendered at a time, at most: what is made of one takes many times its size.
const maxWorkers = 4

// run runs jobs side by side and returns the files that are not empty in the jobs' order.
func run(jobs []job) (Package, error) {
	files, symbols, failures := make([]output.File, len(jobs)), make([][]string, len(jobs)), make([]error, len(jobs))
	var group sync.WaitGroup
	next := make(chan int)
	for range min(maxWorkers, runtime.GOMAXPROCS(0)) {
		group.Go(func() {
			for i := range next {
				files[i], symbols[i], failures[i] = jobs[i].file()
			}
		})
	}
	for i := range jobs {
		next <- i
	}
	close(next)
	group.Wait()
	for i, err := range failures {
		if err != nil {
			return Package{}, fmt.Errorf("rendering %s: %w", jobs[i].path, err)
		}
	}
	files = slices.DeleteFunc(files, func(f output.File) bool { return f.Content == nil })
	return Package{Files: files, Symbols: slices.Concat(symbols...)}, nil
}

// header marks a file as generated, in the form that tools recognise. In the name of the document,
// underscores stand for what is not ASCII, and for the plus: go vet takes "+build" anywhere in a file's first line for a
// build constraint.
func header(api *ir.API) string { return border.Comment(headerText(api)) }

func headerText(api *ir.API) string {
	name := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' || r == '+' {
			return '_'
		}
		return r
	}, api.Source)
	return "Code generated by hubchannels from " + name + ". DO NOT EDIT."
}

// packageDoc is the file with the package's comment.
func packageDoc(api *ir.API) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", header(api))
	for _, line := range templates.PackageDoc(api) {
		b.WriteString(border.Comment(line) + "\n")
	}
	fmt.Fprintf(&b, "package %s\n", api.Package)
	return b.String()
}
