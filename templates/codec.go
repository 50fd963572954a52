package templates

import (
	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/generator/ir"
)

// ObjectCodec makes the methods that read and write an object: decode and encode for the client, MarshalJSON and
// UnmarshalJSON, which call them, for encoding/json.
func ObjectCodec(object *ir.Object) []jen.Code {
	code := []jen.Code{
		objectDecode(object),
		objectEncode(object),
		marshalJSON(object.Name, "MarshalJSON writes the object as the client does, what it does not know included."),
		documented([]string{"UnmarshalJSON reads the object as the client does. Its error is a *codec.DecodeError."},
			method(object.Name, "UnmarshalJSON").Params(jen.Id("data").Index().Byte()).Error().Block(
				jen.Return(codec("UnmarshalWith").Call(jen.Id("data"), jen.Id(receiver).Dot("decode"))))),
	}
	if keeping(object) && len(object.Constants) > 0 || firstRestored(object) != nil {
		code = append(code, emptyObject(object))
	}
	return code
}

// methodExpr is a method as a function of its receiver: (*File).decode.
func methodExpr(typeName, name string) *jen.Statement {
	return jen.Parens(jen.Op("*").Id(typeName)).Dot(name)
}

func objectDecode(object *ir.Object) jen.Code {
	return method(object.Name, "decode").Params(decoder()).Error().Block(
		jen.Op("*").Id(receiver).Op("=").Id(object.Name).Values(),
		jen.List(jen.Id("fields"), jen.Id("some"), jen.Err()).Op(":=").Add(codec("Fields").Call(jen.Id("d"))),
		jen.If(jen.Op("!").Id("some")).Block(jen.Return(jen.Err())),
		jen.For(jen.Id("fields").Dot("Next").Call()).Block(decodeFields(object)...),
		jen.Return(jen.Id("fields").Dot("Err").Call()),
	)
}

func decoder() *jen.Statement { return jen.Id("d").Op("*").Add(codec("Decoder")) }

func decodeFields(object *ir.Object) []jen.Code {
	cases := make([]jen.Code, 0, len(object.Fields)+2)
	for _, constant := range object.Constants {
		cases = append(cases, jen.Case(jen.Lit(constant.JSON)).Block(jen.Err().Op("=").Add(decodeConstant(object, constant))))
	}
	for _, field := range object.Fields {
		cases = append(cases, jen.Case(jen.Lit(field.JSON)).Block(decodeField(object, field)))
	}
	cases = append(cases, jen.Default().Block(jen.Err().Op("=").Add(decodeExtra(object))))
	return []jen.Code{
		jen.Id("key").Op(":=").Id("fields").Dot("Key").Call(),
		jen.Switch(jen.String().Parens(jen.Id("key"))).Block(cases...),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(codec("At").Call(jen.Err(), jen.Id("key")))),
	}
}

// decodeConstant reads what can have one value only, and keeps what has another.
func decodeConstant(object *ir.Object, constant ir.Constant) *jen.Statement {
	if !keeping(object) {
		return jen.Id("d").Dot("Skip").Call()
	}
	return codec("Constant").Call(jen.Id("d"), jen.Lit(constant.Value), jen.Op("&").Add(extras()), jen.Id("key"))
}

func extras() *jen.Statement { return jen.Id(receiver).Dot("AdditionalProperties") }

func decodeExtra(object *ir.Object) *jen.Statement {
	if !object.Open {
		return jen.Id("d").Dot("Skip").Call()
	}
	return codec("Extra").Call(jen.Op("&").Add(extras()), jen.Id("key"), jen.Id("d"), reader(extraType(object)))
}

func extraType(object *ir.Object) *ir.Type {
	if object.Extra == nil {
		return &ir.Type{Kind: ir.Raw}
	}
	return object.Extra
}

// keeping tells whether the object can keep raw values under its fields' names.
func keeping(object *ir.Object) bool { return object.Open && object.Extra == nil }

// decodeField reads a field. What the field's type cannot hold is kept among the additional properties.
func decodeField(object *ir.Object, field *ir.Field) jen.Code {
	target := jen.Op("&").Id(receiver).Dot(field.Name)
	keepArgs := []jen.Code{jen.Op("&").Add(extras()), jen.Id("key")}
	var read jen.Code
	switch {
	case keeping(object) && keepsWhole(field):
		function, part := wholeReader(field.Type)
		args := append([]jen.Code{target, jen.Id("d"), part}, keepArgs...)
		read = jen.Err().Op("=").Add(codec("Keep" + function).Call(args...))
	case keeping(object) && misfits(field.Type):
		read = jen.Err().Op("=").Add(codec("Keep").Call(append([]jen.Code{readInto(field, target)}, keepArgs...)...))
	case misfits(field.Type):
		read = jen.Err().Op("=").Add(codec("Nearest").Call(readInto(field, target)))
	default:
		read = jen.Err().Op("=").Add(readInto(field, target))
	}
	if !keeping(object) || !keepsNull(field) {
		return read
	}
	return jen.If(codec("KeepNull").Call(append([]jen.Code{jen.Id("d")}, keepArgs...)...)).Block(
		jen.Id(receiver).Dot(field.Name).Op("=").Nil(),
	).Else().Block(read)
}

// wholeReader is what is kept whole, as the codec's functions call it, and the function that reads a part of it.
func wholeReader(t *ir.Type) (function string, read *jen.Statement) {
	switch t.Kind {
	case ir.Array:
		return "Array", elemReader(t)
	case ir.Map:
		return "Map", elemReader(t)
	default:
		return "Whole", reader(t)
	}
}

// readInto is the call that reads a field's value.
func readInto(field *ir.Field, target *jen.Statement) *jen.Statement {
	switch {
	case field.Pointer && field.Type.Kind == ir.String && !field.Type.Lenient:
		return codec("OptionalString").Call(target, jen.Id("d"))
	case field.Pointer:
		return codec("Optional").Call(target, jen.Id("d"), reader(field.Type))
	case methods(field.Type):
		return jen.Id(receiver).Dot(field.Name).Dot("decode").Call(jen.Id("d"))
	default:
		return readValue(field.Type, target)
	}
}

// readValue is the call that reads a value that is there.
func readValue(t *ir.Type, target *jen.Statement) *jen.Statement {
	switch t.Kind {
	case ir.Array:
		return codec("Array").Call(target, jen.Id("d"), elemReader(t))
	case ir.Map:
		return codec("Map").Call(target, jen.Id("d"), elemReader(t))
	default:
		return reader(t).Call(target, jen.Id("d"))
	}
}

// methods tells whether a type has decode and encode methods; a union, an interface, has functions.
func methods(t *ir.Type) bool {
	if t.Kind != ir.Named {
		return false
	}
	_, union := t.Decl.(*ir.Union)
	return !union
}

// reader is the function that reads a type: func(*T, *codec.Decoder) error.
func reader(t *ir.Type) *jen.Statement {
	switch t.Kind {
	case ir.Named:
		if methods(t) {
			return methodExpr(t.Decl.TypeName(), "decode")
		}
		return jen.Id("decode" + t.Decl.TypeName())
	case ir.Array:
		return readerFunc(t, codec("Array").Call(jen.Id("v"), jen.Id("d"), elemReader(t)))
	case ir.Map:
		return readerFunc(t, codec("Map").Call(jen.Id("v"), jen.Id("d"), elemReader(t)))
	case ir.String:
		if t.Lenient {
			return codec("ReadLenient")
		}
	}
	return codec("Read" + scalar(t.Kind))
}

func readerFunc(t *ir.Type, call *jen.Statement) *jen.Statement {
	return jen.Func().Params(jen.Id("v").Op("*").Add(goType(t)), decoder()).Error().Block(jen.Return(call))
}

func elemReader(t *ir.Type) *jen.Statement {
	if !ir.PointerElement(t.Elem) {
		return reader(t.Elem)
	}
	return jen.Func().Params(jen.Id("v").Op("**").Add(goType(t.Elem)), decoder()).Error().
		Block(jen.Return(codec("Optional").Call(jen.Id("v"), jen.Id("d"), reader(t.Elem))))
}

// scalar is the part of the codec's function names that speaks of the kind.
func scalar(kind ir.Kind) string {
	switch kind {
	case ir.String:
		return "String"
	case ir.Bool:
		return "Bool"
	case ir.Int:
		return "Int"
	case ir.Float:
		return "Float"
	case ir.Time:
		return "Time"
	case ir.Bytes:
		return "Bytes"
	case ir.File:
		return "File"
	default:
		return "Raw"
	}
}
