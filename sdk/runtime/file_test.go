package runtime_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// TestUnreadableFileIsNotSent: a body that cannot be made is an error before anything is sent.
func TestUnreadableFileIsNotSent(t *testing.T) {
	torn := errors.New("torn")
	for _, encoding := range []runtime.Encoding{runtime.AsJSON, runtime.AsForm} {
		sent := transport(func(_ int, req *http.Request) (*http.Response, error) {
			t.Error("something is sent")
			return response(req, http.StatusOK, `{}`), nil
		})
		c := newClient(t, testAPI(), sent.option())
		op := publish(runtime.RepeatAlways)
		op.Body.Encoding = encoding
		body := struct {
			File sdk.File `json:"file"`
		}{sdk.File{Name: "a.txt", Content: iotest.ErrReader(torn)}}
		err := c.Do(t.Context(), &runtime.Call{Operation: op, Path: []any{"42"}, Body: &body})
		var invalid *sdk.InvalidRequestError
		if !errors.As(err, &invalid) || !errors.Is(err, torn) {
			t.Errorf("got %v", err)
		}
	}
}

// TestDecodingEndsWithTheContext: the context ends when the body has been read and is still to be decoded.
func TestDecodingEndsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	long := "[" + strings.Repeat("1,", 10_000) + "1]"
	sent := transport(func(_ int, req *http.Request) (*http.Response, error) {
		resp := response(req, http.StatusOK, long)
		resp.Body = atEnd{resp.Body, cancel}
		return resp, nil
	})
	call := newCall(publish(runtime.RepeatAlways), nil)
	call.Result = new([]float64)
	err := newClient(t, testAPI(), sent.option()).Do(ctx, call)
	if interrupted := as[*sdk.InterruptedError](t, err); !errors.Is(err, context.Canceled) || interrupted.Attempts != 1 {
		t.Errorf("got %v", err)
	}
}

// atEnd is a body that does something when it has been read.
type atEnd struct {
	io.ReadCloser
	do func()
}

func (a atEnd) Read(p []byte) (int, error) {
	n, err := a.ReadCloser.Read(p)
	if err == io.EOF {
		a.do()
	}
	return n, err
}
