package templates

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// Getters makes the nil-safe GetY methods: for optional fields, and for all fields of an object that is itself optional
// somewhere, so that a chain of getters needs no check.
func Getters(object *ir.Object) []jen.Code {
	var code []jen.Code
	for _, field := range object.Fields {
		if field.Pointer || object.Optional {
			code = append(code, getter(object, field))
		}
	}
	return code
}

func getter(object *ir.Object, field *ir.Field) jen.Code {
	name := naming.Getter(field.Name)
	value := jen.Id(receiver).Dot(field.Name)
	present := jen.Id(receiver).Op("!=").Nil()
	result := goType(field.Type)
	text := fmt.Sprintf("%s returns %s, or the zero value where there is none.", name, field.Name)
	switch {
	case isObject(field.Type) && field.Pointer:
		result = jen.Op("*").Add(result)
		text = fmt.Sprintf("%s returns %s, nil where there is none.", name, field.Name)
	case isObject(field.Type):
		result, value = jen.Op("*").Add(result), jen.Op("&").Add(value)
		text = fmt.Sprintf("%s returns %s, nil where there is none.", name, field.Name)
	case field.Pointer:
		present = present.Op("&&").Id(receiver).Dot(field.Name).Op("!=").Nil()
		value = jen.Op("*").Add(value)
	}
	return documented([]string{text}, method(object.Name, name).Params().Params(jen.Id("value").Add(result)).Block(
		jen.If(present).Block(jen.Id("value").Op("=").Add(value)),
		jen.Return(jen.Id("value")),
	))
}
