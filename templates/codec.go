package templates

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/godoc"
	"github.com/hubchannels/hubchannels-go/internal/gotype"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// ObjectCodec makes the methods by which encoding/json reads and writes an object as the client does.
func ObjectCodec(object *ir.Object) []jen.Code {
	return []jen.Code{
		marshalJSON(object.Name, "MarshalJSON writes the object as the client does, what it does not know included."),
		unmarshalJSON(object.Name, "UnmarshalJSON reads the object as the client does. Its error is a *codec.DecodeError."),
	}
}

// typesVar is the generated variable that reads and writes the package's types.
const typesVar = "types"

func types(method string, args ...jen.Code) *jen.Statement {
	return jen.Id(typesVar).Dot(method).Call(args...)
}

func marshalJSON(typeName, doc string) jen.Code {
	return documented([]string{doc}, jen.Func().Params(jen.Id(receiver).Id(typeName)).Id("MarshalJSON").Params().
		Params(jen.Index().Byte(), jen.Error()).
		Block(jen.Return(types("Marshal", jen.Op("&").Id(receiver)))))
}

func unmarshalJSON(name, doc string) jen.Code {
	return documented([]string{doc}, method(name, "UnmarshalJSON").Params(jen.Id("data").Index().Byte()).Error().Block(
		jen.Return(types("Unmarshal", jen.Id("data"), jen.Id(receiver)))))
}

// Types makes the variable that reads and writes the package's types. These say themselves what their declarations do not.
func Types(api *ir.API) []jen.Code {
	var fields []jen.Code
	if slices.ContainsFunc(api.Objects, onlyRead) {
		fields = append(fields, jen.Id("ReadOnly").Op(":").True())
	}
	lines := []string{"types reads and writes the package's types."}
	return []jen.Code{documented(lines, jen.Var().Id(typesVar).Op("=").Add(codec("Types")).Values(fields...))}
}

// onlyRead reports whether an object has fields that requests leave out.
func onlyRead(object *ir.Object) bool {
	return slices.ContainsFunc(object.Fields, func(field *ir.Field) bool { return field.ReadOnly })
}

// nilPointer is a nil pointer to a type: (*File)(nil).
func nilPointer(typeName string) *jen.Statement {
	return jen.Parens(jen.Op("*").Id(typeName)).Parens(jen.Nil())
}

// noted is a pointer to a value, with a note about what the value's type does not say.
func noted(t *ir.Type, pointer jen.Code) jen.Code {
	words := gotype.Notes(t)
	if len(words) == 0 {
		return pointer
	}
	return codec("Noted").Values(jen.Id("Value").Op(":").Add(pointer), jen.Id("Note").Op(":").Add(lit(strings.Join(words, ","))))
}

func choiceVar(union *ir.Union) string { return naming.Choice(union.Name) }

// choice makes the variable that says how a union's variant is found.
func choice(union *ir.Union) jen.Code {
	lines := godoc.FieldLines(ir.Doc{Text: fmt.Sprintf("%s is how the variant of %s is found.", choiceVar(union), naming.Article(union.Name))})
	return documented(lines, jen.Var().Id(choiceVar(union)).Op("=").Add(choiceValue(union, union.Choice)))
}

func choiceValue(union *ir.Union, choice *ir.Choice) *jen.Statement {
	fields := []jen.Code{}
	switch {
	case choice == nil:
		fields = append(fields, jen.Id("Variant").Op(":").Add(nilPointer(union.Unknown)))
	case choice.By == ir.Leaf:
		fields = append(fields, jen.Id("Variant").Op(":").Add(nilPointer(variantType(union.Variants[choice.Variant]))))
	default:
		fields = append(looksAt(choice), jen.Id("Cases").Op(":").Index().Add(codec("Case")).Custom(multilineBraces(), cases(union, choice)...))
		if choice.Else != nil {
			fields = append(fields, jen.Id("Else").Op(":").Op("&").Add(choiceValue(union, choice.Else)))
		}
		if choice.Other != nil {
			fields = append(fields, jen.Id("Other").Op(":").Op("&").Add(choiceValue(union, choice.Other)))
		}
	}
	return codec("Choice").Custom(fieldLines(), fields...)
}

func looksAt(choice *ir.Choice) []jen.Code {
	switch choice.By {
	case ir.ByTag:
		return []jen.Code{jen.Id("Tag").Op(":").Add(lit(choice.Property))}
	case ir.ByPropertyKind:
		return []jen.Code{jen.Id("KindOf").Op(":").Add(lit(choice.Property))}
	case ir.ByFormat:
		return []jen.Code{jen.Id("FormatOf").Op(":").Add(lit(choice.Property))}
	case ir.ByProperty:
		fields := []jen.Code{jen.Id("ByProperty").Op(":").True()}
		if choice.First && len(choice.Cases) > 1 {
			fields = append(fields, jen.Id("First").Op(":").True())
		}
		return fields
	default:
		return []jen.Code{jen.Id("ByKind").Op(":").True()}
	}
}

// cases makes a case of each label.
func cases(union *ir.Union, choice *ir.Choice) []jen.Code {
	var code []jen.Code
	for _, c := range choice.Cases {
		for _, label := range c.Labels {
			if choice.By == ir.ByKind || choice.By == ir.ByPropertyKind {
				label = codecKind(label)
			}
			then := jen.Id("Then").Op(":").Op("&").Add(choiceValue(union, c.Then))
			if c.Then != nil && c.Then.By == ir.Leaf {
				then = jen.Id("Variant").Op(":").Add(nilPointer(variantType(union.Variants[c.Then.Variant])))
			}
			code = append(code, jen.Values(jen.Id("Label").Op(":").Add(lit(label)), then))
		}
	}
	return code
}

// codecKind is what the codec calls a JSON type.
func codecKind(kind string) string {
	if kind == "boolean" {
		return "bool"
	}
	return kind
}

// misfits reports whether a JSON value of the right type may not fit the Go type: numbers and times.
func misfits(t *ir.Type) bool {
	switch t.Kind {
	case ir.Int, ir.Float, ir.Time, ir.Bytes, ir.Custom:
		return true
	case ir.Named:
		enum, ok := t.Decl.(*ir.Enum)
		return ok && misfits(enum.Type)
	case ir.Array, ir.Map:
		return misfits(t.Elem)
	default:
		return false
	}
}
