package config

import (
	"fmt"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/mod/module"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// GoType is a Go type of the user's own. It comes from the configuration alone: no document names what is imported.
type GoType struct {
	// Package is the import path, Alias what it is imported as, Name the type's name. Without a package it is a string or a number
	// of Go's, as if the schema had no format.
	Package, Alias, Name string
}

// goTypeKey annotates a schema with a GoType. It is no extension: a document that has it is refused.
const goTypeKey = "go type"

// parseGoType reads "github.com/shopspring/decimal.Decimal".
func parseGoType(text string) (GoType, error) {
	if text == "string" || text == "int64" || text == "float64" {
		return GoType{Name: text}, nil
	}
	at := strings.LastIndex(text, ".")
	if at < strings.LastIndex(text, "/") || at < 1 || !naming.IsExported(text[at+1:]) {
		return GoType{}, fmt.Errorf("%q is no import path, a dot and the name of a type", text)
	}
	if err := module.CheckImportPath(text[:at]); err != nil {
		return GoType{}, fmt.Errorf("%q: %w", text[:at], err)
	}
	return GoType{Package: text[:at], Alias: aliasOf(text[:at]), Name: text[at+1:]}, nil
}

// imported are the names of the packages that generated code imports itself.
func imported() []string {
	return []string{"big", "check", "codec", "codectest", "context", "embed", "errors", "http", "io", "iter", "json", "oauth2", "runtime", "sdk", "sdktest",
		"sha1", "sha512", "slog", "sync", "testing", "time", "url", "uuid", "webhook"}
}

// aliasOf is what a package is imported as: the last word of its path that is no version, apart from what generated code
// imports itself.
func aliasOf(importPath string) string {
	name := path.Base(importPath)
	if regexp.MustCompile(`^v[0-9]+$`).MatchString(name) {
		name = path.Base(path.Dir(importPath))
	}
	name, _, _ = strings.Cut(name, ".")
	name = strings.TrimSuffix(strings.TrimPrefix(strings.ToLower(name), "go-"), "-go")
	name = strings.TrimLeft(regexp.MustCompile(`[^a-z0-9]`).ReplaceAllString(name, ""), "0123456789")
	if name == "" || token.IsKeyword(name) || slices.Contains(imported(), name) && importPath != "math/big" && importPath != "time" {
		name += "types"
	}
	return name
}

// types annotates the schemas, and the formats, that have Go types of the user's own.
func (w *writer) types() {
	for _, name := range sorted(w.config.Types) {
		goType, err := parseGoType(w.config.Types[name])
		switch {
		case err != nil:
			w.problems.Add(problem.Problem{Pos: w.config.find("types", name), Message: "types: " + err.Error(),
				Hint: "write it like decimal: github.com/shopspring/decimal.Decimal"})
		case w.doc.HasFormat(name):
			w.annotations.set(formatPointer(name), goTypeKey, goType)
		default:
			w.schema("types", name, goTypeKey, goType)
		}
	}
}

// formatPointer stands for all schemas of a format. It is no JSON pointer.
func formatPointer(name string) string { return "format " + name }

// GoType is the type that the configuration has for a schema at a pointer, or else for its format.
func (a Annotations) GoType(pointer, format string) (GoType, bool) {
	found, ok := a[pointer][goTypeKey].(GoType)
	if !ok && format != "" {
		found, ok = a[formatPointer(format)][goTypeKey].(GoType)
	}
	return found, ok
}
