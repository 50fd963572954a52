package templates

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/generator/ir"
)

// Union makes a sealed interface, the marks that make its variants implement it, the variant for what the document does
// not know, and the functions that read and write it.
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
	return append(code, unmarshalUnion(union), decodeUnion(union), encodeUnion(union), matchUnion(union))
}

// variantType is the Go type that stands for a variant.
func variantType(variant ir.Variant) string {
	if variant.Wrapper != "" {
		return variant.Wrapper
	}
	return variant.Type.Decl.TypeName()
}

func unionInterface(union *ir.Union) jen.Code {
	lines := union.Doc.Lines(union.Name)
	lines = append(lines, "", "It is one of:", "")
	for _, variant := range union.Variants {
		lines = append(lines, fmt.Sprintf("  - *%s", variantType(variant)))
	}
	lines = append(lines, fmt.Sprintf("  - *%s, for what this version does not know", union.Unknown))
	methods := []jen.Code{
		jen.Id(markName(union)).Params(),
		jen.Id("encode").Params(buffer(), jen.Id("key").String()).Index().Byte(),
	}
	if union.Sent {
		methods = append(methods, jen.Id("validate").Params().Add(codec("Problems")))
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
	lines := ir.Doc{Text: fmt.Sprintf("%s is a variant that this version of the package does not know, as it came. "+
		"It is sent as it is.", name)}.Lines(name)
	fields := []jen.Code{}
	if name := union.Discriminator(); name != "" {
		fields = append(fields,
			comment([]string{fmt.Sprintf("Type is the value of %q, empty where there is none.", name)}),
			jen.Id("Type").String())
	}
	fields = append(fields,
		comment([]string{"Raw is the whole value."}), jen.Id("Raw").Qual("encoding/json", "RawMessage"))
	code := []jen.Code{
		documented(lines, jen.Type().Id(name).Struct(fields...)),
		unknownDecode(union),
		encoder(name, jen.Return(codec("AppendRaw").Call(jen.Id("b"), jen.Id("key"), jen.Id(receiver).Dot("Raw")))),
		method(name, "validate").Params().Add(codec("Problems")).Block(
			jen.Return(codec("ValidRaw").Call(jen.Id(receiver).Dot("Raw")))),
		marshalJSON(name, "MarshalJSON returns the value as it came."),
		unmarshalJSON(name, "UnmarshalJSON keeps the value as it comes."),
	}
	if union.Sent || slices.ContainsFunc(union.UnknownUnions, func(of *ir.Union) bool { return of.Sent }) {
		code = append(code, exportedValidate(name))
	}
	for _, of := range union.UnknownUnions {
		code = append(code, mark(name, of))
	}
	return code
}

func unknownDecode(union *ir.Union) jen.Code {
	body := []jen.Code{}
	if name := union.Discriminator(); name != "" {
		body = append(body,
			jen.List(jen.Id("tag"), jen.Err()).Op(":=").Add(codec("Tag").Call(jen.Id("d"), jen.Lit(name))),
			jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())),
			jen.Id(receiver).Dot("Type").Op("=").String().Call(jen.Id("tag")),
		)
	}
	body = append(body, jen.Return(codec("ReadRaw").Call(jen.Op("&").Id(receiver).Dot("Raw"), jen.Id("d"))))
	return method(union.Unknown, "decode").Params(decoder()).Error().Block(body...)
}

func unmarshalUnion(union *ir.Union) jen.Code {
	name := "Unmarshal" + union.Name
	lines := ir.Doc{Text: fmt.Sprintf("%s reads one %s. encoding/json cannot read into an interface; this can.", name,
		union.Name)}.Lines(name)
	return documented(lines, jen.Func().Id(name).Params(jen.Id("data").Index().Byte()).
		Params(jen.Id(union.Name), jen.Error()).Block(
		jen.Var().Id("v").Id(union.Name),
		jen.Err().Op(":=").Add(codec("Unmarshal").Call(jen.Id("data"), jen.Op("&").Id("v"), jen.Id("decode"+union.Name))),
		jen.Return(jen.Id("v"), jen.Err()),
	))
}

func decodeUnion(union *ir.Union) jen.Code {
	body := []jen.Code{
		jen.Op("*").Id("v").Op("=").Nil(),
		jen.If(codec("Null").Call(jen.Id("d"))).Block(jen.Return(jen.Nil())),
	}
	body = append(body, decide(union, union.Choice)...)
	return jen.Func().Id("decode"+union.Name).Params(jen.Id("v").Op("*").Id(union.Name), decoder()).Error().Block(body...)
}

// decide makes the statements that find a value's variant and read it.
func decide(union *ir.Union, choice *ir.Choice) []jen.Code {
	switch {
	case choice == nil:
		return become(union.Unknown)
	case choice.By == ir.Leaf:
		return become(variantType(union.Variants[choice.Variant]))
	case choice.By == ir.ByKind:
		return []jen.Code{jen.Switch(codec("KindOf").Call(jen.Id("d"))).Block(cases(union, choice)...)}
	case choice.By == ir.ByProperty:
		names := []jen.Code{jen.Id("d")}
		for _, c := range choice.Cases {
			names = append(names, literals(c.Labels)...)
		}
		if choice.Else == nil {
			return lookAhead(codec("OnlyProperty").Call(names...), nil, jen.Id("tag"), union, choice)
		}
		return lookAhead(codec("CountProperties").Call(names...), jen.Id("count").Op("==").Lit(0), jen.Id("tag"), union, choice)
	default:
		tag := codec("Tag").Call(jen.Id("d"), jen.Lit(choice.Property))
		return lookAhead(tag, jen.Id("tag").Op("==").Nil(), jen.String().Call(jen.Id("tag")), union, choice)
	}
}

// lookAhead switches on what a look ahead finds. Where it finds nothing, what remains is decided otherwise.
func lookAhead(look, nothing, value *jen.Statement, union *ir.Union, choice *ir.Choice) []jen.Code {
	found := []jen.Code{jen.Id("tag"), jen.Err()}
	if choice.By == ir.ByProperty && choice.Else != nil {
		found = []jen.Code{jen.Id("tag"), jen.Id("count"), jen.Err()}
	}
	code := []jen.Code{
		jen.List(found...).Op(":=").Add(look),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err())),
	}
	if choice.Else != nil {
		code = append(code, jen.If(nothing).Block(decide(union, choice.Else)...))
	}
	return append(code, jen.Switch(value).Block(cases(union, choice)...))
}

func cases(union *ir.Union, choice *ir.Choice) []jen.Code {
	code := make([]jen.Code, 0, len(choice.Cases)+1)
	for _, c := range choice.Cases {
		labels := literals(c.Labels)
		if choice.By == ir.ByKind {
			labels = []jen.Code{codec(c.Labels[0])}
		}
		code = append(code, jen.Case(labels...).Block(decide(union, c.Then)...))
	}
	return append(code, jen.Default().Block(become(union.Unknown)...))
}

// become makes v the named variant and reads it.
func become(typeName string) []jen.Code {
	return []jen.Code{
		jen.Id("variant").Op(":=").New(jen.Id(typeName)),
		jen.Op("*").Id("v").Op("=").Id("variant"),
		jen.Return(jen.Id("variant").Dot("decode").Call(jen.Id("d"))),
	}
}

func literals(texts []string) []jen.Code {
	code := make([]jen.Code, len(texts))
	for i, text := range texts {
		code[i] = jen.Lit(text)
	}
	return code
}

func encodeUnion(union *ir.Union) jen.Code {
	return jen.Func().Id("encode"+union.Name).
		Params(buffer(), jen.Id("key").String(), jen.Id("v").Id(union.Name)).Index().Byte().Block(
		jen.If(jen.Id("v").Op("==").Nil()).Block(jen.Return(codec("AppendNull").Call(jen.Id("b"), jen.Id("key")))),
		jen.Return(jen.Id("v").Dot("encode").Call(jen.Id("b"), jen.Id("key"))),
	)
}

// matchUnion makes the switch that the compiler checks for completeness.
func matchUnion(union *ir.Union) jen.Code {
	name := "Match" + union.Name
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
	lines := ir.Doc{Text: fmt.Sprintf("%s calls the function for v's variant and returns what it returns. A variant that a "+
		"later version of the API adds makes callers fail to compile until they handle it. A nil %s gives the zero value.",
		name, union.Name)}.Lines(name)
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
	lines := ir.Doc{Text: fmt.Sprintf("%s is a %s that is %s.", name, union.Name, article(variant.Type))}.Lines(name)
	fields := []jen.Code{jen.Id("Value").Add(goType(variant.Type))}
	value := func() *jen.Statement { return jen.Id(receiver).Dot("Value") }
	read := readValue(variant.Type, jen.Op("&").Add(value()))
	write := returnValue(variant.Type, value)
	if misfits(variant.Type) {
		fields = append(fields, jen.Id("kept").String().Comment("// the value's JSON where Value does not hold it"))
		read = codec("ReadVariant").Call(jen.Op("&").Add(value()), jen.Op("&").Id(receiver).Dot("kept"), jen.Id("d"), reader(variant.Type))
		write = keptVariant(name, appendValue(variant.Type, jen.Id("key"), value, 0))
	}
	code := []jen.Code{
		documented(lines, jen.Type().Id(name).Struct(fields...)),
		method(name, "decode").Params(decoder()).Error().Block(jen.Return(read)),
		encoder(name, write...),
		wrapperValidate(union, variant),
		marshalJSON(name, "MarshalJSON writes the value."),
		unmarshalJSON(name, "UnmarshalJSON reads the value."),
	}
	if union.Sent {
		code = append(code, exportedValidate(name))
	}
	return code
}

// keptVariant writes what was kept for a variant, unless it has another value by now.
func keptVariant(name string, write []jen.Code) []jen.Code {
	kept, was := jen.Id(receiver).Dot("kept"), jen.Id("was")
	code := append([]jen.Code{jen.Id("start").Op(":=").Len(jen.Id("b"))}, write...)
	return append(code,
		jen.If(kept.Op("==").Lit("")).Block(jen.Return(jen.Id("b"))),
		jen.Var().Add(was).Id(name),
		jen.Id("_").Op("=").Add(codec("UnmarshalWith")).Call(jen.Index().Byte().Call(jen.Id(receiver).Dot("kept")), jen.Id("was").Dot("decode")),
		jen.Id("was").Dot("kept").Op("=").Lit(""),
		jen.Return(codec("RestoreVariant").Call(jen.Id("b"), jen.Id("start"), jen.Id("key"), jen.Id(receiver).Dot("kept"),
			jen.Id("was").Dot("encode").Call(jen.Nil(), jen.Id("key")))))
}

func unmarshalJSON(name, doc string) jen.Code {
	return documented([]string{doc}, method(name, "UnmarshalJSON").Params(jen.Id("data").Index().Byte()).Error().Block(
		jen.Return(codec("UnmarshalWith").Call(jen.Id("data"), jen.Id(receiver).Dot("decode")))))
}

func article(t *ir.Type) string {
	name := ir.GoType(t)
	if strings.ContainsAny(name[:1], "aeiou") {
		return "an " + name
	}
	return "a " + name
}
