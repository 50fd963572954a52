package runtime_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// logged runs a call against a script and returns its log, line by line and as text.
func logged(t *testing.T, level slog.Level, opts []sdk.Option, script ...http.HandlerFunc) (lines []map[string]any, text string) {
	t.Helper()
	var out bytes.Buffer
	logger := slog.New(slog.NewJSONHandler(&out, &slog.HandlerOptions{Level: level}))
	op := publish(runtime.RepeatAlways)
	s := newServer(t, script...)
	c := newClient(t, vendorAPI(), append(append(everything(op), sdk.WithBaseURL(s.URL), sdk.WithLogger(logger), quick(3)), opts...)...)
	call := newCall(op, &message{})
	after := "secret-cursor"
	call.Params = &publishParams{After: &after}
	_ = c.Do(t.Context(), call)
	for line := range strings.Lines(out.String()) {
		var fields map[string]any
		if err := json.Unmarshal([]byte(line), &fields); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, fields)
	}
	for _, secret := range []string{token, "secret", "blue one", s.URL} {
		if strings.Contains(out.String(), secret) {
			t.Errorf("%q is in the log:\n%s", secret, out.String())
		}
	}
	return lines, out.String()
}

func TestOneLineForEachCall(t *testing.T) {
	for _, test := range []struct {
		name   string
		script []http.HandlerFunc
		want   map[string]any
	}{
		{"success", []http.HandlerFunc{answer(503, ""), answer(201, `{"ID":"42"}`, "X-Correlation", "c-1")}, map[string]any{
			"level": "INFO", "operation": "Publish", "status": 201.0, "attempts": 2.0, "correlation_id": "c-1",
		}},
		{"failure", []http.HandlerFunc{answer(404, `{"text":"the blue one"}`, "X-Correlation", "not a token!")}, map[string]any{
			"level": "ERROR", "operation": "Publish", "status": 404.0, "attempts": 1.0,
			"error": "Publish: POST /things/{id}/messages: 404 Not Found",
		}},
		{"no answer", []http.HandlerFunc{reset}, map[string]any{
			"level": "ERROR", "operation": "Publish", "status": 0.0, "attempts": 3.0,
			"error": "Publish: POST /things/{id}/messages: EOF (after 3 tries)",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			lines, text := logged(t, slog.LevelInfo, nil, test.script...)
			if len(lines) != 1 {
				t.Fatalf("%d lines:\n%s", len(lines), text)
			}
			for _, key := range []string{"time", "msg", "duration"} {
				if lines[0][key] == nil {
					t.Errorf("no %s: %v", key, lines[0])
				}
				delete(lines[0], key)
			}
			got, _ := json.Marshal(lines[0])
			want, _ := json.Marshal(test.want)
			if !bytes.Equal(got, want) {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

func TestInterruptedCallIsAWarning(t *testing.T) {
	var out bytes.Buffer
	c := newClient(t, testAPI(), sdk.WithLogger(slog.New(slog.NewTextHandler(&out, nil))))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_ = do(ctx, c, publish(runtime.RepeatNever))
	if !strings.Contains(out.String(), "level=WARN") {
		t.Error(out.String())
	}
}

func TestBodiesAtDebug(t *testing.T) {
	lines, text := logged(t, slog.LevelDebug, nil,
		answer(502, "<html>the blue one</html>"),
		answer(201, `{"ID":"42","Text":["the blue one"],"more":[{"text":{"a":"the blue one"}}]}`))
	if len(lines) != 3 {
		t.Fatalf("%d lines:\n%s", len(lines), text)
	}
	for i, want := range []string{"[25 bytes, not JSON]", `{"ID":"42","Text":"[redacted]","more":[{"text":"[redacted]"}]}`} {
		if lines[i]["response"] != want || lines[i]["request"] != `{"text":"[redacted]"}` || lines[i]["attempt"] != float64(i+1) {
			t.Errorf("got %v", lines[i])
		}
	}
}

func TestLongBodiesAreCut(t *testing.T) {
	lines, _ := logged(t, slog.LevelDebug, nil, answer(200, `{"ID":"`+strings.Repeat("x", 100_000)+`"}`))
	if n := len(lines[0]["response"].(string)); n > 20_000 {
		t.Errorf("%d bytes in a log line", n)
	}
}

// A server may send back what it was sent: HubSpot's links to the next page have the caller's key in them.
func TestEchoedCredentialsAreNotLogged(t *testing.T) {
	const escaped = `pat\u002dna1-\u0030123456789` // JSON has many ways to write a token
	for name, script := range map[string]http.HandlerFunc{
		"success": answer(201, `{"ID":"`+token+`","link":"https://api.example.com/?after=2&hapikey=`+escaped+`","`+token+`":1}`, "X-Correlation", token),
		"error":   answer(404, `{"links":["`+token+`"]}`, "X-Correlation", "c-"+token),
	} {
		t.Run(name, func(t *testing.T) {
			lines, text := logged(t, slog.LevelDebug, nil, script)
			if strings.Contains(text, "0123456789") || strings.Contains(text, "0030123456789") {
				t.Errorf("the token is in the log:\n%s", text)
			}
			if last := lines[len(lines)-1]; last["correlation_id"] != nil {
				t.Errorf("the correlation id is %v", last["correlation_id"])
			}
		})
	}
}

func TestNoLoggerIsNoProblem(t *testing.T) {
	s := newServer(t, ok())
	if err := do(t.Context(), newClient(t, testAPI(), sdk.WithBaseURL(s.URL), sdk.WithLogger(nil)), publish(runtime.RepeatNever)); err != nil {
		t.Error(err)
	}
}
