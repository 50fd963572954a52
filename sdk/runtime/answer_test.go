package runtime_test

import (
	"errors"
	"io"
	"net/http"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// An answer is read as what the document says of its status, or not at all.
func TestAnswersByStatus(t *testing.T) {
	for _, test := range []struct {
		name    string
		answers []runtime.Answer
		status  int
		want    error // nil: it is read
		fails   bool
	}{
		{"nothing is declared", nil, 299, nil, false},
		{"declared", []runtime.Answer{{Status: 200}, {Status: 201}}, 201, nil, false},
		{"not declared", []runtime.Answer{{Status: 200}}, 202, sdk.ErrUndeclaredStatus, true},
		{"of another type", []runtime.Answer{{Status: 200}, {Status: 202, Other: true}}, 202, nil, true},
		{"200 for 201", []runtime.Answer{{Status: 201}}, 200, nil, false},
		{"201 for 200", []runtime.Answer{{Status: 200}}, 201, sdk.ErrUndeclaredStatus, true},
		{"in the range", []runtime.Answer{{Status: 2}}, 207, nil, false},
		{"more exact than the range", []runtime.Answer{{Status: 2}, {Status: 207, Other: true}}, 207, nil, true},
		{"default", []runtime.Answer{{Status: 0}}, 203, nil, false},
	} {
		for _, stream := range []bool{false, true} {
			t.Run(test.name, func(t *testing.T) {
				const body = `{"ID":"42"}`
				s := newServer(t, answer(test.status, body))
				c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), quick(3))
				op := publish(runtime.RepeatAlways)
				op.Answers = test.answers
				var into message
				var reader io.ReadCloser
				call := newCall(op, &into)
				if stream {
					call.Result, call.Reader = nil, &reader
				}
				err := c.Do(t.Context(), call)
				if reader != nil {
					content, _ := io.ReadAll(reader)
					_ = reader.Close()
					into.ID = string(content[7:9])
				}
				if !test.fails {
					if err != nil || into.ID != "42" {
						t.Errorf("got %+v, %v", into, err)
					}
					return
				}
				failed := as[*sdk.DecodeError](t, err)
				if failed.StatusCode != test.status || string(failed.Body) != body || into.ID != "" || len(s.seen()) != 1 {
					t.Errorf("got %+v, %+v", into, failed)
				}
				if test.want != nil && !errors.Is(err, test.want) {
					t.Errorf("got %v", err)
				}
			})
		}
	}
}

// 204 is 200 without a body. Nothing else is the same: 202 is not done yet.
func TestEmptyAnswers(t *testing.T) {
	for _, test := range []struct {
		declared, status int
		body             string
		good             bool
	}{{204, 204, "", true}, {204, 200, "", true}, {200, 204, "", true}, {204, 200, "{}", true}, {204, 202, "", false}} {
		s := newServer(t, answer(test.status, test.body))
		c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL))
		op := publish(runtime.RepeatAlways)
		op.Answers = []runtime.Answer{{Status: test.declared, Empty: true}}
		call := newCall(op, nil)
		call.Result = nil
		if err := c.Do(t.Context(), call); (err == nil) != test.good {
			t.Errorf("%+v: %v", test, err)
		}
	}
}

// A decode error keeps what came, since what was asked for has been done.
func TestDecodeErrorHasTheBody(t *testing.T) {
	for _, body := range []string{`{"ID":7,"more":true}`, `<html>`, `{"ID":"m-1"`} {
		s := newServer(t, answer(201, body))
		c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL))
		failed := as[*sdk.DecodeError](t, do(t.Context(), c, publish(runtime.RepeatNever)))
		if string(failed.Body) != body {
			t.Errorf("%q of %q: %v", failed.Body, body, failed)
		}
	}
}

// A key that goes nowhere would make its user believe that a repeat does nothing twice.
func TestIdempotencyKeyThatGoesNowhere(t *testing.T) {
	s := newServer(t, ok())
	c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL))
	keyed := publish(runtime.RepeatAlways)
	keyed.IdempotencyKey = true
	for _, test := range []struct {
		op   *runtime.Operation
		key  string
		body any
		good bool
	}{
		{publish(runtime.RepeatAlways), "k", message{}, false}, {keyed, "k", message{}, true},
		{keyed, "", message{}, false}, {keyed, "k", nil, false},
	} {
		before := len(s.seen())
		call := newCall(test.op, &message{})
		call.Body = test.body
		call.Options = []sdk.CallOption{sdk.IdempotencyKey(test.key)}
		err := c.Do(t.Context(), call)
		if (err == nil) != test.good || len(s.seen())-before > 0 != test.good {
			t.Errorf("key %q: %d requests, %v", test.key, len(s.seen())-before, err)
		}
		if !test.good {
			as[*sdk.InvalidRequestError](t, err)
		}
	}
}

// A text is what its charset says, and may be empty or white space.
func TestTextAnswers(t *testing.T) {
	for _, test := range []struct{ contentType, body, want string }{
		{"text/plain; charset=iso-8859-1", "caf\xe9", "café"},
		{"text/plain", "\ufeffcafé\n", "café\n"},
		{"text/plain", "caf\xe9", "caf\xe9"},
		{"text/plain", " \n", " \n"},
		{"text/plain", "", ""},
	} {
		s := newServer(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", test.contentType)
			_, _ = io.WriteString(w, test.body)
		})
		op := publish(runtime.RepeatAlways)
		op.Text = true
		var got string
		call := newCall(op, nil)
		call.Result = &got
		if err := newClient(t, testAPI(), sdk.WithBaseURL(s.URL)).Do(t.Context(), call); err != nil || got != test.want {
			t.Errorf("%s %q: got %q, %v", test.contentType, test.body, got, err)
		}
	}
}
