package hubspot_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
)

// deliver posts a signed body to a webhook on loopback.
func deliver(t testing.TB, handler http.Handler, body string, change func(*http.Request)) *http.Response {
	t.Helper()
	server := httptest.NewServer(handler)
	defer server.Close()
	req, err := http.NewRequest("POST", server.URL+"/hook?x=%3A", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	hubspot.SignRequest(req, secret, []byte(body), time.Now())
	if change != nil {
		change(req)
	}
	resp, err := server.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, _ := io.ReadAll(resp.Body)
	if strings.Contains(string(text), "private") {
		t.Errorf("the answer tells %q", text)
	}
	return resp
}

func webhook(t testing.TB, handle func(context.Context, []byte) error) *hubspot.Webhook {
	t.Helper()
	v, err := hubspot.NewVerifier(secret)
	if err != nil {
		t.Fatal(err)
	}
	return &hubspot.Webhook{Verifier: v, Handle: handle, MaxBytes: 100}
}

func TestWebhookAnswers(t *testing.T) {
	private := errors.New("private")
	for _, test := range []struct {
		name   string
		body   string
		err    error
		change func(*http.Request)
		want   int
		failed string // what the log blames
	}{
		{"handled", `{"a":1}`, nil, nil, 204, ""},
		{"at the limit", strings.Repeat("x", 100), nil, nil, 204, ""},
		{"bad body", `{"a":1}`, &hubspot.BodyError{Err: private}, nil, 400, "body"},
		{"failed", `{"a":1}`, private, nil, 500, "handler"},
		{"failed while decoding something else", `{"a":1}`, fmt.Errorf("calling: %w", &hubspot.BodyError{Err: private}), nil, 500, "handler"},
		{"in progress", `{"a":1}`, hubspot.ErrInProgress, nil, 500, "delivery"},
		{"not claimed", `{"a":1}`, &hubspot.DeduperError{Err: private}, nil, 500, "deduper"},
		{"not stored", `{"a":1}`, &hubspot.DeduperError{Err: private, Handled: true}, nil, 204, "deduper"},
		{"unsigned", `{"a":1}`, nil, func(r *http.Request) { r.Header.Del("X-HubSpot-Signature-v3") }, 401, "signature"},
		{"badly signed", `{"a":1}`, nil, func(r *http.Request) { r.Header.Set("X-HubSpot-Signature-v3", "private") }, 401, "signature"},
		{"signed for another body", `{"a":1}`, nil, func(r *http.Request) { hubspot.SignRequest(r, secret, []byte("{}"), time.Now()) }, 401, "signature"},
		{"signed twice", `{"a":1}`, nil, func(r *http.Request) { r.Header.Add("X-HubSpot-Signature-v3", "private") }, 401, "signature"},
		{"too large", strings.Repeat("x", 101), nil, nil, 413, "body"},
		{"too large, length unknown", strings.Repeat("x", 101), nil, func(r *http.Request) { r.ContentLength = -1 }, 413, "body"},
		{"not posted", "", nil, func(r *http.Request) { r.Method = "GET" }, 405, "method"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []byte
			hook := webhook(t, func(_ context.Context, body []byte) error {
				got = body
				return test.err
			})
			var out bytes.Buffer
			hook.Logger = slog.New(slog.NewTextHandler(&out, nil))
			resp := deliver(t, hook, test.body, test.change)
			reached := test.err != nil || test.failed == ""
			if resp.StatusCode != test.want || (got != nil) != reached || reached && string(got) != test.body {
				t.Errorf("answered %d, handled %q", resp.StatusCode, got)
			}
			if logged := out.String(); strings.Count(logged, "\n") != min(1, len(test.failed)) || !strings.Contains(logged, test.failed) ||
				test.failed != "" && !strings.Contains(logged, " failed="+test.failed+" ") {
				t.Errorf("logged %s", logged)
			}
		})
	}
}

func TestWebhookBodyThatBreaksOff(t *testing.T) {
	hook := webhook(t, func(context.Context, []byte) error { return nil })
	r := httptest.NewRequest("POST", "/hook", io.MultiReader(strings.NewReader("half"), brokenReader{}))
	hubspot.SignRequest(r, secret, []byte("half"), time.Now())
	w := httptest.NewRecorder()
	hook.ServeHTTP(w, r)
	if w.Code != 400 {
		t.Errorf("answered %d", w.Code)
	}
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func FuzzWebhookBody(f *testing.F) {
	f.Add([]byte(`{"type":"CHANNEL_ACCOUNT_CREATED"}`), int64(0))
	f.Add([]byte{}, int64(-400_000))
	v, err := hubspot.NewVerifier(secret, hubspot.WithPublicURL("https://hooks.example.com/hubspot"), hubspot.WithClock(then))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, body []byte, late int64) {
		var got []byte
		hook := &hubspot.Webhook{Verifier: v, Handle: func(_ context.Context, body []byte) error {
			got = body
			return nil
		}}
		r := httptest.NewRequest("POST", "https://hooks.example.com/hubspot", bytes.NewReader(body))
		hubspot.SignRequest(r, secret, body, time.UnixMilli(late).Add(time.Duration(then().UnixMilli())*time.Millisecond))
		w := httptest.NewRecorder()
		hook.ServeHTTP(w, r)
		if w.Code == 204 && !bytes.Equal(got, body) {
			t.Errorf("%q was handled as %q", body, got)
		}
		if w.Code != 204 && w.Code != 401 && w.Code != 413 {
			t.Errorf("answered %d", w.Code)
		}
	})
}
