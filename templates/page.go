package templates

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/generator/ir"
)

// pages makes the iterator over a list's pages: what fetches the page at a position and finds the next position.
func pages(operation *ir.Operation) jen.Code {
	page := operation.Pagination
	doc := ir.Doc{Text: fmt.Sprintf("%s goes through the pages of %s, beginning at the %s, if any. "+
		"A page's Next can be stored, to go on there later. The iteration ends with the first error.",
		page.Pages, operation.Call, startText(page))}
	if operation.Params != nil {
		doc.Text += " params is not changed."
	}
	var body []jen.Code
	if page.Param != nil {
		body = []jen.Code{
			jen.Var().Id("query").Id(operation.Params.Name),
			jen.If(jen.Id("params").Op("!=").Nil()).Block(jen.Id("query").Op("=").Op("*").Id("params")),
		}
	}
	method := methodOf(operation, page.Pages).Params(operationParams(operation)...).
		Qual("iter", "Seq2").Types(jen.Qual(sdkPath, "Page").Types(elemType(page.Array)), jen.Error())
	return documented(doc.Lines(page.Pages), method.Block(append(body,
		jen.Return(jen.Qual(sdkPath, "Pages").Call(start(page), fetch(operation))))...))
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

// start is the first page's position.
func start(page *ir.Pagination) jen.Code {
	if page.Follows() {
		return jen.Qual(sdkPath, "LinkOf").Call(jen.Id("options"))
	}
	value := jen.Id("query").Dot(page.Param.Name)
	if page.Param.Pointer {
		value = codec("Value").Call(value)
	}
	if page.Param.Type.Kind == ir.Int {
		return jen.Qual(sdkPath, "Position").Call(value)
	}
	return value
}

func fetch(operation *ir.Operation) jen.Code {
	page := operation.Pagination
	call := jen.Id("c").Dot(operation.Call).Call(fetchArgs(operation)...)
	body := append(setPosition(page),
		jen.List(jen.Id("page"), jen.Err()).Op(":=").Add(call),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Lit(""), jen.Err())))
	return jen.Func().Params(jen.Id("cursor").String()).
		Params(jen.Index().Add(elemType(page.Array)), jen.String(), jen.Error()).Block(append(body, next(page)...)...)
}

func fetchArgs(operation *ir.Operation) []jen.Code {
	page := operation.Pagination
	params, options := jen.Id("params"), jen.Id("options")
	if page.Param != nil {
		params = jen.Op("&").Id("query")
	}
	if page.Follows() {
		added := []jen.Code{options, jen.Qual(sdkPath, "Follow").Call(jen.Id("cursor"))}
		if page.By == ir.ByHeader {
			added = append(added, jen.Qual(sdkPath, "NextLink").Call(jen.Op("&").Id("next")))
		}
		options = jen.Qual(sdkPath, "With").Call(added...)
	}
	return arguments(operation, params, options)
}

// arguments are what one method of an operation hands on to another.
func arguments(operation *ir.Operation, params, options *jen.Statement) []jen.Code {
	args := []jen.Code{jen.Id("ctx")}
	for _, param := range operation.PathParams {
		args = append(args, jen.Id(param.Field.Arg))
	}
	if operation.Params != nil {
		args = append(args, params)
	}
	if body := operation.Body; body != nil {
		if body.AnyMedia {
			args = append(args, jen.Id("contentType"))
		}
		args = append(args, jen.Id(body.Arg))
	}
	return append(args, options.Op("..."))
}

// setPosition puts the position into a copy of the query. It leaves it out of the first page's, also where the caller has
// set it to an empty one.
func setPosition(page *ir.Pagination) []jen.Code {
	switch {
	case page.By == ir.ByHeader:
		return []jen.Code{jen.Var().Id("next").String()}
	case page.Follows():
		return nil
	}
	field := func() *jen.Statement { return jen.Id("query").Dot(page.Param.Name).Op("=") }
	code := []jen.Code{jen.Id("query").Op(":=").Id("query")}
	if page.Param.Type.Kind == ir.Int {
		number := jen.Qual(sdkPath, "Number").Types(goType(page.Param.Type)).Call(jen.Id("cursor"))
		if !page.Param.Pointer {
			number = codec("Value").Call(number)
		}
		return append(code, field().Add(number))
	}
	if !page.Param.Pointer {
		return append(code, field().Id("cursor"))
	}
	return append(code, field().Nil(), jen.If(jen.Id("cursor").Op("!=").Lit("")).Block(field().Op("&").Id("cursor")))
}

// next returns the page's items and the next position, none where the page tells that it is the last.
func next(page *ir.Pagination) []jen.Code {
	items := func() *jen.Statement { return access(jen.Id("page"), page.List) }
	var code []jen.Code
	if page.Counts() {
		step := jen.Len(items())
		if page.By == ir.ByNumber {
			step = jen.Lit(1)
		}
		code = append(code, jen.Id("next").Op(":=").Qual(sdkPath, "Advance").Call(jen.Id("cursor"), jen.Lit(page.First), step))
	}
	if last := isLast(page, items); last != nil {
		code = append(code, jen.If(last).Block(jen.Return(items(), jen.Lit(""), jen.Nil())))
	}
	return append(code, jen.Return(items(), nextPosition(page, items), jen.Nil()))
}

// isLast is the condition under which a page is the last one, whatever position it names; nil where there is none.
func isLast(page *ir.Pagination, items func() *jen.Statement) *jen.Statement {
	var conditions []jen.Code
	if page.Counts() || page.By == ir.ByLast {
		conditions = append(conditions, jen.Len(items()).Op("==").Lit(0))
	}
	if len(page.More) > 0 {
		conditions = append(conditions, jen.Op("!").Add(access(jen.Id("page"), page.More)))
	}
	if len(page.Total) > 0 {
		reached := jen.Id("next")
		if page.First != 0 {
			reached = reached.Op("-").Lit(page.First)
		}
		conditions = append(conditions, reached.Op(">=").Int64().Call(access(jen.Id("page"), page.Total)))
	}
	if len(conditions) == 0 {
		return nil
	}
	condition := jen.Add(conditions[0])
	for _, more := range conditions[1:] {
		condition = condition.Op("||").Add(more)
	}
	return condition
}

func nextPosition(page *ir.Pagination, items func() *jen.Statement) *jen.Statement {
	var position *jen.Statement
	switch page.By {
	case ir.ByHeader:
		return jen.Id("next")
	case ir.ByLast:
		position = access(items().Index(jen.Len(items()).Op("-").Lit(1)), page.Next)
	case ir.ByOffset, ir.ByNumber:
		position = jen.Id("next")
	default:
		position = access(jen.Id("page"), page.Next)
	}
	if page.Param != nil && page.Param.Type.Kind == ir.Int {
		return jen.Qual(sdkPath, "Position").Call(position)
	}
	return position
}

// access follows the fields from a value, by nil-safe getters where one may be missing.
func access(value *jen.Statement, way []*ir.Field) *jen.Statement {
	for i, field := range way {
		if i == 0 && !field.Pointer {
			value = value.Dot(field.Name)
			continue
		}
		value = value.Dot("Get" + field.Name).Call()
	}
	return value
}

// items makes the iterator over all items of a list.
func items(operation *ir.Operation) jen.Code {
	page := operation.Pagination
	doc := ir.Doc{Text: fmt.Sprintf("%s goes through the items of all pages of %s, fetching a page when it comes to it. "+
		"The iteration ends with the first error.", page.Items, operation.Call)}
	args := arguments(operation, jen.Id("params"), jen.Id("options"))
	return documented(doc.Lines(page.Items), methodOf(operation, page.Items).Params(operationParams(operation)...).
		Qual("iter", "Seq2").Types(elemType(page.Array), jen.Error()).Block(
		jen.Return(jen.Qual(sdkPath, "Items").Call(jen.Id("c").Dot(page.Pages).Call(args...)))))
}
