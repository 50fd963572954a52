package runtime_test

import (
	"bytes"
	"context"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

var octets = runtime.Operation{Name: "Upload", Method: "POST", Path: "/files", Body: runtime.RequestBody{MediaType: "application/octet-stream"}}

// disk is a file that takes its time for each read. It is safe for concurrent use, as *os.File is.
type disk struct {
	mu       sync.Mutex
	file     *bytes.Reader
	delay    time.Duration
	returned atomic.Bool
	late     atomic.Int64
}

func (d *disk) Read(p []byte) (int, error) {
	time.Sleep(d.delay)
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.returned.Load() {
		d.late.Add(1)
	}
	return d.file.Read(p)
}

func (d *disk) Seek(offset int64, whence int) (int64, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.file.Seek(offset, whence)
}

func overTLS(t *testing.T, http2 bool, handler http.HandlerFunc) *runtime.Client {
	srv := httptest.NewUnstartedServer(handler)
	srv.EnableHTTP2 = http2
	srv.StartTLS()
	t.Cleanup(srv.Close)
	c, err := runtime.New(runtime.API{BaseURL: srv.URL}, sdk.WithoutRetries(), sdk.WithHTTPClient(srv.Client()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.CloseIdleConnections)
	return c
}

// The server answers before it has read everything, as those do that need no more than the header.
func TestReadAfterReturn(t *testing.T) {
	c := overTLS(t, false, func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusNoContent)
		w.(http.Flusher).Flush()
	})
	d := &disk{file: bytes.NewReader(make([]byte, 16<<20)), delay: 20 * time.Millisecond}
	err := c.Do(context.Background(), &runtime.Call{Operation: &octets, Stream: d})
	d.returned.Store(true)
	time.Sleep(200 * time.Millisecond)
	if n := d.late.Load(); n > 0 {
		t.Errorf("the call had returned (%v), and the caller's file was read %d times more", err, n)
	}
}

// The first upload runs into a timeout, the caller rewinds the file and uploads it again: the first one's transport takes
// a piece out of the second one's content. Nobody gets an error.
func TestUploadAgain(t *testing.T) {
	content := make([]byte, 300<<10)
	for i := range content {
		content[i] = byte(i>>10) + 1
	}
	var n atomic.Int64
	arrived := make(chan []byte, 1)
	c := overTLS(t, true, func(w http.ResponseWriter, r *http.Request) {
		if n.Add(1) == 1 {
			io.Copy(io.Discard, r.Body)
			return
		}
		_, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
		part, err := multipart.NewReader(r.Body, params["boundary"]).NextPart()
		if err != nil {
			t.Error(err)
			return
		}
		body, _ := io.ReadAll(part)
		arrived <- body
	})
	send := func(ctx context.Context, d *disk) error {
		parts := runtime.NewParts()
		parts.File("file", &sdk.File{Name: "a.bin", Content: d})
		return c.Do(ctx, &runtime.Call{Operation: &octets, Stream: parts, ContentType: parts.ContentType()})
	}
	d := &disk{file: bytes.NewReader(content), delay: 100 * time.Millisecond}
	ctx, cancel := context.WithTimeout(context.Background(), 160*time.Millisecond)
	defer cancel()
	if err := send(ctx, d); err == nil {
		t.Fatal("the first upload had the time")
	}
	if _, err := d.Seek(0, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	if err := send(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	if body := <-arrived; !bytes.Equal(body, content) {
		t.Errorf("the second upload was answered with success and has %d of %d bytes", len(body), len(content))
	}
}

// Most readers are for one goroutine at a time: the caller's own, once the call has returned.
func TestReaderForOneGoroutine(t *testing.T) {
	c := overTLS(t, false, func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusNoContent)
		w.(http.Flusher).Flush()
		io.CopyN(io.Discard, r.Body, 8<<20)
	})
	file := bytes.NewReader(make([]byte, 64<<20))
	for range 10 {
		_, _ = file.Seek(0, io.SeekStart)
		_ = c.Do(context.Background(), &runtime.Call{Operation: &octets, Stream: file}) // the server may reset the connection
	}
}
