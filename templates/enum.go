package templates

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/ir"
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
		constants = append(constants, jen.Id(value.Name).Id(enum.Name).Op("=").Add(lit(value.Value)))
	}
	return []jen.Code{
		documented(lines, jen.Type().Id(enum.Name).Add(goType(enum.Type))),
		documented([]string{fmt.Sprintf("Known values of %s.", enum.Name)}, jen.Const().Defs(constants...)),
		enumKnown(enum),
	}
}

// enumKnown asks a function about the value: a switch in each of hundreds of types takes the compiler much longer.
func enumKnown(enum *ir.Enum) jen.Code {
	basic := goType(enum.Type)
	args := []jen.Code{basic.Call(jen.Id(receiver))}
	for _, value := range enum.Values {
		args = append(args, lit(value.Value))
	}
	return documented([]string{"Known tells whether the document knows the value."},
		jen.Func().Params(jen.Id(receiver).Id(enum.Name)).Id("Known").Params().Bool().Block(
			jen.Return(validation("OneOf").Call(args...))))
}

// List makes a declared slice or map, which refers to itself.
func List(list *ir.List) []jen.Code {
	return []jen.Code{
		documented(list.Doc.Lines(list.Name), jen.Type().Id(list.Name).Add(goType(list.Type))),
		marshalJSON(list.Name, "MarshalJSON writes the values as the client does."),
		unmarshalJSON(list.Name, "UnmarshalJSON reads the values as the client does."),
	}
}
