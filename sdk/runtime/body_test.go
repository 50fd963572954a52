package runtime_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// publishText publishes a body of its own.
func publishText(ctx context.Context, c *runtime.Client, text string) error {
	call := newCall(publish(runtime.RepeatAlways), &message{})
	call.Body = json.RawMessage(text)
	return c.Do(ctx, call)
}

func created(req *http.Request) *http.Response {
	return &http.Response{
		StatusCode: 201, Header: http.Header{"Content-Type": {"application/json"}}, Request: req, Body: io.NopCloser(strings.NewReader(`{}`)),
	}
}

func clientOver(t *testing.T, transport sdk.RoundTripperFunc) *runtime.Client {
	return newClient(t, testAPI(), sdk.WithHTTPClient(&http.Client{Transport: transport}))
}

// A transport may read on after it has answered. What it reads is its own request's body, though the buffers of others are
// used again meanwhile.
func TestBodiesThatAreReadLateAreTheirOwn(t *testing.T) {
	var late sync.WaitGroup
	client := clientOver(t, func(req *http.Request) (*http.Response, error) {
		first := make([]byte, 16)
		if _, err := io.ReadFull(req.Body, first); err != nil {
			return nil, err
		}
		late.Go(func() {
			defer req.Body.Close()
			if rest, err := io.ReadAll(req.Body); err != nil || len(bytes.Trim(rest, string(first[:1]))) > 0 {
				t.Errorf("%q goes on with %q (%v)", first, rest, err)
			}
		})
		return created(req), nil
	})
	for range 50 {
		for _, letter := range "abcdefgh" {
			late.Go(func() {
				if err := publishText(t.Context(), client, strings.Repeat(string(letter), 2000)); err != nil {
					t.Error(err)
				}
			})
		}
	}
	late.Wait()
}

func TestABodyIsClosedForGood(t *testing.T) {
	var stale func() (io.ReadCloser, error)
	var closed io.ReadCloser
	client := clientOver(t, func(req *http.Request) (*http.Response, error) {
		again, err := req.GetBody()
		if err != nil {
			return nil, err
		}
		text, err := io.ReadAll(again)
		if want := "the body"; err != nil || string(text) != want || req.ContentLength != int64(len(want)) {
			t.Errorf("read again, the body is %q of %d bytes (%v)", text, req.ContentLength, err)
		}
		stale, closed = req.GetBody, req.Body
		_, _ = again.Close(), req.Body.Close()
		return created(req), nil
	})
	if err := publishText(t.Context(), client, "the body"); err != nil {
		t.Fatal(err)
	}
	if err := publishText(t.Context(), client, "the body"); err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(closed); err == nil {
		t.Errorf("a closed body is read as %q", text)
	}
	if err := closed.Close(); err != nil {
		t.Errorf("closing it again: %v", err)
	}
	if _, err := stale(); err == nil || fmt.Sprint(err) != "the request's body has been closed" {
		t.Errorf("a body is opened after its call has ended: %v", err)
	}
}
