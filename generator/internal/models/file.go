package models

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// File makes a Go file, which is yet to be formatted, of declarations, each followed by the methods that are given for its name.
func File(header, packageName string, declarations []Declaration, methods func(name string) string) []byte {
	var out strings.Builder
	fmt.Fprintf(&out, "%s\n\npackage %s\n\n", header, packageName)
	writeImports(&out, declarations)
	for _, declaration := range declarations {
		out.WriteString(declaration.text + methods(declaration.name))
	}
	return []byte(out.String())
}

// writeImports imports what the declarations use, the standard library's packages first.
func writeImports(out *strings.Builder, declarations []Declaration) {
	var paths []string // as they are imported
	for _, declaration := range declarations {
		paths = append(paths, declaration.imports...)
	}
	slices.SortFunc(paths, func(a, b string) int { return cmp.Or(foreign(a)-foreign(b), strings.Compare(a, b)) })
	paths = slices.Compact(paths)
	if len(paths) == 0 {
		return
	}
	out.WriteString("import (\n")
	for i, path := range paths {
		if i > 0 && foreign(path) != foreign(paths[i-1]) {
			out.WriteString("\n")
		}
		fmt.Fprintf(out, "\t%s\n", path)
	}
	out.WriteString(")\n\n")
}

// foreign is 1 for a package outside of the standard library.
func foreign(path string) int { return min(1, strings.Count(path, ".")) }
