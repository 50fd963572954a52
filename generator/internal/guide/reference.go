package guide

import (
	"fmt"
	"strings"

	"github.com/hubchannels/hubchannels-go/internal/border"
	"github.com/hubchannels/hubchannels-go/internal/gotype"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Reference is the package's reference.md.
func Reference(api *ir.API, importPath string) []byte {
	p := &page{}
	p.WriteString(Header(api))
	p.heading(1, api.Title+": reference")
	p.text("Every operation of version %s, in the document's order. [%s](%s) says how to begin.", codeSpan(api.Version), ReadmeName, ReadmeName)
	for _, operation := range api.Operations {
		describe(p, operation, importPath)
	}
	return p.bytes()
}

// anchor is the fragment that a heading gets where Markdown is shown.
func anchor(operation *ir.Operation) string {
	return strings.ToLower(strings.ReplaceAll(operation.Title(), ".", ""))
}

func describe(p *page, operation *ir.Operation, importPath string) {
	p.heading(2, operation.Title())
	p.text("%s %s", operation.Method, codeSpan(operation.Path))
	lines := usage(operation)
	for _, other := range operation.Alternatives {
		lines = append(lines, usage(other)...)
	}
	p.code(lines...)
	if operation.Doc.Deprecated != "" {
		p.text("**Deprecated:** %s", border.MarkdownInline(operation.Doc.Deprecated))
	}
	p.words(operation.Doc.Text)
	parameters(p, operation, importPath)
	types(p, operation, importPath)
	for _, other := range operation.Alternatives {
		otherTypes(p, other, importPath)
	}
	if operation.Doc.Link != "" {
		p.text("Reference: <%s>", strings.Map(plainAddress, operation.Doc.Link))
	}
}

// plainAddress leaves out what would end an address in angle brackets.
func plainAddress(r rune) rune {
	if r <= ' ' || r == '<' || r == '>' {
		return -1
	}
	return r
}

// usage is how the operation's methods are called.
func usage(operation *ir.Operation) []string {
	arguments := []string{"ctx"}
	for _, param := range operation.PathParams {
		arguments = append(arguments, param.Field.Arg)
	}
	if operation.Params != nil {
		arguments = append(arguments, "params")
	}
	if body := operation.Body; body != nil {
		if body.AnyMedia {
			arguments = append(arguments, "contentType")
		}
		arguments = append(arguments, body.Arg)
	}
	in := "(" + strings.Join(arguments, ", ") + ")"
	results := "err"
	if operation.Result != nil {
		results = "result, err"
	}
	if operation.Result != nil && operation.Result.Items != nil {
		return []string{"for item, err := range " + receiverOf(operation) + operation.Call + in + " { /* as they come */ }"}
	}
	lines := []string{results + " := " + receiverOf(operation) + operation.Call + in}
	if page := operation.Pagination; page != nil {
		lines = append(lines, fmt.Sprintf("for item, err := range %s%s%s { /* all pages */ }", receiverOf(operation), page.Items, in))
	}
	return lines
}

// parameters is a table of what goes into the path, the query and the headers.
func parameters(p *page, operation *ir.Operation, importPath string) {
	all := append(append([]*ir.Param{}, operation.PathParams...), operation.QueryParams...)
	if len(all) == 0 {
		return
	}
	p.WriteString("| Parameter | In | Go | |\n|---|---|---|---|\n")
	for _, param := range all {
		field := param.Field
		name := field.Arg
		if param.In != "path" && operation.Params != nil {
			name = link(operation.Params.Name, field.Name, importPath)
		}
		text := border.MarkdownInline(field.Doc.Text)
		if field.Required {
			text = strings.TrimSpace("**Required.** " + text)
		}
		if field.Doc.Deprecated != "" {
			text = strings.TrimSpace("**Deprecated.** " + text)
		}
		fmt.Fprintf(p, "| %s | %s | %s | %s |\n", border.MarkdownInline(field.JSON), param.In, name, text)
	}
	p.WriteString("\n")
}

// types links what is sent and what is answered.
func types(p *page, operation *ir.Operation, importPath string) {
	if body := operation.Body; body != nil {
		text := typeText(body.Type, importPath)
		if body.Items != nil {
			text = itemsText(body.Items, importPath)
		}
		p.text("Sends %s as %s.", text, codeSpan(body.MediaType))
	}
	if operation.Result != nil {
		p.text("Answers %s.", answerText(operation, importPath))
	}
}

// otherTypes says what a method for other media types sends and answers.
func otherTypes(p *page, operation *ir.Operation, importPath string) {
	var does []string
	if body := operation.Body; body != nil {
		does = append(does, "sends "+codeSpan(body.MediaType))
	}
	if operation.Result != nil {
		does = append(does, "answers "+answerText(operation, importPath))
	}
	p.text("`%s` %s.", operation.Call, strings.Join(does, " and "))
}

func answerText(operation *ir.Operation, importPath string) string {
	if operation.Results != nil {
		return link(operation.Results.Name, "", importPath)
	}
	return resultText(operation.Result, importPath)
}

func resultText(result *ir.Result, importPath string) string {
	if result.Items == nil {
		return typeText(result.Type, importPath)
	}
	return itemsText(result.Items, importPath)
}

func itemsText(items *ir.Items, importPath string) string {
	if items.Type == nil {
		return "a stream of `sdk.Event`"
	}
	return "a stream of " + typeText(items.Type, importPath)
}

func typeText(t *ir.Type, importPath string) string {
	if t.Kind == ir.Named {
		return link(t.Decl.TypeName(), "", importPath)
	}
	return "`" + gotype.Element(t).String() + "`"
}

// link is a type, or a member of it, where the package's documentation has it.
func link(typeName, member, importPath string) string {
	text, fragment := typeName, typeName
	if member != "" {
		text, fragment = typeName+"."+member, typeName+"."+member
	}
	return fmt.Sprintf("[`%s`](https://pkg.go.dev/%s#%s)", text, importPath, fragment)
}
