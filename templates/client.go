package templates

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/godoc"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Client makes the client's type, its constructor, and the description of the API for the runtime.
func Client(api *ir.API) []jen.Code {
	code := []jen.Code{fits(), clientType(api), newClient(api), limits(api), closeIdle(), anyCall(api), apiDescription(api)}
	code = append(code, servers(api)...)
	for _, group := range api.Groups {
		code = append(code, groupType(group))
	}
	for _, scheme := range schemes(api) {
		code = append(code, schemeVar(scheme))
	}
	return code
}

// fits makes the assertion that the package and its run-time belong together.
func fits() jen.Code {
	text := "This package was generated for the run-time that it is compiled with. If it does not compile here, generate it anew " +
		"with the version of github.com/hubchannels/hubchannels-go that go.mod has."
	return documented(godoc.Lines(ir.Doc{Text: text}, ""), jen.Const().Id("_").Op("=").Qual(runtimePath, "Version1"))
}

func schemes(api *ir.API) []*ir.Scheme {
	var found []*ir.Scheme
	for _, credential := range api.Credentials {
		found = append(found, credential.Schemes...)
	}
	return found
}

func clientType(api *ir.API) jen.Code {
	doc := ir.Doc{Text: fmt.Sprintf("Client is a client of %s. It is safe for concurrent use; one is enough for a program.", api.Title)}
	return documented(godoc.Lines(doc, "Client"), jen.Type().Id("Client").Struct(append(groupFields(api), runtimeField())...))
}

func runtimeField() jen.Code { return jen.Id("runtime").Op("*").Qual(runtimePath, "Client") }

func newClient(api *ir.API) jen.Code {
	text := "NewClient makes a client."
	if len(api.Credentials) > 0 {
		text += " It needs the credentials of the operations that are called, see " + optionNames(api.Credentials) + "."
	}
	if len(api.Servers) > 0 {
		text += " It calls " + api.BaseURL + " unless WithBaseURL names another of the document's servers: see [" + api.Servers[0].Name + "]."
	}
	text += " It reports all that is wrong with the options at once. Nothing is sent."
	return documented(godoc.Lines(ir.Doc{Text: text}, "NewClient"),
		jen.Func().Id("NewClient").Params(jen.Id("options").Op("...").Id("Option")).
			Params(jen.Op("*").Id("Client"), jen.Error()).Block(
			jen.List(jen.Id("runtime"), jen.Err()).Op(":=").Qual(runtimePath, "New").
				Call(jen.Id("describeAPI").Call(), jen.Id("options").Op("...")),
			jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err())),
			jen.Return(newClientValue(api), jen.Nil()),
		))
}

// servers makes the constants for the document's servers.
func servers(api *ir.API) []jen.Code {
	if len(api.Servers) == 0 {
		return nil
	}
	defs := make([]jen.Code, len(api.Servers))
	for i, server := range api.Servers {
		defs[i] = jen.Id(server.Name).Op("=").Add(lit(server.URL))
		if server.Doc != "" {
			defs[i] = comment(godoc.FieldLines(ir.Doc{Text: server.Doc})).Line().Add(defs[i])
		}
	}
	lines := godoc.Lines(ir.Doc{Text: serversText(api)}, "")
	return []jen.Code{documented(lines, jen.Const().Defs(defs...))}
}

func serversText(api *ir.API) string {
	text := "The document's servers, for WithBaseURL and BaseURL."
	if len(serverVariableOption(api)) > 0 {
		text += " Variables have their defaults here; WithServerVariable sets others, also beside WithBaseURL with one of these."
	}
	return text
}

// limits makes the method that tells what the server last said about its limits.
func limits(api *ir.API) jen.Code {
	return documented([]string{"Limits returns what the last response that spoke of limits said; ok is false before that."},
		jen.Func().Params(jen.Id("c").Op("*").Id("Client")).Id("Limits").Params().Params(jen.Id("limits").Add(runtimeType(api, "Limits")), jen.Id("ok").Bool()).Block(
			jen.Return(jen.Id("c").Dot("runtime").Dot("Limits").Call())))
}

func closeIdle() jen.Code {
	return documented([]string{"CloseIdleConnections closes connections that are kept for later calls. Clients share them unless WithHTTPClient says", "otherwise. The client remains usable."},
		jen.Func().Params(jen.Id("c").Op("*").Id("Client")).Id("CloseIdleConnections").Params().Block(
			jen.Id("c").Dot("runtime").Dot("CloseIdleConnections").Call()))
}

// anyCall makes the method that calls what the document does not have, unless an operation has its name.
func anyCall(api *ir.API) jen.Code {
	for _, operation := range api.Operations {
		if operation.Group == nil && operation.Name == "Do" {
			return jen.Null()
		}
	}
	for _, group := range api.Groups {
		if group.Name == "Do" {
			return jen.Null()
		}
	}
	lines := godoc.Lines(ir.Doc{Text: "Do calls what this package has no method for: an address that the document does not know yet, with the client's " +
		"credentials, retries, limits and errors. The path is below the server's URL, escaped, and may have a query, such as /things/1?expand=all.\n\n" +
		"In is nil, an [sdk.File], or what is written as JSON. Out is nil, a *[]byte, which gets the body as it is, an *io.ReadCloser, which the " +
		"caller must close, or what the JSON is read into. [runtime.Client.Any] says more."}, "Do")
	text := func(name string) *jen.Statement { return jen.Id(name) }
	call := jen.Return(jen.Id("c").Dot("runtime").Dot("Any").Call(text("ctx"), requirements(api), text("method"), text("path"), text("in"), text("out"),
		text("options").Op("...")))
	return documented(lines, jen.Func().Params(jen.Id("c").Op("*").Id("Client")).Id("Do").
		Params(jen.Id("ctx").Qual("context", "Context"), jen.List(text("method"), text("path")).String(), jen.List(text("in"), text("out")).Any(),
			jen.Id("options").Op("...").Id("CallOption")).Error().Block(append(anyUnion(api), call)...))
}

// anyUnion lets the codec know all unions: in and out may be any of them.
func anyUnion(api *ir.API) []jen.Code {
	if len(api.Unions) == 0 {
		return nil
	}
	return []jen.Code{knowing(api.Unions)}
}

// requirements are the alternatives of all operations, those of the most of them first.
func requirements(api *ir.API) *jen.Statement {
	count, made, order := map[string]int{}, map[string]jen.Code{}, []string{}
	for _, operation := range api.Methods() {
		for _, requirement := range operation.Security {
			key := ""
			for _, scheme := range requirement {
				key += scheme.Var + " "
			}
			if made[key] == nil {
				made[key], order = jen.Values(schemeVars(requirement)...), append(order, key)
			}
			count[key]++
		}
	}
	slices.SortStableFunc(order, func(a, b string) int {
		if (a == "") != (b == "") { // without credentials last
			return cmp.Compare(b, a)
		}
		return count[b] - count[a]
	})
	if len(order) == 0 {
		return jen.Nil()
	}
	values := make([]jen.Code, len(order))
	for i, key := range order {
		values[i] = made[key]
	}
	return jen.Index().Add(rt("Requirement")).Values(values...)
}

func optionNames(credentials []*ir.Credential) string {
	text := ""
	for i, credential := range credentials {
		switch {
		case i > 0 && i == len(credentials)-1:
			text += " and "
		case i > 0:
			text += ", "
		}
		text += "[" + credential.Option + "]"
	}
	return text
}

func apiDescription(api *ir.API) jen.Code {
	fields := []jen.Code{
		jen.Id("Name").Op(":").Add(lit(api.Name)),
		jen.Id("Version").Op(":").Add(lit(api.Version)),
		jen.Id("BaseURL").Op(":").Add(lit(api.BaseURL)),
		serverVariables(api.Variables),
		ownServers("Servers", api.OwnServers),
		ownServers("Named", withVariables(api.Servers)),
		jen.Id("NewError").Op(":").Id("newError"),
	}
	if api.Vendor != "" {
		fields = append(fields, jen.Id("Manners").Op(":").Qual(sdkPath+"/"+api.Vendor, "Manners").Values())
	}
	fields = append(fields, jen.Id("Types").Op(":").Op("&").Id(typesVar))
	if len(api.Sensitive) > 0 {
		fields = append(fields, jen.Id("Sensitive").Op(":").Index().String().
			Custom(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}, literals(api.Sensitive)...))
	}
	return documented([]string{"describeAPI tells the runtime what the document says of the API as a whole."},
		jen.Func().Id("describeAPI").Params().Qual(runtimePath, "API").Block(
			jen.Return(rt("API").Custom(fieldLines(), fields...))))
}

func fieldLines() jen.Options {
	return jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}
}

func schemeVar(scheme *ir.Scheme) jen.Code {
	fields := []jen.Code{
		jen.Id("Name").Op(":").Add(lit(scheme.Name)),
		jen.Id("Option").Op(":").Add(lit(scheme.Option)),
		jen.Id("In").Op(":").Add(lit(scheme.In)),
		jen.Id("Key").Op(":").Add(lit(scheme.Key)),
	}
	if scheme.Prefix != "" {
		fields = append(fields, jen.Id("Prefix").Op(":").Add(lit(scheme.Prefix)))
	}
	if scheme.Basic {
		fields = append(fields, jen.Id("Basic").Op(":").True())
	}
	return jen.Var().Id(scheme.Var).Op("=").Op("&").Qual(runtimePath, "Scheme").Custom(fieldLines(), fields...)
}
