package runtime_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// vendor has habits: 418 is a good reason to wait for a minute and prove nothing, 429 with "day" is final.
type vendor struct{}

func (vendor) Advise(r runtime.Reply) runtime.Advice {
	switch {
	case r.StatusCode == 418:
		return runtime.Advice{Again: runtime.AgainRepeatable, Wait: 30 * time.Second}
	case r.StatusCode == 429 && strings.Contains(string(r.Body), "day"):
		return runtime.Advice{Again: runtime.AgainNever}
	}
	return runtime.Advice{}
}

func (vendor) Classify(r runtime.Reply) error {
	if strings.Contains(string(r.Body), "day") {
		return sdk.ErrDailyLimit
	}
	return nil
}

func (vendor) Limits(h http.Header) (sdk.Limits, bool) {
	var left, most int
	n, _ := fmt.Sscanf(h.Get("X-Left"), "%d/%d", &left, &most)
	return sdk.Limits{Current: sdk.Quota{Known: true, Remaining: left, Max: most}}, n == 2
}

func (vendor) CorrelationID(h http.Header) string { return h.Get("X-Correlation") }

func vendorAPI() runtime.API {
	api := testAPI()
	api.Manners = vendor{}
	return api
}

// TestWhatIsRepeated fails three times in the same way and then succeeds.
func TestWhatIsRepeated(t *testing.T) {
	const unprocessed, always, never = runtime.RepeatUnprocessed, runtime.RepeatAlways, runtime.RepeatNever
	for _, test := range []struct {
		name  string
		fault http.HandlerFunc
		again map[runtime.Repeat]bool
	}{
		{"400", answer(400, "{}"), nil},
		{"401", answer(401, "{}"), nil},
		{"404", answer(404, "{}"), nil},
		{"408", answer(408, ""), map[runtime.Repeat]bool{always: true}},
		{"409", answer(409, "{}"), nil},
		{"418 of the vendor", answer(418, "{}"), map[runtime.Repeat]bool{always: true}},
		{"429", answer(429, "{}"), map[runtime.Repeat]bool{always: true, unprocessed: true}},
		{"429 for the day", answer(429, "day"), nil},
		{"500", answer(500, "{}"), nil},
		{"501", answer(501, "{}"), nil},
		{"502", answer(502, "<html>"), map[runtime.Repeat]bool{always: true}},
		{"503", answer(503, ""), map[runtime.Repeat]bool{always: true}},
		{"503 with Retry-After", answer(503, "", "Retry-After", "1"), map[runtime.Repeat]bool{always: true, unprocessed: true}},
		{"503 with a Retry-After that is none", answer(503, "", "Retry-After", "soon"), map[runtime.Repeat]bool{always: true}},
		{"504", answer(504, ""), map[runtime.Repeat]bool{always: true}},
		{"reset", reset, map[runtime.Repeat]bool{always: true}},
		{"cut off", answer(201, `{"ID"`, "Content-Length", "11"), map[runtime.Repeat]bool{always: true}},
		{"not what was agreed", answer(201, `{"ID":1}`), nil},
	} {
		for _, repeat := range []runtime.Repeat{unprocessed, always, never} {
			t.Run(fmt.Sprint(test.name, "/", repeat), func(t *testing.T) {
				s := newServer(t, test.fault, test.fault, test.fault, ok())
				c := newClient(t, vendorAPI(), sdk.WithBaseURL(s.URL), quick(4))
				err := do(t.Context(), c, publish(repeat))
				if want := test.again[repeat]; want != (err == nil) || want != (len(s.seen()) == 4) {
					t.Errorf("%d requests, then %v", len(s.seen()), err)
				}
				for _, r := range s.seen() {
					if r.body != messageBody {
						t.Errorf("a try's body was %q", r.body)
					}
				}
			})
		}
	}
}

func TestRefusedConnectionIsRepeatedBecauseNothingWasSent(t *testing.T) {
	for _, repeat := range []runtime.Repeat{runtime.RepeatUnprocessed, runtime.RepeatNever} {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		address := listener.Addr().String()
		listener.Close()
		c := newClient(t, testAPI(), sdk.WithBaseURL("http://"+address), quick(3))
		failed := as[*sdk.TransportError](t, do(t.Context(), c, publish(repeat)))
		if want := map[runtime.Repeat]int{runtime.RepeatUnprocessed: 3, runtime.RepeatNever: 1}[repeat]; failed.Attempts != want {
			t.Errorf("%d tries, want %d", failed.Attempts, want)
		}
	}
}

// A refusal after a redirect does not prove that nothing was done: the first server has seen the request.
func TestRefusedConnectionAfterRedirectIsNotRepeated(t *testing.T) {
	s := newServer(t, answer(307, "", "Location", "http://127.0.0.1:1/"))
	c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), quick(3))
	call := newCall(publish(runtime.RepeatUnprocessed), &message{})
	call.Body = nil
	failed := as[*sdk.TransportError](t, c.Do(t.Context(), call))
	if failed.Attempts != 1 {
		t.Errorf("%d tries", failed.Attempts)
	}
}

func TestGivesUpWithTheLastError(t *testing.T) {
	s := newServer(t, answer(503, ""), answer(502, "gone"))
	c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), quick(3))
	failed := as[*sdk.ResponseError](t, do(t.Context(), c, publish(runtime.RepeatAlways)))
	if failed.StatusCode != 502 || string(failed.Body) != "gone" || failed.Attempts != 3 || len(s.seen()) != 3 {
		t.Errorf("%d requests, then %+v", len(s.seen()), failed)
	}
}

func TestWithoutRetries(t *testing.T) {
	s := newServer(t, answer(503, "", "Retry-After", "0"))
	c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), sdk.WithoutRetries())
	as[*sdk.ResponseError](t, do(t.Context(), c, publish(runtime.RepeatAlways)))
	if n := len(s.seen()); n != 1 {
		t.Errorf("%d requests", n)
	}
}

// TestWaits measures, in fake time, the wait between a failure and the second try.
func TestWaits(t *testing.T) {
	for _, test := range []struct {
		name     string
		headers  []string
		status   int
		min, max time.Duration
	}{
		{"backoff", nil, 503, 0, 250 * time.Millisecond},
		{"seconds", []string{"Retry-After", "20"}, 503, 20 * time.Second, 22 * time.Second},
		{"zero seconds", []string{"Retry-After", "0"}, 503, 0, 250 * time.Millisecond},
		{"more than the cap", []string{"Retry-After", "86400"}, 503, time.Minute, 66 * time.Second},
		{"more than an int", []string{"Retry-After", "99999999999999999999"}, 503, time.Minute, 66 * time.Second},
		{"date", []string{"Retry-After", "Sat, 01 Jan 2000 00:00:30 GMT"}, 503, 30 * time.Second, 33 * time.Second},
		{"date that is past", []string{"Retry-After", "Fri, 31 Dec 1999 00:00:00 GMT"}, 503, 0, 250 * time.Millisecond},
		{"vendor", nil, 418, 30 * time.Second, 33 * time.Second},
		{"vendor with less", []string{"Retry-After", "5"}, 418, 30 * time.Second, 33 * time.Second},
		{"vendor with more", []string{"Retry-After", "50"}, 418, 50 * time.Second, 55 * time.Second},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := newClient(t, vendorAPI(), transport(func(n int, req *http.Request) (*http.Response, error) {
					if n == 1 {
						return response(req, test.status, "", test.headers...), nil
					}
					return response(req, 201, `{}`), nil
				}).option())
				start := time.Now() // the bubble begins at 2000-01-01T00:00:00Z
				if err := do(t.Context(), c, publish(runtime.RepeatAlways)); err != nil {
					t.Fatal(err)
				}
				if waited := time.Since(start); waited < test.min || waited > test.max {
					t.Errorf("waited %s, want %s to %s", waited, test.min, test.max)
				}
			})
		})
	}
}

// The backoff's bounds double, and the waits are spread over all of what they allow.
func TestBackoffGrowsWithFullJitter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var at []time.Time
		c := newClient(t, testAPI(), transport(func(_ int, req *http.Request) (*http.Response, error) {
			at = append(at, time.Now())
			return response(req, 503, ""), nil
		}).option(), sdk.WithRetry(sdk.RetryPolicy{MaxAttempts: 7, MinBackoff: time.Second, MaxBackoff: 10 * time.Second}))
		longest := make([]time.Duration, 6)
		for range 200 {
			at = at[:0]
			_ = do(t.Context(), c, publish(runtime.RepeatAlways))
			for i := range longest {
				longest[i] = max(longest[i], at[i+1].Sub(at[i]))
			}
		}
		for i, bound := range []time.Duration{1, 2, 4, 8, 10, 10} {
			bound *= time.Second
			if longest[i] > bound || longest[i] < bound/2 {
				t.Errorf("wait %d: the longest of 200 was %s, the bound is %s", i+1, longest[i], bound)
			}
		}
	})
}

func TestWaitThatOutlastsTheDeadlineFailsAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClient(t, testAPI(), transport(func(_ int, req *http.Request) (*http.Response, error) {
			return response(req, 503, "later", "Retry-After", "20"), nil
		}).option())
		start := time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		err := do(ctx, c, publish(runtime.RepeatAlways))
		if failed := as[*sdk.ResponseError](t, err); failed.StatusCode != 503 {
			t.Errorf("got %v", err)
		}
		err = do(t.Context(), c, publish(runtime.RepeatAlways), sdk.Timeout(10*time.Second))
		as[*sdk.ResponseError](t, err)
		if time.Since(start) != 0 {
			t.Errorf("after %s", time.Since(start))
		}
	})
}

func TestAttemptTimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hang := transport(func(n int, req *http.Request) (*http.Response, error) {
			switch n {
			case 1: // no answer
				<-req.Context().Done()
				return nil, req.Context().Err()
			case 2: // half an answer
				resp := response(req, 201, "")
				resp.Body = waiting{req.Context()}
				return resp, nil
			}
			return response(req, 201, `{}`), nil
		})
		c := newClient(t, testAPI(), hang.option(), sdk.WithAttemptTimeout(3*time.Second), quick(3))
		start := time.Now()
		if err := do(t.Context(), c, publish(runtime.RepeatAlways)); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(start); took < 6*time.Second || took > 7*time.Second {
			t.Errorf("took %s", took)
		}
		c = newClient(t, testAPI(), hang.option(), sdk.WithAttemptTimeout(3*time.Second))
		err := do(t.Context(), c, publish(runtime.RepeatUnprocessed))
		if failed := as[*sdk.TransportError](t, err); !errors.Is(err, sdk.ErrAttemptTimeout) || failed.Attempts != 1 {
			t.Errorf("got %v", err)
		}
	})
}

func TestCertificateErrorsAreNotRepeated(t *testing.T) {
	s := newServer(t, ok())
	tls := newTLSServer(t)
	c := newClient(t, testAPI(), sdk.WithBaseURL(tls.URL), quick(3))
	failed := as[*sdk.TransportError](t, do(t.Context(), c, publish(runtime.RepeatAlways)))
	if failed.Attempts != 1 || len(s.seen()) != 0 {
		t.Errorf("%d tries", failed.Attempts)
	}
}

func TestRedirectLoopEnds(t *testing.T) {
	s := newServer(t, answer(307, "", "Location", "/things/7/messages"))
	c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), quick(3))
	failed := as[*sdk.TransportError](t, do(t.Context(), c, publish(runtime.RepeatAlways)))
	if failed.Attempts != 1 || len(s.seen()) != 10 {
		t.Errorf("%d tries, %d requests: %v", failed.Attempts, len(s.seen()), failed)
	}
}

func TestStreamedBodyIsSentWholeOrNotAgain(t *testing.T) {
	long := strings.Repeat("0123456789", 10_000)
	for _, test := range []struct {
		name   string
		stream func() io.Reader
		tries  int
	}{
		{"seekable", func() io.Reader { return strings.NewReader(long) }, 3},
		{"not seekable", func() io.Reader { return io.MultiReader(strings.NewReader(long)) }, 1},
		{"empty", func() io.Reader { return strings.NewReader("") }, 3},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newServer(t, answer(503, ""))
			c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), quick(3))
			call := newCall(publish(runtime.RepeatAlways), &message{})
			call.Body, call.Stream = nil, test.stream()
			want, _ := io.ReadAll(test.stream())
			failed := as[*sdk.ResponseError](t, c.Do(t.Context(), call))
			if failed.Attempts != test.tries {
				t.Errorf("%d tries, want %d", failed.Attempts, test.tries)
			}
			for _, r := range s.seen() {
				if r.body != string(want) {
					t.Errorf("a try sent %d bytes of %d", len(r.body), len(want))
				}
			}
		})
	}
}

func TestStreamStartsWhereItStands(t *testing.T) {
	s := newServer(t, answer(503, ""), ok())
	c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), quick(3))
	call := newCall(publish(runtime.RepeatAlways), &message{})
	source := strings.NewReader("skipped,sent")
	_, _ = source.Seek(8, io.SeekStart)
	call.Body, call.Stream = nil, source
	if err := c.Do(t.Context(), call); err != nil {
		t.Fatal(err)
	}
	for _, r := range s.seen() {
		if r.body != "sent" || r.header.Get("Content-Length") != "4" {
			t.Errorf("sent %q of length %s", r.body, r.header.Get("Content-Length"))
		}
	}
}
