package templates

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/generator/ir"
)

// objectEncode writes the constants, the fields, and what the object keeps besides, each followed by a comma; closing
// the object turns the last comma into the brace.
func objectEncode(object *ir.Object) jen.Code {
	body := []jen.Code{jen.Id("w").Dot("RawStr").Call(jen.Lit(opening(object)))}
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

func opening(object *ir.Object) string {
	var text strings.Builder
	text.WriteString("{")
	for _, constant := range object.Constants {
		text.WriteString(jsonString(constant.JSON) + ":" + constant.Value + ",")
	}
	return text.String()
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

// encodeField writes a field that has a value, or what was kept in its place.
func encodeField(object *ir.Object, field *ir.Field) jen.Code {
	value := jen.Id(receiver).Dot(field.Name)
	kept := func(function string, args ...jen.Code) *jen.Statement {
		return codec(function).Call(append([]jen.Code{jen.Id("w"), extras(), jen.Lit(field.JSON)}, args...)...)
	}
	var write *jen.Statement
	switch {
	case !keeping(object) || !misfits(field.Type) || keepsWhole(field):
		write = put(field)
	case field.Type.Kind == ir.Time:
		write = jen.If(jen.Op("!").Add(kept("KeptTime", present(field)))).Block(put(field))
	default:
		write = jen.If(jen.Op("!").Add(kept("Kept", present(field), reader(field.Type)))).Block(put(field))
	}
	absent := keeping(object) && (keepsNull(field) || keepsWhole(field) || misfits(field.Type) && field.Pointer)
	switch {
	case absent && (!field.Required || field.Pointer || keepsWhole(field)):
		return jen.If(value.Clone().Op("!=").Nil()).Block(write).Else().Add(elseAbsent(field, kept("KeptAbsent")))
	case field.Required && !(field.Pointer && field.Nullable):
		return write
	case field.Required:
		return jen.If(value.Clone().Op("!=").Nil()).Block(write).Else().Block(putNull(field))
	default:
		return jen.If(value.Clone().Op("!=").Nil()).Block(write)
	}
}

// elseAbsent writes what was kept for a field that is nil; a required one must be there all the same.
func elseAbsent(field *ir.Field, kept *jen.Statement) *jen.Statement {
	if !field.Required {
		return jen.Block(kept)
	}
	return jen.If(jen.Op("!").Add(kept)).Block(putEmpty(field))
}

func putEmpty(field *ir.Field) jen.Code {
	if field.Nullable {
		return putNull(field)
	}
	return put(field)
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
	switch {
	case t.Kind == ir.String:
		return codec("PutString").Call(jen.Id("w"), key(field.JSON), present(field))
	case t.Kind == ir.Array:
		return codec("PutArray").Call(jen.Id("w"), key(field.JSON), present(field), elemWriter(t))
	case t.Kind == ir.Map:
		return codec("PutMap").Call(jen.Id("w"), key(field.JSON), present(field), elemWriter(t))
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

// keepsNull tells whether null and absence differ.
func keepsNull(field *ir.Field) bool { return field.Nullable && !field.Required }
