package templates

import (
	"fmt"
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/generator/ir"
)

// Enum makes a type with a constant for each known value. Values that the document does not know are
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

// List makes a declared slice or map, which refers to itself.
func List(list *ir.List) []jen.Code {
	return []jen.Code{
		documented(list.Doc.Lines(list.Name), jen.Type().Id(list.Name).Add(goType(list.Type))),
		marshalJSON(list.Name, "MarshalJSON writes the values as the client does."),
		unmarshalJSON(list.Name, "UnmarshalJSON reads the values as the client does."),
	}
}
