package templates

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/godoc"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// deliveryHandler makes the http.Handler of a request of one kind that the API sends.
func deliveryHandler(webhook *ir.Webhook) jen.Code {
	name := naming.Handler(webhook.Name)
	doc := webhook.Doc
	doc.Text = strings.TrimSpace(deliveryText(webhook, name) + "\n\n" + doc.Text)
	if text := paramsText(webhook); text != "" {
		doc.Facts = append(doc.Facts, text)
	}
	params := []jen.Code{jen.Id("verifier").Qual(webhookPath, "Verifier")}
	made := jen.Qual(webhookPath, "Answered").Call(jen.Id("verifier"), readDelivery(webhook), jen.Id("handle"))
	if webhook.Answer == nil {
		params = append(params, jen.Id("deduper").Qual(webhookPath, "Deduper"))
		made = jen.Qual(webhookPath, "Typed").Call(jen.Id("verifier"), jen.Id("deduper"), readDelivery(webhook), deliveryID(webhook), jen.Id("handle"))
	}
	params = append(params, jen.Id("handle").Add(handleFunc(webhook)))
	return documented(godoc.Lines(doc, name), jen.Func().Id(name).Params(params...).Op("*").Qual(webhookPath, "Handler").
		Block(returnHandler(webhook, made, true)...))
}

func deliveryText(webhook *ir.Webhook, name string) string {
	once := "once for repeated deliveries of one event. deduper remembers these, where the verifier or the document names what " +
		"identifies an event; nil is a deduper in memory, which is enough for one process."
	if webhook.Answer != nil {
		once = "and answers with what that returns."
	}
	return fmt.Sprintf("%s makes the http.Handler for the URL that the API sends %s to: it checks the signature, reads the body, "+
		"and calls handle, %s It answers %d after handle has returned nil, 401 to a wrong signature, 400 to a body that cannot be "+
		"read, what a webhook.StatusError of handle says, and 500 to any other error, so that the delivery comes again.",
		name, webhook.Key, once, webhook.Status)
}

// eventType is what a handler gets.
func eventType(webhook *ir.Webhook) *jen.Statement {
	if webhook.Body == nil {
		return jen.Index().Byte()
	}
	return resultType(webhook.Body)
}

func handleFunc(webhook *ir.Webhook) *jen.Statement {
	name := "event"
	if webhook.Body == nil {
		name = "body"
	}
	function := jen.Func().Params(jen.Id("ctx").Qual("context", "Context"), jen.Id(name).Add(eventType(webhook)))
	if webhook.Answer == nil {
		return function.Error()
	}
	return function.Params(resultType(webhook.Answer), jen.Error())
}

// readDelivery makes the function that reads a body.
func readDelivery(webhook *ir.Webhook) jen.Code {
	if webhook.Body == nil {
		return jen.Qual(webhookPath, "Bytes")
	}
	read := jen.Func().Params(jen.Id("body").Index().Byte())
	if isObject(webhook.Body) {
		return read.Params(eventType(webhook), jen.Error()).Block(
			jen.Id("event").Op(":=").New(goType(webhook.Body)),
			jen.Return(jen.Id("event"), types("Unmarshal", jen.Id("body"), jen.Id("event"))),
		)
	}
	return read.Params(jen.Id("event").Add(eventType(webhook)), jen.Err().Error()).Block(
		jen.Err().Op("=").Add(typesOf(webhook.Body)).Dot("Unmarshal").Call(jen.Id("body"), jen.Op("&").Id("event")),
		jen.Return(jen.Id("event"), jen.Err()),
	)
}

// deliveryID makes the function that tells by what a repeated delivery is recognised, of the document's words only.
func deliveryID(webhook *ir.Webhook) jen.Code {
	if webhook.Body == nil {
		return jen.Nil()
	}
	object, ok := declared[*ir.Object](webhook.Body)
	if !ok || len(object.EventID) == 0 {
		return jen.Nil()
	}
	parts := []jen.Code{eventAccount(object), lit(webhook.Key)}
	for _, field := range object.EventID {
		parts = append(parts, eventField(field))
	}
	return jen.Func().Params(jen.Id("event").Op("*").Id(object.Name)).String().Block(jen.Return(jen.Qual(webhookPath, "EventID").Call(parts...)))
}

// returnHandler returns what was made. It answers as the document says, unless the vendor's package knows better.
func returnHandler(webhook *ir.Webhook, made *jen.Statement, documented bool) []jen.Code {
	var set []jen.Code
	if documented && webhook.Method != http.MethodPost {
		set = append(set, jen.Id("handler").Dot("Method").Op("=").Add(lit(webhook.Method)))
	}
	if documented && webhook.Status != http.StatusNoContent {
		set = append(set, jen.Id("handler").Dot("Status").Op("=").Add(lit(webhook.Status)))
	}
	if len(set) == 0 {
		return []jen.Code{jen.Return(made)}
	}
	return append(append([]jen.Code{jen.Id("handler").Op(":=").Add(made)}, set...), jen.Return(jen.Id("handler")))
}
