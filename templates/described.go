package templates

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/gotype"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// Description makes the method by which an object says what its declaration does not; none where there is nothing to say.
func Description(object *ir.Object) []jen.Code {
	var parts []*ir.Type
	for _, field := range object.Fields {
		parts = append(parts, field.Type)
	}
	return describe(object.Name, append(constants(object), sealed(append(parts, object.Extra)...)...))
}

// describeList makes the method of a declared slice or map.
func describeList(list *ir.List) []jen.Code {
	said := sealed(list.Type)
	if words := gotype.Notes(list.Type); len(words) > 0 {
		said = append(said, jen.Id("Note").Op(":").Add(lit(strings.Join(words, ","))))
	}
	return describe(list.Name, said)
}

func describe(typeName string, said []jen.Code) []jen.Code {
	if len(said) == 0 {
		return nil
	}
	lines := []string{"DescribeJSON returns what the declaration does not say, to the codec."}
	return []jen.Code{documented(lines, jen.Func().Params(jen.Id(typeName)).Id("DescribeJSON").Params().Add(codec("Description")).
		Block(jen.Return(codec("Description").Custom(fieldLines(), said...))))}
}

// constants are the properties that have one legal value.
func constants(object *ir.Object) []jen.Code {
	var entries []jen.Code
	for _, constant := range object.Constants {
		entries = append(entries, jen.Values(jen.Id("Name").Op(":").Add(lit(constant.JSON)), jen.Id("Value").Op(":").Add(lit(constant.Value))))
	}
	if len(entries) == 0 {
		return nil
	}
	return []jen.Code{jen.Id("Constants").Op(":").Index().Add(codec("Constant")).Values(entries...)}
}

// sealed lists the unions that types are, or have as elements.
func sealed(types ...*ir.Type) []jen.Code {
	if found := unionsIn(types...); len(found) > 0 {
		return []jen.Code{jen.Id("Unions").Op(":").Index().Op("*").Add(codec("Union")).Values(unionVars(found)...)}
	}
	return nil
}

// unionsIn are the unions that types are, or have as elements.
func unionsIn(types ...*ir.Type) []*ir.Union {
	var found []*ir.Union
	for _, t := range types {
		for t != nil && t.Kind != ir.Named && t.Elem != nil {
			t = t.Elem
		}
		if t == nil {
			continue
		}
		if union, is := declared[*ir.Union](t); is && !slices.Contains(found, union) {
			found = append(found, union)
		}
	}
	return found
}

func unionVars(unions []*ir.Union) []jen.Code {
	list := make([]jen.Code, len(unions))
	for i, union := range unions {
		list[i] = jen.Op("&").Id(naming.UnionVar(union.Name))
	}
	return list
}

// unionVariable makes the variable that describes a union.
func unionVariable(union *ir.Union) jen.Code {
	name := naming.UnionVar(union.Name)
	return documented([]string{name + " is what the codec knows of " + naming.Article(union.Name) + "."},
		jen.Var().Id(name).Op("=").Add(codec("Union")).Values(
			jen.Id("Of").Op(":").Add(codec("Interface")).Index(jen.Id(union.Name)).Values(),
			jen.Id("Unknown").Op(":").Add(nilPointer(union.Unknown)), jen.Id("Choice").Op(":").Op("&").Id(choiceVar(union))))
}

// typesOf is the variable that reads and writes values, which knows the unions among the types.
func typesOf(types ...*ir.Type) *jen.Statement {
	return knowing(unionsIn(types...))
}

func knowing(unions []*ir.Union) *jen.Statement {
	if len(unions) == 0 {
		return jen.Id(typesVar)
	}
	return jen.Id(typesVar).Dot("With").Call(unionVars(unions)...)
}

// typesIn are the types that an operation sends and answers, and those of its parameters.
func typesIn(operation *ir.Operation) []*ir.Type {
	types := operation.Received()
	if operation.Body != nil {
		types = append(types, operation.Body.Type)
		if items := operation.Body.Items; items != nil {
			types = append(types, items.Type)
		}
	}
	if operation.Results != nil {
		for _, variant := range operation.Results.Variants {
			types = append(types, variant.Type)
		}
	}
	if operation.Params != nil {
		for _, field := range operation.Params.Fields {
			types = append(types, field.Type)
		}
	}
	for _, param := range operation.PathParams {
		types = append(types, param.Field.Type)
	}
	return types
}
