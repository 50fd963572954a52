package sdk_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/oauth2"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/check"
	"github.com/hubchannels/hubchannels-go/sdk/codec"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot/hubspottest"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
	"github.com/hubchannels/hubchannels-go/sdk/webhook"
)

// What must never be printed: credentials, a header of the caller's own, and what a message says.
const (
	secretToken  = "pat-na1-0123456789"
	secretKey    = "hapikey-4711-0815"
	secretHeader = "header-of-my-own"
	secretText   = "the blue one"
)

func secrets() []string {
	all := []string{secretToken, secretKey, secretHeader, secretText}
	for _, secret := range all[:3] {
		all = append(all, base64.StdEncoding.EncodeToString([]byte(secret)))
	}
	return all
}

// rows has a value of each exported type, with secrets wherever such a value can hold one. Types without a field that
// could are there as their zero values.
func rows(t *testing.T) map[string]any {
	v, err := hubspot.NewVerifier(secretKey)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := webhook.NewHMAC(webhook.HMACConfig{Header: "X-Signature"}, secretKey)
	if err != nil {
		t.Fatal(err)
	}
	config := hubspot.TokenConfig{ClientID: "id", ClientSecret: secretKey, RefreshToken: secretToken, AccessToken: secretToken, HTTPClient: &http.Client{}}
	source, err := hubspot.NewTokenSource(config)
	if err != nil {
		t.Fatal(err)
	}
	failed := errors.New(secretToken + secretText)
	echo := http.Header{"X-Echo": {secretToken}}
	body := []byte(`{"text":"` + secretText + secretToken + `"}`)
	all := map[string]any{
		"sdk.Attempt": sdk.Attempt{}, "sdk.CallOption": sdk.Header("X-Own", secretHeader), "sdk.Drift": sdk.Drift{}, "sdk.DriftKind": sdk.DriftProperty, "sdk.Date": sdk.Date{}, "sdk.Decimal": sdk.Decimal("12.50"), "sdk.Base64URL": sdk.Base64URL("a"), "sdk.UnixTime": sdk.UnixTime(1), "sdk.File": sdk.File{Content: strings.NewReader(secretText)},
		"sdk.Limits": sdk.Limits{}, "sdk.MissingCredentialError": &sdk.MissingCredentialError{}, "sdk.Option": sdk.WithHeader("X-Own", secretHeader),
		"sdk.Page": sdk.Page[int]{}, "sdk.Quota": sdk.Quota{}, "sdk.RetryPolicy": sdk.RetryPolicy{},
		"sdk.Response":            sdk.Response{StatusCode: 200, Header: echo, CorrelationID: secretToken},
		"sdk.RoundTripperFunc":    sdk.RoundTripperFunc(nil),
		"sdk.InterruptedError":    &sdk.InterruptedError{Err: context.Canceled, Cause: failed},
		"sdk.InvalidRequestError": &sdk.InvalidRequestError{Err: errors.New("limit: too large")},
		"runtime.API":             runtime.API{}, "runtime.Advice": runtime.Advice{}, "runtime.Again": runtime.AgainNever, "runtime.Answer": runtime.Answer{}, "runtime.Failure": runtime.Failure{},
		"runtime.Server": runtime.Server{}, "runtime.ServerVariable": runtime.ServerVariable{},
		"runtime.Encoding": runtime.AsJSON, "runtime.Operation": &runtime.Operation{}, "runtime.PageBy": runtime.PageBy(0), "runtime.Paging": runtime.Paging{},
		"runtime.Pace":      runtime.NewPace(1, time.Second),
		"runtime.Parameter": runtime.Parameter{}, "runtime.Part": runtime.Part{}, "runtime.Repeat": runtime.RepeatAlways, "runtime.RequestBody": runtime.RequestBody{},
		"runtime.Requirement": runtime.Requirement{}, "runtime.Scheme": runtime.Scheme{}, "runtime.Parts": parts(),
		"runtime.Call":   runtime.Call{Path: []any{secretText}, Body: json.RawMessage(body), Stream: strings.NewReader(secretText), ContentType: secretText},
		"sdk.Event":      sdk.Event{ID: secretKey, Name: secretToken, Data: secretText},
		"sdk.EventError": &sdk.EventError{Event: sdk.Event{Name: secretToken, Data: secretText}},
		"sdk.Link":       sdk.Link{}, "runtime.ResponseHeader": runtime.ResponseHeader{}, "runtime.HeaderKind": runtime.HeaderText,
		"runtime.Streaming": runtime.Streaming{}, "runtime.Framing": runtime.Events, "runtime.DataKind": runtime.DataJSON,
		"runtime.Client":    client(t, func(w http.ResponseWriter, _ *http.Request) {}),
		"runtime.Reply":     runtime.Reply{StatusCode: 400, Header: echo, Body: body},
		"webhook.BodyError": &webhook.BodyError{Err: errors.New("expected a number")}, "webhook.DeduperError": &webhook.DeduperError{Err: errors.New("disk full")},
		"webhook.DeliveryState": webhook.DeliveryDone, "webhook.Event": webhook.Event{}, "webhook.MemoryDeduper": webhook.NewMemoryDeduper(0, 0, nil),
		"webhook.Handler": &webhook.Handler{Verifier: v}, "webhook.StatusError": &webhook.StatusError{Status: 410, Err: errors.New("gone")},
		"webhook.HMAC": signer, "webhook.HMACConfig": webhook.HMACConfig{Header: "X-Signature"}, "webhook.Encoding": webhook.Hex, "webhook.Unsigned": webhook.Unsigned{},
		"hubspot.Manners": hubspot.Manners{}, "hubspot.VerifierOption": hubspot.WithPublicURL("https://a.example/" + secretKey),
		"hubspot.TokenConfig": config, "hubspot.TokenSource": source, "hubspot.Verifier": v,
		"hubspottest.Policy": hubspottest.Daily, "hubspottest.Vendor": hubspottest.Vendor{},
	}
	maps.Copy(all, models(t))
	maps.Copy(all, forTests(t))
	maps.Copy(all, installation(t))
	maps.Copy(all, failures(t))
	maps.Copy(all, stores(t))
	return all
}

// models are what reads, writes and checks models, and what is wrong with one: its place, and not its value.
func models(t *testing.T) map[string]any {
	types := &codec.Types{}
	var into struct {
		Text int `json:"text"`
	}
	var wrong *codec.DecodeError
	if err := types.Unmarshal([]byte(`{"text":"`+secretText+secretToken+`"}`), &into); !errors.As(err, &wrong) {
		t.Fatalf("got %T %v", err, err)
	}
	var problems check.Problems
	problems = problems.Check(check.OneOf(secretText, "a", "b"), "text", "must be one of a, b")
	return map[string]any{
		"codec.DecodeError": wrong, "codec.Noted": codec.Noted{Value: &[]string{secretText, secretToken}, Note: "items.null"}, "codec.Types": types,
		"codec.Case": codec.Case{}, "codec.Choice": codec.Choice{}, "codec.Constant": codec.Constant{}, "codec.Interface": codec.Interface[any]{},
		"codec.Description": codec.Description{}, "codec.Union": codec.Union{},
		"check.Problem": problems[0], "check.Problems": problems, "check.Rule": check.Rule{},
	}
}

// forTests are a server for tests, and what it has seen: a test's credentials may be real ones.
func forTests(t *testing.T) map[string]any {
	const document = `{"openapi":"3.0.3","info":{"title":"A","version":"1"},"paths":{"/a":{"get":{"responses":{"204":{"description":"None."}}}}}}`
	config := sdktest.Config{Document: "a.json", Files: map[string]string{"a.json": document}}
	api, err := sdktest.NewAPI(config)
	if err != nil {
		t.Fatal(err)
	}
	server := sdktest.Start(api, sdktest.AllowViolations())
	t.Cleanup(server.Close)
	server.Revoke(secretToken)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+"/a?key="+secretKey, strings.NewReader(secretText))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+secretToken)
	response, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Do(request)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	seen := server.Requests()[0]
	return map[string]any{
		"sdktest.API": api, "sdktest.Config": config, "sdktest.Operation": sdktest.Operation{}, "sdktest.Server": server, "sdktest.Request": seen,
		"sdktest.Fault": sdktest.AnswerWith(400, "text/plain", secretText), "sdktest.Option": sdktest.WithoutExamples(), "sdktest.Limit": sdktest.NewLimit(1, time.Second), "sdktest.Failure": sdktest.Failure{},
		"sdktest.Quota": sdktest.Quota{}, "sdktest.Problem": sdktest.Problem{}, "sdktest.Violation": &sdktest.Violation{Method: "POST", Path: "/a"},
		"sdktest.Response": sdktest.Response{Status: 400, Header: response.Header, Body: []byte(secretText)},
		"sdktest.Delivery": sdktest.Delivery{Status: 400, Header: request.Header, Body: []byte(secretText)},
	}
}

// installation are an app, and what is made of it.
func installation(t *testing.T) map[string]any {
	config := hubspot.AppConfig{ClientID: "id", ClientSecret: secretKey, RedirectURL: "https://a.example", Scopes: []string{"files"}}
	store := &hubspot.MemoryTokenStore{}
	if err := store.Save(t.Context(), "1", &oauth2.Token{AccessToken: secretToken, RefreshToken: secretToken}); err != nil {
		t.Fatal(err)
	}
	config.Store = store
	app, err := hubspot.NewApp(config)
	if err != nil {
		t.Fatal(err)
	}
	account, err := app.Account(t.Context(), "1")
	if err != nil {
		t.Fatal(err)
	}
	clients := hubspot.NewClients(app, func(_ context.Context, account *hubspot.Account) (*runtime.Client, error) {
		return runtime.New(runtime.API{BaseURL: "https://a.example"}, account.Option())
	})
	if _, err := clients.For(t.Context(), "1"); err != nil {
		t.Fatal(err)
	}
	config.Store, config.HTTPClient = nil, &http.Client{Transport: sdk.RoundTripperFunc(func(*http.Request) (*http.Response, error) {
		return nil, errors.New(secretKey + secretToken)
	})}
	failing, err := hubspot.NewApp(config)
	if err != nil {
		t.Fatal(err)
	}
	var exchange *hubspot.ExchangeError
	if _, err := failing.Exchange(t.Context(), secretToken); !errors.As(err, &exchange) {
		t.Fatalf("got %T", err)
	}
	return map[string]any{
		"hubspot.App": app, "hubspot.AppConfig": config, "hubspot.Account": account, "hubspot.Clients": clients,
		"hubspot.ExchangeError": exchange, "hubspot.InstallHandler": app.InstallHandler(clients.Prepare), "hubspot.MemoryTokenStore": store, "hubspottest.OAuth": hubspottest.NewOAuth(t),
	}
}

func parts() *runtime.Parts {
	p := runtime.NewParts()
	p.Text("text", secretText)
	return p
}

// scheme is where the token goes.
func scheme() *runtime.Scheme {
	return &runtime.Scheme{Name: "oauth", In: "header", Key: "Authorization", Prefix: "Bearer "}
}

func client(t *testing.T, answer http.HandlerFunc, opts ...sdk.Option) *runtime.Client {
	t.Helper()
	server := httptest.NewServer(answer)
	t.Cleanup(server.Close)
	key := &runtime.Scheme{Name: "key", In: "query", Key: "hapikey"}
	c, err := runtime.New(runtime.API{BaseURL: server.URL, Manners: hubspot.Manners{}}, append([]sdk.Option{
		runtime.WithCredential(scheme(), secretToken), runtime.WithCredential(key, secretKey), sdk.WithHeader("X-Own", secretHeader), sdk.WithoutRetries(),
	}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.CloseIdleConnections)
	return c
}

// failures are the errors of calls that fail in each way, from servers that repeat what they were sent.
func failures(t *testing.T) map[string]any {
	echo := func(status int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("X-Echo", r.Header.Get("Authorization"))
			w.Header().Set("X-HubSpot-Correlation-Id", secretToken)
			w.Header().Set("Location", "https://elsewhere.example/?hapikey="+secretKey)
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		}
	}
	fails := func(req *http.Request) (*http.Response, error) {
		return nil, fmt.Errorf("dialing with %q for %q", req.Header.Get("Authorization"), secretText)
	}
	refused := &oauth2.RetrieveError{Response: &http.Response{StatusCode: 400}, Body: []byte(secretKey), ErrorCode: secretKey}
	found := map[string]any{
		"sdk.ResponseError": failure[*sdk.ResponseError](t, client(t, echo(400, secretToken+secretText))),
		"sdk.DecodeError":   failure[*sdk.DecodeError](t, client(t, echo(200, `{"`+secretToken+`":`))),
		"sdk.ErrorWith": &sdk.ErrorWith[string]{Body: new(secretText),
			Err: failure[*sdk.ResponseError](t, client(t, echo(400, secretToken+secretText)))},
		"sdk.RedirectError": failure[*sdk.RedirectError](t, client(t, echo(302, secretText))),
		"sdk.TransportError": failure[*sdk.TransportError](t, client(t, echo(200, ""),
			sdk.WithHTTPClient(&http.Client{Transport: sdk.RoundTripperFunc(fails)}))),
		"sdk.TokenError": failure[*sdk.TokenError](t, client(t, echo(200, ""), runtime.WithTokenSource(scheme(), source{refused}))),
	}
	config := hubspot.TokenConfig{ClientID: "id", ClientSecret: secretKey, RefreshToken: secretToken, HTTPClient: &http.Client{
		Transport: sdk.RoundTripperFunc(func(*http.Request) (*http.Response, error) { return nil, errors.New(secretKey + secretToken) }),
	}}
	tokens, err := hubspot.NewTokenSource(config)
	if err != nil {
		t.Fatal(err)
	}
	var refresh *hubspot.RefreshError
	if _, err := tokens.Token(); !errors.As(err, &refresh) {
		t.Fatalf("got %T", err)
	}
	found["hubspot.RefreshError"] = refresh
	return found
}

type source struct{ err error }

func (s source) Token() (*oauth2.Token, error) { return nil, s.err }

func failure[T error](t *testing.T, c *runtime.Client) (failed T) {
	t.Helper()
	var into struct{ ID string }
	err := c.Do(t.Context(), &runtime.Call{
		Operation: &runtime.Operation{Name: "Publish", Method: "POST", Path: "/things", Security: []runtime.Requirement{{scheme(), {Name: "key"}}}},
		Body:      json.RawMessage(`{"text":"` + secretText + `"}`), Result: &into,
	})
	if !errors.As(err, &failed) {
		t.Fatalf("got %T %v, want %T", err, err, failed)
	}
	return failed
}

// TestNothingPrintedTellsASecret prints a value of each exported type in each way, as it is, behind its pointer, and inside
// of other values.
func TestNothingPrintedTellsASecret(t *testing.T) {
	for name, value := range rows(t) {
		for how, value := range shapes(value) {
			for printer, text := range printed(value) {
				for _, secret := range secrets() {
					if strings.Contains(text, secret) {
						t.Errorf("%s, %s: %s shows %q: %.300s", name, how, printer, secret, text)
					}
				}
			}
		}
	}
}

// shapes are the ways in which a program holds a value. What has a lock is held by its pointer: vet refuses a copy.
func shapes(value any) map[string]any {
	all := map[string]any{"itself": value, "in a slice": []any{value}, "in a field": struct{ Value any }{value}}
	if v := reflect.ValueOf(value); v.Kind() == reflect.Pointer && !locked(v.Type().Elem()) {
		all["dereferenced"] = v.Elem().Interface()
	}
	return all
}

// locked reports whether a type has a field of the packages sync or sync/atomic, which must not be copied.
func locked(t reflect.Type) bool {
	if t.PkgPath() == "sync" || t.PkgPath() == "sync/atomic" {
		return true
	}
	if t.Kind() != reflect.Struct {
		return false
	}
	for field := range t.Fields() {
		if locked(field.Type) {
			return true
		}
	}
	return false
}

func printed(value any) map[string]string {
	texts := map[string]string{}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
		texts[verb] = fmt.Sprintf(verb, value)
	}
	if text, err := json.Marshal(value); err == nil {
		texts["JSON"] = string(text)
	}
	var text, lines bytes.Buffer
	slog.New(slog.NewTextHandler(&text, nil)).Info("printed", "value", value)
	slog.New(slog.NewJSONHandler(&lines, nil)).Info("printed", "value", value)
	texts["text log"], texts["JSON log"] = text.String(), lines.String()
	return texts
}

// TestEachExportedTypeHasARow holds the rows against the packages, so that no new type is forgotten.
func TestEachExportedTypeHasARow(t *testing.T) {
	have := rows(t)
	var declared []string
	for folder, name := range map[string]string{".": "sdk", "runtime": "runtime", "hubspot": "hubspot", "hubspot/hubspottest": "hubspottest", "webhook": "webhook", "codec": "codec", "check": "check", "sdktest": "sdktest",
		"hubspot/sqlstore": "sqlstore"} {
		for _, typeName := range exportedTypes(t, folder) {
			declared = append(declared, name+"."+typeName)
		}
	}
	for _, name := range declared {
		if _, ok := have[name]; !ok {
			t.Errorf("%s has no row: add a value of it, with a secret wherever it can hold one", name)
		}
	}
	if others := exportedTypes(t, "otel"); !slices.Equal(others, []string{"Option"}) { // a module of its own; a function holds what it will
		t.Errorf("otel has the types %q, of which nothing here knows what they print", others)
	}
	for name := range have {
		if !slices.Contains(declared, name) {
			t.Errorf("there is no type %s", name)
		}
	}
}

// exportedTypes are those that a package declares, but for interfaces: of these, whatever is behind them is printed.
func exportedTypes(t *testing.T, folder string) (names []string) {
	set := token.NewFileSet()
	paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	config := types.Config{Importer: nothing{}, Error: func(error) {}} // what is imported is of no interest
	pkg, _ := config.Check(folder, set, files, nil)
	for _, name := range pkg.Scope().Names() {
		object, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		if ok && object.Exported() && !object.IsAlias() && !types.IsInterface(object.Type()) {
			names = append(names, name)
		}
	}
	return names
}

// nothing imports empty packages.
type nothing struct{}

func (nothing) Import(path string) (*types.Package, error) {
	pkg := types.NewPackage(path, path[strings.LastIndexByte(path, '/')+1:])
	pkg.MarkComplete()
	return pkg, nil
}
