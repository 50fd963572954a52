package templates

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/generator/ir"
)

// Operation makes what describes an operation to the runtime and the client's method that calls it.
func Operation(operation *ir.Operation) []jen.Code {
	code := []jen.Code{operationVar(operation), operationMethod(operation)}
	if operation.Pagination != nil {
		code = append(code, pages(operation), items(operation))
	}
	return code
}

func operationVar(operation *ir.Operation) jen.Code {
	fields := []jen.Code{
		jen.Id("Name").Op(":").Lit(operation.Title()),
		jen.Id("Method").Op(":").Lit(operation.Method),
		jen.Id("Path").Op(":").Lit(operation.Path),
	}
	switch operation.Repeat {
	case ir.RepeatAlways:
		fields = append(fields, jen.Id("Repeat").Op(":").Qual(sdkPath, "RepeatAlways"))
	case ir.RepeatNever:
		fields = append(fields, jen.Id("Repeat").Op(":").Qual(sdkPath, "RepeatNever"))
	}
	if len(operation.Security) > 0 {
		requirements := make([]jen.Code, len(operation.Security))
		for i, requirement := range operation.Security {
			requirements[i] = jen.Values(schemeVars(requirement)...)
		}
		fields = append(fields, jen.Id("Security").Op(":").Index().Qual(sdkPath, "Requirement").Values(requirements...))
	}
	return jen.Var().Id(ir.OperationVar(operation)).Op("=").Qual(sdkPath, "Operation").Custom(fieldLines(), fields...)
}

func schemeVars(requirement []*ir.Scheme) []jen.Code {
	vars := make([]jen.Code, len(requirement))
	for i, scheme := range requirement {
		vars[i] = jen.Id(scheme.Var)
	}
	return vars
}

func operationMethod(operation *ir.Operation) jen.Code {
	doc := operation.Doc
	facts := []string{fmt.Sprintf("It sends %s %s.", operation.Method, operation.Path)}
	if mayBeEmpty(operation.Result) {
		facts = append(facts, "Where a success has no body, the result is the zero value of its type.")
	}
	doc.Facts = append(facts, doc.Facts...)
	method := methodOf(operation, operation.Call).Params(operationParams(operation)...).Add(operationResults(operation))
	var body []jen.Code
	if operation.Result != nil {
		body = append(body, declaration(operation.Result))
	}
	body = append(body, operationChecks(operation)...)
	body = append(body, operationCall(operation)...)
	return documented(doc.Lines(operation.Call), method.Block(body...))
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
		params = append(params, jen.Id(body.Arg).Add(argumentType(body.Type)))
	}
	return append(params, jen.Id("options").Op("...").Id("CallOption"))
}

func operationResults(operation *ir.Operation) *jen.Statement {
	if operation.Result == nil {
		return jen.Error()
	}
	return jen.Params(resultType(operation.Result.Type), jen.Error())
}

func resultType(t *ir.Type) *jen.Statement {
	switch {
	case t.Kind == ir.Stream:
		return jen.Qual("io", "ReadCloser")
	case isObject(t):
		return jen.Op("*").Add(goType(t))
	default:
		return goType(t)
	}
}

// fail returns an error from an operation's method.
func fail(operation *ir.Operation, err *jen.Statement) *jen.Statement {
	switch {
	case operation.Result == nil:
		return jen.Return(err)
	case ir.NilIsZero(operation.Result.Type) || isObject(operation.Result.Type):
		return jen.Return(jen.Nil(), err)
	default:
		return jen.Return(jen.Id("result"), err)
	}
}

// operationChecks reports what the document forbids about the arguments before anything is sent.
func operationChecks(operation *ir.Operation) []jen.Code {
	var checks []jen.Code
	for _, param := range operation.PathParams {
		checks = append(checks, pathCheck(param)...)
	}
	if operation.Params != nil {
		checks = append(checks, paramsCheck(operation)...)
	}
	if operation.Body != nil {
		checks = append(checks, bodyCheck(operation)...)
	}
	if len(checks) == 0 {
		return nil
	}
	code := append([]jen.Code{jen.Var().Id("problems").Add(codec("Problems"))}, checks...)
	invalid := jen.Qual(sdkPath, "Invalid").Call(jen.Op("&").Id(ir.OperationVar(operation)), jen.Id("problems").Dot("Err").Call())
	return append(code, jen.If(jen.Err().Op(":=").Add(invalid).Op(";").Err().Op("!=").Nil()).Block(fail(operation, jen.Err())))
}

func pathCheck(param *ir.Param) []jen.Code {
	value := jen.Id(param.Field.Arg)
	if wire := param.WireType; wire != nil && wire.Kind == ir.Int {
		bits := wire.Bits
		if bits == 0 {
			bits = 64
		}
		return []jen.Code{assignProblems(codec("PathInteger").
			Call(jen.Id("problems"), jen.Lit(param.Field.JSON), value, jen.Lit(bits)))}
	}
	checks := checkValue(param.Field.Type, value, param.Field.JSON)
	if isUnion(param.Field.Type) {
		missing := check(jen.False(), param.Field.JSON, "must not be nil")
		return []jen.Code{jen.If(jen.Id(param.Field.Arg).Op("==").Nil()).Block(missing).Else().Block(checks...)}
	}
	enum, isEnum := declared[*ir.Enum](param.Field.Type)
	if param.Field.Type.Kind == ir.String || isEnum && enum.Type.Kind == ir.String {
		text := assignProblems(codec("PathText").Call(jen.Id("problems"), jen.Lit(param.Field.JSON), value.Clone()))
		return append([]jen.Code{text}, checks...)
	}
	return checks
}

func paramsCheck(operation *ir.Operation) []jen.Code {
	validate := assignProblems(jen.Id("problems").Dot("Within").Call(jen.Lit(""), jen.Id("params").Dot("validate").Call()))
	required := false
	for _, field := range operation.Params.Fields {
		required = required || field.Required
	}
	if !required {
		return []jen.Code{jen.If(jen.Id("params").Op("!=").Nil()).Block(validate)}
	}
	return []jen.Code{nilOr("params", validate)}
}

func nilOr(name string, validate jen.Code) jen.Code {
	return jen.If(jen.Id(name).Op("==").Nil()).Block(check(jen.False(), name, "must not be nil")).Else().Block(validate)
}

func bodyCheck(operation *ir.Operation) []jen.Code {
	body := operation.Body
	validate := assignProblems(
		jen.Id("problems").Dot("Within").Call(jen.Lit(""), jen.Id(body.Arg).Dot("validate").Call()))
	switch nilable := isObject(body.Type) || isUnion(body.Type); {
	case nilable && body.Required:
		return []jen.Code{nilOr(body.Arg, validate)}
	case nilable:
		return []jen.Code{jen.If(jen.Id(body.Arg).Op("!=").Nil()).Block(validate)}
	default:
		return checkValue(body.Type, jen.Id(body.Arg), body.Arg)
	}
}

// operationCall encodes the body, hands the call to the runtime, and returns what was decoded.
func operationCall(operation *ir.Operation) []jen.Code {
	var code []jen.Code
	fields := []jen.Code{
		jen.Id("Operation").Op(":").Op("&").Id(ir.OperationVar(operation)),
		jen.Id("NewRequest").Op(":").Add(newRequest(operation)),
	}
	if operation.Body != nil {
		before, field := requestBody(operation)
		code, fields = append(code, before...), append(fields, field)
	}
	if operation.Result != nil {
		fields = append(fields, result(operation.Result)...)
	}
	if mayBeEmpty(operation.Result) {
		code = append(code, jen.Var().Id("empty").Bool())
		fields = append(fields, jen.Id("Empty").Op(":").Op("&").Id("empty"))
	}
	fields = append(fields, jen.Id("Options").Op(":").Id("options"))
	do := jen.Id("c").Dot("runtime").Dot("Do").Call(jen.Id("ctx"), jen.Op("&").Qual(sdkPath, "Call").Custom(fieldLines(), fields...))
	if operation.Result == nil {
		return append(code, jen.Return(do))
	}
	code = append(code, jen.If(jen.Err().Op(":=").Add(do).Op(";").Err().Op("!=").Nil()).Block(fail(operation, jen.Err())))
	if mayBeEmpty(operation.Result) {
		code = append(code, jen.If(jen.Id("empty")).Block(fail(operation, jen.Nil())))
	}
	return append(code, jen.Return(jen.Id("result"), jen.Nil()))
}

// mayBeEmpty tells whether a success has nothing to decode. A stream is empty of itself.
func mayBeEmpty(result *ir.Result) bool {
	return result != nil && result.MayBeEmpty && result.Type.Kind != ir.Stream
}

// newRequest is the function that builds a request, for each try anew.
func newRequest(operation *ir.Operation) *jen.Statement {
	args := []jen.Code{jen.Id("server")}
	for _, param := range operation.PathParams {
		args = append(args, jen.Id(param.Field.Arg))
	}
	if operation.Params != nil {
		args = append(args, jen.Id("params"))
	}
	bodyParam := jen.Id("_")
	if operation.Body != nil {
		bodyParam = jen.Id("body")
		args = append(args, mediaType(operation.Body), jen.Id("body"))
	}
	return jen.Func().Params(jen.Id("server").String(), bodyParam.Qual("io", "Reader")).
		Params(jen.Op("*").Qual("net/http", "Request"), jen.Error()).
		Block(jen.Return(jen.Id(ir.RequestConstructor(operation)).Call(args...)))
}

// declaration is the variable for the result: a value where errors return its zero, a pointer's target otherwise.
func declaration(result *ir.Result) jen.Code {
	switch {
	case result.Type.Kind == ir.Stream:
		return jen.Var().Id("result").Qual("io", "ReadCloser")
	case isObject(result.Type):
		return jen.Id("result").Op(":=").New(goType(result.Type))
	default:
		return jen.Var().Id("result").Add(goType(result.Type))
	}
}

// result makes the fields of the call that fill the result.
func result(result *ir.Result) []jen.Code {
	accept := jen.Id("Accept").Op(":").Lit(result.MediaType)
	t := result.Type
	if t.Kind == ir.Stream {
		return []jen.Code{accept, jen.Id("Reader").Op(":").Op("&").Id("result")}
	}
	target := jen.Op("&").Id("result")
	if isObject(t) {
		target = jen.Id("result")
	}
	if result.Encoding == ir.AsText {
		decode := jen.Return(codec("UnmarshalText").Call(jen.Id("data"), target))
		function := jen.Func().Params(jen.Id("data").Index().Byte()).Error().Block(decode)
		return []jen.Code{accept, jen.Id("Decode").Op(":").Add(function)}
	}
	return []jen.Code{accept, jen.Id("Decode").Op(":").Add(types("Decoder", noted(t, target)))}
}
