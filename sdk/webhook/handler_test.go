package webhook_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk/webhook"
)

// deliver sends a body to a handler over loopback.
func deliver(t *testing.T, h http.Handler, method, body string, sign func(*http.Request)) (status int, answer string) {
	t.Helper()
	server := httptest.NewServer(h)
	defer server.Close()
	r, err := http.NewRequest(method, server.URL+"/hook?from=here", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if sign != nil {
		sign(r)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, strings.TrimSpace(string(text))
}

func TestAnswers(t *testing.T) {
	fails := func(err error) func(context.Context, []byte) error {
		return func(context.Context, []byte) error { return err }
	}
	for name, test := range map[string]struct {
		handler *webhook.Handler
		method  string
		status  int
		answer  string
	}{
		"handled":       {&webhook.Handler{Handle: fails(nil)}, "POST", 204, ""},
		"as documented": {&webhook.Handler{Handle: fails(nil), Status: 202, Method: "PUT"}, "PUT", 202, ""},
		"another way":   {&webhook.Handler{Handle: fails(nil), Method: "PUT"}, "POST", 405, "Method Not Allowed"},
		"ended":         {&webhook.Handler{Handle: fails(&webhook.StatusError{Status: 410, Err: errors.New("secret")})}, "POST", 410, "Gone"},
		"no error":      {&webhook.Handler{Handle: fails(&webhook.StatusError{Status: 200, Err: errors.New("secret")})}, "POST", 500, "Internal Server Error"},
		"failed":        {&webhook.Handler{Handle: fails(errors.New("secret"))}, "POST", 500, "Internal Server Error"},
		"stored":        {&webhook.Handler{Handle: fails(&webhook.DeduperError{Handled: true, Err: errors.New("disk")}), Status: 200}, "POST", 200, ""},
	} {
		test.handler.Verifier = webhook.Unsigned{}
		if status, answer := deliver(t, test.handler, test.method, "{}", nil); status != test.status || answer != test.answer {
			t.Errorf("%s: %d %q", name, status, answer)
		}
	}
}

func TestAnswersWithABody(t *testing.T) {
	h := webhook.Answering(webhook.Unsigned{}, func(ctx context.Context, body []byte) (any, error) {
		switch string(body) {
		case "bad":
			return nil, &webhook.BodyError{Err: errors.New("bad")}
		case "failed":
			return "secret", errors.New("failed")
		}
		return map[string]string{"got": string(body), "query": webhook.RequestFromContext(ctx).URL.RawQuery}, nil
	})
	for body, want := range map[string]string{
		"a": `200 {"got":"a","query":"from=here"}`, "bad": "400 Bad Request", "failed": "500 Internal Server Error",
	} {
		status, answer := deliver(t, h, http.MethodPost, body, nil)
		if got := fmt.Sprint(status, " ", answer); got != want {
			t.Errorf("%s: got %s, want %s", body, got, want)
		}
	}
}

// TestRepeatedDeliveries have one webhook-id: the event is handled once.
func TestRepeatedDeliveries(t *testing.T) {
	verifier, err := webhook.NewStandard(standardSecret)
	if err != nil {
		t.Fatal(err)
	}
	handled := 0
	h := webhook.New(verifier, nil, func([]byte) (webhook.Event, error) {
		return webhook.Event{Handle: func(ctx context.Context) error {
			if handled++; webhook.EventIDFromContext(ctx) == "" {
				t.Error("the event has no id")
			}
			return nil
		}}, nil
	})
	for _, id := range []string{"msg_1", "msg_1", "msg_2"} {
		status, _ := deliver(t, h, http.MethodPost, "{}", func(r *http.Request) {
			r.Header.Set(webhook.StandardID, id)
			verifier.Sign(r, []byte("{}"), time.Now())
		})
		if status != http.StatusNoContent {
			t.Errorf("%s: %d", id, status)
		}
	}
	if handled != 2 {
		t.Errorf("handled %d events, want 2", handled)
	}
}
