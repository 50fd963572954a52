package templates

import (
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/godoc"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// Builder makes what a request is written with: NewX with what is required, shorthands, and WithY for the rest.
func Builder(object *ir.Object) []jen.Code {
	var code []jen.Code
	if object.Required != "" {
		code = append(code, requiredStruct(object))
	}
	code = append(code, constructor(object))
	for _, shorthand := range object.Shorthands {
		code = append(code, shorthandFunc(object, shorthand))
	}
	for _, field := range object.Fields {
		if inConstructor(object, field) || field.ReadOnly && !object.Params {
			continue
		}
		code = append(code, with(object, field))
		if !object.Params && object.Keeps() && ir.KeepsNull(field) {
			code = append(code, clearField(object, field))
		}
	}
	return code
}

func inConstructor(object *ir.Object, field *ir.Field) bool {
	for _, arg := range object.Constructor {
		if arg == field && field.Type.Kind != ir.Array {
			return true
		}
	}
	return false
}

func constructor(object *ir.Object) jen.Code {
	name := object.New
	text := fmt.Sprintf("%s makes %s", name, linked(object.Name))
	if len(object.Constructor) > 0 {
		text += " of what it requires"
	}
	doc := ir.Doc{Text: text + "." + defaultsSentence(object)}
	if object.Required == "" {
		return constructorFunc(name, doc, object, object.Constructor, nil)
	}
	argument := func(field *ir.Field) *jen.Statement { return jen.Id("required").Dot(field.Name) }
	return documented(godoc.Lines(doc, name), jen.Func().Id(name).Params(jen.Id("required").Id(object.Required)).Op("*").Id(object.Name).
		Block(construct(object, object.Constructor, nil, argument)...))
}

// requiredStruct makes the struct that a constructor takes instead of many arguments, of which some might change places.
func requiredStruct(object *ir.Object) jen.Code {
	var fields []jen.Code
	for _, field := range object.Constructor {
		fields = append(fields, jen.Id(field.Name).Add(argumentType(field.Type)))
	}
	text := fmt.Sprintf("%s is what [%s] takes. All of it is required.", object.Required, object.New)
	return documented(godoc.Lines(ir.Doc{Text: text}, object.Required), jen.Type().Id(object.Required).Struct(fields...))
}

func defaultsSentence(object *ir.Object) string {
	text := ""
	for _, field := range object.Fields {
		if field.Default == nil {
			continue
		}
		value := "its default"
		if field.Default.Now {
			value = "the current time"
		}
		text += fmt.Sprintf(" %s is %s unless With%s sets it.", field.Name, value, field.Name)
	}
	return text
}

func shorthandFunc(object *ir.Object, shorthand ir.Shorthand) jen.Code {
	text := fmt.Sprintf("%s makes %s", shorthand.Name, linked(object.Name))
	for i, preset := range shorthand.Preset {
		conjunction := " with "
		if i > 0 {
			conjunction = " and "
		}
		text += conjunction + preset.Field.Name + " " + presetText(preset.Value)
	}
	return constructorFunc(shorthand.Name, ir.Doc{Text: text + "."}, object, shorthand.Args, shorthand.Preset)
}

func presetText(value ir.Value) string {
	if value.Constant != "" {
		return value.Constant
	}
	return fmt.Sprint(value.Literal)
}

func constructorFunc(name string, doc ir.Doc, object *ir.Object, args []*ir.Field, presets []ir.Preset) jen.Code {
	params := make([]jen.Code, 0, len(args))
	for i, field := range args {
		params = append(params, argument(field, i == len(args)-1))
	}
	value := func(field *ir.Field) *jen.Statement { return jen.Id(field.Arg) }
	return documented(godoc.Lines(doc, name), jen.Func().Id(name).Params(params...).Op("*").Id(object.Name).
		Block(construct(object, args, presets, value)...))
}

// construct makes the statements that return an object of arguments, presets and defaults.
func construct(object *ir.Object, args []*ir.Field, presets []ir.Preset, argument func(*ir.Field) *jen.Statement) []jen.Code {
	values := []jen.Code{}
	after := []jen.Code{}
	for i, field := range args {
		if field.Type.Kind == ir.Array && i == len(args)-1 {
			after = append(after, jen.Id(receiver).Dot(naming.Setter(field.Name)).Call(argument(field).Op("...")))
			continue
		}
		values = append(values, jen.Id(field.Name).Op(":").Add(assigned(field, argument(field))))
	}
	for _, preset := range presets {
		values = append(values, jen.Id(preset.Field.Name).Op(":").Add(constant(preset.Field, preset.Value)))
	}
	for _, field := range object.Fields {
		if field.Default != nil {
			values = append(values, jen.Id(field.Name).Op(":").Add(constant(field, *field.Default)))
		}
	}
	literal := jen.Op("&").Id(object.Name).Custom(fieldValues(len(values)), values...)
	if len(after) == 0 {
		return []jen.Code{jen.Return(literal)}
	}
	body := append([]jen.Code{jen.Id(receiver).Op(":=").Add(literal)}, after...)
	return append(body, jen.Return(jen.Id(receiver)))
}

// fieldValues lists a literal's fields, one per line where there are several.
func fieldValues(count int) jen.Options {
	return jen.Options{Open: "{", Close: "}", Separator: ",", Multi: count > 2}
}

// argument is a field as a parameter: objects by pointer, as constructors return them, arrays variadic where they come
// last.
func argument(field *ir.Field, last bool) jen.Code {
	t := field.Type
	if t.Kind == ir.Array && last {
		elem := argumentType(t.Elem)
		if ir.PointerElement(t.Elem) && !isStruct(t.Elem) {
			elem = jen.Op("*").Add(elem)
		}
		return jen.Id(field.Arg).Op("...").Add(elem)
	}
	return jen.Id(field.Arg).Add(argumentType(t))
}

func argumentType(t *ir.Type) *jen.Statement {
	if isStruct(t) {
		return jen.Op("*").Add(goType(t))
	}
	return goType(t)
}

// isStruct reports whether constructors return a type by pointer, so that arguments are pointers, too.
func isStruct(t *ir.Type) bool {
	_, opaque := declared[*ir.Opaque](t)
	return opaque || isObject(t)
}

func isObject(t *ir.Type) bool {
	if t.Kind != ir.Named {
		return false
	}
	_, object := t.Decl.(*ir.Object)
	return object
}

// assigned is an argument as a field's value.
func assigned(field *ir.Field, arg *jen.Statement) *jen.Statement {
	switch {
	case isStruct(field.Type) && !field.Pointer:
		return rt("Value").Call(arg)
	case field.Pointer && !isStruct(field.Type):
		return jen.Op("&").Add(arg)
	default:
		return arg
	}
}

// constant is a default or preset as a field's value.
func constant(field *ir.Field, value ir.Value) *jen.Statement {
	var expr *jen.Statement
	switch {
	case value.Now:
		expr = rt("Now").Call()
	case value.Constant != "":
		expr = jen.Id(value.Constant)
	default:
		expr = lit(value.Literal)
	}
	if field.Pointer {
		return jen.New(goType(field.Type).Call(expr))
	}
	return expr
}

func with(object *ir.Object, field *ir.Field) jen.Code {
	name := naming.Setter(field.Name)
	function := jen.Func().Params(jen.Id(receiver).Op("*").Id(object.Name)).Id(name).
		Params(argument(field, true)).Op("*").Id(object.Name)
	doc := field.Doc
	lead := fmt.Sprintf("%s %s %s.", name, withVerb(field), field.Name)
	if text := strings.TrimSpace(field.Doc.Text); text != "" && !strings.Contains(text, "\n") {
		lead, doc.Text = lead+" "+text, ""
	}
	return documented(godoc.Led(doc, lead), function.Block(append(setField(field), jen.Return(jen.Id(receiver)))...))
}

func withVerb(field *ir.Field) string {
	if field.Type.Kind == ir.Array {
		return "adds to"
	}
	return "sets"
}

func setField(field *ir.Field) []jen.Code {
	target := jen.Id(receiver).Dot(field.Name)
	if field.Type.Kind != ir.Array {
		return []jen.Code{target.Op("=").Add(assigned(field, jen.Id(field.Arg)))}
	}
	if isStruct(field.Type.Elem) && !ir.PointerElement(field.Type.Elem) {
		return []jen.Code{target.Op("=").Add(rt("AppendValues").Call(jen.Id(receiver).Dot(field.Name), jen.Id(field.Arg)))}
	}
	return []jen.Code{target.Op("=").Append(jen.Id(receiver).Dot(field.Name), jen.Id(field.Arg).Op("..."))}
}

// clearField makes the method that sends null, where that differs from sending nothing.
func clearField(object *ir.Object, field *ir.Field) jen.Code {
	name := naming.Clearer(field.Name)
	lines := godoc.Lines(ir.Doc{Text: fmt.Sprintf("%s sends null as %s, which takes its value away; without it the value stays as it is.",
		name, field.Name)}, name)
	return documented(lines, jen.Func().Params(jen.Id(receiver).Op("*").Id(object.Name)).Id(name).Params().
		Op("*").Id(object.Name).Block(
		jen.Id(receiver).Dot(field.Name).Op("=").Nil(),
		codec("SetNull").Call(jen.Op("&").Id(receiver).Dot("AdditionalProperties"), lit(field.JSON)),
		jen.Return(jen.Id(receiver)),
	))
}
