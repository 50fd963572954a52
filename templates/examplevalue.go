package templates

import (
	"encoding/base64"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/gotype"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// value is a JSON value as Go source, as functions take it: objects by pointer.
func (e exampler) value(t *ir.Type, value any) *jen.Statement {
	switch t.Kind {
	case ir.Raw:
		text, _ := json.Marshal(value) // it came from JSON
		return jen.Qual("encoding/json", "RawMessage").Call(lit(string(text)))
	case ir.Time:
		return moment(value.(string))
	case ir.Bytes:
		content, _ := base64.StdEncoding.DecodeString(value.(string)) // it was decoded before
		return jen.Index().Byte().Call(lit(string(content)))
	case ir.Stream:
		return jen.Qual("strings", "NewReader").Call(lit(value.(string)))
	case ir.File:
		return jen.Qual(sdkPath, "File").Values(jen.Id("Name").Op(":").Add(lit("file")),
			jen.Id("Content").Op(":").Qual("strings", "NewReader").Call(lit(value.(string))))
	case ir.Custom:
		return jen.Qual(t.Custom.Package, "MustParse").Call(lit(value.(string)))
	case ir.Array, ir.Map:
		return e.composite(t, value)
	case ir.Named:
		return e.named(t, value)
	}
	return lit(value)
}

// moment is a time in UTC.
func moment(text string) *jen.Statement {
	at, _ := time.Parse(time.RFC3339Nano, text) // it was parsed before
	clock := []jen.Code{lit(int64(at.Year())), jen.Qual("time", at.Month().String())}
	for _, part := range []int{at.Day(), at.Hour(), at.Minute(), at.Second(), at.Nanosecond()} {
		clock = append(clock, lit(int64(part)))
	}
	return jen.Qual("time", "Date").Call(append(clock, jen.Qual("time", "UTC"))...)
}

// composite is a slice or a map.
func (e exampler) composite(t *ir.Type, value any) *jen.Statement {
	literal := e.typed(t)
	if array, is := value.([]any); is {
		elements := make([]jen.Code, len(array))
		for i, element := range array {
			elements[i] = e.element(t.Elem, element)
		}
		return literal.Values(elements...)
	}
	object := value.(map[string]any)
	var elements []jen.Code
	for _, name := range slices.Sorted(maps.Keys(object)) {
		elements = append(elements, lit(name).Op(":").Add(e.element(t.Elem, object[name])))
	}
	return literal.Values(elements...)
}

// element is a value within a slice or map, which has objects and not pointers to them.
func (e exampler) element(t *ir.Type, value any) *jen.Statement {
	if isObject(t) && !ir.PointerElement(t) {
		return jen.Op("*").Add(e.value(t, value))
	}
	return e.value(t, value)
}

// typed is a type as another package writes it.
func (e exampler) typed(t *ir.Type) *jen.Statement {
	spelling := gotype.Of(t)
	if spelling.Package == "" && jen.IsReservedWord(spelling.Name) {
		return spelled(spelling)
	}
	if spelling.Package == "" {
		spelling.Package = e.api.Test.Import
	}
	return spelled(spelling)
}

// named is a value of a declared type.
func (e exampler) named(t *ir.Type, value any) *jen.Statement {
	switch decl := t.Decl.(type) {
	case *ir.Enum:
		for _, of := range decl.Values {
			if text, is := of.Value.(string); is && value == text {
				return client(e.api, of.Name)
			}
			if number, is := of.Value.(int64); is && value == json.Number(strconv.FormatInt(number, 10)) {
				return client(e.api, of.Name)
			}
		}
	case *ir.Union:
		chosen := value.(ir.OfVariant)
		variant := decl.Variants[chosen.Index]
		if variant.Wrapper == "" {
			return e.value(variant.Type, chosen.Value)
		}
		return client(e.api, naming.Constructor(variant.Wrapper)).Call(e.given(variant.Type, chosen.Value)...)
	case *ir.Object:
		return e.made(decl, value.(map[string]any))
	}
	return jen.Nil()
}

// given is a value as the last argument: the elements of an array one by one.
func (e exampler) given(t *ir.Type, value any) []jen.Code {
	array, is := value.([]any)
	if !is || t.Kind != ir.Array {
		return []jen.Code{e.value(t, value)}
	}
	elements := make([]jen.Code, len(array))
	for i, element := range array {
		elements[i] = e.value(t.Elem, element)
	}
	return elements
}

// made is an object, by its constructor and builders.
func (e exampler) made(object *ir.Object, values map[string]any) *jen.Statement {
	code := client(e.api, object.New).Call(e.required(object, values)...)
	for _, field := range object.Fields {
		value, given := values[field.JSON]
		if given && !slices.Contains(object.Constructor, field) {
			code = code.Op(".").Line().Id(naming.Setter(field.Name)).Call(e.given(field.Type, value)...)
		}
	}
	return code
}

// required are the arguments of an object's constructor.
func (e exampler) required(object *ir.Object, values map[string]any) []jen.Code {
	var arguments []jen.Code
	for i, field := range object.Constructor {
		value := values[field.JSON]
		switch {
		case object.Required != "":
			arguments = append(arguments, jen.Id(field.Name).Op(":").Add(e.value(field.Type, value)))
		case i == len(object.Constructor)-1:
			arguments = append(arguments, e.given(field.Type, value)...)
		default:
			arguments = append(arguments, e.value(field.Type, value))
		}
	}
	if object.Required != "" {
		return []jen.Code{client(e.api, object.Required).Custom(fieldLines(), arguments...)}
	}
	return arguments
}
