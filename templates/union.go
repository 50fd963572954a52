package templates

import (
	"fmt"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/godoc"
	"github.com/hubchannels/hubchannels-go/internal/gotype"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// Union makes a sealed interface, the marks that make its variants implement it, the variant for what the document does
// not know, and how a value's variant is found.
func Union(union *ir.Union) []jen.Code {
	code := []jen.Code{unionInterface(union)}
	for _, variant := range union.Variants {
		if variant.Wrapper != "" {
			code = append(code, wrapper(union, variant)...)
		}
		code = append(code, mark(variantType(variant), union))
	}
	if union.OwnsUnknown {
		code = append(code, unknown(union)...)
	}
	return append(code, unmarshalUnion(union), matchUnion(union), unionVariable(union), choice(union))
}

// variantType is the Go type that stands for a variant.
func variantType(variant ir.Variant) string {
	if variant.Wrapper != "" {
		return variant.Wrapper
	}
	return variant.Type.Decl.TypeName()
}

func unionInterface(union *ir.Union) jen.Code {
	lines := godoc.Lines(union.Doc, union.Name)
	lines = append(lines, "", "It is one of:", "")
	for _, variant := range union.Variants {
		lines = append(lines, fmt.Sprintf("  - [*%s]", variantType(variant)))
	}
	lines = append(lines, fmt.Sprintf("  - [*%s], for what this version does not know", union.Unknown))
	methods := []jen.Code{jen.Id(markName(union)).Params()}
	if union.Sent {
		methods = append(methods, jen.Id("Validate").Params().Error())
	}
	return documented(lines, jen.Type().Id(union.Name).Interface(methods...))
}

func markName(union *ir.Union) string { return "is" + union.Name }

func mark(typeName string, union *ir.Union) jen.Code {
	return jen.Func().Params(jen.Op("*").Id(typeName)).Id(markName(union)).Params().Block()
}

// unknown makes the variant that holds what a newer server sends.
func unknown(union *ir.Union) []jen.Code {
	name := union.Unknown
	lines := godoc.Lines(ir.Doc{Text: fmt.Sprintf("%s is a variant that this version of the package does not know, as it came. "+
		"It is sent as it is.", name)}, name)
	fields := []jen.Code{}
	if name := union.Discriminator(); name != "" {
		fields = append(fields,
			comment([]string{fmt.Sprintf("Type is the value of %q, empty where there is none.", name)}),
			tagField(name))
	}
	fields = append(fields, comment([]string{"Raw is the whole value."}), valueField("Raw", &ir.Type{Kind: ir.Raw}))
	code := []jen.Code{
		documented(lines, jen.Type().Id(name).Struct(fields...)),
		marshalJSON(name, "MarshalJSON returns the value as it came."),
		unmarshalJSON(name, "UnmarshalJSON keeps the value as it comes."),
	}
	if union.Sent || slices.ContainsFunc(union.UnknownUnions, func(of *ir.Union) bool { return of.Sent }) {
		lines := []string{"Validate reports whether the value is JSON."}
		code = append(code, documented(lines, method(name, "Validate").Params().Error().Block(
			jen.Return(validation("ValidRaw").Call(jen.Id(receiver).Dot("Raw"))))))
	}
	for _, of := range union.UnknownUnions {
		code = append(code, mark(name, of))
	}
	return code
}

func unmarshalUnion(union *ir.Union) jen.Code {
	name := naming.Unmarshal(union.Name)
	lines := godoc.Lines(ir.Doc{Text: fmt.Sprintf("%s reads one [%s]. encoding/json cannot read into an interface; this can.", name,
		union.Name)}, name)
	return documented(lines, jen.Func().Id(name).Params(jen.Id("data").Index().Byte()).
		Params(jen.Id(union.Name), jen.Error()).Block(
		jen.Var().Id("v").Id(union.Name),
		jen.Err().Op(":=").Add(knowing([]*ir.Union{union})).Dot("Unmarshal").Call(jen.Id("data"), jen.Op("&").Id("v")),
		jen.Return(jen.Id("v"), jen.Err()),
	))
}

// matchUnion makes the switch that the compiler checks for completeness.
func matchUnion(union *ir.Union) jen.Code {
	name := naming.Match(union.Name)
	params := []jen.Code{jen.Id("v").Id(union.Name)}
	cases := []jen.Code{}
	variants := make([][2]string, 0, len(union.Variants)+1)
	for _, variant := range union.Variants {
		variants = append(variants, [2]string{"on" + variant.Name, variantType(variant)})
	}
	variants = append(variants, [2]string{"onUnknown", union.Unknown})
	for _, variant := range variants {
		params = append(params, jen.Id(variant[0]).Func().Params(jen.Op("*").Id(variant[1])).Id("R"))
		cases = append(cases, jen.Case(jen.Op("*").Id(variant[1])).Block(
			jen.Return(jen.Id(variant[0]).Call(jen.Id("v")))))
	}
	lines := godoc.Lines(ir.Doc{Text: fmt.Sprintf("%s calls the function for v's variant and returns what it returns. A variant that a "+
		"later version of the API adds makes callers fail to compile until they handle it. A nil [%s] gives the zero value.",
		name, union.Name)}, name)
	return documented(lines, jen.Func().Id(name).Types(jen.Id("R").Any()).
		Custom(multiline(), params...).Params(jen.Id("result").Id("R")).Block(
		jen.Switch(jen.Id("v").Op(":=").Id("v").Assert(jen.Type())).Block(cases...),
		jen.Return(jen.Id("result")),
	))
}

// multiline lists parameters one per line.
func multiline() jen.Options { return jen.Options{Open: "(", Close: ")", Separator: ",", Multi: true} }

// wrapper declares the type of a variant that is no object: "type XString struct{ Value string }".
func wrapper(union *ir.Union, variant ir.Variant) []jen.Code {
	name := variant.Wrapper
	lines := godoc.Lines(ir.Doc{Text: fmt.Sprintf("%s is %s that is %s.", name, naming.Article(union.Name), article(variant.Type))}, name)
	fields := []jen.Code{valueField("Value", variant.Type)}
	if misfits(variant.Type) {
		fields = append(fields, jen.Id("kept").String().Add(comment([]string{"the value's JSON where Value does not hold it"})))
	}
	code := []jen.Code{
		documented(lines, jen.Type().Id(name).Struct(fields...)),
		marshalJSON(name, "MarshalJSON writes the value."),
		unmarshalJSON(name, "UnmarshalJSON reads the value."),
	}
	code = append(code, describe(name, sealed(variant.Type))...)
	if union.Sent {
		code = append(code, wrapperConstructor(union, variant), wrapperValidate(variant))
	}
	return code
}

func article(t *ir.Type) string { return naming.Article(gotype.Of(t).String()) }

// wrapperConstructor makes the function that takes the plain value: NewXString("...") is a variant of X.
func wrapperConstructor(union *ir.Union, variant ir.Variant) jen.Code {
	name := naming.Constructor(variant.Wrapper)
	value := &ir.Field{Name: "Value", Arg: "value", Type: variant.Type, Required: true}
	lines := godoc.Lines(ir.Doc{Text: fmt.Sprintf("%s makes %s of %s.", name, linked(union.Name), article(variant.Type))}, name)
	function := jen.Func().Id(name).Params(argument(value, true)).Op("*").Id(variant.Wrapper)
	if variant.Type.Kind != ir.Array {
		return documented(lines, function.Block(jen.Return(
			jen.Op("&").Id(variant.Wrapper).Values(jen.Id("Value").Op(":").Add(assigned(value, jen.Id("value")))))))
	}
	body := append([]jen.Code{jen.Id(receiver).Op(":=").New(jen.Id(variant.Wrapper))}, setField(value)...)
	return documented(lines, function.Block(append(body, jen.Return(jen.Id(receiver)))...))
}
