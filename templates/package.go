package templates

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/internal/godoc"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// PackageDoc is the package's comment, line by line: what the API is, and how to begin.
func PackageDoc(api *ir.API) []string {
	text := fmt.Sprintf("Package %s is a client of %s, version %s.", api.Package, api.Title, api.Version)
	if api.Doc != "" {
		text += "\n\n" + api.Doc
	}
	lines := godoc.FieldLines(ir.Doc{Text: text, Link: api.Link})
	lines = append(lines, "", "# Begin", "")
	lines = append(lines, beginning(api)...)
	if len(api.Unions) > 0 {
		lines = append(lines, "", "# Unions", "")
		lines = append(lines, godoc.FieldLines(ir.Doc{Text: unionsText(api)})...)
	}
	if hasExtra(api) {
		lines = append(lines, "", "# What the document does not know", "")
		lines = append(lines, godoc.FieldLines(ir.Doc{Text: unknownText()})...)
	}
	lines = append(lines, "", "# Errors", "")
	return append(lines, godoc.FieldLines(ir.Doc{Text: errorsText()})...)
}

func beginning(api *ir.API) []string {
	option := ""
	if len(api.Credentials) > 0 && asksForCredentials(api) {
		var arguments []string
		for _, scheme := range api.Credentials[0].Schemes {
			arguments = append(arguments, schemeArguments(api.Credentials[0], scheme)...)
		}
		option = fmt.Sprintf("%s.%s(%s)", api.Package, api.Credentials[0].Option, strings.Join(arguments, ", "))
	}
	lines := []string{fmt.Sprintf("\tclient, err := %s.NewClient(%s)", api.Package, option)}
	if call := firstCall(api); len(call) > 0 {
		lines = append(append(lines, "\t// ..."), call...)
	}
	text := methodsText(api) + " What a request is made of has a constructor that takes what is required, a With method for each " +
		"other field, and Validate, which the client calls before it sends. Optional fields are pointers; what is received has Get " +
		"methods, which take nil."
	return append(append(lines, ""), godoc.FieldLines(ir.Doc{Text: text})...)
}

// asksForCredentials reports whether an operation takes a credential: a document may declare some, and want none.
func asksForCredentials(api *ir.API) bool {
	return slices.ContainsFunc(api.Operations, func(operation *ir.Operation) bool {
		return slices.ContainsFunc(operation.Security, func(alternative []*ir.Scheme) bool { return len(alternative) > 0 })
	})
}

// firstCall is a call that may be a user's first: one that reads, goes on from page to page if any does, needs as little as
// possible, and nothing but the first credential.
func firstCall(api *ir.API) []string {
	var best *ir.Operation
	for _, operation := range api.Operations {
		if plain(operation) && suffices(api, operation) && (best == nil || effort(operation) < effort(best)) {
			best = operation
		}
	}
	if best == nil {
		return nil
	}
	arguments := []string{"ctx"}
	for _, param := range best.PathParams {
		arguments = append(arguments, param.Field.Arg)
	}
	if best.Params != nil {
		arguments = append(arguments, "nil")
	}
	client := "client."
	if best.Group != nil {
		client += best.Group.Name + "."
	}
	in := strings.Join(arguments, ", ")
	if best.Pagination != nil {
		return []string{fmt.Sprintf("\tfor item, err := range %s%s(%s) { // page after page", client, best.Pagination.Items, in),
			"\t\t// ...", "\t}"}
	}
	return []string{fmt.Sprintf("\tresult, err := %s%s(%s)", client, best.Call, in)}
}

// plain reports whether an operation reads something, and all but its path may be left out.
func plain(operation *ir.Operation) bool {
	required := func(field *ir.Field) bool { return field.Required }
	return operation.Method == "GET" && operation.Body == nil && operation.Result != nil && !isStream(operation) &&
		(operation.Params == nil || !slices.ContainsFunc(operation.Params.Fields, required))
}

// suffices reports whether the first credential is enough for an operation.
func suffices(api *ir.API, operation *ir.Operation) bool {
	return len(operation.Security) == 0 || slices.ContainsFunc(operation.Security, func(alternative []*ir.Scheme) bool {
		return !slices.ContainsFunc(alternative, func(scheme *ir.Scheme) bool { return scheme.Option != api.Credentials[0].Option })
	})
}

// effort orders operations by what a call of them needs.
func effort(operation *ir.Operation) int {
	needed := 2 * len(operation.PathParams)
	if operation.Pagination == nil {
		needed++
	}
	return needed
}

func methodsText(api *ir.API) string {
	if len(api.Groups) > 0 {
		return fmt.Sprintf("Operations are methods of [Client]'s fields, such as Client.%s; go doc %s.%s lists them.",
			api.Groups[0].Name, api.Package, api.Groups[0].Type)
	}
	return fmt.Sprintf("Each operation is a method of [Client]; go doc %s.Client lists them.", api.Package)
}

func unionsText(api *ir.API) string {
	union := slices.MinFunc(api.Unions, func(a, b *ir.Union) int { return cmp.Compare(plainness(a), plainness(b)) })
	return fmt.Sprintf("A union is a sealed interface, such as [%s]: switch over its variants, which are pointers. What a newer server "+
		"sends is an [%s]. [Match%s] is a switch that the compiler checks for completeness.", union.Name, union.Unknown, union.Name)
}

// plainness is the less the better a union is to show: a short name, and an unknown variant of its own.
func plainness(union *ir.Union) int {
	if union.Unknown != naming.Unknown(union.Name) {
		return 1000 + len(union.Name)
	}
	return len(union.Name)
}

// hasExtra reports whether a struct has AdditionalProperties.
func hasExtra(api *ir.API) bool {
	return slices.ContainsFunc(api.Objects, func(object *ir.Object) bool { return object.Open })
}

func unknownText() string {
	return "Unknown properties, enum values and variants are kept, and sent as they came. AdditionalProperties, a field of most " +
		"structs, has the properties that the document does not know by their names, and, under a field's own name, what the " +
		"field's type cannot hold. It is nil where there are none."
}

func errorsText() string {
	return "What the API answers instead of a result is an [*Error], for errors.As; its kinds are [ErrNotFound] and the like, for " +
		"errors.Is. Requests that the document forbids are refused before they are sent, with all that is wrong about them."
}
