package templates

import (
	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// requestBody makes the statements that prepare the body, and the fields of the call that carry it.
func requestBody(body *ir.Body) (before, fields []jen.Code) {
	stream := func(content jen.Code) jen.Code { return jen.Id("Stream").Op(":").Add(content) }
	contentType := func(value jen.Code) jen.Code { return jen.Id("ContentType").Op(":").Add(value) }
	if body.AnyMedia {
		fields = append(fields, contentType(jen.Id("contentType")))
	}
	if body.Encoding == ir.AsStream {
		return nil, append(fields, stream(jen.Id(body.Arg)))
	}
	fields = append(fields, jen.Id("Body").Op(":").Id(body.Arg))
	switch body.Encoding {
	case ir.AsText:
		return nil, fields
	case ir.AsMultipart:
		return multipart(body), append(fields, stream(jen.Id("parts")), contentType(jen.Id("parts").Dot("ContentType").Call()))
	}
	return idempotencyKey(body), fields
}

// multipart makes the parts of a body: each field is one.
func multipart(body *ir.Body) []jen.Code {
	object, _ := declared[*ir.Object](body.Type)
	var add []jen.Code
	for _, field := range object.Fields {
		add = append(add, addPart(body, field))
	}
	return append([]jen.Code{jen.Id("parts").Op(":=").Add(rt("NewParts").Call())}, jen.If(jen.Id(body.Arg).Op("!=").Nil()).Block(add...))
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
	parts, name := jen.Id("parts"), lit(field.JSON)
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
			jen.Id("keyed").Dot(field.Name).Op("=").Qual(runtimePath, "KeyOf").
				Call(jen.Id("keyed").Dot(field.Name), jen.Id("options")),
			jen.Id(body.Arg).Op("=").Op("&").Id("keyed"),
		}
		return []jen.Code{jen.If(jen.Id(body.Arg).Op("!=").Nil()).Block(key...)}
	}
	return nil
}
