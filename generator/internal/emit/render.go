package emit

import (
	"bytes"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// render makes a file of units, which is yet to be formatted, with one blank line between declarations; nothing if the units have no code.
func render(api *ir.API, packageName string, imports map[string]string, units []unit) ([]byte, error) {
	return renderAs(api, packageName, units, func(file *jen.File) { file.ImportNames(imports) })
}

// renderAs is render with names for imports that a function gives.
func renderAs(api *ir.API, packageName string, units []unit, named func(*jen.File)) ([]byte, error) {
	file := jen.NewFile(packageName)
	file.NoFormat = true
	file.HeaderComment(header(api))
	named(file)
	for path, alias := range api.Imports {
		file.ImportAlias(path, alias)
	}
	empty := true
	for _, unit := range units {
		for _, declaration := range unit.code() {
			file.Add(declaration)
			file.Line()
			empty = false
		}
	}
	if empty {
		return nil, nil
	}
	var out bytes.Buffer
	if err := file.Render(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// groupImports puts a blank line between the standard library's packages and the others, as goimports does.
func groupImports(source []byte) []byte {
	begin := bytes.Index(source, []byte("\nimport (\n"))
	if begin < 0 {
		return source
	}
	begin += len("\nimport (\n")
	end := begin + bytes.Index(source[begin:], []byte(")\n"))
	var standard, others []byte
	for line := range bytes.Lines(source[begin:end]) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if bytes.Contains(line, []byte(".")) {
			others = append(others, line...)
		} else {
			standard = append(standard, line...)
		}
	}
	if len(standard) > 0 && len(others) > 0 {
		standard = append(standard, '\n')
	}
	return slices.Concat(source[:begin], standard, others, source[end:])
}
