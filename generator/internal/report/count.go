package report

import (
	"bytes"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/output"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Unions are the unions of an SDK.
type Unions struct {
	// By counts the sealed unions by all that is looked at to find the variant of a value: "tag", "kind", "property",
	// "propertyKind", "format", joined with "+", or "single" where there is nothing to look at.
	By map[string]int `json:"by"`
	// Raw are those that stay raw JSON.
	Raw []RawUnion `json:"raw"`
}

// RawUnion is a union whose variants cannot be told apart.
type RawUnion struct {
	Name     string `json:"name"`
	Position string `json:"position"`
	Why      string `json:"why"`
}

func unionsOf(api *ir.API) Unions {
	found := Unions{By: map[string]int{}, Raw: []RawUnion{}}
	for _, union := range api.Unions {
		found.By[decidedBy(union.Choice)]++
	}
	for _, opaque := range api.Opaques {
		found.Raw = append(found.Raw, RawUnion{opaque.Name, opaque.Doc.Position, opaque.Why})
	}
	return found
}

// decidedBy names all that a choice looks at, first and below.
func decidedBy(choice *ir.Choice) string {
	words := looksAt(choice)
	slices.Sort(words)
	if words = slices.Compact(words); len(words) > 0 {
		return strings.Join(words, "+")
	}
	return "single"
}

func looksAt(choice *ir.Choice) []string {
	if choice == nil {
		return nil
	}
	var words []string
	if word := wordOf(choice.By); word != "" {
		words = append(words, word)
	}
	for _, c := range choice.Cases {
		words = append(words, looksAt(c.Then)...)
	}
	words = append(words, looksAt(choice.Else)...)
	return append(words, looksAt(choice.Other)...)
}

func wordOf(by ir.By) string {
	switch by {
	case ir.ByTag:
		return "tag"
	case ir.ByKind:
		return "kind"
	case ir.ByProperty:
		return "property"
	case ir.ByPropertyKind:
		return "propertyKind"
	case ir.ByFormat:
		return "format"
	default:
		return ""
	}
}

// size counts the Go files.
func (c *Counts) size(files []output.File) {
	for _, file := range files {
		if strings.HasSuffix(file.Path, ".go") {
			lines := bytes.Count(file.Content, []byte("\n"))
			c.Files++
			c.Lines += lines
			c.LongestFile = max(c.LongestFile, lines)
		}
	}
}
