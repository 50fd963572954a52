package hubspot_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
)

// slowly sends a webhook's head over a socket, and of its body only the beginning. It returns the answer's status.
func slowly(t *testing.T, hook *hubspot.Webhook, headers string) int {
	t.Helper()
	server := httptest.NewServer(hook)
	t.Cleanup(server.Close)
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	fmt.Fprintf(conn, "POST /hook HTTP/1.1\r\nHost: a.example\r\nContent-Length: 50\r\n%s\r\n{", headers)
	_ = conn.SetReadDeadline(time.Now().Add(20 * time.Second))
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	return answer.StatusCode
}

func stamped(signature string) string {
	return hubspot.TimestampHeader + ": " + strconv.FormatInt(time.Now().UnixMilli(), 10) + "\r\n" + hubspot.SignatureHeader + ": " + signature + "\r\n"
}

// A stranger's body is not waited for.
func TestHeadersAreCheckedBeforeTheBody(t *testing.T) {
	const shaped = "Ty19dgGUvCxJM6t4zq3TOpxl61jOyacj9pYGrCFVoIY="
	for name, headers := range map[string]string{
		"none":        "",
		"no proof":    stamped("soon"),
		"half":        stamped(shaped[:43]),
		"yesterday's": hubspot.TimestampHeader + ": 123456789\r\n" + hubspot.SignatureHeader + ": " + shaped + "\r\n",
	} {
		hook := webhook(t, func(context.Context, []byte) error { return nil })
		hook.BodyTimeout = time.Hour
		if status := slowly(t, hook, headers); status != http.StatusUnauthorized {
			t.Errorf("%s: answered %d", name, status)
		}
	}
}

func TestBodyHasADeadline(t *testing.T) {
	hook := webhook(t, func(context.Context, []byte) error { return nil })
	hook.BodyTimeout = 20 * time.Millisecond
	if status := slowly(t, hook, stamped("Ty19dgGUvCxJM6t4zq3TOpxl61jOyacj9pYGrCFVoIY=")); status != http.StatusRequestTimeout {
		t.Errorf("answered %d", status)
	}
}

// The deadline is the body's alone: a handler that takes longer is not told that HubSpot hung up.
func TestDeadlineEndsWithTheBody(t *testing.T) {
	hook := webhook(t, func(ctx context.Context, _ []byte) error {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
			return nil
		}
	})
	hook.BodyTimeout = 20 * time.Millisecond
	if resp := deliver(t, hook, `{"a":1}`, nil); resp.StatusCode != http.StatusNoContent {
		t.Errorf("answered %d", resp.StatusCode)
	}
}

// A ResponseWriter that knows no deadlines is no reason to refuse.
func TestWriterWithoutDeadlines(t *testing.T) {
	hook := webhook(t, func(_ context.Context, body []byte) error { return nil })
	r := httptest.NewRequest("POST", "https://a.example/hook", io.NopCloser(&oneByte{text: "{}"}))
	hubspot.SignRequest(r, secret, []byte("{}"), time.Now())
	w := httptest.NewRecorder()
	hook.ServeHTTP(w, r)
	if w.Code != http.StatusNoContent {
		t.Errorf("answered %d", w.Code)
	}
}

type oneByte struct{ text string }

func (o *oneByte) Read(p []byte) (int, error) {
	if o.text == "" {
		return 0, io.EOF
	}
	n := copy(p[:1], o.text)
	o.text = o.text[n:]
	return n, nil
}

// The same over HTTP/2, and where the sender waits for 100 Continue: a stranger is never told to send its body.
func TestSlowBodiesOverHTTP2(t *testing.T) {
	for name, test := range map[string]struct {
		header http.Header
		want   int
	}{
		"stranger": {http.Header{}, http.StatusUnauthorized},
		"slow": {http.Header{
			hubspot.TimestampHeader: {strconv.FormatInt(time.Now().UnixMilli(), 10)},
			hubspot.SignatureHeader: {"Ty19dgGUvCxJM6t4zq3TOpxl61jOyacj9pYGrCFVoIY="},
		}, http.StatusRequestTimeout},
	} {
		t.Run(name, func(t *testing.T) {
			hook := webhook(t, func(context.Context, []byte) error { return nil })
			hook.BodyTimeout = 50 * time.Millisecond
			server := httptest.NewUnstartedServer(hook)
			server.EnableHTTP2 = true
			server.StartTLS()
			t.Cleanup(server.Close)
			body, more := io.Pipe()
			t.Cleanup(func() { more.Close() })
			go func() { _, _ = more.Write([]byte("{")) }()
			request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL, body)
			if err != nil {
				t.Fatal(err)
			}
			for key, values := range test.header {
				request.Header.Set(key, values[0])
			}
			answer, err := server.Client().Do(request)
			if err != nil {
				t.Fatal(err)
			}
			answer.Body.Close()
			if answer.StatusCode != test.want || answer.ProtoMajor != 2 {
				t.Errorf("answered %s %d", answer.Proto, answer.StatusCode)
			}
		})
	}
}

func TestStrangerIsNotToldToContinue(t *testing.T) {
	hook := webhook(t, func(context.Context, []byte) error { return nil })
	if status := slowly(t, hook, "Expect: 100-continue\r\n"); status != http.StatusUnauthorized {
		t.Errorf("answered %d", status)
	}
}
