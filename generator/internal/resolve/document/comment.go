package document

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/format"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// MarkedDeprecated is why something is deprecated: OpenAPI has no place for more.
const MarkedDeprecated = "the document marks it as deprecated."

// Documentation is a schema's documentation.
func (d *Document) Documentation(words *openapi3.Schema, pointer string) ir.Doc {
	text := words.Description
	if text == "" {
		text = words.Title
	}
	doc := ir.Doc{Text: d.Linked(text, pointer), Position: d.Short(pointer), Pointer: pointer}
	if words.ExternalDocs != nil {
		doc.Link = words.ExternalDocs.URL
	}
	if words.Deprecated {
		doc.Deprecated = MarkedDeprecated
	}
	return doc
}

// Summary is the first sentence of a text.
func Summary(text string) string {
	first, _, _ := strings.Cut(text, "\n\n")
	if sentence, _, found := strings.Cut(first, ". "); found {
		return sentence + "."
	}
	return first
}

// Facts are what a reader cannot see in the Go type.
func Facts(schema *openapi3.Schema) []string {
	var found []string
	add := func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) }
	if schema.Default != nil {
		add("The default is %v.", schema.Default)
	}
	least, most := schema.Min, schema.Max
	if schema.Type.Is(openapi3.TypeInteger) {
		least, most = format.IntegerOf(schema.Format, least, most).Within(least, most)
	}
	switch {
	case least != nil && most != nil:
		add("From %s to %s.", decimal(*least), decimal(*most))
	case least != nil:
		add("At least %s.", decimal(*least))
	case most != nil:
		add("At most %s.", decimal(*most))
	}
	if schema.MaxLength != nil {
		add("At most %d characters.", *schema.MaxLength)
	}
	if schema.MaxItems != nil {
		add("At most %d elements.", *schema.MaxItems)
	}
	if schema.ReadOnly {
		add("Read-only: the server sets it, and requests leave it out.")
	}
	if schema.WriteOnly {
		add("Write-only: answers leave it out.")
	}
	return found
}

func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// OperationDoc is what the document says of an operation.
func (d *Document) OperationDoc(operation *openapi3.Operation, pointer string) ir.Doc {
	text := strings.TrimSpace(operation.Summary)
	if text != "" && !strings.HasSuffix(text, ".") {
		text += "."
	}
	doc := ir.Doc{Text: d.Linked(strings.TrimSpace(text+"\n\n"+operation.Description), pointer), Position: d.Short(pointer), Pointer: pointer}
	if operation.ExternalDocs != nil {
		doc.Link = operation.ExternalDocs.URL
	}
	if operation.Deprecated {
		doc.Deprecated = MarkedDeprecated
	}
	return doc
}
