package runtime_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// A write that is turned into a GET was not done, whatever the GET answers.
func TestRedirectsThatChangeTheRequest(t *testing.T) {
	for _, test := range []struct {
		name, method string
		status       int
		body         bool
		followed     bool
	}{
		{"POST", "POST", 301, true, false},
		{"POST", "POST", 302, true, false},
		{"POST", "POST", 303, true, false},
		{"POST without a body", "POST", 302, false, false},
		{"PATCH", "PATCH", 301, true, false},
		{"PUT", "PUT", 303, true, false},
		{"DELETE", "DELETE", 301, false, false},
		{"OPTIONS", "OPTIONS", 302, false, false},
		{"GET", "GET", 301, false, true},
		{"GET", "GET", 303, false, true},
		{"GET whose body would be lost", "GET", 302, true, false},
		{"POST", "POST", 307, true, true},
		{"DELETE", "DELETE", 308, false, true},
		{"PATCH", "PATCH", 308, true, true},
	} {
		t.Run(test.name+" "+http.StatusText(test.status), func(t *testing.T) {
			s := newServer(t, answer(test.status, "", "Location", "/login?next=secret"), ok())
			c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), quick(3))
			op := publish(runtime.RepeatAlways)
			op.Method = test.method
			call := newCall(op, &message{})
			if !test.body {
				call.Body = nil
			}
			err := c.Do(t.Context(), call)
			if test.followed {
				if seen := s.seen(); err != nil || len(seen) != 2 || seen[1].method != test.method || seen[1].body != seen[0].body {
					t.Errorf("%v, after %+v", err, seen)
				}
				return
			}
			failed := as[*sdk.RedirectError](t, err)
			if failed.Target != s.URL+"/login" || !strings.Contains(err.Error(), s.URL+"/login") || len(s.seen()) != 1 {
				t.Errorf("%d requests, target %q: %v", len(s.seen()), failed.Target, err)
			}
			if strings.Contains(err.Error(), "next") || as[*sdk.ResponseError](t, err).StatusCode != test.status {
				t.Errorf("got %v", err)
			}
		})
	}
}

// The document may say that a write answers with a redirect: to what it made, or as all that it answers.
func TestDeclaredRedirects(t *testing.T) {
	for _, test := range []struct {
		name     string
		answers  []runtime.Answer
		requests int
		status   int
	}{
		{"beside a success", []runtime.Answer{{Status: 303}, {Status: 201}}, 2, 201},
		{"instead of a success", []runtime.Answer{{Status: 303, Empty: true}}, 1, 303},
		{"by its range", []runtime.Answer{{Status: 3, Empty: true}}, 1, 303},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newServer(t, answer(303, "", "Location", "/made"), ok())
			c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL))
			op := publish(runtime.RepeatAlways)
			op.Answers = test.answers
			call := newCall(op, &message{})
			if test.requests == 1 {
				call.Result = nil
			}
			var got sdk.Response
			call.Options = []sdk.CallOption{sdk.CaptureResponse(&got)}
			if err := c.Do(t.Context(), call); err != nil || len(s.seen()) != test.requests || got.StatusCode != test.status {
				t.Errorf("%d requests, status %d: %v", len(s.seen()), got.StatusCode, err)
			}
		})
	}
}

// What a server writes into Location is shortened and kept on its line.
func TestRedirectTargetInTexts(t *testing.T) {
	for _, location := range []string{"/" + strings.Repeat("x", 5000), "/%0aforged=line", "/\u202e", "/" + token} {
		s := newServer(t, answer(302, "", "Location", location))
		c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL))
		text := do(t.Context(), c, publish(runtime.RepeatNever)).Error()
		if len(text) > 500 || strings.ContainsAny(text, "\n\u202e") || strings.Contains(text, token) {
			t.Errorf("got %q", text)
		}
	}
}
