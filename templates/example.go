package templates

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/godoc"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// ExampleImports are the names of the packages that examples may import.
func ExampleImports(api *ir.API) map[string]string {
	imports := TestImports(api)
	imports[api.Test.Import+"/"+api.Test.Package] = api.Test.Package
	imports["fmt"], imports["strings"] = "fmt", "strings"
	return imports
}

// ExampleAlias is what examples call the package where one of their variables has its name; "" is its own name.
func ExampleAlias(api *ir.API) string {
	if slices.Contains([]string{"server", "client", "params", "body", "item", "result", "content", "arrived", "err"}, api.Package) {
		return api.Package + "sdk"
	}
	return ""
}

// exampler writes examples of an API.
type exampler struct{ api *ir.API }

// Example makes the function that go test executes and that documentation shows.
func Example(api *ir.API, example *ir.Example) []jen.Code {
	e := exampler{api}
	operation := example.Operation
	body := e.begin(example)
	body = append(body, e.call(example)...)
	if example.Output != "" {
		body = append(body, comment([]string{"Output: " + example.Output}))
	}
	function := jen.Func().Id(naming.Example(operation.Receiver(), operation.Call)).Params().Block(body...)
	if lead, _, _ := strings.Cut(strings.TrimSpace(operation.Doc.Text), "\n"); lead != "" {
		function = documented(godoc.FieldLines(ir.Doc{Text: lead}), function)
	}
	return []jen.Code{function}
}

// begin starts the server and makes the client.
func (e exampler) begin(example *ir.Example) []jen.Code {
	var options []jen.Code
	if example.Listed {
		options = append(options, sdktest("WithExamples").Call())
	}
	return []jen.Code{
		jen.Id("server").Op(":=").Qual(e.api.Test.Import+"/"+e.api.Test.Package, "Start").Call(options...),
		jen.Defer().Id("server").Dot("Close").Call(),
		jen.List(jen.Id("client"), jen.Err()).Op(":=").Add(client(e.api, "NewClient")).Call(jen.Id("server").Dot("Option").Call()),
		failed(),
		jen.Line(),
	}
}

// failed ends an example where there is an error.
func failed() *jen.Statement {
	return jen.If(jen.Err().Op("!=").Nil()).Block(jen.Qual("fmt", "Println").Call(jen.Err()), jen.Return())
}

// call is the call, and what is printed of its answer.
func (e exampler) call(example *ir.Example) []jen.Code {
	code, arguments := e.arguments(example)
	operation := example.Operation
	receiver := jen.Id("client")
	if operation.Group != nil {
		receiver = receiver.Dot(operation.Group.Name)
	}
	switch {
	case example.Paged:
		return append(code, e.loop(example, receiver.Dot(operation.Pagination.Items).Call(arguments...))...)
	case isStream(operation):
		return append(code, e.loop(example, receiver.Dot(operation.Call).Call(arguments...))...)
	}
	return append(code, e.plain(example, receiver.Dot(operation.Call).Call(arguments...))...)
}

// loop goes to the first item.
func (e exampler) loop(example *ir.Example, call *jen.Statement) []jen.Code {
	item := jen.Id("item")
	inside := []jen.Code{failed()}
	if len(example.Shown) == 0 {
		item = jen.Id("_")
	} else {
		inside = append(inside, e.printed(example, "item", e.item(example)))
	}
	inside = append(inside, jen.Break().Add(comment([]string{"one is enough here"})))
	code := []jen.Code{jen.For(jen.List(item, jen.Err()).Op(":=").Range().Add(call)).Block(inside...)}
	if len(example.Shown) == 0 {
		code = append(code, arrived()...)
	}
	return code
}

// item is the type of a loop's items.
func (e exampler) item(example *ir.Example) *ir.Object {
	if example.Paged {
		return example.Operation.Pagination.Array.Elem.Object()
	}
	return example.Operation.Result.Items.Type.Object()
}

// plain is a call that returns once.
func (e exampler) plain(example *ir.Example, call *jen.Statement) []jen.Code {
	operation := example.Operation
	switch {
	case operation.Result == nil:
		return append([]jen.Code{jen.If(jen.Err().Op(":=").Add(call).Op(";").Err().Op("!=").Nil()).
			Block(jen.Qual("fmt", "Println").Call(jen.Err()), jen.Return())}, arrived()...)
	case operation.Results == nil && operation.Result.Type.Kind == ir.Stream:
		return append([]jen.Code{
			jen.List(jen.Id("content"), jen.Err()).Op(":=").Add(call), failed(),
			jen.Defer().Id("content").Dot("Close").Call(),
		}, arrived()...)
	case len(example.Shown) == 0:
		return append([]jen.Code{jen.If(jen.List(jen.Id("_"), jen.Err()).Op(":=").Add(call).Op(";").Err().Op("!=").Nil()).
			Block(jen.Qual("fmt", "Println").Call(jen.Err()), jen.Return())}, arrived()...)
	}
	return []jen.Code{
		jen.List(jen.Id("result"), jen.Err()).Op(":=").Add(call), failed(),
		e.printed(example, "result", operation.Result.Type.Object()),
	}
}

// arrived prints what the server got.
func arrived() []jen.Code {
	return []jen.Code{
		jen.Id("arrived").Op(":=").Id("server").Dot("Requests").Call().Index(lit(int64(0))),
		jen.Qual("fmt", "Println").Call(jen.Id("arrived").Dot("Method"), jen.Id("arrived").Dot("URL").Dot("Path")),
	}
}

// printed prints fields of a variable's object.
func (e exampler) printed(example *ir.Example, variable string, object *ir.Object) jen.Code {
	values := make([]jen.Code, len(example.Shown))
	for i, field := range example.Shown {
		values[i] = jen.Id(variable).Dot(field.Name)
		if field.Pointer || object.Optional {
			values[i] = jen.Id(variable).Dot(naming.Getter(field.Name)).Call()
		}
	}
	return jen.Qual("fmt", "Println").Call(values...)
}

// arguments are those of a call, and the statements that make the larger ones before.
func (e exampler) arguments(example *ir.Example) (before, arguments []jen.Code) {
	operation := example.Operation
	arguments = []jen.Code{jen.Qual("context", "Background").Call()}
	for i, param := range operation.PathParams {
		arguments = append(arguments, e.value(param.Field.Type, example.Path[i]))
	}
	switch {
	case operation.Params != nil && example.Params == nil:
		arguments = append(arguments, jen.Nil())
	case operation.Params != nil:
		before = append(before, jen.Id("params").Op(":=").Add(e.made(operation.Params, example.Params)))
		arguments = append(arguments, jen.Id("params"))
	}
	body := operation.Body
	if body == nil {
		return before, arguments
	}
	if body.AnyMedia {
		arguments = append(arguments, lit("application/octet-stream"))
	}
	if isObject(body.Type) {
		before = append(before, jen.Id("body").Op(":=").Add(e.value(body.Type, example.Body)))
		return before, append(arguments, jen.Id("body"))
	}
	return before, append(arguments, e.value(body.Type, example.Body))
}
