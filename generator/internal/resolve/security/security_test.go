package security_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/documenttest"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/security"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// schemes are those of a document, which says besides what all its operations ask for.
func schemes(t *testing.T, said, required string) (*security.Schemes, documenttest.Passes) {
	t.Helper()
	passes := documenttest.Run(t, "paths: {}\nsecurity: ["+required+"]\ncomponents:\n  securitySchemes: {"+said+"}\n")
	return security.Resolve(passes.Doc, passes.Names), passes
}

func TestResolve(t *testing.T) {
	const flow = "type: oauth2, flows: {clientCredentials: {tokenUrl: '%s', scopes: {b: B, a: A}}}"
	for said, want := range map[string]string{
		"k: {type: apiKey, in: query, name: api_key}":                      "WithK(k: query api_key)",
		"k: {type: apiKey, in: cookie, name: sid}":                         "WithK(k: cookie sid)",
		"k: {type: apiKey, in: header, name: X-Key}":                       "WithK(k: header X-Key)",
		"k: {type: http, scheme: bearer}":                                  "WithK(token: header Authorization Bearer )",
		"k: {type: http, scheme: Bearer}":                                  "WithK(token: header Authorization Bearer )",
		"k: {type: http, scheme: basic}":                                   "WithK(basic: header Authorization Basic )",
		"k: {type: http, scheme: Digest}":                                  "WithK(k: header Authorization Digest )",
		"k: {type: openIdConnect, openIdConnectUrl: 'https://a.example/'}": "WithK(token: header Authorization Bearer )",
		"k: {" + fmt.Sprintf(flow, "https://a.example/token") + "}":        "WithK(token: header Authorization Bearer  from https://a.example/token for [a b] by WithKClientCredentials)",
		"k: {" + fmt.Sprintf(flow, "http://a.example/token") + "}":         "WithK(token: header Authorization Bearer )", // a secret in the clear
		"k: {" + fmt.Sprintf(flow, "https://u:p@a.example/token") + "}":    "WithK(token: header Authorization Bearer )",
		"k: {type: oauth2, flows: {authorizationCode: {authorizationUrl: 'https://a.example/', tokenUrl: 'https://a.example/t', refreshUrl: 'https://a.example/r', scopes: {b: B, a: A}}}}": "WithK(token: header Authorization Bearer ) KConfig WithKRefresh {https://a.example/ https://a.example/t https://a.example/r [a b]}",
		"k: {type: oauth2, flows: {authorizationCode: {authorizationUrl: 'http://a.example/', tokenUrl: 'https://a.example/t', scopes: {}}}}":                                               "WithK(token: header Authorization Bearer )",
		"a: {type: apiKey, in: query, name: a, x-sdk-credential: Keys}, b: {type: apiKey, in: query, name: b, x-sdk-credential: Keys}":                                                      "WithKeys(a: query a, b: query b)",
	} {
		found, passes := schemes(t, said, "")
		var got []string
		for _, credential := range found.Credentials {
			got = append(got, shown(credential))
		}
		if text := strings.Join(got, "; "); text != want || passes.Doc.Err() != nil {
			t.Errorf("%s: got %q, want %q; %v", said, text, want, passes.Doc.Err())
		}
	}
}

// shown is an option with its arguments, and where each goes.
func shown(credential *ir.Credential) string {
	var arguments []string
	for _, s := range credential.Schemes {
		text := fmt.Sprintf("%s: %s %s", s.Arg, s.In, s.Key)
		if s.Prefix != "" {
			text += " " + s.Prefix
		}
		if s.TokenURL != "" {
			text += fmt.Sprintf(" from %s for %s by %s", s.TokenURL, s.TokenScopes, credential.ClientCredentials)
		}
		arguments = append(arguments, text)
	}
	text := credential.Option + "(" + strings.Join(arguments, ", ") + ")"
	if credential.Config != "" {
		text += fmt.Sprintf(" %s %s %v", credential.Config, credential.Refresh, *credential.Schemes[0].Code)
	}
	return text
}

// TestRequirements has an operation say what it asks for, or leave that to the document.
func TestRequirements(t *testing.T) {
	found, _ := schemes(t, "k: {type: apiKey, in: query, name: k}, t: {type: http, scheme: bearer}", "{k: []}")
	for _, test := range []struct {
		required *openapi3.SecurityRequirements
		want     string
	}{
		{nil, "[[k]]"},
		{&openapi3.SecurityRequirements{}, "[]"},
		{&openapi3.SecurityRequirements{{"t": nil}}, "[[t]]"},
		{&openapi3.SecurityRequirements{{"t": nil, "k": nil}}, "[[k t]]"},
		{&openapi3.SecurityRequirements{{"t": nil}, {}}, "[[t] []]"},
		{&openapi3.SecurityRequirements{{}, {"t": nil}, {"k": nil}}, "[[t] [k] []]"},
	} {
		names := [][]string{}
		for _, alternative := range found.Requirements(&openapi3.Operation{Security: test.required}) {
			var schemes []string
			for _, scheme := range alternative {
				schemes = append(schemes, scheme.Name)
			}
			names = append(names, schemes)
		}
		if got := fmt.Sprint(names); got != test.want {
			t.Errorf("%v: got %s, want %s", test.required, got, test.want)
		}
	}
}

// TestLost has a credential that is no part of a request, and a name that Go cannot have.
func TestLost(t *testing.T) {
	_, passes := schemes(t, "m: {type: mutualTLS}, k: {type: http, scheme: basic, x-sdk-credential: not a name}", "")
	if lost := fmt.Sprint(passes.Doc.Lost()); !strings.Contains(lost, "the scheme m has no option") {
		t.Errorf("got %s", lost)
	}
	if err := passes.Doc.Err(); err == nil || !strings.Contains(err.Error(), `"not a name" is no exported Go name`) {
		t.Errorf("got %v", err)
	}
}

// A request has a header once.
func TestSchemesOfOneHeader(t *testing.T) {
	found, passes := schemes(t, "a: {type: http, scheme: bearer}, b: {type: apiKey, in: header, name: authorization}, c: {type: apiKey, in: query, name: authorization}", "")
	for range 2 {
		found.Requirements(&openapi3.Operation{Security: &openapi3.SecurityRequirements{{"a": nil, "b": nil, "c": nil}, {"a": nil, "c": nil}}})
	}
	losses := passes.Doc.Lost()
	if len(losses) != 1 || losses[0].What != "the scheme a is not sent beside b" {
		t.Errorf("got %v", losses)
	}
}
