package templates

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/generator/ir"
)

func itemType(operation *ir.Operation) *jen.Statement {
	elem := operation.Pagination.List.Type.Elem
	return goType(elem)
}

// pages makes the iterator over a list's pages.
func pages(operation *ir.Operation) jen.Code {
	page := operation.Pagination
	name := page.Pages
	page1 := jen.Qual(sdkPath, "Page").Types(itemType(operation))
	doc := ir.Doc{Text: fmt.Sprintf("%s goes through the pages of %s, beginning at the cursor in params, if any. "+
		"A page's Next can be stored, to go on there later. The iteration ends with the first error. params is not changed.",
		name, operation.Name)}
	method := clientMethod(name).Params(operationParams(operation)...).
		Qual("iter", "Seq2").Types(page1, jen.Error())
	return documented(doc.Lines(name), method.Block(
		jen.Var().Id("query").Id(operation.Params.Name),
		jen.If(jen.Id("params").Op("!=").Nil()).Block(jen.Id("query").Op("=").Op("*").Id("params")),
		jen.Return(jen.Qual(sdkPath, "Pages").Call(startCursor(page), fetch(operation))),
	))
}

func startCursor(page *ir.Pagination) jen.Code {
	if page.Cursor.Pointer {
		return codec("Value").Call(jen.Id("query").Dot(page.Cursor.Name))
	}
	return jen.Id("query").Dot(page.Cursor.Name)
}

func fetch(operation *ir.Operation) jen.Code {
	page := operation.Pagination
	args := []jen.Code{jen.Id("ctx")}
	for _, param := range operation.PathParams {
		args = append(args, jen.Id(param.Field.Arg))
	}
	args = append(args, jen.Op("&").Id("query"), jen.Id("options").Op("..."))
	return jen.Func().Params(jen.Id("cursor").String()).
		Params(jen.Index().Add(itemType(operation)), jen.String(), jen.Error()).Block(
		jen.Id("query").Op(":=").Id("query"),
		setCursor(page),
		jen.List(jen.Id("page"), jen.Err()).Op(":=").Id("c").Dot(operation.Name).Call(args...),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Lit(""), jen.Err())),
		jen.Return(jen.Id("page").Dot(page.List.Name), nextCursor(page), jen.Nil()),
	)
}

// setCursor leaves the cursor out of the first page's query, also where the caller has set it to an empty one.
func setCursor(page *ir.Pagination) jen.Code {
	field := func() *jen.Statement { return jen.Id("query").Dot(page.Cursor.Name).Op("=") }
	if !page.Cursor.Pointer {
		return field().Id("cursor")
	}
	return field().Nil().Line().
		If(jen.Id("cursor").Op("!=").Lit("")).Block(field().Op("&").Id("cursor"))
}

// nextCursor follows the fields to the next page's cursor with nil-safe getters.
func nextCursor(page *ir.Pagination) *jen.Statement {
	expr := jen.Id("page")
	for _, field := range page.Next {
		expr = expr.Dot("Get" + field.Name).Call()
	}
	return expr
}

// items makes the iterator over all items of a list.
func items(operation *ir.Operation) jen.Code {
	page := operation.Pagination
	name := page.Items
	doc := ir.Doc{Text: fmt.Sprintf("%s goes through the items of all pages of %s, fetching a page when it comes to it. "+
		"The iteration ends with the first error.", name, operation.Name)}
	args := []jen.Code{jen.Id("ctx")}
	for _, param := range operation.PathParams {
		args = append(args, jen.Id(param.Field.Arg))
	}
	args = append(args, jen.Id("params"), jen.Id("options").Op("..."))
	return documented(doc.Lines(name), clientMethod(name).Params(operationParams(operation)...).
		Qual("iter", "Seq2").Types(itemType(operation), jen.Error()).Block(
		jen.Return(jen.Qual(sdkPath, "Items").Call(jen.Id("c").Dot(page.Pages).Call(args...)))))
}
