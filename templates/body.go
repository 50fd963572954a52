package templates

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/gotype"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// requestBody makes the statements that prepare the body, and the fields of the call that carry it.
func requestBody(body *ir.Body) (before, fields []jen.Code) {
	stream := func(content jen.Code) jen.Code { return jen.Id("Stream").Op(":").Add(content) }
	contentType := func(value jen.Code) jen.Code { return jen.Id("ContentType").Op(":").Add(value) }
	if body.AnyMedia {
		fields = append(fields, contentType(jen.Id("contentType")))
	}
	if body.Items != nil {
		return nil, append(fields, stream(sentItems(body)))
	}
	if body.Encoding == ir.AsStream {
		return nil, append(fields, stream(jen.Id(body.Arg)))
	}
	fields = append(fields, jen.Id("Body").Op(":").Id(body.Arg))
	return idempotencyKey(body), fields
}

// sentItems is a body that is a sequence of items.
func sentItems(body *ir.Body) jen.Code {
	framing := rt("Lines")
	if body.Items.Framing == ir.Sequence {
		framing = rt("Sequence")
	}
	note := strings.Join(gotype.Notes(body.Items.Type), ",")
	return rt("SendItems").Call(jen.Id("c").Dot("runtime"), framing, lit(note), jen.Id(body.Arg))
}

// sentItemsText says how such a body is sent.
const sentItemsText = "It sends the items as they come: the iterator is asked for the next one when the one before has been sent, and its error ends the " +
	"request, which then is no complete one. It should end with the context. What was begun is not sent again. sdk.Items makes an iterator of items at hand."

// idempotencyKey gives a body without an idempotency key one for this call, the same for each try. The caller's value is
// not changed.
func idempotencyKey(body *ir.Body) []jen.Code {
	object, ok := declared[*ir.Object](body.Type)
	if !ok {
		return nil
	}
	for _, field := range object.Fields {
		if !field.IdempotencyKey {
			continue
		}
		key := []jen.Code{
			jen.Id("keyed").Op(":=").Op("*").Id(body.Arg),
			jen.Id("keyed").Dot(field.Name).Op("=").Qual(runtimePath, "KeyOf").
				Call(jen.Id("keyed").Dot(field.Name), jen.Id("options")),
			jen.Id(body.Arg).Op("=").Op("&").Id("keyed"),
		}
		return []jen.Code{jen.If(jen.Id(body.Arg).Op("!=").Nil()).Block(key...)}
	}
	return nil
}
