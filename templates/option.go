package templates

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/godoc"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Options makes the client options and the options of a call: the credentials that the document asks for, and the
// runtime's own, so that users import one package.
func Options(api *ir.API) []jen.Code {
	code := []jen.Code{
		documented([]string{"Option configures a Client."}, jen.Type().Id("Option").Op("=").Qual(sdkPath, "Option")),
		documented([]string{"CallOption changes one call."}, jen.Type().Id("CallOption").Op("=").Qual(sdkPath, "CallOption")),
	}
	for _, alias := range [][2]string{
		{"Response", "is what CaptureResponse tells of a call's response."},
		{"Limits", "are how many requests the server still allows, where it says so."},
		{"RetryPolicy", "is how failed requests are repeated, see WithRetry."},
	} {
		if !api.Yields[alias[0]] {
			code = append(code, documented([]string{strings.Join(alias[:], " ")}, jen.Type().Id(alias[0]).Op("=").Qual(sdkPath, alias[0])))
		}
	}
	for _, credential := range api.Credentials {
		code = append(code, credentialOption(credential))
		if len(credential.Schemes) == 1 && credential.Schemes[0].Token {
			code = append(code, tokenSourceOption(credential))
		}
		if credential.ClientCredentials != "" && len(credential.Schemes) == 1 {
			code = append(code, clientCredentialsOption(credential))
		}
		if credential.Config != "" && len(credential.Schemes) == 1 {
			code = append(code, codeGrant(credential)...)
		}
	}
	for _, option := range runtimeOptions(api) {
		if !api.Yields[option.name] {
			code = append(code, runtimeOption(option))
		}
	}
	return slices.Concat(code, captureHeaders(api), serverVariableOption(api))
}

func credentialOption(credential *ir.Credential) jen.Code {
	var params, calls []jen.Code
	for _, scheme := range credential.Schemes {
		function, args := "WithCredential", []jen.Code{jen.Id(scheme.Var)}
		if scheme.Basic {
			function = "WithBasicAuth"
		}
		for _, name := range schemeArguments(credential, scheme) {
			params, args = append(params, jen.Id(name)), append(args, jen.Id(name))
		}
		calls = append(calls, rt(function).Call(args...))
	}
	result := calls[0]
	if len(calls) > 1 {
		result = rt("Options").Call(calls...)
	}
	return documented(godoc.Lines(credential.Doc, credential.Option),
		jen.Func().Id(credential.Option).Params(jen.List(params...).String()).Id("Option").Block(jen.Return(result)))
}

// schemeArguments are what a credential's option takes for one of its schemes.
func schemeArguments(credential *ir.Credential, scheme *ir.Scheme) []string {
	switch {
	case !scheme.Basic:
		return []string{scheme.Arg}
	case len(credential.Schemes) == 1:
		return []string{"user", "password"}
	default:
		return []string{scheme.Arg + "User", scheme.Arg + "Password"}
	}
}

func tokenSourceOption(credential *ir.Credential) jen.Code {
	name := credential.Option + "Source"
	doc := ir.Doc{Text: fmt.Sprintf("%s asks source for a token when the last one nears its end: once for all goroutines. "+
		"It takes the place of %s.", name, credential.Option)}
	return documented(godoc.Lines(doc, name), jen.Func().Id(name).
		Params(jen.Id("source").Qual("golang.org/x/oauth2", "TokenSource")).Id("Option").Block(
		jen.Return(rt("WithTokenSource").Call(jen.Id(credential.Schemes[0].Var), jen.Id("source")))))
}

// clientCredentialsOption makes the option that asks the document's token endpoint for tokens.
func clientCredentialsOption(credential *ir.Credential) jen.Code {
	scheme, name := credential.Schemes[0], credential.ClientCredentials
	doc := ir.Doc{Text: fmt.Sprintf("%s asks %s for tokens, by the id and the secret of a client, and for the scopes that are given. "+
		"It takes the place of %s.", name, scheme.TokenURL, credential.Option)}
	if len(scheme.TokenScopes) > 0 {
		doc.Text += "\n\nThe document knows the scopes " + strings.Join(scheme.TokenScopes, ", ") + "."
	}
	return documented(godoc.Lines(doc, name), jen.Func().Id(name).
		Params(jen.List(jen.Id("id"), jen.Id("secret")).String(), jen.Id("scopes").Op("...").String()).Id("Option").Block(
		jen.Return(rt("WithClientCredentials").Call(jen.Id(scheme.Var), lit(scheme.TokenURL), jen.Id("id"), jen.Id("secret"), jen.Id("scopes").Op("...")))))
}

// wrapped is a function of the runtime that generated packages repeat.
type wrapped struct {
	name, result, doc string
	params            []jen.Code
	args              []jen.Code
}

// runtimeType is a type of the run-time: under the name that the package has for it, unless the document's has that.
func runtimeType(api *ir.API, name string) *jen.Statement {
	if api.Yields[name] {
		return jen.Qual(sdkPath, name)
	}
	return jen.Id(name)
}

func runtimeOptions(api *ir.API) []wrapped {
	duration := func() *jen.Statement { return jen.Qual("time", "Duration") }
	one := func(name string, t *jen.Statement, function, result, doc string) wrapped {
		return wrapped{name: function, result: result, doc: doc,
			params: []jen.Code{jen.Id(name).Add(t)}, args: []jen.Code{jen.Id(name)}}
	}
	return []wrapped{
		one("url", jen.String(), "WithBaseURL", "Option",
			"WithBaseURL sends all requests to another server than the document's. Plain http is refused unless the host is "+
				"loopback, see [WithInsecureHTTP]."),
		{name: "WithInsecureHTTP", result: "Option", doc: "WithInsecureHTTP allows a plain-http base URL whose host is not " +
			"loopback. Credentials and messages are then readable by everybody on the way."},
		one("client", jen.Op("*").Qual("net/http", "Client"), "WithHTTPClient", "Option",
			"WithHTTPClient uses the client's transport, cookie jar, redirect policy and timeout (one for each try). The "+
				"client itself is not changed."),
		{name: "WithMiddleware", result: "Option", doc: "WithMiddleware puts functions around the transport; the first one " +
			"given is the outermost. They see every try, with its credentials.",
			params: []jen.Code{jen.Id("middleware").Op("...").Func().
				Params(jen.Id("next").Qual("net/http", "RoundTripper")).Qual("net/http", "RoundTripper")},
			args: []jen.Code{jen.Id("middleware").Op("...")}},
		one("policy", runtimeType(api, "RetryPolicy"), "WithRetry", "Option",
			"WithRetry sets how failed requests are repeated. Fields that are zero keep their defaults."),
		{name: "WithoutRetries", result: "Option", doc: "WithoutRetries sends every request once."},
		{name: "WithRateLimit", result: "Option", doc: "WithRateLimit allows n requests per duration, for all goroutines and " +
			"tries of the client together. By default there is no limit.",
			params: []jen.Code{jen.Id("n").Int(), jen.Id("per").Add(duration())},
			args:   []jen.Code{jen.Id("n"), jen.Id("per")}},
		one("logger", jen.Op("*").Qual("log/slog", "Logger"), "WithLogger", "Option",
			"WithLogger writes one line per call. At debug level it adds the bodies, with what the document calls sensitive "+
				"left out."),
		{name: "WithErrorMessages", result: "Option", doc: "WithErrorMessages adds to errors' texts what the server says in words, " +
			"which may quote the request: what a message said, names, phone numbers. Credentials are taken out in any case."},
		one("report", jen.Func().Params(jen.Qual(sdkPath, "Drift")), "WithObserver", "Option",
			"WithObserver reports what the server answers and the document does not know, each thing once: properties, enum values, "+
				"variants, statuses, and that an operation is deprecated or ends. It gets no values, and is called by several goroutines at once."),
		one("d", duration(), "WithAttemptTimeout", "Option",
			"WithAttemptTimeout bounds each try, besides the context's deadline, which bounds the call."),
		one("n", jen.Int64(), "WithMaxResponseBytes", "Option",
			"WithMaxResponseBytes bounds the response bodies that the client reads. The default is 10 MiB."),
		one("n", jen.Int(), "WithMaxEmptyPages", "Option",
			"WithMaxEmptyPages bounds how many pages without items an iterator fetches in a row. The default is 100."),
		one("suffix", jen.String(), "WithUserAgent", "Option",
			"WithUserAgent adds the name of your program to the User-Agent header, such as \"sms-bridge/1.4\"."),
		{name: "WithHeader", result: "Option", doc: "WithHeader adds a header to every request.",
			params: []jen.Code{jen.List(jen.Id("key"), jen.Id("value")).String()},
			args:   []jen.Code{jen.Id("key"), jen.Id("value")}},
		one("option", jen.Id("Option"), "Credential", "CallOption",
			"Credential makes the call with another credential than the client's: one client serves many accounts. The option "+
				"is one of those that set a credential; one that takes it from a source keeps what it got for all calls that "+
				"get the same CallOption."),
		one("d", duration(), "Timeout", "CallOption", "Timeout bounds the call with all its tries."),
		{name: "Header", result: "CallOption", doc: "Header adds a header to the call's requests.",
			params: []jen.Code{jen.List(jen.Id("key"), jen.Id("value")).String()},
			args:   []jen.Code{jen.Id("key"), jen.Id("value")}},
		{name: "Query", result: "CallOption", doc: "Query adds a parameter to the call's query that the document does not know.",
			params: []jen.Code{jen.List(jen.Id("key"), jen.Id("value")).String()},
			args:   []jen.Code{jen.Id("key"), jen.Id("value")}},
		one("policy", runtimeType(api, "RetryPolicy"), "Retry", "CallOption",
			"Retry repeats the call by another policy than the client's. MaxAttempts: 1 sends it once."),
		one("url", jen.String(), "BaseURL", "CallOption", "BaseURL sends the call to another server, with its credentials."),
		one("key", jen.String(), "IdempotencyKey", "CallOption",
			"IdempotencyKey sets the key by which the API recognises a repeated call, where the operation has one. Without it "+
				"the client makes a random one per call."),
		one("link", jen.String(), "Follow", "CallOption",
			"Follow sends the call to the address that a page of its list named as the next one. \"\" is the operation's own address."),
		one("into", jen.Op("*").Add(runtimeType(api, "Response")), "CaptureResponse", "CallOption",
			"CaptureResponse fills into with the response's status, header, tries and limits, also when the call fails."),
		one("into", jen.Op("*").Index().Byte(), "CaptureBody", "CallOption",
			"CaptureBody copies the body of the call's last response to into, as it came, also when the call fails."),
		one("into", jen.Op("**").Qual("net/http", "Request"), "DryRun", "CallOption",
			"DryRun puts the call's request where into points to, and sends nothing: the call fails with [sdk.ErrDryRun]."),
	}
}

func runtimeOption(option wrapped) jen.Code {
	lines := godoc.Lines(ir.Doc{Text: option.doc}, strings.SplitN(option.doc, " ", 2)[0])
	path := sdkPath
	if option.name == "Credential" || option.name == "WithObserver" {
		path = runtimePath
	}
	return documented(lines, jen.Func().Id(option.name).Params(option.params...).Id(option.result).Block(
		jen.Return(jen.Qual(path, option.name).Call(option.args...))))
}
