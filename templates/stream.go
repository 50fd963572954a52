package templates

import (
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/gotype"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// isStream reports whether an operation answers a stream of items.
func isStream(operation *ir.Operation) bool {
	return operation.Result != nil && operation.Result.Items != nil
}

// streamResult is the iterator over a stream's items.
func streamResult(items *ir.Items) *jen.Statement {
	item := streamItem(items)
	if byPointer(items) {
		item = jen.Op("*").Add(item)
	}
	return jen.Qual("iter", "Seq2").Types(item, jen.Error())
}

// streamItem is the type of an item: without its pointer, if it has one.
func streamItem(items *ir.Items) *jen.Statement {
	if items.Type == nil {
		return jen.Qual(sdkPath, "Event")
	}
	return goType(items.Type)
}

func byPointer(items *ir.Items) bool { return items.Type == nil || isObject(items.Type) }

// streamCall is the body of a method that reads a stream.
func streamCall(operation *ir.Operation) []jen.Code {
	rules := operationRules(operation)
	before, call := callOf(operation, len(rules) > 0)
	does := "StreamOf"
	if byPointer(operation.Result.Items) {
		does = "Stream"
	}
	return append(append(rules, before...), jen.Return(rt(does).Types(streamItem(operation.Result.Items)).
		Call(jen.Id("ctx"), jen.Id("c").Dot("runtime"), call)))
}

// streamText says how a stream is read.
func streamText(items *ir.Items) string {
	what := "events"
	switch items.Framing {
	case ir.Lines:
		what = "lines"
	case ir.Sequence:
		what = "elements"
	}
	text := "It yields the stream's " + what + " as they come. The request is sent when the loop begins; leaving the loop ends the stream. The first error, " +
		"which comes without a value, ends it, too."
	if items.Framing == ir.Events {
		text += " sdk.CaptureEvent has each event's id and name, and sdk.LastEventID goes on behind an id."
	}
	return text
}

// flagStatements set in the request whether the answer is to be a stream. What the caller has is not changed.
func flagStatements(operation *ir.Operation) []jen.Code {
	flag := operation.Flag
	if flag == nil {
		return nil
	}
	arg, typeName := "params", ""
	if flag.InBody {
		arg, typeName = operation.Body.Arg, operation.Body.Type.Decl.TypeName()
	} else {
		typeName = operation.Params.Name
	}
	value := lit(flag.On)
	if flag.Field.Pointer {
		value = jen.New(value)
	}
	set := []jen.Code{jen.Id("flagged").Dot(flag.Field.Name).Op("=").Add(value), jen.Id(arg).Op("=").Op("&").Id("flagged")}
	if flag.InBody && operation.Body.Required {
		copied := jen.Id("flagged").Op(":=").Op("*").Id(arg)
		return []jen.Code{jen.If(jen.Id(arg).Op("!=").Nil()).Block(append([]jen.Code{copied}, set...)...)}
	}
	return append([]jen.Code{
		jen.Var().Id("flagged").Id(typeName),
		jen.If(jen.Id(arg).Op("!=").Nil()).Block(jen.Id("flagged").Op("=").Op("*").Id(arg)),
	}, set...)
}

// flagText says what a method sets in the request.
func flagText(operation *ir.Operation) string {
	if operation.Flag == nil {
		return ""
	}
	return fmt.Sprintf("It sets %s to %t.", operation.Flag.Field.JSON, operation.Flag.On)
}

// streamTable says what the items of a stream are.
func streamTable(items *ir.Items) *jen.Statement {
	var fields []jen.Code
	add := func(name string, value jen.Code) { fields = append(fields, jen.Id(name).Op(":").Add(value)) }
	switch items.Framing {
	case ir.Lines:
		add("Framing", rt("Lines"))
	case ir.Sequence:
		add("Framing", rt("Sequence"))
	}
	if items.Data != ir.DataJSON {
		add("Data", dataKind(items.Data))
	}
	if len(items.Named) > 0 {
		named := jen.Dict{}
		for _, n := range items.Named {
			named[lit(n.Name)] = dataKind(n.Data)
		}
		add("Named", jen.Map(jen.String()).Add(rt("DataKind")).Values(named))
	}
	if items.End != "" {
		add("End", lit(items.End))
	}
	if items.Type != nil {
		if words := gotype.Notes(items.Type); len(words) > 0 {
			add("Note", lit(strings.Join(words, ",")))
		}
	}
	for _, flag := range []struct {
		name string
		set  bool
	}{{"Whole", items.Whole}, {"NumberID", items.NumberID}, {"Message", items.Message}, {"Errors", items.Errors && !items.Whole}} {
		if flag.set {
			add(flag.name, jen.True())
		}
	}
	return jen.Op("&").Add(rt("Streaming")).Values(fields...)
}

func dataKind(kind ir.DataKind) *jen.Statement {
	switch kind {
	case ir.DataText:
		return rt("DataText")
	case ir.DataEither:
		return rt("DataEither")
	default:
		return rt("DataJSON")
	}
}
