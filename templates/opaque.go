package templates

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/godoc"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Opaque makes the type of a union whose variants cannot be told apart: raw JSON, with an accessor for each variant that
// reports when the JSON is something else, and a constructor for each.
func Opaque(opaque *ir.Opaque) []jen.Code {
	name := opaque.Name
	lines := append(godoc.Lines(opaque.Doc, name), "")
	lines = append(lines, godoc.FieldLines(ir.Doc{Text: "It is raw JSON, because its variants cannot be told apart safely: " + opaque.Why +
		". The As methods read it as one of them."})...)
	code := []jen.Code{
		documented(lines, jen.Type().Id(name).Struct(valueField("Raw", &ir.Type{Kind: ir.Raw}))),
		marshalJSON(name, "MarshalJSON returns the JSON as it is."),
		unmarshalJSON(name, "UnmarshalJSON keeps the JSON as it is."),
	}
	if opaque.Sent {
		lines := []string{"Validate reports whether the value is JSON."}
		code = append(code, documented(lines, method(name, "Validate").Params().Error().Block(
			jen.If(jen.Id(receiver).Op("==").Nil()).Block(jen.Return(validation("ErrNil"))),
			jen.Return(validation("ValidRaw").Call(jen.Id(receiver).Dot("Raw"))))))
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
	lines := godoc.Lines(ir.Doc{Text: fmt.Sprintf("%s reads the JSON as %s. It fails where a property has another JSON type.", name,
		article(variant.Type))}, name)
	return documented(lines, method(opaque.Name, name).Params().Params(result, jen.Error()).Block(
		declaration,
		jen.Err().Op(":=").Add(typesOf(variant.Type)).Dot("Unmarshal").Call(jen.Id(receiver).Dot("Raw"), noted(variant.Type, target)),
		jen.Return(jen.Id("v"), jen.Err()),
	))
}

func opaqueConstructor(opaque *ir.Opaque, variant ir.Variant) jen.Code {
	name := variant.Wrapper
	value := jen.Op("&").Id("v")
	if isObject(variant.Type) {
		value = jen.Id("v")
	}
	lines := godoc.Lines(ir.Doc{Text: fmt.Sprintf("%s makes %s of %s.", name, linked(opaque.Name), article(variant.Type))}, name)
	return documented(lines, jen.Func().Id(name).Params(jen.Id("v").Add(argumentType(variant.Type))).Op("*").Id(opaque.Name).
		Block(jen.Return(jen.Op("&").Id(opaque.Name).Values(
			jen.Id("Raw").Op(":").Add(typesOf(variant.Type).Dot("ForRequests").Call().Dot("Bytes").Call(noted(variant.Type, value)))))))
}
