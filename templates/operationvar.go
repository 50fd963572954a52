package templates

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/gotype"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// operationVar makes the table that describes an operation: plain data, which the linker lays out.
func operationVar(operation *ir.Operation) jen.Code {
	fields := []jen.Code{
		jen.Id("Name").Op(":").Add(lit(operation.Title())),
		jen.Id("Method").Op(":").Add(lit(operation.Method)),
		jen.Id("Path").Op(":").Add(lit(operation.Path)),
	}
	if operation.Server > 0 {
		fields = append(fields, jen.Id("Server").Op(":").Add(lit(operation.Server)))
	}
	switch operation.Repeat {
	case ir.RepeatAlways:
		fields = append(fields, jen.Id("Repeat").Op(":").Qual(runtimePath, "RepeatAlways"))
	case ir.RepeatNever:
		fields = append(fields, jen.Id("Repeat").Op(":").Qual(runtimePath, "RepeatNever"))
	}
	if requirements := securityTable(operation); len(requirements) > 0 {
		fields = append(fields, jen.Id("Security").Op(":").Index().Qual(runtimePath, "Requirement").Values(requirements...))
	}
	if parameters := parameterTable(operation); len(parameters) > 0 {
		fields = append(fields, jen.Id("Parameters").Op(":").Index().Qual(runtimePath, "Parameter").Custom(fieldLines(), parameters...))
	}
	if body := bodyFields(operation.Body); len(body) > 0 {
		fields = append(fields, jen.Id("Body").Op(":").Qual(runtimePath, "RequestBody").Custom(fieldLines(), body...))
	}
	if operation.Result != nil {
		fields = append(fields, jen.Id("Accept").Op(":").Add(lit(accept(operation))))
	}
	if operation.Results == nil && operation.Result != nil && operation.Result.Encoding == ir.AsText {
		fields = append(fields, jen.Id("Text").Op(":").True())
	}
	if len(operation.Answers) > 0 {
		fields = append(fields, jen.Id("Answers").Op(":").Index().Qual(runtimePath, "Answer").Values(answerTable(operation.Answers)...))
	}
	if len(operation.Failures) > 0 {
		fields = append(fields, jen.Id("Failures").Op(":").Index().Add(rt("Failure")).Values(failureTable(operation.Failures)...))
	}
	if hasIdempotencyKey(operation) {
		fields = append(fields, jen.Id("IdempotencyKey").Op(":").True())
	}
	if isStream(operation) {
		fields = append(fields, jen.Id("Stream").Op(":").Add(streamTable(operation.Result.Items)))
	}
	if operation.Pagination != nil {
		fields = append(fields, jen.Id("Paging").Op(":").Add(pagingTable(operation.Pagination)))
	}
	fields = append(fields, sealed(typesIn(operation)...)...)
	return jen.Var().Id(naming.Operation(operation.Name)).Op("=").Qual(runtimePath, "Operation").Custom(fieldLines(), fields...)
}

// hasIdempotencyKey reports whether calls have a key by which the server recognises a request, in the body or a parameter.
func hasIdempotencyKey(operation *ir.Operation) bool {
	isKey := func(param *ir.Param) bool { return param.Key }
	return slices.ContainsFunc(operation.QueryParams, isKey) || operation.Body != nil && idempotencyKey(operation.Body) != nil
}

// answerTable says what each status answers.
func answerTable(answers []ir.Answer) []jen.Code {
	table := make([]jen.Code, len(answers))
	for i, answer := range answers {
		fields := []jen.Code{jen.Id("Status").Op(":").Add(lit(answer.Status))}
		if answer.Empty {
			fields = append(fields, jen.Id("Empty").Op(":").True())
		}
		if answer.Other {
			fields = append(fields, jen.Id("Other").Op(":").True())
		}
		if len(answer.Elsewhere) > 0 {
			fields = append(fields, jen.Id("Elsewhere").Op(":").Index().String().Values(literals(answer.Elsewhere)...))
		}
		if answer.Variant != nil {
			fields = append(fields, variantFields(answer.Variant)...)
		}
		table[i] = jen.Values(fields...)
	}
	return table
}

// variantFields say how the body of a variant of what an operation answers is read.
func variantFields(variant *ir.ResultVariant) []jen.Code {
	fields := []jen.Code{jen.Id("New").Op(":").Add(rt("NewOf").Types(jen.Id(variant.TypeName())))}
	if variant.Plain() {
		fields = append(fields, jen.Id("Value").Op(":").True())
	}
	switch variant.Encoding {
	case ir.AsText:
		return append(fields, jen.Id("Text").Op(":").True())
	case ir.AsStream:
		return append(fields, jen.Id("Stream").Op(":").True())
	}
	if words := gotype.Notes(variant.Type); variant.Plain() && len(words) > 0 {
		fields = append(fields, jen.Id("Note").Op(":").Add(lit(strings.Join(words, ","))))
	}
	return fields
}

// accept is the header with the media types of what an operation answers.
func accept(operation *ir.Operation) string {
	types := []string{operation.Result.MediaType}
	if operation.Results != nil {
		for _, variant := range operation.Results.Variants {
			if !slices.Contains(types, variant.MediaType) {
				types = append(types, variant.MediaType)
			}
		}
	}
	return strings.Join(types, ", ")
}

func securityTable(operation *ir.Operation) []jen.Code {
	requirements := make([]jen.Code, len(operation.Security))
	for i, requirement := range operation.Security {
		requirements[i] = jen.Values(schemeVars(requirement)...)
	}
	return requirements
}

func schemeVars(requirement []*ir.Scheme) []jen.Code {
	vars := make([]jen.Code, len(requirement))
	for i, scheme := range requirement {
		vars[i] = jen.Id(scheme.Var)
	}
	return vars
}

// parameterTable makes a line of each parameter: those in the path in the order of the method's arguments, then the
// others.
func parameterTable(operation *ir.Operation) []jen.Code {
	params := slices.Concat(operation.PathParams, operation.QueryParams)
	lines := make([]jen.Code, len(params))
	for i, param := range params {
		lines[i] = jen.Values(parameterFields(param)...)
	}
	return lines
}

// parameterFields leave out what OpenAPI presumes, and what makes no difference to a scalar.
func parameterFields(param *ir.Param) []jen.Code {
	fields := []jen.Code{jen.Id("Name").Op(":").Add(lit(param.Field.JSON)), jen.Id("In").Op(":").Add(lit(param.In))}
	inPath := param.In == "path"
	if !inPath {
		fields = append(fields, jen.Id("Field").Op(":").Add(lit(param.Field.Name)))
	}
	if !inPath && param.Field.Required {
		fields = append(fields, jen.Id("Required").Op(":").True())
	}
	if style := parameterStyle(param); style != "" {
		fields = append(fields, jen.Id("Style").Op(":").Add(lit(style)))
	}
	if param.Explode && !param.Whole && !param.JSON && !param.Text && !isScalar(param.Field.Type) {
		fields = append(fields, jen.Id("Explode").Op(":").True())
	}
	for _, flag := range []struct {
		name string
		set  bool
	}{{"Reserved", param.Reserved}, {"Empty", param.Empty}, {"Inner", param.Inner}, {"Key", param.Key}, {"Whole", param.Whole}} {
		if flag.set {
			fields = append(fields, jen.Id(flag.name).Op(":").True())
		}
	}
	if len(param.Parts) > 0 {
		fields = append(fields, jen.Id("Parts").Op(":").Index().Qual(runtimePath, "Part").Custom(fieldLines(), partTable(param.Parts)...))
	}
	if wire := param.WireType; inPath && wire != nil && wire.Kind == ir.Int {
		fields = append(fields, jen.Id("Bits").Op(":").Add(lit(cmp.Or(wire.Bits, 64))))
	}
	return fields
}

func parameterStyle(param *ir.Param) string {
	presumed := "simple"
	if param.In == "query" || param.In == "cookie" {
		presumed = "form"
	}
	switch {
	case param.Text:
		return "text"
	case param.JSON:
		return "json"
	case param.Style == presumed:
		return ""
	default:
		return param.Style
	}
}

// isScalar reports whether a type's values have no parts that explode could speak of.
func isScalar(t *ir.Type) bool {
	_, isEnum := declared[*ir.Enum](t)
	switch t.Kind {
	case ir.String, ir.Bool, ir.Int, ir.Float, ir.Time, ir.Bytes, ir.Custom:
		return true
	default:
		return isEnum
	}
}

// bodyFields are what the table says of the body.
func bodyFields(body *ir.Body) (fields []jen.Code) {
	if body == nil {
		return nil
	}
	if !body.AnyMedia {
		fields = append(fields, jen.Id("MediaType").Op(":").Add(lit(body.ContentType)))
	}
	switch body.Encoding {
	case ir.AsStream:
		return append(fields, bodyArgument(body)...)
	case ir.AsForm:
		fields = append(fields, jen.Id("Encoding").Op(":").Qual(runtimePath, "AsForm"))
	case ir.AsText:
		fields = append(fields, jen.Id("Encoding").Op(":").Qual(runtimePath, "AsText"))
	case ir.AsMultipart:
		fields = append(fields, jen.Id("Encoding").Op(":").Qual(runtimePath, "AsMultipart"))
	}
	if words := gotype.Notes(body.Type); len(words) > 0 {
		fields = append(fields, jen.Id("Note").Op(":").Add(lit(strings.Join(words, ","))))
	}
	if len(body.Parts) > 0 {
		fields = append(fields, jen.Id("Parts").Op(":").Index().Qual(runtimePath, "Part").Custom(fieldLines(), partTable(body.Parts)...))
	}
	return append(fields, bodyArgument(body)...)
}

// bodyArgument names the argument, and says whether a call can do without it.
func bodyArgument(body *ir.Body) []jen.Code {
	fields := []jen.Code{jen.Id("Argument").Op(":").Add(lit(body.Arg))}
	if body.Required {
		fields = append(fields, jen.Id("Required").Op(":").True())
	}
	if body.Required && body.Type.Nullable {
		fields = append(fields, jen.Id("Null").Op(":").True())
	}
	return fields
}

// partTable makes a line of each part of which the document says how it is written.
func partTable(parts []ir.Part) []jen.Code {
	lines := make([]jen.Code, len(parts))
	for i, part := range parts {
		fields := []jen.Code{jen.Id("Name").Op(":").Add(lit(part.Name))}
		if part.Style != "" {
			fields = append(fields, jen.Id("Style").Op(":").Add(lit(part.Style)))
		}
		if part.Explode && part.Style != "" {
			fields = append(fields, jen.Id("Explode").Op(":").True())
		}
		if part.Reserved {
			fields = append(fields, jen.Id("Reserved").Op(":").True())
		}
		if part.ContentType != "" {
			fields = append(fields, jen.Id("ContentType").Op(":").Add(lit(part.ContentType)))
		}
		if part.Text {
			fields = append(fields, jen.Id("Text").Op(":").True())
		}
		if len(part.Header) > 0 {
			fields = append(fields, jen.Id("Header").Op(":").Index().String().Values(literals(part.Header)...))
		}
		lines[i] = jen.Values(fields...)
	}
	return lines
}
