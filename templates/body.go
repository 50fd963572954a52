package templates

import (
	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/generator/ir"
)

// mediaType is a body's media type: the caller's, a multipart body's own, or the document's.
func mediaType(body *ir.Body) jen.Code {
	switch {
	case body.AnyMedia:
		return jen.Id("contentType")
	case body.Encoding == ir.AsMultipart:
		return jen.Id("parts").Dot("ContentType").Call()
	default:
		return jen.Lit(body.MediaType)
	}
}

// requestBody makes the statements that prepare the body, and the field of the call that carries it.
func requestBody(operation *ir.Operation) (before []jen.Code, field jen.Code) {
	body := operation.Body
	switch body.Encoding {
	case ir.AsStream:
		return nil, jen.Id("Stream").Op(":").Id(body.Arg)
	case ir.AsText:
		return nil, jen.Id("Body").Op(":").Index().Byte().Call(jen.Id(body.Arg))
	case ir.AsMultipart:
		return multipart(body), jen.Id("Stream").Op(":").Id("parts")
	}
	before = idempotencyKey(body)
	value := jen.Op("&").Id(body.Arg)
	if isObject(body.Type) {
		value = jen.Id(body.Arg)
	}
	if body.Encoding == ir.AsForm {
		return before, jen.Id("Body").Op(":").Add(types("Form", append([]jen.Code{noted(body.Type, value)}, literals(body.Deep)...)...))
	}
	return before, jen.Id("Encode").Op(":").Add(types("Encoder", noted(body.Type, value)))
}

// multipart makes the parts of a body: each field is one.
func multipart(body *ir.Body) []jen.Code {
	object, _ := declared[*ir.Object](body.Type)
	var add []jen.Code
	for _, field := range object.Fields {
		add = append(add, addPart(body, field))
	}
	code := []jen.Code{jen.Id("parts").Op(":=").Add(codec("NewParts").Call())}
	if body.Required {
		return append(code, add...)
	}
	return append(code, jen.If(jen.Id(body.Arg).Op("!=").Nil()).Block(add...))
}

func addPart(body *ir.Body, field *ir.Field) jen.Code {
	value := func() *jen.Statement { return jen.Id(body.Arg).Dot(field.Name) }
	switch {
	case field.Type.Kind == ir.Array && !ir.PointerElement(field.Type.Elem):
		each := func() *jen.Statement { return value().Index(jen.Id("i")) }
		return jen.For(jen.Id("i").Op(":=").Range().Add(value())).Block(part(field, field.Type.Elem, each))
	case field.Pointer:
		there := func() *jen.Statement { return jen.Parens(jen.Op("*").Add(value())) }
		return jen.If(value().Op("!=").Nil()).Block(part(field, field.Type, there))
	case !field.Required && ir.NilIsZero(field.Type):
		return jen.If(value().Op("!=").Nil()).Block(part(field, field.Type, value))
	default:
		return part(field, field.Type, value)
	}
}

// part adds a value that is there.
func part(field *ir.Field, t *ir.Type, value func() *jen.Statement) jen.Code {
	parts, name := jen.Id("parts"), jen.Lit(field.JSON)
	switch t.Kind {
	case ir.File:
		return parts.Dot("File").Call(name, jen.Op("&").Add(value()))
	case ir.String:
		return parts.Dot("Text").Call(name, value())
	default:
		return parts.Dot("JSON").Call(name, types("Bytes", noted(t, jen.Op("&").Add(value()))))
	}
}

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
			jen.Id("keyed").Dot(field.Name).Op("=").Qual(sdkPath, "KeyOf").
				Call(jen.Id("keyed").Dot(field.Name), jen.Id("options")),
			jen.Id(body.Arg).Op("=").Op("&").Id("keyed"),
		}
		if body.Required {
			return key
		}
		return []jen.Code{jen.If(jen.Id(body.Arg).Op("!=").Nil()).Block(key...)}
	}
	return nil
}
