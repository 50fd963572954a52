package templates

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/godoc"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// webhookParams makes the struct of what comes with a request that the API sends beside its body, and what reads it.
func webhookParams(params *ir.WebhookParams) []jen.Code {
	fields := make([]jen.Code, len(params.Fields))
	for i, field := range params.Fields {
		fields[i] = documented(godoc.FieldLines(headerDoc(field)), jen.Id(field.Field.Name).Add(headerType(field)))
	}
	name, table := naming.ParamsOf(params.Name), "headersOf"+params.Name
	read := rt("ReadHeaders").Call(jen.Id("params"), jen.Id(table), jen.Op("&").Id(typesVar), lit(requestStatus),
		jen.Qual(webhookPath, "Params").Call(append([]jen.Code{jen.Id("ctx")}, literals(params.Query)...)...))
	doc := ir.Doc{Text: name + " reads the headers and query values of the request that is being handled: ctx is what the handler's function gets. An error " +
		"names those that are not as the document says; their fields are as if they had not come."}
	return []jen.Code{
		documented(godoc.Lines(params.Doc, params.Name), jen.Type().Id(params.Name).Struct(fields...)),
		documented(godoc.Lines(doc, name), jen.Func().Id(name).Params(jen.Id("ctx").Qual("context", "Context")).
			Params(jen.Op("*").Id(params.Name), jen.Error()).Block(
			jen.Id("params").Op(":=").New(jen.Id(params.Name)),
			jen.Return(jen.Id("params"), read))),
		jen.Var().Id(table).Op("=").Index().Add(rt("ResponseHeader")).Custom(fieldLines(), headerTable(&params.Headers)...),
	}
}

// requestStatus stands for a request where the run-time wants an answer's status.
const requestStatus = 200

// paramsText says where the parameters of a request are.
func paramsText(webhook *ir.Webhook) string {
	var names []string
	for _, one := range append([]*ir.Webhook{webhook}, webhook.Of...) {
		if one.Params == nil {
			continue
		}
		if name := "[" + naming.ParamsOf(one.Params.Name) + "]"; !strings.Contains(strings.Join(names, ""), name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "The headers and query values of a request are read by " + strings.Join(names, ", ") + "."
}
