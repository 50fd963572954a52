package templates

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/godoc"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Errors makes the error type of the API, which has the fields of the document's error, and the sentinels.
func Errors(api *ir.API) []jen.Code {
	e := api.Error
	return []jen.Code{errorType(e), errorText(e), errorGoString(api.Package, e), errorMarshal(e), newError(api), errorWith(api), failures(api), sentinels(api)}
}

func errorType(e *ir.Error) jen.Code {
	lines := []string{
		e.Name + " is what the API answers instead of a result. Its text names the operation, the status and the tries,",
		"never a credential or what the request or the response held. Every field of the document's may be empty: a proxy's",
		"answer has none of them. Body is the answer as it came.",
	}
	fields := []jen.Code{jen.Qual(sdkPath, "ResponseError")}
	for _, f := range e.Fields {
		if embedded(f.Name) {
			continue
		}
		fields = append(fields, jen.Line().Add(comment(godoc.FieldLines(f.Field.Doc))), jen.Id(f.Name).Add(goType(f.Field.Type)))
	}
	return documented(lines, jen.Type().Id(e.Name).Struct(fields...))
}

// embedded reports whether the runtime's error has the field already.
func embedded(name string) bool { return name == "CorrelationID" }

// errorText makes the text of an error's labels, the details' among them, and of its messages, which the runtime shows only
// if an option allows it.
func errorText(e *ir.Error) jen.Code {
	var labels, messages []jen.Code
	var details, more []jen.Code
	for _, f := range e.Fields {
		object := detailOf(f.Field)
		switch {
		case object != nil:
			details, more = append(details, detailLabels(f, object)...), append(more, detailMessages(f, object)...)
		case f.Field.ErrorText && !embedded(f.Name):
			labels = append(labels, textOf(f))
		case isMessage(f.Field):
			messages = append(messages, jen.Id("e").Dot(f.Name))
		}
	}
	body := []jen.Code{jen.Id("labels").Op(":=").Index().String().Values(labels...)}
	body = append(body, details...)
	body = append(body, jen.Id("messages").Op(":=").Index().String().Values(messages...))
	body = append(append(body, more...), jen.Return(rt("ErrorText").Call(
		jen.Op("&").Id("e").Dot("ResponseError"), jen.Id("labels"), jen.Id("messages"))))
	return documented([]string{"Error names the operation, the status, what the document allows of the body, and the tries."},
		errorMethod(e, "Error").String().Block(body...))
}

// detailOf is the object that an error has several of; nil for other fields.
func detailOf(field *ir.Field) *ir.Object {
	if field.Type.Kind != ir.Array {
		return nil
	}
	return field.Type.Elem.Object()
}

// isMessage reports whether a property says in words what is wrong.
func isMessage(field *ir.Field) bool {
	return field.Type.Kind == ir.String && (field.JSON == "message" || field.JSON == "detail")
}

// detailLabels adds the machine words of each detail to the labels.
func detailLabels(f ir.ErrorField, object *ir.Object) []jen.Code {
	var words []jen.Code
	for _, field := range object.Fields {
		if field.ErrorText {
			words = append(words, detailValue(field))
		}
	}
	if words == nil {
		return nil
	}
	return []jen.Code{addAll("labels", "Details", f, object, jen.Index().String(), jen.Index().String().Values(words...))}
}

// detailMessages adds what each detail says in words to the messages.
func detailMessages(f ir.ErrorField, object *ir.Object) []jen.Code {
	for _, field := range object.Fields {
		if isMessage(field) {
			return []jen.Code{addAll("messages", "Messages", f, object, jen.String(), detailValue(field))}
		}
	}
	return nil
}

// addAll makes `list = append(list, runtime.Function(e.Field, func(detail *Object) result { return value })...)`.
func addAll(list, function string, f ir.ErrorField, object *ir.Object, result, value jen.Code) jen.Code {
	return jen.Id(list).Op("=").Append(jen.Id(list), rt(function).Call(jen.Id("e").Dot(f.Name),
		jen.Func().Params(jen.Id("detail").Op("*").Id(object.Name)).Add(result).Block(jen.Return(value))).Op("..."))
}

func detailValue(field *ir.Field) jen.Code {
	value := jen.Id("detail").Dot(field.Name)
	if field.Pointer {
		value = rt("Value").Call(value)
	}
	if field.Type.Kind == ir.String {
		return value
	}
	return jen.String().Call(value)
}

// textOf is an error's field as a string.
func textOf(f ir.ErrorField) *jen.Statement {
	value := jen.Id("e").Dot(f.Name)
	if f.Field.Type.Kind == ir.String {
		return value
	}
	return jen.String().Call(value)
}

// errorMethod begins a method. Its receiver is the value, so that a dereferenced error has it, too.
func errorMethod(e *ir.Error, name string) *jen.Statement {
	return jen.Func().Params(jen.Id("e").Id(e.Name)).Id(name).Params()
}

func errorGoString(pkg string, e *ir.Error) jen.Code {
	return documented([]string{"GoString is the text, for %#v: the fields may hold what the request said."},
		errorMethod(e, "GoString").String().Block(jen.Return(jen.Qual("fmt", "Sprintf").Call(
			lit(pkg+"."+e.Name+"(%q)"), jen.Id("e").Dot("Error").Call()))))
}

func errorMarshal(e *ir.Error) jen.Code {
	return documented([]string{"MarshalText is the text, for logs and JSON."},
		errorMethod(e, "MarshalText").Params(jen.Index().Byte(), jen.Error()).Block(
			jen.Return(jen.Index().Byte().Call(jen.Id("e").Dot("Error").Call()), jen.Nil())))
}

func newError(api *ir.API) jen.Code {
	e := api.Error
	body := []jen.Code{
		jen.Id("e").Op(":=").Op("&").Id(e.Name).Values(jen.Id("ResponseError").Op(":").Op("*").Id("response")),
	}
	typed := slices.ContainsFunc(api.Operations, func(o *ir.Operation) bool { return len(o.Failures) > 0 })
	if e.Body != nil && typed {
		body = append(body, jen.If(jen.Id("response").Dot("Runtime").Dot("Typed")).Block(jen.Return(jen.Id("e"))))
	}
	if e.Body != nil {
		body = append(body, errorBody(e)...)
	}
	return documented([]string{"newError reads the body as far as it is what the document says."},
		jen.Func().Id("newError").Params(jen.Id("response").Op("*").Qual(sdkPath, "ResponseError")).Error().
			Block(append(body, jen.Return(jen.Id("e")))...))
}

func errorBody(e *ir.Error) []jen.Code {
	code := []jen.Code{
		jen.Var().Id("body").Id(e.Body.Name),
		comment([]string{"A body that is something else leaves what was read until then."}),
		jen.Id("_").Op("=").Add(types("Unmarshal", jen.Id("response").Dot("Body"), jen.Op("&").Id("body"))),
	}
	for _, f := range e.Fields {
		value := jen.Id("body").Dot(f.Field.Name)
		if f.Field.Pointer {
			value = rt("Value").Call(value)
		}
		if !embedded(f.Name) {
			code = append(code, jen.Id("e").Dot(f.Name).Op("=").Add(value))
			continue
		}
		code = append(code, jen.If(jen.Id("e").Dot(f.Name).Op("==").Add(lit(""))).Block(
			jen.Id("e").Dot(f.Name).Op("=").Add(value)))
	}
	return code
}

// errorWith makes the name of errors whose bodies have types of their own.
func errorWith(api *ir.API) jen.Code {
	if api.Yields["ErrorWith"] {
		return jen.Null()
	}
	lines := []string{"ErrorWith is an error answer whose body has a type of its own, for errors.As. It wraps the Error."}
	return documented(lines, jen.Type().Id("ErrorWith").Types(jen.Id("T").Any()).Op("=").Qual(sdkPath, "ErrorWith").Types(jen.Id("T")))
}

// failures makes the names of the errors that calls return, beside the API's own.
func failures(api *ir.API) jen.Code {
	known := [][2]string{
		{"DecodeError", "a success whose body is not what the document says; it holds the body"},
		{"RedirectError", "a redirect that is not followed, because a write would become a read or go elsewhere"},
		{"TransportError", "no complete response came: the connection failed, or a try took too long"},
		{"InterruptedError", "the context ended before the call did"},
		{"InvalidRequestError", "the document forbids the request; nothing was sent"},
		{"MissingCredentialError", "the client has no credential for the operation; nothing was sent"},
		{"TokenError", "the token source failed; nothing was sent"},
	}
	return documented([]string{"Errors of calls, for errors.As."}, jen.Type().Defs(aliases(api, known)...))
}

// sentinels makes what errors.Is compares to.
func sentinels(api *ir.API) jen.Code {
	known := [][2]string{
		{"ErrNotFound", "404"},
		{"ErrUnauthorized", "401: the credential is missing, wrong or expired"},
		{"ErrForbidden", "403: the credential lacks a permission"},
		{"ErrConflict", "409"},
		{"ErrValidation", "400 or 422, and requests that were refused before they were sent"},
		{"ErrRateLimited", "429"},
		{"ErrDailyLimit", "429 that waiting does not help against today; it is ErrRateLimited, too"},
		{"ErrServer", "5xx"},
		{"ErrAttemptTimeout", "a try took longer than WithAttemptTimeout allows"},
		{"ErrCutShort", "the connection ended before the response did"},
		{"ErrUndeclaredStatus", "a success with a status that the document does not declare"},
		{"ErrNotJSON", "the body of a success is no JSON"},
		{"ErrEmptyBody", "a success came without the body that it must have"},
		{"ErrResponseTooLarge", "the body of a success is larger than WithMaxResponseBytes allows"},
		{"ErrCursorLoop", "a list's page names a cursor that was used before"},
		{"ErrEmptyPages", "a list has more pages without items in a row than WithMaxEmptyPages allows"},
		{"ErrForeignLink", "a list's page names a next page on another server"},
		{"ErrDryRun", "DryRun has made the request, and nothing was sent"},
	}
	return documented([]string{"Kinds of errors, for errors.Is."}, jen.Var().Defs(aliases(api, known)...))
}

// aliases are the run-time's names with what they mean, but for those that the document's types have.
func aliases(api *ir.API, known [][2]string) []jen.Code {
	var defs []jen.Code
	for _, name := range known {
		if !api.Yields[name[0]] {
			defs = append(defs, comment([]string{name[0] + ": " + name[1] + "."}).Line().Id(name[0]).Op("=").Qual(sdkPath, name[0]))
		}
	}
	return defs
}
