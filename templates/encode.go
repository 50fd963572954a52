package templates

import (
	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/generator/ir"
)

// objectEncode writes the constants, the fields, and what the object keeps besides, each followed by a comma; closing
// the object turns the last comma into the brace.
func objectEncode(object *ir.Object) jen.Code {
	var body []jen.Code
	if len(object.Unions) > 0 { // a nil pointer in an interface is not nil
		body = append(body, jen.If(jen.Id(receiver).Op("==").Nil()).Block(jen.Id("w").Dot("Null").Call(), jen.Return()))
	}
	body = append(body, encodeOpening(object)...)
	for _, field := range object.Fields {
		body = append(body, encodeField(object, field))
	}
	if object.Open {
		body = append(body, jen.If(jen.Len(extras()).Op(">").Lit(0)).Block(encodeExtra(object)))
	}
	body = append(body, codec("Close").Call(jen.Id("w")))
	return method(object.Name, "encode").Params(writer()).Block(body...)
}

func writer() *jen.Statement { return jen.Id("w").Op("*").Add(codec("Writer")) }

// encodeOpening writes the brace and the constants.
func encodeOpening(object *ir.Object) []jen.Code {
	var code []jen.Code
	opening := "{"
	for _, constant := range object.Constants {
		text := jsonString(constant.JSON) + ":" + constant.Value + ","
		if keeping(object) {
			code = append(code, codec("PutConstant").Call(jen.Id("w"), extras(), jen.Lit(constant.JSON), jen.Lit(text)))
		} else {
			opening += text
		}
	}
	return append([]jen.Code{jen.Id("w").Dot("RawStr").Call(jen.Lit(opening))}, code...)
}

func encodeExtra(object *ir.Object) jen.Code {
	args := []jen.Code{jen.Id("w"), extras(), writerOf(extraType(object))}
	for _, constant := range object.Constants {
		args = append(args, jen.Lit(constant.JSON))
	}
	for _, field := range object.Fields {
		args = append(args, jen.Lit(field.JSON))
	}
	return codec("WriteExtra").Call(args...)
}

// encodeField writes a field that has a value, or what was kept in its place. A required field is always written.
func encodeField(object *ir.Object, field *ir.Field) jen.Code {
	some := jen.Id(receiver).Dot(field.Name).Op("!=").Nil()
	kept := keptField(object, field)
	switch {
	case kept != nil && field.Required && field.Pointer:
		return jen.If(nothingKept().Op("||").Op("!").Add(kept)).Block(putRequired(field))
	case kept != nil && field.Required:
		return jen.If(nothingKept().Op("||").Op("!").Add(kept)).Block(put(field))
	case kept != nil:
		return jen.If(jen.Op("!").Add(kept).Op("&&").Add(some)).Block(put(field))
	case keeping(object) && keepsNull(field) && field.Required:
		return jen.If(some.Op("||").Op("!").Add(keptAs(field, "KeptAbsent"))).Block(put(field))
	case keeping(object) && keepsNull(field):
		return jen.If(some).Block(put(field)).Else().Block(keptAs(field, "KeptAbsent"))
	case field.Required:
		return putRequired(field)
	default:
		return jen.If(some).Block(put(field))
	}
}

// nothingKept spares an object without additional properties, which is nearly every one, the look for kept values.
func nothingKept() *jen.Statement { return extras().Op("==").Nil() }

// keptField is the call that writes what was kept for a field whose value may not have fitted, if it still has the value
// that reading gave it; nil where every value fits.
func keptField(object *ir.Object, field *ir.Field) *jen.Statement {
	value, codecs := jen.Id(receiver).Dot(field.Name), []jen.Code{reader(field.Type), writerOf(field.Type)}
	switch {
	case !keeping(object) || !misfits(field.Type):
		return nil
	case field.Type.Kind == ir.Bytes:
		nothing := value.Clone().Op("==").Nil()
		return keptAs(field, "KeptWhole", append([]jen.Code{jen.Op("&").Add(value), nothing}, codecs...)...)
	case keepsWhole(field):
		function, read, write := wholeCodec(field.Type)
		return keptAs(field, "Kept"+function, value, read, write)
	case field.Pointer:
		return keptAs(field, "KeptOptional", append([]jen.Code{value}, codecs...)...)
	default:
		return keptAs(field, "Kept", append([]jen.Code{jen.Op("&").Add(value)}, codecs...)...)
	}
}

// wholeCodec is what is kept whole, as the codec's functions call it, and the functions that read and write a part of it.
func wholeCodec(t *ir.Type) (function string, read, write *jen.Statement) {
	switch t.Kind {
	case ir.Array:
		return "Array", elemReader(t), elemWriter(t)
	case ir.Map:
		return "Map", elemReader(t), elemWriter(t)
	default:
		return "Whole", reader(t), writerOf(t)
	}
}

func keptAs(field *ir.Field, function string, args ...jen.Code) *jen.Statement {
	return codec(function).Call(append([]jen.Code{jen.Id("w"), extras(), jen.Lit(field.JSON)}, args...)...)
}

// putRequired writes a field that is there even if it has no value.
func putRequired(field *ir.Field) jen.Code {
	if !field.Pointer {
		return put(field)
	}
	return jen.If(jen.Id(receiver).Dot(field.Name).Op("!=").Nil()).Block(put(field)).Else().Block(putNull(field))
}

func putNull(field *ir.Field) jen.Code {
	return jen.Id("w").Dot("RawStr").Call(jen.Lit(jsonString(field.JSON) + ":null,"))
}

// present is the value of a field that is known not to be nil.
func present(field *ir.Field) *jen.Statement {
	if field.Pointer {
		return jen.Op("*").Id(receiver).Dot(field.Name)
	}
	return jen.Id(receiver).Dot(field.Name)
}

// put writes a field's name and value.
func put(field *ir.Field) *jen.Statement {
	t := field.Type
	enum, isEnum := declared[*ir.Enum](t)
	switch {
	case t.Kind == ir.String || isEnum && enum.Type.Kind == ir.String:
		return codec("PutString").Call(jen.Id("w"), key(field.JSON), present(field))
	case t.Kind == ir.Array:
		return codec("PutArray").Call(jen.Id("w"), key(field.JSON), present(field), elemWriter(t))
	case t.Kind == ir.Map:
		return codec("PutMap").Call(jen.Id("w"), key(field.JSON), present(field), elemWriter(t))
	case methods(t):
		return jen.Id("w").Dot("RawStr").Call(key(field.JSON)).Line().
			Id(receiver).Dot(field.Name).Dot("encode").Call(jen.Id("w")).Line().
			Id("w").Dot("Comma").Call()
	case field.Pointer:
		return codec("Put").Call(jen.Id("w"), key(field.JSON), jen.Id(receiver).Dot(field.Name), writerOf(t))
	default:
		return codec("Put").Call(jen.Id("w"), key(field.JSON), jen.Op("&").Id(receiver).Dot(field.Name), writerOf(t))
	}
}

// writerOf is the function that writes a type: func(*T, *codec.Writer).
func writerOf(t *ir.Type) *jen.Statement {
	switch t.Kind {
	case ir.Named:
		if methods(t) {
			return methodExpr(t.Decl.TypeName(), "encode")
		}
		return jen.Id("encode" + t.Decl.TypeName())
	case ir.Array:
		return writerFunc(t, codec("WriteArray").Call(jen.Op("*").Id("v"), jen.Id("w"), elemWriter(t)))
	case ir.Map:
		return writerFunc(t, codec("WriteMap").Call(jen.Op("*").Id("v"), jen.Id("w"), elemWriter(t)))
	default:
		return codec("Write" + scalar(t.Kind))
	}
}

func writerFunc(t *ir.Type, call *jen.Statement) *jen.Statement {
	return jen.Func().Params(jen.Id("v").Op("*").Add(goType(t)), writer()).Block(call)
}

func elemWriter(t *ir.Type) *jen.Statement {
	if !ir.PointerElement(t.Elem) {
		return writerOf(t.Elem)
	}
	return jen.Func().Params(jen.Id("v").Op("**").Add(goType(t.Elem)), writer()).
		Block(codec("WriteOptional").Call(jen.Op("*").Id("v"), jen.Id("w"), writerOf(t.Elem)))
}

// misfits tells whether a JSON value of the right type may not fit the Go type: numbers and times.
func misfits(t *ir.Type) bool {
	switch t.Kind {
	case ir.Int, ir.Float, ir.Time, ir.Bytes:
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

// keepsWhole tells whether a field is kept whole where a part of it does not fit.
func keepsWhole(field *ir.Field) bool {
	kind := field.Type.Kind
	return (kind == ir.Array || kind == ir.Map || kind == ir.Bytes) && misfits(field.Type)
}

// keepsNull tells whether null differs from what is written for nil: from nothing, or from an empty array or object.
func keepsNull(field *ir.Field) bool {
	writesNull := field.Pointer || isUnion(field.Type) || field.Type.Kind == ir.Raw
	return field.Nullable && (!field.Required || !writesNull)
}
