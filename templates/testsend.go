package templates

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/godoc"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// sendEvent makes the method that delivers a webhook.
func sendEvent(api *ir.API, webhook *ir.Webhook) jen.Code {
	doc := ir.Doc{Text: fmt.Sprintf("%s sends %s to a URL, as the API does, and returns what was answered.", webhook.Send, webhook.Key)}
	if webhook.Union() != nil {
		doc.Text = fmt.Sprintf("%s posts an event to a URL, as the API delivers its %s, and returns what was answered.",
			webhook.Send, strings.TrimSuffix(webhook.Name, "s")+"s")
	}
	if api.Vendor != "" {
		doc.Text += fmt.Sprintf(" It is signed with [%s.ClientSecret].", vendorTestPath(api))
	}
	params := []jen.Code{jen.Id("ctx").Qual("context", "Context"), jen.Id("url").String()}
	more, call := sendCall(api, webhook)
	return documented(godoc.Lines(doc, webhook.Send), jen.Func().Params(jen.Id("s").Op("*").Id("Server")).Id(webhook.Send).
		Params(append(params, more...)...).Params(jen.Op("*").Add(sdktest("Delivery")), jen.Error()).Block(jen.Return(call)))
}

// sendCall is what a method takes besides, and what it does.
func sendCall(api *ir.API, webhook *ir.Webhook) (params []jen.Code, call jen.Code) {
	server := jen.Id("s").Dot("Server")
	switch {
	case webhook.Body == nil && webhook.Bytes:
		return []jen.Code{jen.Id("mediaType").String(), jen.Id("body").Index().Byte()},
			server.Dot("Send").Call(jen.Id("ctx"), lit(webhook.Method), jen.Id("url"), jen.Id("mediaType"), jen.Id("body"))
	case webhook.Body == nil:
		return nil, server.Dot("Send").Call(jen.Id("ctx"), lit(webhook.Method), jen.Id("url"), lit(""), jen.Nil())
	}
	params = []jen.Code{jen.Id("event").Add(sentType(api, webhook.Body))}
	if webhook.Method == http.MethodPost {
		return params, server.Dot("Deliver").Call(jen.Id("ctx"), jen.Id("url"), jen.Id("event"))
	}
	return params, server.Dot("DeliverBy").Call(jen.Id("ctx"), lit(webhook.Method), jen.Id("url"), jen.Id("event"))
}

// sentType is the type of an event in the package for tests. One without a name is any value that encodes as it.
func sentType(api *ir.API, t *ir.Type) *jen.Statement {
	switch {
	case t.Kind != ir.Named:
		return jen.Any()
	case isObject(t):
		return jen.Op("*").Add(client(api, t.Decl.TypeName()))
	}
	return client(api, t.Decl.TypeName())
}
