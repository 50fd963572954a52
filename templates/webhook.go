package templates

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/godoc"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// Webhooks makes what receives the requests that the API sends: for a union a struct with a function per event and its
// dispatch, and for each an http.Handler.
func Webhooks(api *ir.API) []jen.Code {
	var code []jen.Code
	if api.Signature != nil {
		code = append(code, webhookVerifier(api.Signature))
	}
	for _, params := range api.WebhookParams() {
		code = append(code, webhookParams(params)...)
	}
	for _, webhook := range api.Webhooks {
		union := webhook.Union()
		if union == nil {
			code = append(code, deliveryHandler(webhook))
			continue
		}
		by := receivedBy(api)
		code = append(code, webhookEvents(webhook, union), webhookDispatch(webhook, union),
			eventID(webhook, union, by), webhookHandler(webhook, union, by))
	}
	return code
}

// receivingPackage has what receives a union's events: the vendor's package, or the one for all senders.
type receivingPackage struct {
	path                     string
	verifier                 *jen.Statement
	handlerType, newFunction string
}

func receivedBy(api *ir.API) receivingPackage {
	if api.Vendor == "" {
		return receivingPackage{path: webhookPath, verifier: jen.Qual(webhookPath, "Verifier"), handlerType: "Handler", newFunction: "New"}
	}
	vendor := sdkPath + "/" + api.Vendor
	return receivingPackage{path: vendor, verifier: jen.Op("*").Qual(vendor, "Verifier"), handlerType: "Webhook", newFunction: "NewWebhook"}
}

// handlerNames are the fields for variants: OutgoingMessageCreatedEvent has OnOutgoingMessageCreated, unless another one has
// that, or nothing is left.
func handlerNames(union *ir.Union) []string {
	taken := map[string]int{"Unknown": 2, "": 2}
	for _, variant := range union.Variants {
		taken[strings.TrimSuffix(variant.Name, "Event")]++
	}
	names := make([]string, len(union.Variants))
	for i, variant := range union.Variants {
		names[i] = "On" + variant.Name
		if short := strings.TrimSuffix(variant.Name, "Event"); taken[short] == 1 {
			names[i] = "On" + short
		}
	}
	return names
}

func handlerFunc(event string) *jen.Statement {
	return jen.Func().Params(jen.Id("ctx").Qual("context", "Context"), jen.Id("event").Op("*").Id(event)).Error()
}

func webhookEvents(webhook *ir.Webhook, union *ir.Union) jen.Code {
	doc := webhook.Doc
	doc.Text = fmt.Sprintf("%s has a function for each event. One that is nil lets its event pass as handled. An error of a "+
		"function makes the event come again.\n\n%s", webhook.Name, doc.Text)
	fields := []jen.Code{}
	names := handlerNames(union)
	for i, variant := range union.Variants {
		if text := eventText(webhook, variant); text != "" {
			fields = append(fields, comment(godoc.FieldLines(ir.Doc{Text: text})))
		}
		fields = append(fields, jen.Id(names[i]).Add(handlerFunc(variantType(variant))))
	}
	fields = append(fields, comment([]string{"OnUnknown gets the events that this version does not know."}),
		jen.Id("OnUnknown").Add(handlerFunc(union.Unknown)))
	return documented(godoc.Lines(doc, webhook.Name), jen.Type().Id(webhook.Name).Struct(fields...))
}

// eventText says when an event is sent, else what it is.
func eventText(webhook *ir.Webhook, variant ir.Variant) string {
	for _, one := range webhook.Of {
		if one.Body.Decl == variant.Type.Decl && one.Doc.Text != "" {
			return one.Doc.Text
		}
	}
	if object, ok := declared[*ir.Object](variant.Type); ok {
		return object.Doc.Text
	}
	return ""
}

func webhookDispatch(webhook *ir.Webhook, union *ir.Union) jen.Code {
	cases := []jen.Code{}
	add := func(typeName, handler string) {
		cases = append(cases, jen.Case(jen.Op("*").Id(typeName)).Block(
			jen.If(jen.Id("e").Dot(handler).Op("!=").Nil()).Block(
				jen.Return(jen.Id("e").Dot(handler).Call(jen.Id("ctx"), jen.Id("event"))))))
	}
	for i, name := range handlerNames(union) {
		add(variantType(union.Variants[i]), name)
	}
	add(union.Unknown, "OnUnknown")
	return documented([]string{"Dispatch calls the function for the event and returns what it returns."},
		jen.Func().Params(jen.Id("e").Op("*").Id(webhook.Name)).Id("Dispatch").
			Params(jen.Id("ctx").Qual("context", "Context"), jen.Id("event").Id(union.Name)).Error().Block(
			jen.Switch(jen.Id("event").Op(":=").Id("event").Assert(jen.Type())).Block(cases...),
			jen.Return(jen.Nil()),
		))
}

// accountProperty is the property by which events say whose they are.
const accountProperty = "portalId"

// eventID makes the function that tells by what a repeated delivery is recognised. What it makes is stored by users, so
// that it is of the document's words only: no Go name is in it.
func eventID(webhook *ir.Webhook, union *ir.Union, by receivingPackage) jen.Code {
	cases := []jen.Code{}
	for _, variant := range union.Variants {
		if object, ok := declared[*ir.Object](variant.Type); ok && len(object.EventID) > 0 {
			cases = append(cases, jen.Case(jen.Op("*").Id(object.Name)).Block(
				jen.Return(jen.Qual(by.path, "EventID").Call(eventIDParts(union, object)...))))
		}
	}
	name := naming.EventID(webhook.Name)
	body := []jen.Code{jen.Return(lit(""))}
	if len(cases) > 0 {
		body = []jen.Code{
			jen.Switch(jen.Id("event").Op(":=").Id("event").Assert(jen.Type())).Block(cases...), body[0]}
	}
	return documented([]string{name + " is what identifies an event, empty where the document names nothing."},
		jen.Func().Id(name).Params(jen.Id("event").Id(union.Name)).String().Block(body...))
}

// eventIDParts are the account, the event's type as it is on the wire, and the properties that the document names.
func eventIDParts(union *ir.Union, object *ir.Object) []jen.Code {
	parts := []jen.Code{eventAccount(object), lit(wireType(union, object))}
	for _, field := range object.EventID {
		parts = append(parts, eventField(field))
	}
	return parts
}

// eventAccount is whose an event is, "" where it does not say.
func eventAccount(object *ir.Object) jen.Code {
	for _, field := range object.Fields {
		if field.JSON == accountProperty {
			return eventField(field)
		}
	}
	return lit("")
}

func eventField(field *ir.Field) jen.Code {
	value := jen.Id("event").Dot(field.Name)
	if field.Pointer {
		return rt("Value").Call(value)
	}
	return value
}

// wireType is the constant that tells an event's type, "" where the document has none.
func wireType(union *ir.Union, object *ir.Object) string {
	var value string
	for _, constant := range object.Constants {
		if constant.JSON == union.Discriminator() && json.Unmarshal([]byte(constant.Value), &value) == nil {
			return value
		}
	}
	return ""
}

func webhookHandler(webhook *ir.Webhook, union *ir.Union, by receivingPackage) jen.Code {
	name := naming.Handler(webhook.Name)
	doc := ir.Doc{Text: fmt.Sprintf("%s makes the http.Handler for the webhook's URL: it checks the signature, reads the event, and "+
		"calls the function for it, once for repeated deliveries of one event. deduper remembers these; nil is one in memory, "+
		"which is enough for one process. It answers 2xx after the function has returned nil, 401 to a wrong signature, 400 to "+
		"a body that is no event, and 500 when the function fails, so that the event is delivered again.", name)}
	if text := paramsText(webhook); text != "" {
		doc.Facts = append(doc.Facts, text)
	}
	made := jen.Qual(by.path, by.newFunction).Call(jen.Id("verifier"), jen.Id("deduper"), readEvent(webhook, union, by))
	return documented(godoc.Lines(doc, name), jen.Func().Id(name).Params(
		jen.Id("verifier").Add(by.verifier),
		jen.Id("deduper").Qual(by.path, "Deduper"),
		jen.Id("events").Op("*").Id(webhook.Name),
	).Op("*").Qual(by.path, by.handlerType).Block(returnHandler(webhook, made, by.path == webhookPath)...))
}

// readEvent makes the function that turns a body into an event and what handles it.
func readEvent(webhook *ir.Webhook, union *ir.Union, by receivingPackage) jen.Code {
	return jen.Func().Params(jen.Id("body").Index().Byte()).Params(jen.Qual(by.path, "Event"), jen.Error()).Block(
		jen.List(jen.Id("event"), jen.Err()).Op(":=").Id(naming.Unmarshal(union.Name)).Call(jen.Id("body")),
		jen.If(jen.Err().Op("==").Nil().Op("&&").Id("event").Op("==").Nil()).Block(
			jen.Err().Op("=").Qual("errors", "New").Call(lit("the body is null"))),
		jen.Return(jen.Qual(by.path, "Event").Custom(fieldLines(),
			jen.Id("ID").Op(":").Id(naming.EventID(webhook.Name)).Call(jen.Id("event")),
			jen.Id("Handle").Op(":").Func().Params(jen.Id("ctx").Qual("context", "Context")).Error().Block(
				jen.Return(jen.Id("events").Dot("Dispatch").Call(jen.Id("ctx"), jen.Id("event")))),
		), jen.Err()),
	)
}
