package templates

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/godoc"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

const sdktestPath = sdkPath + "/sdktest"

// TestImports are the names of the packages that the package for tests may import.
func TestImports(api *ir.API) map[string]string {
	imports := Imports(api)
	imports[api.Test.Import] = api.Package
	imports[sdktestPath] = "sdktest"
	imports["testing"], imports["sync"] = "testing", "sync"
	if api.Vendor != "" {
		imports[vendorTestPath(api)] = api.Vendor + "test"
	}
	return imports
}

func vendorTestPath(api *ir.API) string {
	return sdkPath + "/" + api.Vendor + "/" + api.Vendor + "test"
}

func sdktest(name string) *jen.Statement { return jen.Qual(sdktestPath, name) }

// client is a symbol of the client's package.
func client(api *ir.API, name string) *jen.Statement { return jen.Qual(api.Test.Import, name) }

// TestPackageDoc is the comment of the package for tests, line by line.
func TestPackageDoc(api *ir.API) []string {
	lines := godoc.FieldLines(ir.Doc{Text: fmt.Sprintf("Package %s plays %s, version %s, on loopback, for the tests of programs that call it.",
		api.Test.Package, api.Title, api.Version)})
	return append(lines, "",
		fmt.Sprintf("\tserver := %s.NewServer(t)", api.Test.Package),
		fmt.Sprintf("\tclient, err := %s.NewClient(server.Option())", api.Package), "",
		"The server checks every request against the document that the client was made from, and fails the test where the document",
		"does not allow it. It keeps what is created, and breaks exchanges as a test wishes: see",
		"[github.com/hubchannels/hubchannels-go/sdk/sdktest.Server], whose methods it has.")
}

// TestServer makes the server's type and what starts it.
func TestServer(api *ir.API) []jen.Code {
	return []jen.Code{
		testServerType(api), newTestServer(), startTestServer(),
		testOption(api), testCredentials(api), testAPI(api),
	}
}

func testServerType(api *ir.API) jen.Code {
	text := fmt.Sprintf("Server plays %s. Make it with [NewServer] in a test, with [Start] elsewhere.", api.Title)
	return documented(godoc.Lines(ir.Doc{Text: text}, "Server"), jen.Type().Id("Server").Struct(jen.Op("*").Add(sdktest("Server"))))
}

func testOptions() *jen.Statement { return jen.Id("options").Op("...").Add(sdktest("Option")) }

func newTestServer() jen.Code {
	text := "NewServer starts a server that ends with the test. A request that the document does not allow fails the test, with the " +
		"operation and the field, and is answered with an error."
	return documented(godoc.Lines(ir.Doc{Text: text}, "NewServer"),
		jen.Func().Id("NewServer").Params(jen.Id("t").Qual("testing", "TB"), testOptions()).Op("*").Id("Server").Block(
			jen.Id("t").Dot("Helper").Call(),
			jen.Return(jen.Op("&").Id("Server").Values(
				sdktest("NewServer").Call(jen.Id("t"), jen.Id("readAPI").Call(), jen.Id("options").Op("..."))))))
}

func startTestServer() jen.Code {
	text := "Start starts a server outside of tests, in examples for instance. Close ends it."
	return documented(godoc.Lines(ir.Doc{Text: text}, "Start"),
		jen.Func().Id("Start").Params(testOptions()).Op("*").Id("Server").Block(
			jen.Return(jen.Op("&").Id("Server").Values(
				sdktest("Start").Call(jen.Id("readAPI").Call(), jen.Id("options").Op("..."))))))
}

// testOption makes the option that points a client at the server.
func testOption(api *ir.API) jen.Code {
	options := []jen.Code{client(api, "WithBaseURL").Call(jen.Id("s").Dot("URL"))}
	at := 0
	for _, credential := range api.Credentials {
		var args []jen.Code
		for range credential.Schemes {
			args = append(args, testCredential(api.Test.Credentials[at])...)
			at++
		}
		options = append(options, client(api, credential.Option).Call(args...))
	}
	options = append(options, client(api, "WithRetry").Call(sdktest("QuickRetries").Call()))
	doc := ir.Doc{Text: "Option points a client at the server, gives it credentials, and lets it wait no more than a few " +
		"milliseconds before it tries again, whatever the server asks for. An option that follows it wins."}
	return documented(godoc.Lines(doc, "Option"), jen.Func().Params(jen.Id("s").Op("*").Id("Server")).Id("Option").Params().
		Add(client(api, "Option")).Block(jen.Return(rt("Options").Custom(
		jen.Options{Open: "(", Close: ")", Separator: ",", Multi: true}, options...))))
}

// testCredential is what an option takes for a scheme: a constant, or a user and a password.
func testCredential(credential ir.TestCredential) []jen.Code {
	if user, password, ok := strings.Cut(credential.Value, ":"); ok && credential.Scheme.Basic {
		return []jen.Code{lit(user), lit(password)}
	}
	return []jen.Code{jen.Id(credential.Name)}
}

// testCredentials makes the constants that the option uses.
func testCredentials(api *ir.API) jen.Code {
	if len(api.Test.Credentials) == 0 {
		return jen.Null()
	}
	constants := make([]jen.Code, len(api.Test.Credentials))
	for i, credential := range api.Test.Credentials {
		constants[i] = jen.Id(credential.Name).Op("=").Add(lit(credential.Value))
	}
	return documented([]string{"The credentials that [Server.Option] gives to a client."}, jen.Const().Defs(constants...))
}

// testAPI makes the function that reads the document, once for all servers.
func testAPI(api *ir.API) jen.Code {
	operations := make([]jen.Code, len(api.Operations))
	for i, operation := range api.Operations {
		operations[i] = jen.Values(append([]jen.Code{
			jen.Id("Name").Op(":").Id(operationConst(operation)),
			jen.Id("Method").Op(":").Add(lit(operation.Method)),
			jen.Id("Path").Op(":").Add(lit(operation.Path)),
		}, slices.Concat(testKept(api.Test.Kept[operation]), testPagination(operation), testKey(operation))...)...)
	}
	files := make([]jen.Code, len(api.Test.Documents))
	for i, document := range api.Test.Documents {
		files[i] = lit(document.Name).Op(":").Id(DocumentVar(i))
	}
	fields := []jen.Code{
		jen.Id("Document").Op(":").Add(lit(api.Test.Documents[0].Name)),
		jen.Id("Files").Op(":").Map(jen.String()).String().Custom(fieldLines(), files...),
		jen.Id("Operations").Op(":").Index().Add(sdktest("Operation")).Custom(fieldLines(), operations...),
	}
	if api.Vendor != "" {
		fields = append(fields, jen.Id("Vendor").Op(":").Qual(vendorTestPath(api), "Vendor").Values())
	}
	return documented([]string{"readAPI reads the document when the first server starts. It takes a while."},
		jen.Var().Id("readAPI").Op("=").Qual("sync", "OnceValue").Call(
			jen.Func().Params().Op("*").Add(sdktest("API")).Block(
				jen.Return(sdktest("MustAPI").Call(sdktest("Config").Custom(fieldLines(), fields...))))))
}

// testKept is what an operation deals with of what the server keeps.
func testKept(kept ir.Kept) []jen.Code {
	var fields []jen.Code
	if kept.Collection != "" {
		fields = append(fields, jen.Id("Collection").Op(":").Add(lit(kept.Collection)))
	}
	if len(kept.Items) > 0 {
		fields = append(fields, jen.Id("Items").Op(":").Add(lit(strings.Join(kept.Items, "."))))
	}
	return fields
}

// testKey is the parameter with an operation's idempotency key.
func testKey(operation *ir.Operation) []jen.Code {
	if key := operation.Key(); key != "" {
		return []jen.Code{jen.Id("Key").Op(":").Add(lit(key))}
	}
	return nil
}

// DocumentVar is the name of the variable with a file of the document.
func DocumentVar(i int) string {
	if i == 0 {
		return "document"
	}
	return fmt.Sprintf("document%d", i+1)
}

func operationConst(operation *ir.Operation) string { return "Operation" + operation.Name }

// TestOperations makes the constants that name the operations.
func TestOperations(api *ir.API) []jen.Code {
	if len(api.Operations) == 0 {
		return nil
	}
	constants := make([]jen.Code, len(api.Operations))
	for i, operation := range api.Operations {
		constants[i] = jen.Id(operationConst(operation)).Op("=").Add(lit(operation.Title()))
	}
	return []jen.Code{documented([]string{"The names of the operations, for FailOperation and Requests."},
		jen.Const().Defs(constants...))}
}

// TestRequest makes what tells which requests of an operation arrived: a typed view of each.
func TestRequest(api *ir.API, operation *ir.Operation) []jen.Code {
	return []jen.Code{arrivalType(api, operation), arrivals(api, operation)}
}

func arrivalName(operation *ir.Operation) string { return operation.Name + "Request" }

// testBody is the type of a request's body in a test, and what reads it; nil is none that has a type of its own.
func testBody(api *ir.API, operation *ir.Operation) (typ, read *jen.Statement) {
	body := operation.Body
	if body == nil || body.Encoding != ir.AsJSON {
		return nil, nil
	}
	data := jen.Id("request").Dot("Body")
	if object, ok := declared[*ir.Object](body.Type); ok {
		return jen.Op("*").Add(client(api, object.Name)), sdktest("Decode").Types(client(api, object.Name)).Call(data)
	}
	if union, ok := declared[*ir.Union](body.Type); ok {
		return client(api, union.Name), client(api, naming.Unmarshal(union.Name)).Call(data)
	}
	return nil, nil
}

func arrivalType(api *ir.API, operation *ir.Operation) jen.Code {
	name := arrivalName(operation)
	fields := []jen.Code{jen.Op("*").Add(sdktest("Request"))}
	for _, param := range operation.PathParams {
		fields = append(fields, jen.Id(param.Field.Name).String())
	}
	if typ, _ := testBody(api, operation); typ != nil {
		fields = append(fields, jen.Id("Body").Add(typ))
	}
	doc := ir.Doc{Text: fmt.Sprintf("%s is a request of %s that arrived.", name, operation.Title())}
	return documented(godoc.Lines(doc, name), jen.Type().Id(name).Struct(fields...))
}

// arrivals makes the method that returns an operation's requests.
func arrivals(api *ir.API, operation *ir.Operation) jen.Code {
	name := arrivalName(operation)
	values := []jen.Code{jen.Id("Request").Op(":").Id("request")}
	for _, param := range operation.PathParams {
		values = append(values, jen.Id(param.Field.Name).Op(":").Id("request").Dot("PathParams").Index(lit(param.Field.JSON)))
	}
	var block []jen.Code
	err := jen.Nil()
	if typ, read := testBody(api, operation); typ != nil {
		block = append(block, jen.List(jen.Id("body"), jen.Err()).Op(":=").Add(read))
		values = append(values, jen.Id("Body").Op(":").Id("body"))
		err = jen.Err()
	}
	block = append(block, jen.Return(jen.Id(name).Custom(fieldLines(), values...), err))
	doc := ir.Doc{Text: fmt.Sprintf("%ss returns the requests of %s that arrived whole, repeated ones included, in the order of "+
		"arrival.", name, operation.Title())}
	return documented(godoc.Lines(doc, name+"s"), jen.Func().Params(jen.Id("s").Op("*").Id("Server")).Id(name+"s").Params().
		Index().Id(name).Block(jen.Return(sdktest("Typed").Call(
		jen.Id("s").Dot("Server").Dot("Requests").Call(jen.Id(operationConst(operation))),
		jen.Func().Params(jen.Id("request").Op("*").Add(sdktest("Request"))).Params(jen.Id(name), jen.Error()).Block(block...)))))
}

// TestState makes what reads and fills the server's state.
func TestState(api *ir.API) []jen.Code {
	var code []jen.Code
	for _, resource := range api.Test.Resources {
		code = append(code, resourceList(api, resource), resourcePut(api, resource))
	}
	for _, webhook := range api.Webhooks {
		code = append(code, sendEvent(api, webhook))
	}
	return code
}

func resourceList(api *ir.API, resource *ir.Resource) jen.Code {
	doc := ir.Doc{Text: fmt.Sprintf("%s returns what was created or put at %s and is still there, in the order of creation.",
		resource.List, resource.Collection)}
	return documented(godoc.Lines(doc, resource.List), jen.Func().Params(jen.Id("s").Op("*").Id("Server")).Id(resource.List).Params().
		Index().Op("*").Add(client(api, resource.Item.Name)).Block(
		jen.Return(sdktest("Items").Types(client(api, resource.Item.Name)).Call(
			jen.Id("s").Dot("Server"), lit(resource.Collection)))))
}

func resourcePut(api *ir.API, resource *ir.Resource) jen.Code {
	var params []jen.Code
	values := jen.Dict{}
	for _, param := range resource.Params {
		params = append(params, jen.Id(param.Field.Arg).String())
		values[lit(param.Field.JSON)] = jen.Id(param.Field.Arg)
	}
	params = append(params, jen.Id("item").Op("*").Add(client(api, resource.Item.Name)))
	where := jen.Nil()
	if len(values) > 0 {
		where = jen.Map(jen.String()).String().Values(values)
	}
	doc := ir.Doc{Text: fmt.Sprintf("%s adds to what is at %s, as if it had been there already: what people make in the vendor's own "+
		"program, for instance. The item needs an id, and takes the place of one with the same.", resource.Put, resource.Collection)}
	return documented(godoc.Lines(doc, resource.Put), jen.Func().Params(jen.Id("s").Op("*").Id("Server")).Id(resource.Put).
		Params(params...).Error().Block(jen.Return(jen.Id("s").Dot("Server").Dot("Put").Call(
		lit(resource.Collection), where, jen.Id("item")))))
}
