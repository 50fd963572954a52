package templates

import (
	"fmt"
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/godoc"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Enum makes a type with a constant for each known value. Values that the document does not know are
// kept as they are.
func Enum(enum *ir.Enum) []jen.Code {
	lines := append(godoc.Lines(enum.Doc, enum.Name), "")
	lines = append(lines, enumList(enum)...)
	constants := []jen.Code{}
	for _, value := range enum.Values {
		if value.Doc != "" {
			constants = append(constants, comment(godoc.FieldLines(ir.Doc{Text: value.Doc})))
		}
		constants = append(constants, jen.Id(value.Name).Id(enum.Name).Op("=").Add(lit(value.Value)))
	}
	return []jen.Code{
		documented(lines, jen.Type().Id(enum.Name).Add(goType(enum.Type))),
		documented([]string{fmt.Sprintf("Known values of [%s].", enum.Name)}, jen.Const().Defs(constants...)),
		enumKnown(enum),
	}
}

// maxListed is how many values a comment lists. Who looks for more finds them below the type.
const maxListed = 50

// enumList lists the constants with their values, so that go doc of the type shows them.
func enumList(enum *ir.Enum) []string {
	const others = "Values that the document does not know are kept, and sent as they came."
	if len(enum.Values) == 0 {
		return []string{others}
	}
	lines := []string{"The document knows:", ""}
	for _, value := range enum.Values[:min(maxListed, len(enum.Values))] {
		lines = append(lines, fmt.Sprintf("  - [%s], %s", value.Name, shown(value.Value)))
	}
	if more := len(enum.Values) - maxListed; more > 0 {
		lines = append(lines, fmt.Sprintf("  - %d more", more))
	}
	return append(lines, "", others)
}

// shown is a value as JSON.
func shown(value any) string {
	if text, ok := value.(string); ok {
		return strconv.Quote(text)
	}
	return fmt.Sprint(value)
}

// enumKnown asks a function about the value: a switch in each of hundreds of types takes the compiler much longer.
func enumKnown(enum *ir.Enum) jen.Code {
	basic := goType(enum.Type)
	args := []jen.Code{basic.Call(jen.Id(receiver))}
	for _, value := range enum.Values {
		args = append(args, lit(value.Value))
	}
	return documented([]string{"Known reports whether the document knows the value."},
		jen.Func().Params(jen.Id(receiver).Id(enum.Name)).Id("Known").Params().Bool().Block(
			jen.Return(validation("OneOf").Call(args...))))
}

// List makes a declared slice or map, which refers to itself.
func List(list *ir.List) []jen.Code {
	return append([]jen.Code{
		documented(godoc.Lines(list.Doc, list.Name), jen.Type().Id(list.Name).Add(goType(list.Type))),
		marshalJSON(list.Name, "MarshalJSON writes the values as the client does."),
		unmarshalJSON(list.Name, "UnmarshalJSON reads the values as the client does."),
		listValidate(list),
	}, describeList(list)...)
}
