package templates

import (
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/godoc"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// pages makes the iterator over a list's pages.
func pages(operation *ir.Operation) jen.Code {
	page := operation.Pagination
	doc := ir.Doc{Text: fmt.Sprintf("%s goes through the pages of %s, beginning at the %s, if any. "+
		"A page's Next can be stored, to go on there later. The iteration ends with the first error.",
		page.Pages, operation.Call, startText(page))}
	if operation.Params != nil {
		doc.Text += " params is not changed."
	}
	rules := operationRules(operation)
	fill := []jen.Code{jen.Id("Result").Op(":").Add(noted(operation.Result.Type, jen.New(goType(operation.Result.Type))))}
	if mayBeEmpty(operation) { // a page without items, then
		fill = append(fill, jen.Id("Empty").Op(":").New(jen.Bool()))
	}
	before, call := callOf(operation, len(rules) > 0, fill...)
	body := append(append(rules, before...), jen.Return(rt("Pages").Types(itemType(page)).
		Call(jen.Id("ctx"), jen.Id("c").Dot("runtime"), call)))
	return documented(godoc.Lines(doc, page.Pages), methodOf(operation, page.Pages).Params(operationParams(operation)...).
		Qual("iter", "Seq2").Types(jen.Qual(sdkPath, "Page").Types(itemType(page)), jen.Error()).Block(body...))
}

// itemType is what an iterator yields for an item: objects by their address, which spares a copy of each.
func itemType(page *ir.Pagination) *jen.Statement {
	if isObject(page.Array.Elem) && !ir.PointerElement(page.Array.Elem) {
		return jen.Op("*").Add(elemType(page.Array))
	}
	return elemType(page.Array)
}

func startText(page *ir.Pagination) string {
	switch page.By {
	case ir.ByOffset:
		return "offset in params"
	case ir.ByNumber:
		return "page number in params"
	case ir.ByLink, ir.ByHeader:
		return "address that sdk.Follow gives"
	default:
		return "cursor in params"
	}
}

// items makes the iterator over all items of a list.
func items(operation *ir.Operation) jen.Code {
	page := operation.Pagination
	doc := ir.Doc{Text: fmt.Sprintf("%s goes through the items of all pages of %s, fetching a page when it comes to it. "+
		"The iteration ends with the first error, which comes without an item.", page.Items, operation.Call)}
	return documented(godoc.Lines(doc, page.Items), methodOf(operation, page.Items).Params(operationParams(operation)...).
		Qual("iter", "Seq2").Types(itemType(page), jen.Error()).Block(
		jen.Return(rt("Items").Call(jen.Id("c").Dot(page.Pages).Call(arguments(operation)...)))))
}

// arguments are what one method of an operation hands on to another.
func arguments(operation *ir.Operation) []jen.Code {
	args := []jen.Code{jen.Id("ctx")}
	for _, param := range operation.PathParams {
		args = append(args, jen.Id(param.Field.Arg))
	}
	if operation.Params != nil {
		args = append(args, jen.Id("params"))
	}
	if body := operation.Body; body != nil {
		if body.AnyMedia {
			args = append(args, jen.Id("contentType"))
		}
		args = append(args, jen.Id(body.Arg))
	}
	return append(args, jen.Id("options").Op("..."))
}

// pagingTable says how a list goes on.
func pagingTable(page *ir.Pagination) jen.Code {
	fields := []jen.Code{jen.Id("By").Op(":").Qual(runtimePath, pageBy(page.By))}
	add := func(name, way string) {
		if way != "" {
			fields = append(fields, jen.Id(name).Op(":").Add(lit(way)))
		}
	}
	if page.Param != nil {
		add("Param", page.Param.Name)
	}
	add("Items", wayOf(page.List))
	add("Next", wayOf(page.Next))
	add("More", wayOf(page.More))
	add("Total", wayOf(page.Total))
	add("Number", wayOf(page.Number))
	if page.InBody {
		fields = append(fields, jen.Id("InBody").Op(":").True())
	}
	if page.Linked {
		fields = append(fields, jen.Id("Linked").Op(":").True())
	}
	if page.First != 0 {
		fields = append(fields, jen.Id("First").Op(":").Add(lit(page.First)))
	}
	return jen.Op("&").Qual(runtimePath, "Paging").Values(fields...)
}

func wayOf(fields []*ir.Field) string {
	names := make([]string, len(fields))
	for i, field := range fields {
		names[i] = field.Name
	}
	return strings.Join(names, ".")
}

func pageBy(by ir.PageBy) string {
	switch by {
	case ir.ByLast:
		return "ByLast"
	case ir.ByOffset:
		return "ByOffset"
	case ir.ByNumber:
		return "ByNumber"
	case ir.ByLink:
		return "ByLink"
	case ir.ByHeader:
		return "ByHeader"
	default:
		return "ByCursor"
	}
}
