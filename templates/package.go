package templates

import (
	"fmt"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/ir"
)

// PackageDoc is the package's comment, line by line: what the API is, and how to begin.
func PackageDoc(api *ir.API) []string {
	text := fmt.Sprintf("Package %s is a client of %s, version %s.", api.Package, api.Title, api.Version)
	if api.Doc != "" {
		text += "\n\n" + api.Doc
	}
	lines := ir.Doc{Text: text}.FieldLines()
	lines = append(lines, "", "# Begin", "")
	lines = append(lines, beginning(api)...)
	if len(api.Unions) > 0 {
		lines = append(lines, "", "# Unions", "")
		lines = append(lines, ir.Doc{Text: unionsText(api)}.FieldLines()...)
	}
	lines = append(lines, "", "# Errors", "")
	return append(lines, ir.Doc{Text: errorsText()}.FieldLines()...)
}

func beginning(api *ir.API) []string {
	option := ""
	if len(api.Credentials) > 0 {
		arguments := make([]string, len(api.Credentials[0].Schemes))
		for i, scheme := range api.Credentials[0].Schemes {
			arguments[i] = scheme.Arg
		}
		option = fmt.Sprintf("%s.%s(%s)", api.Package, api.Credentials[0].Option, strings.Join(arguments, ", "))
	}
	return []string{fmt.Sprintf("\tclient, err := %s.NewClient(%s)", api.Package, option), "",
		methodsText(api) + " What a request is made of has a constructor that takes what is required, a With",
		"method for each other field, and Validate, which the client calls before it sends. Optional fields are pointers; what is",
		"received has Get methods, which take nil. What this version does not know, an unknown property, enum value or variant,",
		"is kept and sent as it came."}
}

func methodsText(api *ir.API) string {
	if len(api.Groups) > 0 {
		return fmt.Sprintf("Operations are methods of Client's fields, such as Client.%s.", api.Groups[0].Name)
	}
	return "Each operation is a method of Client."
}

func unionsText(api *ir.API) string {
	union := api.Unions[0]
	return fmt.Sprintf("A union is a sealed interface, such as %s: switch over its variants, which are pointers. What a newer server "+
		"sends is an %s. Match%s is a switch that the compiler checks for completeness.", union.Name, union.Unknown, union.Name)
}

func errorsText() string {
	return "What the API answers instead of a result is an *Error, for errors.As; its kinds are ErrNotFound and the like, for " +
		"errors.Is. Requests that the document forbids are refused before they are sent, with all that is wrong about them."
}
