package templates

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/godoc"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// resultsType makes the sealed union of what an operation answers, and makes its objects variants of it.
func resultsType(operation *ir.Operation) []jen.Code {
	results := operation.Results
	if results == nil || results.Operation != operation.Name {
		return nil
	}
	marker := "is" + results.Name
	doc := ir.Doc{Text: fmt.Sprintf("%s is what %s answers: %s. A switch over its type tells which.", results.Name, operation.Title(), variantsText(operation))}
	code := []jen.Code{documented(godoc.Lines(doc, results.Name), jen.Type().Id(results.Name).Interface(jen.Id(marker).Params()))}
	for _, variant := range results.Variants {
		if variant.Plain() {
			code = append(code, plainVariant(results, variant))
		}
		code = append(code, jen.Func().Params(jen.Op("*").Id(variant.TypeName())).Id(marker).Params().Block())
	}
	return code
}

// plainVariant is the struct around a variant that is no object.
func plainVariant(results *ir.Results, variant *ir.ResultVariant) jen.Code {
	text := fmt.Sprintf("%s is a variant of %s.", variant.TypeName(), results.Name)
	if variant.Encoding == ir.AsStream {
		text += " The caller closes Value."
	}
	return documented(godoc.Lines(ir.Doc{Text: text}, variant.TypeName()), jen.Type().Id(variant.TypeName()).Struct(jen.Id("Value").Add(resultValue(variant.Type))))
}

// resultValue is the Go type of a value that is a result's own.
func resultValue(t *ir.Type) *jen.Statement {
	if t.Kind == ir.Stream {
		return jen.Qual("io", "ReadCloser")
	}
	return goType(t)
}

// variantsText lists the variants with their statuses: "[*Result] (200) or [*Job] (202)".
func variantsText(operation *ir.Operation) string {
	var variants []string
	for _, answer := range operation.Answers {
		if answer.Variant != nil {
			variants = append(variants, fmt.Sprintf("[*%s] (%s)", answer.Variant.TypeName(), statusText(answer.Status)))
		}
	}
	return strings.Join(variants, " or ")
}

// failuresText says which errors have bodies of their own: "409 is an [*ErrorWith] of Conflict".
func failuresText(operation *ir.Operation) string {
	var failures []string
	for _, failure := range operation.Failures {
		if failure.Object != nil {
			failures = append(failures, fmt.Sprintf("%s is an *ErrorWith[%s]", statusText(failure.Status), failure.Object.Name))
		}
	}
	if len(failures) == 0 {
		return ""
	}
	return "Errors with bodies of their own, for errors.As: " + strings.Join(failures, ", ") + "."
}

func statusText(status int) string {
	switch {
	case status == 0:
		return "any other status"
	case status < 10:
		return strconv.Itoa(status) + "XX"
	case http.StatusText(status) == "":
		return strconv.Itoa(status)
	default:
		return strconv.Itoa(status) + " " + http.StatusText(status)
	}
}

// failureTable says what the body of each error is.
func failureTable(failures []ir.Failure) []jen.Code {
	table := make([]jen.Code, len(failures))
	for i, failure := range failures {
		fields := []jen.Code{jen.Id("Status").Op(":").Add(lit(failure.Status))}
		if failure.Object != nil {
			fields = append(fields, jen.Id("Wrap").Op(":").Add(rt("ErrorWith").Types(jen.Id(failure.Object.Name))))
		}
		if failure.Base {
			fields = append(fields, jen.Id("Base").Op(":").True())
		}
		table[i] = jen.Values(fields...)
	}
	return table
}
