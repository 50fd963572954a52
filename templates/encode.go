package templates

import (
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/generator/ir"
)

// objectEncode writes the constants, the fields, and what the object keeps besides.
func objectEncode(object *ir.Object) jen.Code {
	body := encodeOpening(object)
	for _, field := range object.Fields {
		body = append(body, encodeField(object, field)...)
	}
	body = append(body, encodeExtra(object)...)
	return encoder(object.Name, append(body, jen.Return(codec("Close").Call(jen.Id("b"), jen.LitRune('}'))))...)
}

// encoder is the method that appends a value under a name: a codec.Append. No value is null.
func encoder(typeName string, body ...jen.Code) *jen.Statement {
	null := jen.If(jen.Id(receiver).Op("==").Nil()).Block(jen.Return(codec("AppendNull").Call(jen.Id("b"), jen.Id("key"))))
	return method(typeName, "encode").Params(buffer(), jen.Id("key").String()).Index().Byte().
		Block(append([]jen.Code{null}, body...)...)
}

func buffer() *jen.Statement { return jen.Id("b").Index().Byte() }

// encodeOf is a value's encode method, or a function that does the same.
func encodeOf(t *ir.Type, value func() *jen.Statement) *jen.Statement {
	if encodes(t) {
		return value().Dot("encode")
	}
	return jen.Func().Params(buffer(), jen.Id("key").String()).Index().Byte().
		Block(returnValue(t, value)...)
}

// marshalJSON is the method for encoding/json.
func marshalJSON(typeName, doc string) jen.Code {
	return documented([]string{doc}, jen.Func().Params(jen.Id(receiver).Id(typeName)).Id("MarshalJSON").Params().
		Params(jen.Index().Byte(), jen.Error()).
		Block(jen.Return(codec("Marshal").Call(jen.Id(receiver).Dot("encode")))))
}

// appendTo calls one of the codec's functions on the buffer.
func appendTo(function string, args ...jen.Code) *jen.Statement {
	return assign(codec(function).Call(append([]jen.Code{jen.Id("b")}, args...)...))
}

func assign(value jen.Code) *jen.Statement { return jen.Id("b").Op("=").Add(value) }

// encodeOpening writes the brace and the constants.
func encodeOpening(object *ir.Object) []jen.Code {
	opening := "{"
	if !keeping(object) {
		for _, constant := range object.Constants {
			opening += constantText(constant)
		}
		return []jen.Code{appendTo("Open", jen.Id("key"), literal(opening))}
	}
	var code []jen.Code
	name := jen.Id("key")
	for _, constant := range object.Constants {
		text := constantText(constant)
		start := jen.Len(jen.Id("b")).Op("-").Len(literal(text))
		code = append(code, appendTo("Open", name, literal(opening+text)), ifExtra(restore(object, start, constant.JSON)))
		name, opening = jen.Lit(""), ""
	}
	if len(code) == 0 {
		return []jen.Code{appendTo("Open", name, literal(opening))}
	}
	return code
}

func constantText(constant ir.Constant) string {
	return jsonString(constant.JSON) + ":" + constant.Value + ","
}

// encodeExtra writes what the object keeps that is no field of it.
func encodeExtra(object *ir.Object) []jen.Code {
	if !object.Open {
		return nil
	}
	var known []jen.Code
	for _, constant := range object.Constants {
		known = append(known, jen.Lit(constant.JSON))
	}
	for _, field := range object.Fields {
		known = append(known, jen.Lit(field.JSON))
	}
	if keeping(object) {
		return []jen.Code{ifExtra(appendTo("AppendExtra", append([]jen.Code{extras()}, known...)...))}
	}
	return []jen.Code{appendEntries(extraType(object), extras, known, 0)}
}

func ifExtra(code ...jen.Code) jen.Code { return jen.If(extras().Op("!=").Nil()).Block(code...) }

// encodeField writes a field that has a value, or what was kept in its place. A required field is always written.
func encodeField(object *ir.Object, field *ir.Field) []jen.Code {
	value := func() *jen.Statement { return jen.Id(receiver).Dot(field.Name) }
	present := value
	if field.Pointer && !encodes(field.Type) {
		present = func() *jen.Statement { return jen.Op("*").Add(value()) }
	}
	code := appendValue(field.Type, key(field.JSON), present, 0)
	switch {
	case !field.Required:
		code = []jen.Code{jen.If(value().Op("!=").Nil()).Block(code...)}
	case field.Pointer && !encodes(field.Type):
		code = []jen.Code{jen.If(value().Op("!=").Nil()).Block(code...).Else().
			Block(appendTo("AppendNull", key(field.JSON)))}
	}
	if restored(object, field) {
		return restoring(object, field, code)
	}
	return code
}

// restored tells whether a field's JSON may be kept in its place.
func restored(object *ir.Object, field *ir.Field) bool {
	return keeping(object) && (misfits(field.Type) || keepsNull(field))
}

// firstRestored is the first field of an object that is restored, nil if none is.
func firstRestored(object *ir.Object) *ir.Field {
	for _, field := range object.Fields {
		if restored(object, field) {
			return field
		}
	}
	return nil
}

// restoring puts what was kept for a field in the place of what write writes.
func restoring(object *ir.Object, field *ir.Field, write []jen.Code) []jen.Code {
	declare := "="
	if firstRestored(object) == field {
		declare = ":="
	}
	code := append([]jen.Code{jen.Id("start").Op(declare).Len(jen.Id("b"))}, write...)
	kept := extras().Op("!=").Nil()
	if field.Required && ir.NilIsZero(field.Type) {
		// Nil, which something else was read as, and empty, which it was not, are written alike.
		value := func() *jen.Statement { return jen.Id(receiver).Dot(field.Name) }
		kept.Op("&&").Parens(value().Op("==").Nil().Op("||").Len(value()).Op(">").Lit(0))
	}
	return append(code, jen.If(kept).Block(restore(object, jen.Id("start"), field.JSON)))
}

// restore puts what was kept for a property in the place of what has been written from start on.
func restore(object *ir.Object, start jen.Code, name string) jen.Code {
	return appendTo("Restore", start, jen.Lit(name), extras(), jen.Id("empty"+object.Name))
}

// emptyObject makes the function that makes an object for Restore.
func emptyObject(object *ir.Object) jen.Code {
	return jen.Func().Id("empty"+object.Name).Params().Add(codec("Object")).Block(
		jen.Id(receiver).Op(":=").New(jen.Id(object.Name)),
		jen.Return(codec("Object").Values(
			jen.Id("Decode").Op(":").Id(receiver).Dot("decode"),
			jen.Id("Encode").Op(":").Id(receiver).Dot("encode"),
			jen.Id("Extra").Op(":").Op("&").Add(extras()))))
}

// appendValue makes the statements that write a value that is there. Depth is the number of loops around it.
func appendValue(t *ir.Type, key jen.Code, value func() *jen.Statement, depth int) []jen.Code {
	switch t.Kind {
	case ir.Array:
		return appendArray(t, key, value, depth)
	case ir.Map:
		return appendMap(t, key, value, depth)
	default:
		return []jen.Code{assign(appended(t, key, value))}
	}
}

// returnValue makes the statements that write a value and return the buffer.
func returnValue(t *ir.Type, value func() *jen.Statement) []jen.Code {
	if t.Kind == ir.Array || t.Kind == ir.Map {
		return append(appendValue(t, jen.Id("key"), value, 0), jen.Return(jen.Id("b")))
	}
	return []jen.Code{jen.Return(appended(t, jen.Id("key"), value))}
}

// appended is the buffer with a value that is no array and no map.
func appended(t *ir.Type, key jen.Code, value func() *jen.Statement) *jen.Statement {
	b := jen.Id("b")
	switch t.Kind {
	case ir.Int:
		return codec("AppendInt").Call(b, key, converted(t, "int64", value()))
	case ir.Float:
		return codec("AppendFloat").Call(b, key, converted(t, "float64", value()), jen.Lit(t.Bits))
	case ir.Named:
	default:
		return codec("Append"+scalar(t.Kind)).Call(b, key, value())
	}
	switch decl := t.Decl.(type) {
	case *ir.Enum:
		return appended(decl.Type, key, func() *jen.Statement { return goType(decl.Type).Call(value()) })
	case *ir.Union:
		return jen.Id("encode"+decl.Name).Call(b, key, value())
	default:
		return value().Dot("encode").Call(b, key)
	}
}

// converted is a number as the codec takes it.
func converted(t *ir.Type, goName string, value *jen.Statement) jen.Code {
	if ir.GoType(t) == goName {
		return value
	}
	return jen.Id(goName).Call(value)
}

// appendArray writes an array; nil is an empty one.
func appendArray(t *ir.Type, key jen.Code, value func() *jen.Statement, depth int) []jen.Code {
	index := loopVariable("i", depth)
	element := func() *jen.Statement { return value().Index(jen.Id(index)) }
	return []jen.Code{
		appendTo("Open", key, literal("[")),
		jen.For(jen.Id(index).Op(":=").Range().Add(value())).Block(appendElement(t.Elem, element, depth+1)...),
		closing(']'),
	}
}

// appendMap writes an object whose keys are free, in their order; nil is an empty one.
func appendMap(t *ir.Type, key jen.Code, value func() *jen.Statement, depth int) []jen.Code {
	return []jen.Code{appendTo("Open", key, literal("{")), appendEntries(t.Elem, value, nil, depth), closing('}')}
}

// appendEntries writes the values of a map under their keys. Those that are known are left out.
func appendEntries(elem *ir.Type, value func() *jen.Statement, known []jen.Code, depth int) jen.Code {
	name, v := loopVariable("name", depth), loopVariable("v", depth)
	var body []jen.Code
	if len(known) > 0 {
		body = append(body, jen.Switch(jen.Id(name)).Block(jen.Case(known...).Block(jen.Continue())))
	}
	body = append(body, jen.Id(v).Op(":=").Add(value()).Index(jen.Id(name)), appendTo("AppendName", jen.Id(name)))
	body = append(body, appendElement(elem, func() *jen.Statement { return jen.Id(v) }, depth+1)...)
	return jen.For(jen.List(jen.Id("_"), jen.Id(name)).Op(":=").Range().Add(codec("Keys").Call(value()))).Block(body...)
}

// appendElement writes a value without a name. One that may be null is null where it is nil.
func appendElement(elem *ir.Type, value func() *jen.Statement, depth int) []jen.Code {
	present, nothing := value, jen.Lit("")
	switch {
	case !elem.Nullable || isUnion(elem) || encodes(elem) && ir.PointerElement(elem):
		return appendValue(elem, nothing, value, depth)
	case ir.PointerElement(elem):
		present = func() *jen.Statement { return jen.Op("*").Add(value()) }
	}
	return []jen.Code{jen.If(value().Op("!=").Nil()).
		Block(appendValue(elem, nothing, present, depth)...).
		Else().Block(appendTo("AppendNull", nothing))}
}

// encodes tells whether a type has an encode method, which writes null for nil.
func encodes(t *ir.Type) bool {
	_, enum := declared[*ir.Enum](t)
	return methods(t) && !enum
}

// loopVariable is the name of a variable within so many loops: i, i2, i3.
func loopVariable(name string, depth int) string {
	if depth == 0 {
		return name
	}
	return name + strconv.Itoa(depth+1)
}

func closing(bracket rune) jen.Code { return appendTo("Close", jen.LitRune(bracket)) }

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
