package templates

import (
	"fmt"
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/generator/ir"
)

// Enum makes a type with a constant for each known value, and its codec. Values that the document does not know are
// kept as they are.
func Enum(enum *ir.Enum) []jen.Code {
	lines := append(enum.Doc.Lines(enum.Name), "",
		"The constants are the values that the document knows. Others are kept, and sent as they came.")
	constants := []jen.Code{}
	for _, value := range enum.Values {
		if value.Doc != "" {
			constants = append(constants, comment(ir.Doc{Text: value.Doc}.FieldLines()))
		}
		constants = append(constants, jen.Id(value.Name).Id(enum.Name).Op("=").Add(untyped(value.Value)))
	}
	return []jen.Code{
		documented(lines, jen.Type().Id(enum.Name).Add(goType(enum.Type))),
		documented([]string{fmt.Sprintf("Known values of %s.", enum.Name)}, jen.Const().Defs(constants...)),
		enumKnown(enum),
		enumDecode(enum),
	}
}

// untyped is a constant's value without a type, which the constant brings.
func untyped(value any) *jen.Statement {
	if integer, ok := value.(int64); ok {
		return jen.Op(strconv.FormatInt(integer, 10))
	}
	return jen.Lit(value)
}

func enumKnown(enum *ir.Enum) jen.Code {
	cases := make([]jen.Code, len(enum.Values))
	for i, value := range enum.Values {
		cases[i] = jen.Id(value.Name)
	}
	return documented([]string{"Known tells whether the document knows the value."},
		jen.Func().Params(jen.Id(receiver).Id(enum.Name)).Id("Known").Params().Bool().Block(
			jen.Switch(jen.Id(receiver)).Block(
				jen.Case(jen.Custom(list(), cases...)).Block(jen.Return(jen.True())),
				jen.Default().Block(jen.Return(jen.False())),
			)))
}

// list breaks a long list over lines.
func list() jen.Options { return jen.Options{Separator: ", "} }

// maxInterned is how many known values are recognised without making a string of each.
const maxInterned = 64

// enumDecode reads known strings as their constants, which need no memory.
func enumDecode(enum *ir.Enum) jen.Code {
	decode := method(enum.Name, "decode").Params(decoder()).Error()
	if enum.Type.Kind != ir.String || len(enum.Values) > maxInterned {
		underlying := jen.Parens(jen.Op("*").Add(goType(enum.Type))).Call(jen.Id(receiver))
		return decode.Block(jen.Return(reader(enum.Type).Call(underlying, jen.Id("d"))))
	}
	cases := make([]jen.Code, 0, len(enum.Values)+1)
	for _, value := range enum.Values {
		cases = append(cases, jen.Case(jen.Lit(value.Value)).Block(jen.Op("*").Id(receiver).Op("=").Id(value.Name)))
	}
	cases = append(cases, jen.Default().Block(
		jen.Op("*").Id(receiver).Op("=").Id(enum.Name).Call(jen.Id("text"))))
	return decode.Block(
		jen.List(jen.Id("text"), jen.Err()).Op(":=").Add(codec("Text").Call(jen.Id("d"))),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())),
		jen.Switch(jen.String().Parens(jen.Id("text"))).Block(cases...),
		jen.Return(jen.Nil()),
	)
}

// List makes a declared slice or map, which refers to itself.
func List(list *ir.List) []jen.Code {
	function := "Array"
	if list.Type.Kind == ir.Map {
		function = "Map"
	}
	read := func(call *jen.Statement) *jen.Statement {
		if misfits(list.Type) {
			return codec("Nearest").Call(call)
		}
		return call
	}
	values := func() *jen.Statement { return jen.Parens(jen.Op("*").Id(receiver)) }
	underlying := jen.Parens(jen.Op("*").Add(goType(list.Type))).Call(jen.Id(receiver))
	return []jen.Code{
		documented(list.Doc.Lines(list.Name), jen.Type().Id(list.Name).Add(goType(list.Type))),
		method(list.Name, "decode").Params(decoder()).Error().Block(
			jen.Return(read(codec(function).Call(underlying, jen.Id("d"), elemReader(list.Type))))),
		encoder(list.Name, returnValue(list.Type, values)...),
		marshalJSON(list.Name, "MarshalJSON writes the values as the client does."),
		unmarshalJSON(list.Name, "UnmarshalJSON reads the values as the client does."),
	}
}
