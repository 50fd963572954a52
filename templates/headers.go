package templates

import (
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/godoc"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Headers makes the struct of the headers of answers, and the table by which the runtime reads them.
func Headers(headers *ir.Headers) []jen.Code {
	fields := make([]jen.Code, 0, len(headers.Fields)+1)
	for _, field := range headers.Fields {
		fields = append(fields, documented(godoc.FieldLines(headerDoc(field)), jen.Id(field.Field.Name).Add(headerType(field))))
	}
	fields = append(fields, jen.Id("problem").Error())
	table := "headersOf" + headers.Name
	receiver := jen.Id("h").Op("*").Id(headers.Name)
	return []jen.Code{
		documented(godoc.Lines(headers.Doc, headers.Name), jen.Type().Id(headers.Name).Struct(fields...)),
		documented([]string{"ReadHeader reads the headers of an answer with a status, such as those of an [Error]. It returns what Err does."},
			jen.Func().Params(receiver).Id("ReadHeader").Params(jen.Id("status").Int(), jen.Id("header").Qual("net/http", "Header")).Error().Block(
				jen.Op("*").Id("h").Op("=").Id(headers.Name).Values(),
				jen.Id("h").Dot("problem").Op("=").Add(rt("ReadHeaders")).Call(jen.Id("h"), jen.Id(table), jen.Op("&").Id(typesVar), jen.Id("status"), jen.Id("header")),
				jen.Return(jen.Id("h").Dot("problem")))),
		documented([]string{"Err names the headers that are not as the document says: that are missing, or have other values. The fields of these are as", "if they had not come. Nil is none."},
			jen.Func().Params(receiver).Id("Err").Params().Error().Block(jen.Return(jen.Id("h").Dot("problem")))),
		jen.Var().Id(table).Op("=").Index().Add(rt("ResponseHeader")).Custom(fieldLines(), headerTable(headers)...),
	}
}

// headerDoc is a header's documentation, and what is read where that is no matter of course.
func headerDoc(field *ir.HeaderField) ir.Doc {
	doc := field.Field.Doc
	if len(field.Only) > 0 {
		statuses := make([]string, len(field.Only))
		for i, status := range field.Only {
			statuses[i] = statusText(status)
		}
		doc.Facts = append([]string{fmt.Sprintf("It is that of %s.", strings.Join(statuses, ", "))}, doc.Facts...)
	}
	if field.Kind == ir.HeaderWait {
		doc.Facts = append(doc.Facts, "How long to wait, whether the server says it in seconds or by a date.")
	}
	return doc
}

func headerType(field *ir.HeaderField) *jen.Statement {
	t := goType(field.Field.Type)
	switch field.Kind {
	case ir.HeaderURL:
		return jen.Op("*").Qual("net/url", "URL")
	case ir.HeaderLinks:
		return jen.Index().Qual(sdkPath, "Link")
	case ir.HeaderCookies:
		return jen.Index().Op("*").Qual("net/http", "Cookie")
	case ir.HeaderWait:
		t = jen.Qual("time", "Duration")
	}
	if field.Field.Pointer {
		return jen.Op("*").Add(t)
	}
	return t
}

func headerTable(headers *ir.Headers) []jen.Code {
	rows := make([]jen.Code, len(headers.Fields))
	for i, field := range headers.Fields {
		row := []jen.Code{
			jen.Id("Name").Op(":").Add(lit(field.Field.JSON)),
			jen.Id("Field").Op(":").Add(lit(field.Field.Name)),
		}
		if kind := headerKind(field.Kind); kind != "" {
			row = append(row, jen.Id("Kind").Op(":").Add(rt(kind)))
		}
		if field.List {
			row = append(row, jen.Id("List").Op(":").True())
		}
		if len(field.Required) > 0 {
			row = append(row, jen.Id("Required").Op(":").Add(statuses(field.Required)))
		}
		if len(field.Only) > 0 {
			row = append(row, jen.Id("Only").Op(":").Add(statuses(field.Only)))
		}
		rows[i] = jen.Values(row...)
	}
	return rows
}

func statuses(of []int) *jen.Statement {
	values := make([]jen.Code, len(of))
	for i, status := range of {
		values[i] = lit(status)
	}
	return jen.Index().Int().Values(values...)
}

func headerKind(kind ir.HeaderKind) string {
	switch kind {
	case ir.HeaderLiteral:
		return "HeaderLiteral"
	case ir.HeaderJSON:
		return "HeaderJSON"
	case ir.HeaderTime:
		return "HeaderTime"
	case ir.HeaderURL:
		return "HeaderURL"
	case ir.HeaderWait:
		return "HeaderWait"
	case ir.HeaderLinks:
		return "HeaderLinks"
	case ir.HeaderCookies:
		return "HeaderCookies"
	default:
		return ""
	}
}

// captureHeaders makes the option that reads headers, where the document describes any.
func captureHeaders(api *ir.API) []jen.Code {
	if len(api.Headers) == 0 || api.Yields["CaptureHeaders"] {
		return nil
	}
	text := "CaptureHeaders reads the headers of the call's last response into into, such as a " + "[" + api.Headers[0].Name + "], also when the call fails."
	return []jen.Code{documented(godoc.Lines(ir.Doc{Text: text}, "CaptureHeaders"),
		jen.Func().Id("CaptureHeaders").Params(jen.Id("into").Qual(sdkPath, "HeaderReader")).Id("CallOption").Block(
			jen.Return(jen.Qual(sdkPath, "CaptureHeaders").Call(jen.Id("into")))))}
}
