package templates

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/generator/ir"
)

// Opaque makes the type of a union whose variants cannot be told apart: raw JSON, with an accessor for each variant that
// reports when the JSON is something else, and a constructor for each.
func Opaque(opaque *ir.Opaque) []jen.Code {
	name := opaque.Name
	lines := append(opaque.Doc.Lines(name), "")
	lines = append(lines, ir.Doc{Text: "It is raw JSON, because its variants cannot be told apart safely: " + opaque.Why +
		". The As methods read it as one of them."}.FieldLines()...)
	code := []jen.Code{
		documented(lines, jen.Type().Id(name).Struct(jen.Id("Raw").Qual("encoding/json", "RawMessage"))),
		method(name, "decode").Params(decoder()).Error().Block(
			jen.Return(codec("ReadRaw").Call(jen.Op("&").Id(receiver).Dot("Raw"), jen.Id("d")))),
		method(name, "encode").Params(writer()).Block(codec("WriteRaw").Call(jen.Op("&").Id(receiver).Dot("Raw"), jen.Id("w"))),
		documented([]string{"MarshalJSON returns the JSON as it is."},
			jen.Func().Params(jen.Id(receiver).Id(name)).Id("MarshalJSON").Params().Params(jen.Index().Byte(), jen.Error()).
				Block(jen.Return(codec("Marshal").Call(jen.Op("&").Id(receiver), methodExpr(name, "encode"))))),
		documented([]string{"UnmarshalJSON keeps the JSON as it is."},
			method(name, "UnmarshalJSON").Params(jen.Id("data").Index().Byte()).Error().Block(
				jen.Return(codec("Unmarshal").Call(jen.Id("data"), jen.Id(receiver), methodExpr(name, "decode"))))),
	}
	for _, variant := range opaque.Variants {
		code = append(code, opaqueAccessor(opaque, variant), opaqueConstructor(opaque, variant))
	}
	return code
}

func opaqueAccessor(opaque *ir.Opaque, variant ir.Variant) jen.Code {
	name := "As" + variant.Name
	result, target, declaration := goType(variant.Type), jen.Op("&").Id("v"), jen.Var().Id("v").Add(goType(variant.Type))
	if isObject(variant.Type) {
		result, target = jen.Op("*").Add(result), jen.Id("v")
		declaration = jen.Id("v").Op(":=").New(goType(variant.Type))
	}
	lines := ir.Doc{Text: fmt.Sprintf("%s reads the JSON as %s. It fails where a property has another JSON type.", name,
		article(variant.Type))}.Lines(name)
	return documented(lines, method(opaque.Name, name).Params().Params(result, jen.Error()).Block(
		declaration,
		jen.Err().Op(":=").Add(codec("Unmarshal").Call(jen.Id(receiver).Dot("Raw"), target, reader(variant.Type))),
		jen.Return(jen.Id("v"), jen.Err()),
	))
}

func opaqueConstructor(opaque *ir.Opaque, variant ir.Variant) jen.Code {
	name := variant.Wrapper
	arg := jen.Op("&").Id("v")
	if isObject(variant.Type) {
		arg = jen.Id("v")
	}
	lines := ir.Doc{Text: fmt.Sprintf("%s makes a %s of %s.", name, opaque.Name, article(variant.Type))}.Lines(name)
	return documented(lines, jen.Func().Id(name).Params(jen.Id("v").Add(argumentType(variant.Type))).Op("*").Id(opaque.Name).
		Block(jen.Return(jen.Op("&").Id(opaque.Name).Values(
			jen.Id("Raw").Op(":").Add(codec("Encode").Call(arg, writerOf(variant.Type)))))))
}
