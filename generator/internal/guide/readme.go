package guide

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// Readme is the package's README.md. importPath is the path that the package is imported by.
func Readme(api *ir.API, importPath string) []byte {
	p := &page{}
	p.WriteString(Header(api))
	p.heading(1, api.Title+" for Go")
	p.text("Package `%s` is a client of version %s. [reference.md](%s) has every operation.", api.Package, codeSpan(api.Version), ReferenceName)
	p.words(api.Doc)
	if api.Link != "" {
		p.text("Reference: <%s>", strings.Map(plainAddress, api.Link))
	}
	p.heading(2, "Install")
	p.WriteString("```sh\ngo get " + importPath + "\n```\n\n")
	p.heading(2, "First call")
	p.code(program(api, importPath)...)
	credentials(p, api)
	errorsSection(p, api)
	paging(p, api)
	groups(p, api)
	return p.bytes()
}

// codeSpan is a text without line breaks and backquotes between backquotes.
func codeSpan(text string) string {
	return "`" + strings.Map(func(r rune) rune {
		if r < ' ' || r == '`' {
			return ' '
		}
		return r
	}, text) + "`"
}

// program is a whole program that calls an operation.
func program(api *ir.API, importPath string) []string {
	operation := simplest(api)
	option, imports := "", []string{`"context"`, `"fmt"`, `"log"`}
	if credential := credentialFor(api, operation); credential != nil {
		option = api.Package + "." + fromEnvironment(credential)
		imports = append(imports, `"os"`)
	}
	lines := []string{"package main", "", "import ("}
	for _, path := range imports {
		lines = append(lines, "\t"+path)
	}
	lines = append(lines, "", fmt.Sprintf("\t%s %q", api.Package, importPath), ")", "", "func main() {",
		fmt.Sprintf("\tclient, err := %s.NewClient(%s)", api.Package, option), "\tif err != nil {", "\t\tlog.Fatal(err)", "\t}")
	if operation == nil {
		return append(lines, "\t_, _ = client, context.Background", "\tfmt.Println(\"ready\")", "}")
	}
	if operation.Pagination != nil {
		return append(lines, fmt.Sprintf("\tfor item, err := range %s {", call(operation, operation.Pagination.Items, "context.Background()")),
			"\t\tif err != nil {", "\t\t\tlog.Fatal(err)", "\t\t}", "\t\tfmt.Println(item)", "\t}", "}")
	}
	return append(lines, fmt.Sprintf("\tresult, err := %s", call(operation, operation.Call, "context.Background()")),
		"\tif err != nil {", "\t\tlog.Fatal(err)", "\t}", "\tfmt.Println(result)", "}")
}

// credentialFor is the credential of the first alternative that an operation takes, nil if it takes none.
func credentialFor(api *ir.API, operation *ir.Operation) *ir.Credential {
	if operation == nil || len(operation.Security) == 0 || len(operation.Security[0]) == 0 {
		return nil
	}
	i := slices.IndexFunc(api.Credentials, func(c *ir.Credential) bool { return c.Option == operation.Security[0][0].Option })
	if i < 0 {
		return nil
	}
	return api.Credentials[i]
}

// fromEnvironment is a credential's option with values from the environment.
func fromEnvironment(credential *ir.Credential) string {
	var arguments []string
	read := func(name string) {
		arguments = append(arguments, fmt.Sprintf("os.Getenv(%q)", strings.ToUpper(strings.Join(naming.Words(name), "_"))))
	}
	for _, scheme := range credential.Schemes {
		if scheme.Basic {
			read(scheme.Arg + "User")
			read(scheme.Arg + "Password")
			continue
		}
		read(scheme.Arg)
	}
	return credential.Option + "(" + strings.Join(arguments, ", ") + ")"
}

// simplest is an operation that reads, pages if any does, and needs the least.
func simplest(api *ir.API) *ir.Operation {
	var best *ir.Operation
	for _, operation := range api.Operations {
		required := func(field *ir.Field) bool { return field.Required }
		reads := operation.Method == "GET" && operation.Body == nil && operation.Result != nil && operation.Result.Type.Kind != ir.Stream &&
			(operation.Params == nil || !slices.ContainsFunc(operation.Params.Fields, required))
		if reads && (best == nil || effort(operation) < effort(best)) {
			best = operation
		}
	}
	return best
}

func effort(operation *ir.Operation) int {
	needed := 2 * len(operation.PathParams)
	if operation.Pagination == nil {
		needed++
	}
	return needed
}

// call is a call of a method with made-up arguments.
func call(operation *ir.Operation, method, ctx string) string {
	arguments := []string{ctx}
	for _, param := range operation.PathParams {
		arguments = append(arguments, madeUp(param.Field))
	}
	if operation.Params != nil {
		arguments = append(arguments, "nil")
	}
	return receiverOf(operation) + method + "(" + strings.Join(arguments, ", ") + ")"
}

func receiverOf(operation *ir.Operation) string {
	if operation.Group == nil {
		return "client."
	}
	return "client." + operation.Group.Name + "."
}

// madeUp is an argument of a parameter's type.
func madeUp(field *ir.Field) string {
	switch field.Type.Kind {
	case ir.Int, ir.Float:
		return "1"
	case ir.Bool:
		return "true"
	case ir.String:
		return strconv.Quote(field.Arg)
	case ir.Named:
		if enum, ok := field.Type.Decl.(*ir.Enum); ok && enum.Type.Kind == ir.String {
			return strconv.Quote(field.Arg)
		}
	}
	return field.Arg
}

func credentials(p *page, api *ir.API) {
	if len(api.Credentials) == 0 {
		return
	}
	p.heading(2, "Authentication")
	p.text("The client sends to each operation the credentials that the document asks for. Give those of the operations that you call:")
	for _, credential := range api.Credentials {
		fmt.Fprintf(p, "- `%s.%s`\n", api.Package, fromEnvironment(credential))
		if len(credential.Schemes) == 1 && credential.Schemes[0].Token {
			fmt.Fprintf(p, "- `%s.%s(source)`, with an `oauth2.TokenSource` that gives a new token when the last one nears its end\n",
				api.Package, naming.CredentialSource(credential.Option))
		}
	}
	p.WriteString("\n")
	p.text("`%s.Credential(option)` makes one call with another credential.", api.Package)
}

func errorsSection(p *page, api *ir.API) {
	p.heading(2, "Errors")
	p.text("What the API answers instead of a result is an `*%s.%s`; its kinds are for `errors.Is`. Texts of errors hold no secrets.", api.Package, api.Error.Name)
	p.code("func explain(err error) string {", "\tvar refused *"+api.Package+"."+api.Error.Name, "\tswitch {",
		"\tcase errors.Is(err, "+api.Package+".ErrNotFound):", "\t\treturn \"there is none\"",
		"\tcase errors.Is(err, "+api.Package+".ErrRateLimited):", "\t\treturn \"too many requests\"",
		"\tcase errors.As(err, &refused):", "\t\treturn fmt.Sprint(\"the API answered \", refused.StatusCode)",
		"\tdefault:", "\t\treturn err.Error()", "\t}", "}")
}

func paging(p *page, api *ir.API) {
	i := slices.IndexFunc(api.Operations, func(operation *ir.Operation) bool { return operation.Pagination != nil })
	if i < 0 {
		return
	}
	page := api.Operations[i].Pagination
	p.heading(2, "Lists")
	p.text("`%s` goes through all items of a list and fetches the pages as it comes to them; `%s` goes from page to page, and a page's `Next` "+
		"can be stored, to go on there later.", page.Items, page.Pages)
}

// maxListed is how many operations of each group README.md lists.
const maxListed = 12

// groups lists the first operations of each group.
func groups(p *page, api *ir.API) {
	p.heading(2, "Operations")
	listed := map[*ir.Group]int{}
	for _, operation := range api.Operations {
		if listed[operation.Group]++; listed[operation.Group] > maxListed {
			continue
		}
		fmt.Fprintf(p, "- [`%s`](%s#%s): %s %s\n", receiverOf(operation)+operation.Call, ReferenceName, anchor(operation), operation.Method, codeSpan(operation.Path))
	}
	p.text("\n[All operations](%s)", ReferenceName)
}
