package customchannels_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
)

func answeredWith(t *testing.T, status int, body string) (int64, error) {
	var n atomic.Int64
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n.Add(1)
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}))
	defer srv.Close()
	c, err := customchannels.NewClient(customchannels.WithBaseURL(srv.URL), customchannels.WithAccessToken("tokentoken"),
		customchannels.WithRetry(customchannels.RetryPolicy{MinBackoff: time.Millisecond}))
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.GetMessage(context.Background(), "17", "m1")
	return n.Load(), err
}

// A byte order mark before JSON, which some gateways put there, is no part of it. RFC 8259 lets a reader ignore it.
func TestByteOrderMarkInASuccess(t *testing.T) {
	if _, err := answeredWith(t, 200, "\ufeff"+`{"id":"m1"}`); err != nil {
		t.Error(err)
	}
}

func TestByteOrderMarkInARefusal(t *testing.T) {
	n, err := answeredWith(t, 429, "\ufeff"+`{"status":"error","policyName":"DAILY"}`)
	if !errors.Is(err, customchannels.ErrDailyLimit) || n != 1 {
		t.Errorf("%d requests, daily limit: %v", n, errors.Is(err, customchannels.ErrDailyLimit))
	}
}
