package runtime_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

var putOctets = runtime.Operation{Name: "Upload", Method: "PUT", Path: "/files", Repeat: runtime.RepeatAlways, Body: runtime.RequestBody{MediaType: "application/octet-stream"}}

// serve answers each connection's first request with answer, once it has seen the header, and keeps it open.
func answering(t *testing.T, answer string) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			t.Cleanup(func() { c.Close() })
			go func() {
				if _, err := http.ReadRequest(bufio.NewReader(c)); err == nil {
					io.WriteString(c, answer)
				}
			}()
		}
	}()
	return "http://" + l.Addr().String()
}

func hangs(t *testing.T, answer string, timeout time.Duration, options ...sdk.Option) {
	client, err := runtime.New(runtime.API{BaseURL: answering(t, answer)}, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.CloseIdleConnections)
	r, w := io.Pipe() // its writer waits for something else
	defer w.Close()
	go w.Write([]byte("the beginning"))
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- client.Do(ctx, &runtime.Call{Operation: &putOctets, Stream: r}) }()
	select {
	case err := <-done:
		if err == nil {
			t.Error("the call succeeds")
		}
	case <-time.After(timeout + 3*time.Second):
		t.Error("the call has not returned 3 s after its context has ended")
	}
}

// The server is busy and says so at once.
func TestBlockedReaderAndUnavailable(t *testing.T) {
	hangs(t, "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 0\r\n\r\n", time.Second)
}

// The context ends.
func TestBlockedReaderAndContext(t *testing.T) { hangs(t, "", 300*time.Millisecond) }

// A try takes too long.
func TestBlockedReaderAndAttemptTimeout(t *testing.T) {
	hangs(t, "", time.Second, sdk.WithAttemptTimeout(100*time.Millisecond))
}

// forever is a reader whose Read does not return before release is closed, and one that says it can seek.
type forever struct{ release chan struct{} }

func (f forever) Read([]byte) (int, error) {
	<-f.release
	return 0, io.EOF
}

type foreverFile struct{ forever }

func (foreverFile) Seek(_ int64, whence int) (int64, error) { return int64(whence / io.SeekEnd), nil }

// How long a call whose context has ended waits for a Read that is under way: not at all where that may take for ever, and for
// a while where a file's does not.
func TestBlockedReaderIsNotWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		pipe, writer := io.Pipe()
		release := make(chan struct{})
		defer close(release)
		defer writer.Close()
		for name, test := range map[string]struct {
			body io.Reader
			most time.Duration
		}{
			"pipe":               {pipe, 0},
			"pipe in a file":     {multipartOf(pipe), 0},
			"unknown":            {forever{release}, 250 * time.Millisecond},
			"unknown, in a file": {multipartOf(forever{release}), 250 * time.Millisecond},
			"seekable":           {foreverFile{forever{release}}, time.Second},
		} {
			c := newClient(t, testAPI(), transport(func(_ int, req *http.Request) (*http.Response, error) {
				_, err := io.Copy(io.Discard, req.Body)
				return nil, err
			}).option())
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			begun := time.Now()
			err := c.Do(ctx, &runtime.Call{Operation: &putOctets, Stream: test.body})
			cancel()
			if took := time.Since(begun) - time.Minute; took < 0 || took > test.most || !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("%s: returned %s after the context's end: %v", name, took, err)
			}
		}
	})
}

func multipartOf(content io.Reader) *runtime.Parts {
	parts := runtime.NewParts()
	parts.File("file", &sdk.File{Name: "a.bin", Content: content})
	return parts
}
