package sdktest_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

func TestFaults(t *testing.T) {
	tests := []struct {
		fault  sdktest.Fault
		status int   // 0 is none
		err    error // that the client gets
		taken  bool
	}{
		{sdktest.ResetBeforeBody(), 0, syscall.ECONNRESET, false},
		{sdktest.ResetDuringBody(), 0, syscall.ECONNRESET, false},
		{sdktest.ResetAfterBody(), 0, syscall.ECONNRESET, false},
		{sdktest.LoseResponse(), 0, syscall.ECONNRESET, true},
		{sdktest.TruncateResponse(), 201, io.ErrUnexpectedEOF, true},
		{sdktest.SlowResponse(time.Nanosecond), 201, nil, true},
		{sdktest.SlowBody(time.Nanosecond), 201, nil, true},
		{sdktest.Status(418), 418, nil, false},
		{sdktest.Unavailable(0), 503, nil, false},
		{sdktest.Unavailable(1500 * time.Millisecond), 503, nil, false},
		{sdktest.AnswerWith(520, "text/plain", "error code: 520"), 520, nil, false},
	}
	for _, test := range tests {
		t.Run(test.fault.String(), func(t *testing.T) {
			s := newServer(t)
			s.Fail(test.fault)
			got := ask(t, s, "POST", "/shelves/a/books", `{"title":"One"}`)
			if got.status != test.status || !errors.Is(got.err, test.err) {
				t.Errorf("got %+v", got)
			}
			arrived := s.Requests()[0]
			if arrived.Taken != test.taken || arrived.Status != test.status || arrived.Fault != test.fault.String() {
				t.Errorf("noted %+v", arrived)
			}
			if kept := len(s.Items("/shelves/{shelf}/books")); kept != 0 != test.taken {
				t.Errorf("%d items are kept", kept)
			}
			if again := ask(t, s, "POST", "/shelves/a/books", `{"title":"One"}`); again.status != 201 {
				t.Errorf("the next request got %+v", again)
			}
		})
	}
}

// TestResetResponse may find the connection broken before or while the half of the answer is read.
func TestResetResponse(t *testing.T) {
	s := newServer(t)
	s.Fail(sdktest.ResetResponse())
	if got := ask(t, s, "POST", "/shelves/a/books", `{"title":"One"}`); got.err == nil {
		t.Errorf("got %+v", got)
	}
	if arrived := s.Requests()[0]; !arrived.Taken || arrived.Status != 201 {
		t.Errorf("noted %+v", arrived)
	}
}

func TestWhatArrivedOfABrokenRequest(t *testing.T) {
	const body = `{"title":"One"}`
	for fault, want := range map[string]int{"before": 0, "during": len(body) / 2, "after": len(body)} {
		s := newServer(t)
		s.Fail(map[string]sdktest.Fault{
			"before": sdktest.ResetBeforeBody(), "during": sdktest.ResetDuringBody(), "after": sdktest.ResetAfterBody(),
		}[fault])
		ask(t, s, "POST", "/shelves/a/books", body)
		if got := len(s.Requests()[0].Body); got != want {
			t.Errorf("%s: %d bytes arrived, want %d", fault, got, want)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	s := newServer(t)
	s.Fail(sdktest.Unavailable(1500*time.Millisecond), sdktest.Unavailable(0), sdktest.Status(503, "Retry-After", "soon"))
	for _, want := range []string{"2", "", "soon"} {
		response, err := http.Get(s.URL + "/shelves/a")
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if got := response.Header.Get("Retry-After"); got != want {
			t.Errorf("Retry-After is %q, want %q", got, want)
		}
	}
	http.DefaultClient.CloseIdleConnections()
}

func TestFaultsOfAnOperationWaitForIt(t *testing.T) {
	s := newServer(t)
	s.FailOperation("AddBook", sdktest.Status(500))
	s.Fail(sdktest.Status(501), sdktest.Status(502))
	var got []int
	for _, method := range []string{"GET", "POST", "GET", "GET"} {
		body := map[string]string{"POST": `{"title":"One"}`}[method]
		got = append(got, ask(t, s, method, "/shelves/a/books", body).status)
	}
	if want := []int{501, 500, 502, 200}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestRandomFaultsRepeat(t *testing.T) {
	run := func(seed uint64) (got []int) {
		s := newServer(t)
		s.FailRandomly(seed, 0.5, sdktest.Status(500), sdktest.Status(501))
		for range 40 {
			got = append(got, ask(t, s, "GET", "/shelves/a/books", "").status)
		}
		s.StopFailing()
		if last := ask(t, s, "GET", "/shelves/a/books", ""); last.status != 200 {
			t.Errorf("got %d after StopFailing", last.status)
		}
		return got
	}
	first, second, other := run(1), run(1), run(2)
	if !slices.Equal(first, second) || slices.Equal(first, other) {
		t.Errorf("seed 1: %v\nseed 1: %v\nseed 2: %v", first, second, other)
	}
	for _, status := range []int{200, 500, 501} {
		if !slices.Contains(first, status) {
			t.Errorf("no %d in %v", status, first)
		}
	}
}

func TestClientsThatLeaveDoNotHoldTheServer(t *testing.T) {
	for _, fault := range []sdktest.Fault{sdktest.NoResponse(), sdktest.SlowResponse(time.Hour), sdktest.SlowBody(time.Hour)} {
		s := newServer(t)
		s.Fail(fault)
		ctx, cancel := context.WithCancel(t.Context())
		request, err := http.NewRequestWithContext(ctx, "POST", s.URL+"/shelves/a/books", strings.NewReader(`{"title":"One"}`))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Content-Type", "application/json")
		go func() {
			for len(s.Items("/shelves/{shelf}/books")) == 0 {
				time.Sleep(time.Millisecond)
			}
			cancel()
		}()
		if response, err := http.DefaultClient.Do(request); err == nil {
			_, err = io.ReadAll(response.Body)
			response.Body.Close()
			if !errors.Is(err, context.Canceled) {
				t.Errorf("%s: %v", fault, err)
			}
		}
		cancel()
		s.Close()
	}
}

func TestCloseEndsWaiting(t *testing.T) {
	s := sdktest.Start(readLibrary(t))
	s.Fail(sdktest.NoResponse())
	done := make(chan answer)
	go func() { done <- ask(t, s, "POST", "/shelves/a/books", `{"title":"One"}`) }()
	for len(s.Items("/shelves/{shelf}/books")) == 0 {
		time.Sleep(time.Millisecond)
	}
	s.Close()
	s.Close()
	<-done
}
