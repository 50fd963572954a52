package runtime_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

func watch(stream runtime.Streaming) *runtime.Operation {
	return &runtime.Operation{Name: "Watch", Method: "GET", Path: "/events", Repeat: runtime.RepeatAlways,
		Accept: "text/event-stream", Stream: &stream}
}

// events answers with a stream, which is complete.
func events(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
		_, _ = io.WriteString(w, text)
	}
}

// cutting answers with a stream, and breaks it off.
func cutting(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		events(text)(w, r)
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}
}

// collected is what a loop sees.
func collected[T any](items iter.Seq2[T, error]) (got []T, end error) {
	for item, err := range items {
		if err != nil {
			return got, err
		}
		got = append(got, item)
	}
	return got, nil
}

func streamOf[T any](t *testing.T, op *runtime.Operation, s *server, opts ...sdk.CallOption) ([]T, error) {
	t.Helper()
	client := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), quick(3))
	return collected(runtime.StreamOf[T](t.Context(), client, &runtime.Call{Operation: op, Options: opts}))
}

func TestStreamItems(t *testing.T) {
	type raw = json.RawMessage
	type whole struct {
		ID    string `json:"id"`
		Event string `json:"event"`
		Data  raw    `json:"data"`
		Retry int    `json:"retry"`
	}
	for _, test := range []struct {
		name, body string
		stream     runtime.Streaming
		want, end  string
	}{
		{"data", "data: {\"ID\":\"1\"}\n\ndata: {\"ID\":\"2\"}\n\ndata: [DONE]\n\ndata: x\n\n", runtime.Streaming{}, `[{1} {2}]`, ""},
		{"no JSON", "data: {\"ID\":\"1\"}\n\ndata: {\n\n", runtime.Streaming{}, `[{1}]`, "not JSON"},
		{"half an event", "data: {\"ID\":\"1\"}\n\ndata: {}", runtime.Streaming{}, `[{1}]`, "cut short"},
		{"an end that must come", "data: {\"ID\":\"1\"}\n\n", runtime.Streaming{End: "END"}, `[{1}]`, "cut short"},
		{"an end that comes", "data: {\"ID\":\"1\"}\n\ndata: END\n\n", runtime.Streaming{End: "END"}, `[{1}]`, ""},
		{"an error", "event: error\ndata: {\"ID\":\"1\"}\n\n", runtime.Streaming{}, `[]`, "sent an error"},
		{"a known error", "event: error\ndata: {\"ID\":\"1\"}\n\n", runtime.Streaming{Errors: true}, `[{1}]`, ""},
		{"lines", "{\"ID\":\"1\"}\n\n{\"ID\":\"2\"}", runtime.Streaming{Framing: runtime.Lines}, `[{1} {2}]`, ""},
		{"a cut line", "{\"ID\":\"1\"}\n{\"ID\"", runtime.Streaming{Framing: runtime.Lines}, `[{1}]`, "not JSON"},
		{"sequence", "\x1e{\"ID\":\"1\"}\n\x1e{\"ID\":\"2\"}\n", runtime.Streaming{Framing: runtime.Sequence}, `[{1} {2}]`, ""},
	} {
		got, err := streamOf[message](t, watch(test.stream), newServer(t, events(test.body)))
		if fmt.Sprint(got) != test.want || (err == nil) != (test.end == "") || err != nil && !strings.Contains(err.Error(), test.end) {
			t.Errorf("%s: got %v, %v", test.name, got, err)
		}
	}
	texts := func(items []whole) (all []string) {
		for _, i := range items {
			all = append(all, fmt.Sprintf("%s %s %s %d", i.ID, i.Event, i.Data, i.Retry))
		}
		return all
	}
	named := runtime.Streaming{Whole: true, Data: runtime.DataJSON, Named: map[string]runtime.DataKind{"text": runtime.DataText, "either": runtime.DataEither}, Message: true}
	stream := "id: 7\nretry: 5\ndata: 1\n\nevent: text\ndata: {}\n\nevent: either\ndata: {}\n\nevent: either\ndata: x,\"id\":\"9\"\n\n"
	got, err := streamOf[whole](t, watch(named), newServer(t, events(stream)))
	if want := `[7 message 1 5  text "{}" 0  either {} 0  either "x,\"id\":\"9\"" 0]`; err != nil || fmt.Sprint(texts(got)) != want {
		t.Errorf("got %v, %v, want %v", texts(got), err, want)
	}
	_, err = streamOf[whole](t, watch(named), newServer(t, events("data: 1,\"id\":\"9\"\n\n")))
	if !errors.Is(err, sdk.ErrNotJSON) {
		t.Errorf("data that reaches beyond its place: got %v", err)
	}
	plain, err := streamOf[sdk.Event](t, watch(runtime.Streaming{Data: runtime.DataText}), newServer(t, events("id:1\nevent:e\ndata:[DONE]\n\ndata:b\n\n")))
	if err != nil || len(plain) != 2 || plain[0] != (sdk.Event{ID: "1", Name: "e", Data: "[DONE]"}) || plain[1] != (sdk.Event{ID: "1", Data: "b"}) {
		t.Errorf("got %v, %v", plain, err)
	}
}

func TestStreamErrors(t *testing.T) {
	whole := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"whole":true}`)
	}
	_, err := streamOf[message](t, watch(runtime.Streaming{}), newServer(t, whole))
	var decode *sdk.DecodeError
	if !errors.Is(err, sdk.ErrNotStream) || !errors.As(err, &decode) || string(decode.Body) != `{"whole":true}` {
		t.Errorf("JSON: got %v", err)
	}
	failing := func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(409) }
	if _, err = streamOf[message](t, watch(runtime.Streaming{}), newServer(t, failing)); !errors.Is(err, sdk.ErrConflict) {
		t.Errorf("409: got %v", err)
	}
	large := newServer(t, events("data: {}\n\ndata: "+strings.Repeat("x", 100)+"\n\n"))
	client := newClient(t, testAPI(), sdk.WithBaseURL(large.URL), sdk.WithMaxResponseBytes(50))
	got, err := collected(runtime.Stream[message](t.Context(), client, &runtime.Call{Operation: watch(runtime.Streaming{})}))
	if len(got) != 1 || !errors.Is(err, sdk.ErrResponseTooLarge) {
		t.Errorf("large: got %v, %v", got, err)
	}
	var event sdk.Event
	_, err = streamOf[message](t, watch(runtime.Streaming{}), newServer(t, events("id: 4\nevent: e\ndata: {}\n\n")), sdk.CaptureEvent(&event))
	if err != nil || event != (sdk.Event{ID: "4", Name: "e", Data: "{}"}) {
		t.Errorf("captured %v, %v", event, err)
	}
	if err := client.Do(t.Context(), &runtime.Call{Operation: publish(0), Path: []any{"1"}, Options: []sdk.CallOption{sdk.CaptureEvent(&event)}}); !errors.Is(err, sdk.ErrValidation) {
		t.Errorf("no stream: got %v", err)
	}
}

func TestStreamIsAskedForAgain(t *testing.T) {
	script := []http.HandlerFunc{
		cutting("id: 1\nretry: 1\ndata: {\"ID\":\"a\"}\n\ndata: {\"ID\""),
		func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(503) },
		cutting("data: {\"ID\":\"b\"}\n\nid: 2\n\n"),
		cutting(""),
		func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) },
	}
	s := newServer(t, script...)
	got, err := streamOf[message](t, watch(runtime.Streaming{}), s, sdk.LastEventID("0"))
	if err != nil || fmt.Sprint(got) != "[{a} {b}]" || len(s.requests) != 5 {
		t.Errorf("got %v, %v, %d requests", got, err, len(s.requests))
	}
	for i, want := range []string{"0", "1", "1", "2", "2"} {
		if id := s.requests[i].header.Get("Last-Event-ID"); id != want {
			t.Errorf("request %d: Last-Event-ID is %q", i, id)
		}
	}
	s = newServer(t, cutting("id: 1\ndata: {}\n\n"), cutting(""))
	if got, err := streamOf[message](t, watch(runtime.Streaming{}), s); !errors.Is(err, sdk.ErrCutShort) || len(got) != 1 || len(s.requests) != 3 {
		t.Errorf("a server that brings nothing: got %v, %v, %d requests", got, err, len(s.requests))
	}
	post := watch(runtime.Streaming{})
	post.Method, post.Repeat = "POST", runtime.RepeatUnprocessed
	for name, op := range map[string]*runtime.Operation{"id: 1\n": post, "": watch(runtime.Streaming{}), "id: \x01\n": watch(runtime.Streaming{}), "id:2\n": watch(runtime.Streaming{Framing: runtime.Lines})} {
		s = newServer(t, cutting(name+"data: {}\n\n"))
		if _, err := streamOf[message](t, op, s); err == nil || len(s.requests) != 1 {
			t.Errorf("%q: got %v, %d requests", name, err, len(s.requests))
		}
	}
}

// TestStreamThatIsLeft: whatever ends the loop ends the exchange. TestMain sees what is left behind.
func TestStreamThatIsLeft(t *testing.T) {
	gone := make(chan bool, 3)
	s := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		events("id: 1\ndata: {}\n\ndata: {}\n\n")(w, r)
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
		gone <- true
	})
	client := newClient(t, testAPI(), sdk.WithBaseURL(s.URL))
	call := &runtime.Call{Operation: watch(runtime.Streaming{})}
	for range runtime.Stream[message](t.Context(), client, call) {
		break
	}
	<-gone
	func() {
		defer func() { _ = recover() }()
		for range runtime.Stream[message](t.Context(), client, call) {
			panic("in the loop")
		}
	}()
	<-gone
	ctx, cancel := context.WithCancel(t.Context())
	n := 0
	for _, err := range runtime.Stream[message](ctx, client, call) {
		if n++; n == 1 {
			cancel() // the second event has come, and is not yielded
		} else if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	}
	<-gone
	if n != 2 || len(s.requests) != 3 {
		t.Errorf("%d turns, %d requests", n, len(s.requests))
	}
	waiting, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	if got, err := collected(runtime.Stream[message](waiting, client, call)); len(got) != 2 || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, %v", got, err)
	}
	<-gone
	if got, err := collected(runtime.Stream[message](t.Context(), client, &runtime.Call{Operation: call.Operation, Options: []sdk.CallOption{sdk.Timeout(30 * time.Millisecond)}})); len(got) != 2 || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, %v", got, err)
	}
	<-gone
}

// dripping is a body that has a piece every so often, in the time of a test's bubble.
type dripping struct {
	ctx    context.Context
	pieces []string
	every  time.Duration
}

func (d *dripping) Read(p []byte) (int, error) {
	if len(d.pieces) == 0 {
		<-d.ctx.Done()
		return 0, d.ctx.Err()
	}
	select {
	case <-time.After(d.every):
	case <-d.ctx.Done():
		return 0, d.ctx.Err()
	}
	n := copy(p, d.pieces[0])
	d.pieces = d.pieces[1:]
	return n, nil
}

func (d *dripping) Close() error { return nil }

// TestStreamThatLives outlasts the time for a try, and one that is silent for longer does not.
func TestStreamThatLives(t *testing.T) {
	pieces := []string{"data: {\"ID\":\"1\"}\n\n", ": alive\n", "data: {\"ID\":\"2\"}\n\n"}
	for _, test := range []struct {
		every time.Duration
		opts  []sdk.Option
		want  string
		after time.Duration
	}{
		{9 * time.Second, []sdk.Option{sdk.WithAttemptTimeout(10 * time.Second)}, "[{1} {2}]", 37 * time.Second},
		{11 * time.Second, []sdk.Option{sdk.WithAttemptTimeout(10 * time.Second)}, "[]", 10 * time.Second},
		{11 * time.Second, []sdk.Option{sdk.WithAttemptTimeout(10 * time.Second), sdk.WithStreamIdleTimeout(12 * time.Second)}, "[{1} {2}]", 45 * time.Second},
		{time.Second, []sdk.Option{sdk.WithStreamIdleTimeout(2 * time.Second)}, "[{1} {2}]", 5 * time.Second},
	} {
		synctest.Test(t, func(t *testing.T) {
			serve := transport(func(_ int, req *http.Request) (*http.Response, error) {
				resp := response(req, 200, "")
				resp.Body = &dripping{req.Context(), bytesOf(pieces), test.every}
				return resp, nil
			})
			client := newClient(t, testAPI(), append(test.opts, serve.option())...)
			began := time.Now()
			got, err := collected(runtime.StreamOf[message](t.Context(), client, &runtime.Call{Operation: watch(runtime.Streaming{})}))
			if fmt.Sprint(got) != test.want || !errors.Is(err, sdk.ErrStreamIdle) || time.Since(began) != test.after {
				t.Errorf("got %v, %v after %v", got, err, time.Since(began))
			}
		})
	}
}

func bytesOf(pieces []string) []string { return append([]string(nil), pieces...) }

// TestStreamReadsNoFurther: memory is bounded by what one item may have, however much the server sends.
func TestStreamReadsNoFurther(t *testing.T) {
	sent := 0
	serve := transport(func(_ int, req *http.Request) (*http.Response, error) {
		resp := response(req, 200, "")
		resp.ContentLength = -1
		resp.Body = io.NopCloser(readerFunc(func(p []byte) (int, error) {
			n := copy(p, bytes.Repeat([]byte("data: 0123456789\n"), 100))
			sent += n
			return n, nil
		}))
		return resp, nil
	})
	client := newClient(t, testAPI(), sdk.WithMaxResponseBytes(1<<16), serve.option())
	_, err := collected(runtime.Stream[message](t.Context(), client, &runtime.Call{Operation: watch(runtime.Streaming{})}))
	if !errors.Is(err, sdk.ErrResponseTooLarge) || sent > 1<<18 {
		t.Errorf("got %v after %d bytes", err, sent)
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }
