package runtime_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

func TestCredentialsGoWhereTheSchemeSays(t *testing.T) {
	for _, test := range []struct {
		name   string
		scheme runtime.Scheme
		value  string
		want   func(*http.Request) (got, want string)
	}{
		{"bearer", *bearer(), token, func(r *http.Request) (string, string) {
			return r.Header.Get("Authorization"), "Bearer " + token
		}},
		{"header", runtime.Scheme{In: "header", Key: "x-api-key"}, "abc", func(r *http.Request) (string, string) {
			return r.Header.Get("X-Api-Key"), "abc"
		}},
		{"query", *hapikey(), "a b&c", func(r *http.Request) (string, string) {
			return r.URL.RawQuery, "after=3&hapikey=a+b%26c"
		}},
		{"cookie", runtime.Scheme{In: "cookie", Key: "session"}, "abc", func(r *http.Request) (string, string) {
			return r.Header.Get("Cookie"), "session=abc"
		}},
		{"basic", runtime.Scheme{In: "header", Key: "Authorization", Prefix: "Basic ", Basic: true}, "user:pass", func(r *http.Request) (string, string) {
			return r.Header.Get("Authorization"), "Basic dXNlcjpwYXNz"
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.scheme.Name = test.name
			op := publish(runtime.RepeatNever)
			op.Security = []runtime.Requirement{{&test.scheme}}
			c, err := runtime.New(testAPI(), runtime.WithCredential(&test.scheme, test.value), transport(func(_ int, req *http.Request) (*http.Response, error) {
				if got, want := test.want(req); got != want {
					t.Errorf("sent %q, want %q", got, want)
				}
				return response(req, 200, `{}`), nil
			}).option())
			if err != nil {
				t.Fatal(err)
			}
			call := newCall(op, &message{})
			after := "3"
			call.Params = &publishParams{After: &after}
			if err := c.Do(t.Context(), call); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestAlternatives has an operation that takes a bearer token, or else a key and an app's id.
func TestAlternatives(t *testing.T) {
	op := publish(runtime.RepeatNever)
	op.Security = []runtime.Requirement{{bearer()}, {hapikey(), appID()}}
	oauth, key, app := runtime.WithCredential(bearer(), token), runtime.WithCredential(hapikey(), "key"), runtime.WithCredential(appID(), "7")
	for _, test := range []struct {
		name string
		opts []sdk.Option
		want string // Authorization, query; "" is an error
	}{
		{"first", []sdk.Option{oauth}, "Bearer " + token + "?"},
		{"second", []sdk.Option{key, app}, "?hapikey=key&appId=7"},
		{"both", []sdk.Option{app, key, oauth}, "Bearer " + token + "?"},
		{"half", []sdk.Option{key}, ""},
		{"none", nil, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got string
			c, err := runtime.New(testAPI(), append(test.opts, transport(func(_ int, req *http.Request) (*http.Response, error) {
				got = req.Header.Get("Authorization") + "?" + req.URL.RawQuery
				return response(req, 200, `{}`), nil
			}).option())...)
			if err != nil {
				t.Fatal(err)
			}
			err = do(t.Context(), c, op)
			if got != test.want || (err != nil) != (test.want == "") {
				t.Errorf("sent %q, want %q: %v", got, test.want, err)
			}
		})
	}
}

func TestMissingCredentialSaysWhatToDo(t *testing.T) {
	op := publish(runtime.RepeatNever)
	op.Security = []runtime.Requirement{{bearer()}, {hapikey(), appID()}}
	c, err := runtime.New(testAPI())
	if err != nil {
		t.Fatal(err)
	}
	missing := as[*sdk.MissingCredentialError](t, do(t.Context(), c, op))
	want := "Publish: POST /things/{id}/messages: no credential: create the client with WithAccessToken, or WithDeveloperKey"
	if missing.Error() != want {
		t.Errorf("got  %s\nwant %s", missing, want)
	}
}

func TestAnonymous(t *testing.T) {
	for _, security := range [][]runtime.Requirement{nil, {{}}, {{bearer()}, {}}} {
		op := publish(runtime.RepeatNever)
		op.Security = security
		c, err := runtime.New(testAPI(), transport(func(_ int, req *http.Request) (*http.Response, error) {
			return response(req, 200, `{}`), nil
		}).option())
		if err != nil {
			t.Fatal(err)
		}
		if err := do(t.Context(), c, op); err != nil {
			t.Error(err)
		}
	}
}

// everything sets every kind of secret that a request can have.
func everything(op *runtime.Operation) []sdk.Option {
	session := &runtime.Scheme{Name: "session", In: "cookie", Key: "session"}
	key := &runtime.Scheme{Name: "key", In: "header", Key: "X-Key"}
	op.Security = []runtime.Requirement{{bearer(), hapikey(), session, key}}
	return []sdk.Option{
		runtime.WithCredential(hapikey(), "secret-hapikey"), runtime.WithCredential(session, "secret-cookie"),
		runtime.WithCredential(key, "secret-key"), sdk.WithHeader("X-Own", "secret-own"),
	}
}

func TestRedirectToAnotherHostTakesNothingAlong(t *testing.T) {
	other := newServer(t, ok())
	s := newServer(t, answer(302, "", "Location", other.URL+"/elsewhere?hapikey=secret-hapikey&keep=1"))
	op := publish(runtime.RepeatAlways)
	op.Method = "GET"
	c := newClient(t, testAPI(), append(everything(op), sdk.WithBaseURL(s.URL))...)
	call := newCall(op, &message{})
	call.Options = []sdk.CallOption{sdk.Header("X-Call", "secret-call")}
	call.Body = nil
	if err := c.Do(t.Context(), call); err != nil {
		t.Fatal(err)
	}
	got := other.seen()[0]
	text := got.uri + " " + got.body
	for key, values := range got.header {
		text += "\n" + key + ": " + strings.Join(values, ", ")
	}
	for _, secret := range []string{"secret", token, s.URL} {
		if strings.Contains(text, secret) {
			t.Errorf("%q went to another host:\n%s", secret, text)
		}
	}
	if !strings.Contains(got.uri, "keep=1") {
		t.Errorf("the redirect's own query is gone: %s", got.uri)
	}
}

func TestBodyIsNotSentToAnotherHost(t *testing.T) {
	other := newServer(t, ok())
	s := newServer(t, answer(307, "", "Location", other.URL))
	c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL))
	err := do(t.Context(), c, publish(runtime.RepeatAlways))
	failed := as[*sdk.RedirectError](t, err)
	if as[*sdk.ResponseError](t, err).StatusCode != 307 || failed.Target != other.URL || len(other.seen()) != 0 {
		t.Errorf("%d requests arrived elsewhere: %v", len(other.seen()), failed)
	}
}

func TestRedirectOnTheSameHostKeepsTheCredential(t *testing.T) {
	s := newServer(t, answer(307, "", "Location", "/new"), ok())
	op := publish(runtime.RepeatAlways)
	c := newClient(t, testAPI(), append(everything(op), sdk.WithBaseURL(s.URL))...)
	if err := do(t.Context(), c, op); err != nil {
		t.Fatal(err)
	}
	got := s.seen()[1]
	if got.header.Get("Authorization") != "Bearer "+token || got.header.Get("X-Own") == "" || got.body != messageBody {
		t.Errorf("got %+v", got)
	}
	if got.header.Get("Referer") != "" {
		t.Errorf("the query went into Referer: %s", got.header.Get("Referer"))
	}
}

func TestOwnRedirectPolicyIsAsked(t *testing.T) {
	s := newServer(t, answer(307, "", "Location", "/new"))
	stop := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), sdk.WithHTTPClient(stop))
	as[*sdk.ResponseError](t, do(t.Context(), c, publish(runtime.RepeatAlways)))
	if n := len(s.seen()); n != 1 {
		t.Errorf("%d requests", n)
	}
}

// TestNoErrorTellsASecret breaks calls in every way and looks for what their texts must not have.
func TestNoErrorTellsASecret(t *testing.T) {
	echo := `{"message":"the blue one? ` + token + `","category":"` + token + `"}`
	for name, script := range map[string]http.HandlerFunc{
		"refused":      answer(401, echo, "X-Correlation", token),
		"reset":        reset,
		"bad location": answer(307, "", "Location", "http://a b/?hapikey=secret-hapikey the blue one?"),
		"bad status":   raw("HTTP/1.1 2xx the blue one? secret-hapikey\r\n\r\n"),
		"bad header":   raw("HTTP/1.1 200 OK\r\nthe blue one? secret-hapikey\r\n\r\n"),
		"no HTTP":      raw("the blue one? secret-hapikey\r\n\r\n"),
		"cut off":      answer(200, echo, "Content-Length", "9999"),
		"not JSON":     answer(200, "secret-hapikey"),
		"odd":          answer(200, `{"ID":{"secret-hapikey":1}}`),
	} {
		t.Run(name, func(t *testing.T) {
			s := newServer(t, script)
			op := publish(runtime.RepeatNever)
			api := vendorAPI()
			api.NewError = func(e *sdk.ResponseError) error { return errors.New(e.Text(token, "category "+token, "FINE")) }
			c := newClient(t, api, append(everything(op), sdk.WithBaseURL(s.URL))...)
			err := do(t.Context(), c, op)
			for _, secret := range []string{token, "secret", "blue", "limit=3", "?"} {
				if strings.Contains(err.Error(), secret) {
					t.Errorf("%q is in the text: %v", secret, err)
				}
			}
			if !strings.HasPrefix(err.Error(), "Publish: POST /things/{id}/messages: ") {
				t.Errorf("the text does not say what failed: %v", err)
			}
		})
	}
}

func TestUnreachableHostErrorHasNoURL(t *testing.T) {
	op := publish(runtime.RepeatNever)
	c := newClient(t, testAPI(), append(everything(op), sdk.WithBaseURL("http://127.0.0.1:1"))...)
	err := do(context.Background(), c, op)
	if strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "http://") {
		t.Error(err)
	}
}

// TestBasicAuth sets users and passwords, among them some that no header could carry.
func TestBasicAuth(t *testing.T) {
	scheme := &runtime.Scheme{Name: "basic", Option: "WithBasic", In: "header", Key: "Authorization", Prefix: "Basic ", Basic: true}
	for _, test := range []struct{ user, password, want string }{
		{"user", "pass", "Basic dXNlcjpwYXNz"},
		{"user", "pa:ss", "Basic dXNlcjpwYTpzcw=="},
		{"key", "", "Basic a2V5Og=="},
		{"", "", ""},
		{"us:er", "pass", ""},
		{"user", "pa\nss", ""},
	} {
		c, err := runtime.New(testAPI(), runtime.WithBasicAuth(scheme, test.user, test.password), transport(func(_ int, req *http.Request) (*http.Response, error) {
			if got := req.Header.Get("Authorization"); got != test.want {
				t.Errorf("%q, %q: sent %q, want %q", test.user, test.password, got, test.want)
			}
			return response(req, 200, `{}`), nil
		}).option())
		if (err != nil) != (test.want == "") {
			t.Errorf("%q, %q: %v", test.user, test.password, err)
		}
		if err != nil {
			continue
		}
		op := publish(runtime.RepeatNever)
		op.Security = []runtime.Requirement{{scheme}}
		if err := c.Do(t.Context(), newCall(op, &message{})); err != nil {
			t.Error(err)
		}
	}
}

// TestCredentialOfACall makes calls of one client for several accounts.
func TestCredentialOfACall(t *testing.T) {
	op := publish(runtime.RepeatNever)
	op.Security = []runtime.Requirement{{bearer()}, {hapikey(), appID()}}
	var sent string
	c, err := runtime.New(testAPI(), runtime.WithCredential(bearer(), "token-of-the-client"), transport(func(_ int, req *http.Request) (*http.Response, error) {
		sent = req.Header.Get("Authorization")
		return response(req, 200, `{}`), nil
	}).option())
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name    string
		options []sdk.CallOption
		want    string // "" is an error
	}{
		{"the client's", nil, "Bearer token-of-the-client"},
		{"the call's", []sdk.CallOption{runtime.Credential(runtime.WithCredential(bearer(), "token-of-the-call"))}, "Bearer token-of-the-call"},
		{"the client's again", nil, "Bearer token-of-the-client"},
		{"empty", []sdk.CallOption{runtime.Credential(runtime.WithCredential(bearer(), ""))}, ""},
		{"no credential", []sdk.CallOption{runtime.Credential(sdk.WithHeader("A", "b"))}, ""},
		{"nil", []sdk.CallOption{runtime.Credential(nil)}, ""},
	} {
		sent = ""
		call := newCall(op, &message{})
		call.Options = test.options
		err := c.Do(t.Context(), call)
		if sent != test.want || (err != nil) != (test.want == "") {
			t.Errorf("%s: sent %q, %v", test.name, sent, err)
		}
	}
}

// A credential in a cookie is sent as it is, or not at all: net/http drops what a cookie cannot hold.
func TestCredentialInCookie(t *testing.T) {
	scheme := &runtime.Scheme{Name: "sid", Option: "WithSid", In: "cookie", Key: "sid"}
	op := publish(runtime.RepeatAlways)
	op.Security = []runtime.Requirement{{scheme}}
	sent := ""
	c := newClient(t, testAPI(), runtime.WithCredential(scheme, "a=b/c+d"), transport(func(_ int, req *http.Request) (*http.Response, error) {
		sent = req.Header.Get("Cookie")
		return response(req, 200, `{}`), nil
	}).option())
	if err := c.Do(t.Context(), newCall(op, &message{})); err != nil || sent != "sid=a=b/c+d" {
		t.Errorf("got %q, %v", sent, err)
	}
	for _, value := range []string{"a;b", "a b", "a,b", `"a"`, "ä"} {
		if _, err := runtime.New(testAPI(), runtime.WithCredential(scheme, value)); err == nil {
			t.Errorf("%q is a credential", value)
		}
	}
}
