package runtime_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

func TestDoSendsAndDecodes(t *testing.T) {
	s := newServer(t, ok())
	c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), sdk.WithUserAgent("bridge/2.1"), sdk.WithHeader("x-team", "inbox"))
	var got message
	if err := c.Do(t.Context(), newCall(publish(runtime.RepeatAlways), &got)); err != nil {
		t.Fatal(err)
	}
	if got.ID != "42" {
		t.Errorf("decoded %+v", got)
	}
	sent := s.seen()[0]
	if sent.method != "POST" || sent.uri != "/things/7/messages" || sent.body != messageBody {
		t.Errorf("sent %s %s %s", sent.method, sent.uri, sent.body)
	}
	for key, want := range map[string]string{
		"Authorization": "Bearer " + token, "Accept": "application/json", "Content-Type": "application/json", "X-Team": "inbox",
	} {
		if got := sent.header.Get(key); got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
	if agent := sent.header.Get("User-Agent"); !strings.HasPrefix(agent, "hubchannels-go/"+sdk.Version+" things/2026-03 (") || !strings.HasSuffix(agent, " bridge/2.1") {
		t.Errorf("User-Agent: %q", agent)
	}
}

func TestNewReportsEveryProblem(t *testing.T) {
	_, err := runtime.New(testAPI(), nil,
		runtime.WithCredential(bearer(), ""), runtime.WithCredential(hapikey(), "secret\n"), runtime.WithTokenSource(bearer(), nil),
		sdk.WithHTTPClient(nil), sdk.WithMiddleware(nil), sdk.WithRetry(sdk.RetryPolicy{MaxAttempts: -1}),
		sdk.WithRateLimit(0, time.Second), sdk.WithAttemptTimeout(-1), sdk.WithMaxResponseBytes(0),
		sdk.WithUserAgent("a\nb"), sdk.WithHeader("a b", "c"))
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{
		"WithAccessToken: the credential is empty", "WithDeveloperKey: the credential has control characters",
		"WithAccessToken: the token source is nil", "WithHTTPClient", "WithMiddleware", "WithRetry", "WithRateLimit",
		"WithAttemptTimeout", "WithMaxResponseBytes", "WithUserAgent", "WithHeader",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("no %q in:\n%v", want, err)
		}
	}
	if strings.Contains(err.Error(), "secret") {
		t.Errorf("the credential is in the text: %v", err)
	}
}

func TestBaseURL(t *testing.T) {
	for _, test := range []struct{ url, want string }{
		{"https://api.example.com", "https://api.example.com/"},
		{"https://api.example.com/v1", "https://api.example.com/v1/"},
		{"http://127.0.0.1:8080/", "http://127.0.0.1:8080/"},
		{"http://[::1]:8080", "http://[::1]:8080/"},
		{"http://LOCALHOST", "http://LOCALHOST/"},
		{"http://api.example.com", ""},
		{"http://127.0.0.1.example.com", ""},
		{"https://user:password@api.example.com", ""},
		{"https://api.example.com?hapikey=password", ""},
		{"ftp://api.example.com", ""},
		{"api.example.com", ""},
		{"https://", ""},
		{"https://api.example.com/%zz-password", ""},
	} {
		c, err := runtime.New(testAPI(), sdk.WithBaseURL(test.url))
		switch {
		case test.want == "" && err == nil:
			t.Errorf("%s was accepted", test.url)
		case test.want == "" && strings.Contains(err.Error(), "password"):
			t.Errorf("%s: the password is in the text: %v", test.url, err)
		case test.want != "" && (err != nil || c.BaseURL() != test.want):
			t.Errorf("%s: got %v, %v", test.url, c, err)
		}
	}
	if _, err := runtime.New(testAPI(), sdk.WithBaseURL("http://api.example.com"), sdk.WithInsecureHTTP()); err != nil {
		t.Errorf("WithInsecureHTTP: %v", err)
	}
}

func TestClientPrintsNoCredential(t *testing.T) {
	c := newClient(t, testAPI())
	for _, format := range []string{"%v", "%+v", "%#v", "%s"} {
		if text := fmt.Sprintf(format, c); strings.Contains(text, token) || !strings.Contains(text, "things/2026-03") {
			t.Errorf("%s prints %s", format, text)
		}
	}
}

func TestPathParametersStayInTheirSegment(t *testing.T) {
	for _, id := range []any{"", ".", "..", []string{}, []string{"."}, []string{".."}, json.RawMessage(nil), nil} {
		c := newClient(t, testAPI(), transport(func(int, *http.Request) (*http.Response, error) {
			t.Errorf("%q was sent", id)
			return nil, errors.New("sent")
		}).option())
		call := newCall(publish(runtime.RepeatAlways), &message{})
		call.Path = []any{id}
		as[*sdk.InvalidRequestError](t, c.Do(t.Context(), call))
	}
}

func TestEscapedSlashIsNoSeparator(t *testing.T) {
	c := newClient(t, testAPI(), transport(func(_ int, req *http.Request) (*http.Response, error) {
		if got := req.URL.EscapedPath(); got != "/things/a%2Fb/messages" {
			t.Errorf("sent to %s", got)
		}
		return response(req, 200, `{}`), nil
	}).option())
	call := newCall(publish(runtime.RepeatAlways), &message{})
	call.Path = []any{"a/b"}
	if err := c.Do(t.Context(), call); err != nil {
		t.Error(err)
	}
}

func TestCallOptions(t *testing.T) {
	s := newServer(t, answer(201, `{}`, "X-Id", "c-1"))
	c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), sdk.WithHeader("X-Team", "inbox"))
	var got sdk.Response
	err := do(t.Context(), c, publish(runtime.RepeatAlways), nil, sdk.Header("x-team", "sales"), sdk.CaptureResponse(&got), sdk.Timeout(time.Minute))
	if err != nil {
		t.Fatal(err)
	}
	if got.StatusCode != 201 || got.Header.Get("X-Id") != "c-1" || got.Attempts != 1 {
		t.Errorf("captured %+v", got)
	}
	if team := s.seen()[0].header.Get("X-Team"); team != "sales" {
		t.Errorf("X-Team: %q", team)
	}
	as[*sdk.InvalidRequestError](t, do(t.Context(), c, publish(runtime.RepeatAlways), sdk.Header("X-Team", "a\r\nb")))
}

func TestMiddlewareSeesEveryTry(t *testing.T) {
	s := newServer(t, answer(503, ""), ok())
	var seen []string
	note := func(name string) func(http.RoundTripper) http.RoundTripper {
		return func(next http.RoundTripper) http.RoundTripper {
			return sdk.RoundTripperFunc(func(req *http.Request) (*http.Response, error) {
				a, ok := sdk.AttemptFromContext(req.Context())
				seen = append(seen, fmt.Sprint(name, " ", a, ok))
				return next.RoundTrip(req)
			})
		}
	}
	c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), quick(2), sdk.WithMiddleware(note("outer"), note("inner")))
	if err := do(t.Context(), c, publish(runtime.RepeatAlways)); err != nil {
		t.Fatal(err)
	}
	want := "outer {things 2026-03 Publish /things/{id}/messages 1} true, inner {things 2026-03 Publish /things/{id}/messages 1} true, " +
		"outer {things 2026-03 Publish /things/{id}/messages 2} true, inner {things 2026-03 Publish /things/{id}/messages 2} true"
	if got := strings.Join(seen, ", "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if _, ok := sdk.AttemptFromContext(context.Background()); ok {
		t.Error("there is an attempt outside of calls")
	}
}

func TestGivenHTTPClientIsNotChanged(t *testing.T) {
	given := &http.Client{}
	newClient(t, testAPI(), sdk.WithHTTPClient(given), sdk.WithMiddleware(func(next http.RoundTripper) http.RoundTripper { return next }))
	if given.Transport != nil || given.CheckRedirect != nil {
		t.Error("the client was changed")
	}
}

func TestIncompleteCall(t *testing.T) {
	c := newClient(t, testAPI())
	for _, call := range []*runtime.Call{nil, {}, {Operation: publish(runtime.RepeatNever)}} {
		if c.Do(t.Context(), call) == nil {
			t.Errorf("%+v was accepted", call)
		}
	}
}
