package starter

import (
	"go/token"
	"slices"
	"strings"
	"unicode"

	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// longest is how many letters a package's name has at most, if its first word has no more.
const longest = 14

// Package is what a package is called that is made of a document with this title: "petstore" of "Petstore API v2". It is "api"
// where a title gives none.
func Package(title string) string {
	name := ""
	for _, word := range strings.FieldsFunc(naming.Slug(title), func(c rune) bool { return c == '-' }) {
		if word = letters(word); word == "" || idle(word) {
			continue
		}
		if name != "" && len(name+word) > longest {
			break
		}
		name += word
	}
	name = strings.TrimLeft(name, "0123456789")
	name = name[:min(len(name), 2*longest)]
	if name == "" || token.IsKeyword(name) || slices.Contains([]string{"main", "init", "internal", "vendor", "testdata"}, name) {
		name += "api"
	}
	return name
}

// letters are those of a word that a package's name has.
func letters(word string) string {
	return strings.Map(func(c rune) rune {
		if c = unicode.ToLower(c); c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			return c
		}
		return -1
	}, word)
}

// idle reports whether a word of a title says nothing about the API.
func idle(word string) bool {
	return naming.IsVersion(word) || slices.Contains([]string{"api", "apis", "rest", "the", "openapi", "swagger", "specification", "reference", "public"}, word)
}
