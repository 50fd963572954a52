package templates

import (
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/godoc"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// Operation makes the table that describes an operation to the runtime and the client's method that calls it.
func Operation(operation *ir.Operation) []jen.Code {
	code := append([]jen.Code{operationVar(operation)}, resultsType(operation)...)
	code = append(code, operationMethod(operation))
	if operation.Pagination != nil {
		code = append(code, pages(operation), items(operation))
	}
	return code
}

func operationMethod(operation *ir.Operation) jen.Code {
	doc := operation.Doc
	if mayBeEmpty(operation) {
		doc.Facts = append([]string{"Where a success has no body, the result is the zero value of its type."}, doc.Facts...)
	}
	if len(operation.Alternatives) > 0 {
		doc.Facts = append([]string{otherMethods(operation)}, doc.Facts...)
	}
	if text := failuresText(operation); text != "" {
		doc.Facts = append([]string{text}, doc.Facts...)
	}
	if operation.Headers != nil {
		doc.Facts = append([]string{fmt.Sprintf("[CaptureHeaders] reads the headers of the answer into a [%s].", operation.Headers.Name)}, doc.Facts...)
	}
	if text := nullText(operation); text != "" {
		doc.Facts = append([]string{text}, doc.Facts...)
	}
	if text := flagText(operation); text != "" {
		doc.Facts = append([]string{text}, doc.Facts...)
	}
	if operation.Body != nil && operation.Body.Items != nil {
		doc.Facts = append([]string{sentItemsText}, doc.Facts...)
	}
	if isStream(operation) {
		doc.Facts = append([]string{streamText(operation.Result.Items)}, doc.Facts...)
	}
	lead := fmt.Sprintf("%s sends %s %s.", operation.Call, operation.Method, operation.Path)
	method := methodOf(operation, operation.Call).Params(operationParams(operation)...).Add(operationResults(operation))
	doc.Text += pathParamsText(operation)
	return documented(godoc.Led(doc, lead), method.Block(operationBody(operation)...))
}

func operationBody(operation *ir.Operation) []jen.Code {
	if isStream(operation) {
		return streamCall(operation)
	}
	var body []jen.Code
	if operation.Result != nil {
		body = append(body, declaration(operation))
	}
	rules := operationRules(operation)
	return append(append(body, rules...), operationCall(operation, len(rules) > 0)...)
}

// pathParamsText lists those of the path's parameters that the document describes.
func pathParamsText(operation *ir.Operation) string {
	text := ""
	for _, param := range operation.PathParams {
		if of := param.Field.Doc; of.Text != "" {
			text += fmt.Sprintf("\n- %s: %s", param.Field.Arg, strings.Join(strings.Fields(of.Text), " "))
		}
	}
	if text != "" {
		text = "\n" + text
	}
	return text
}

// methodOf begins a method of the client, or of the group that an operation belongs to. Both hold the runtime.
func methodOf(operation *ir.Operation, name string) *jen.Statement {
	return jen.Func().Params(jen.Id("c").Op("*").Id(operation.Receiver())).Id(name)
}

func operationParams(operation *ir.Operation) []jen.Code {
	params := []jen.Code{jen.Id("ctx").Qual("context", "Context")}
	for _, param := range operation.PathParams {
		params = append(params, jen.Id(param.Field.Arg).Add(goType(param.Field.Type)))
	}
	if operation.Params != nil {
		params = append(params, jen.Id("params").Op("*").Id(operation.Params.Name))
	}
	if body := operation.Body; body != nil {
		if body.AnyMedia {
			params = append(params, jen.Id("contentType").String())
		}
		params = append(params, jen.Id(body.Arg).Add(bodyType(body)))
	}
	return append(params, jen.Id("options").Op("...").Id("CallOption"))
}

// bodyType is the type of the argument for a body.
func bodyType(body *ir.Body) *jen.Statement {
	if body.Items != nil {
		return streamResult(body.Items)
	}
	return wholeType(body.Type)
}

func operationResults(operation *ir.Operation) *jen.Statement {
	if operation.Result == nil {
		return jen.Error()
	}
	if isStream(operation) {
		return streamResult(operation.Result.Items)
	}
	if operation.Results != nil {
		return jen.Params(jen.Id(operation.Results.Name), jen.Error())
	}
	return jen.Params(resultType(operation.Result.Type), jen.Error())
}

func resultType(t *ir.Type) *jen.Statement {
	if isObject(t) || ir.PointerElement(t) {
		return jen.Op("*").Add(goType(t))
	}
	return resultValue(t)
}

// fail returns an error from an operation's method.
func fail(operation *ir.Operation, err *jen.Statement) *jen.Statement {
	switch {
	case operation.Result == nil:
		return jen.Return(err)
	case operation.Results != nil || ir.NilIsZero(operation.Result.Type) || ir.PointerElement(operation.Result.Type) || isObject(operation.Result.Type):
		return jen.Return(jen.Nil(), err)
	default:
		return jen.Return(jen.Id("result"), err)
	}
}

// operationRules are the statements that hold the arguments against those of the document's rules that the table does not
// say: params and objects know their own.
func operationRules(operation *ir.Operation) []jen.Code {
	var rules []jen.Code
	for _, param := range operation.PathParams {
		if param.WireType == nil || param.WireType.Kind != ir.Int {
			rules = append(rules, argumentRules(param.Field.Type, param.Field.Arg, param.Field.JSON)...)
		}
	}
	if body := operation.Body; body != nil {
		rules = append(rules, argumentRules(body.Type, body.Arg, body.Arg)...)
	}
	if len(rules) == 0 {
		return nil
	}
	return append([]jen.Code{jen.Var().Id("problems").Add(validation("Problems"))}, rules...)
}

func argumentRules(t *ir.Type, arg, path string) []jen.Code {
	if ir.IsUnion(t) || isObject(t) {
		return nil
	}
	value := jen.Id(arg)
	if ir.PointerElement(t) && !hasValidate(t) {
		value = jen.Op("*").Add(value)
	}
	rules := checkValue(t, value, path)
	if t.Nullable && len(rules) > 0 {
		return []jen.Code{jen.If(jen.Id(arg).Op("!=").Nil()).Block(rules...)}
	}
	return rules
}

// operationCall hands the call to the runtime, with the problems that rules have found, and returns the result.
func operationCall(operation *ir.Operation, rules bool) []jen.Code {
	var fill []jen.Code
	var code []jen.Code
	if operation.Result != nil {
		fill = append(fill, result(operation))
	}
	if mayBeEmpty(operation) {
		code = append(code, jen.Var().Id("empty").Bool())
		fill = append(fill, jen.Id("Empty").Op(":").Op("&").Id("empty"))
	}
	before, call := callOf(operation, rules, fill...)
	code = append(code, before...)
	do := jen.Id("c").Dot("runtime").Dot("Do").Call(jen.Id("ctx"), call)
	if operation.Result == nil {
		return append(code, jen.Return(do))
	}
	code = append(code, jen.If(jen.Err().Op(":=").Add(do).Op(";").Err().Op("!=").Nil()).Block(fail(operation, jen.Err())))
	if mayBeEmpty(operation) {
		code = append(code, jen.If(jen.Id("empty")).Block(fail(operation, jen.Nil())))
	}
	return append(code, jen.Return(jen.Id("result"), jen.Nil()))
}

// callOf is the call that the runtime gets, after what has to be done before. Fill are its fields for the result.
func callOf(operation *ir.Operation, rules bool, fill ...jen.Code) (before []jen.Code, call jen.Code) {
	fields := callFields(operation)
	if operation.Body != nil {
		prepare, body := requestBody(operation.Body)
		before, fields = prepare, append(fields, body...)
	}
	before = append(flagStatements(operation), before...)
	fields = append(fields, fill...)
	if rules {
		fields = append(fields, jen.Id("Problems").Op(":").Id("problems"))
	}
	fields = append(fields, jen.Id("Options").Op(":").Id("options"))
	return before, jen.Op("&").Qual(runtimePath, "Call").Custom(fieldLines(), fields...)
}

// callFields are the operation and the values of its parameters.
func callFields(operation *ir.Operation) []jen.Code {
	fields := []jen.Code{jen.Id("Operation").Op(":").Op("&").Id(naming.Operation(operation.Name))}
	if len(operation.PathParams) > 0 {
		values := make([]jen.Code, len(operation.PathParams))
		for i, param := range operation.PathParams {
			values[i] = argumentValue(param.Field)
		}
		fields = append(fields, jen.Id("Path").Op(":").Index().Any().Values(values...))
	}
	if operation.Params != nil {
		fields = append(fields, jen.Id("Params").Op(":").Id("params"))
	}
	return fields
}

// argumentValue is an argument as the runtime takes it: an object checks itself by a method of its pointer.
func argumentValue(field *ir.Field) jen.Code {
	if isObject(field.Type) {
		return jen.Op("&").Id(field.Arg)
	}
	return jen.Id(field.Arg)
}

// mayBeEmpty reports whether a success has nothing to decode. A stream is empty of itself.
func mayBeEmpty(operation *ir.Operation) bool {
	result := operation.Result
	return result != nil && result.MayBeEmpty && (operation.Results != nil || result.Type.Kind != ir.Stream)
}

// declaration is the variable for the result: a value where errors return its zero, a pointer's target otherwise.
func declaration(operation *ir.Operation) jen.Code {
	result := operation.Result
	switch {
	case operation.Results != nil:
		return jen.Var().Id("result").Id(operation.Results.Name)
	case result.Type.Kind == ir.Stream:
		return jen.Var().Id("result").Qual("io", "ReadCloser")
	case ir.PointerElement(result.Type):
		return jen.Var().Id("result").Op("*").Add(goType(result.Type))
	case isObject(result.Type):
		return jen.Id("result").Op(":=").New(goType(result.Type))
	default:
		return jen.Var().Id("result").Add(goType(result.Type))
	}
}

// result makes the field of the call that is filled with the result.
func result(operation *ir.Operation) jen.Code {
	target := jen.Op("&").Id("result")
	switch t := operation.Result.Type; {
	case operation.Results != nil:
		return jen.Id("Result").Op(":").Add(target)
	case t.Kind == ir.Stream:
		return jen.Id("Reader").Op(":").Add(target)
	case isObject(t) && !t.Nullable:
		return jen.Id("Result").Op(":").Id("result")
	default:
		return jen.Id("Result").Op(":").Add(noted(t, target))
	}
}

// otherMethods names the methods that send or read other media types.
func otherMethods(operation *ir.Operation) string {
	names := make([]string, len(operation.Alternatives))
	for i, other := range operation.Alternatives {
		does := ""
		switch {
		case other.Body != operation.Body:
			does = "sends " + other.Body.MediaType
		default:
			does = "reads " + other.Result.MediaType
		}
		names[i] = fmt.Sprintf("[%s.%s] %s", other.Receiver(), other.Call, does)
	}
	return strings.Join(names, ", ") + " instead."
}
