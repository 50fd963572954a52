package runtime_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// fileOf is a regular file that stands behind the first bytes.
func fileOf(t *testing.T, content string, at int64) *os.File {
	t.Helper()
	name := filepath.Join(t.TempDir(), "content")
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	if _, err := file.Seek(at, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	return file
}

func skipped(reader io.ReadSeeker) io.ReadSeeker {
	_, _ = reader.Seek(int64(len("skipped,")), io.SeekStart)
	return reader
}

// A body is sent from where its reader stands, with its length if that can be known, and again from there.
func TestStreamsOfAllKinds(t *testing.T) {
	for _, test := range []struct {
		name   string
		stream func(t *testing.T) io.Reader
		length string // "" is chunked
		again  bool
	}{
		{"buffer", func(*testing.T) io.Reader { return bytes.NewBufferString("sent") }, "4", true},
		{"bytes", func(*testing.T) io.Reader { return skipped(bytes.NewReader([]byte("skipped,sent"))) }, "4", true},
		{"string", func(*testing.T) io.Reader { return skipped(strings.NewReader("skipped,sent")) }, "4", true},
		{"file", func(t *testing.T) io.Reader { return fileOf(t, "skipped,sent", 8) }, "4", true},
		{"seeker", func(*testing.T) io.Reader { return struct{ io.ReadSeeker }{skipped(strings.NewReader("skipped,sent"))} }, "4", true},
		{"reader", func(*testing.T) io.Reader { return io.MultiReader(strings.NewReader("sent")) }, "", false},
		{"one byte at a time", func(*testing.T) io.Reader { return iotest.OneByteReader(strings.NewReader("sent")) }, "", false},
		{"data with the end", func(*testing.T) io.Reader { return iotest.DataErrReader(strings.NewReader("sent")) }, "", false},
		{"pipe", func(t *testing.T) io.Reader {
			r, w, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { r.Close() })
			_, _ = w.WriteString("sent")
			w.Close()
			return r
		}, "", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newServer(t, answer(503, ""), answer(307, "", "Location", "/moved"), answer(201, `{}`))
			c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), quick(3))
			call := newCall(publish(runtime.RepeatAlways), &message{})
			call.Body, call.Stream = nil, test.stream(t)
			err := c.Do(t.Context(), call)
			if test.again != (err == nil) || test.again && len(s.seen()) != 3 || !test.again && len(s.seen()) != 1 {
				t.Errorf("%d requests: %v", len(s.seen()), err)
			}
			for _, r := range s.seen() {
				if r.body != "sent" || r.header.Get("Content-Length") != test.length {
					t.Errorf("sent %q of length %q", r.body, r.header.Get("Content-Length"))
				}
			}
		})
	}
}

// What is in a buffer is taken out of it, as by reading: the next call sends what was written since.
func TestBufferIsDrained(t *testing.T) {
	s := newServer(t, ok())
	c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL))
	var buffer bytes.Buffer
	for _, text := range []string{"first", "second"} {
		buffer.WriteString(text)
		call := newCall(publish(runtime.RepeatNever), &message{})
		call.Body, call.Stream = nil, &buffer
		if err := c.Do(t.Context(), call); err != nil {
			t.Fatal(err)
		}
		if seen := s.seen(); seen[len(seen)-1].body != text {
			t.Errorf("sent %q, want %q", seen[len(seen)-1].body, text)
		}
	}
}

// Files in a multipart body are sent from where they stand, with the length of all parts together, as often as it takes.
func TestMultipartIsSentAgain(t *testing.T) {
	s := newServer(t, answer(503, ""), answer(308, "", "Location", "/moved"), ok())
	c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), quick(3))
	parts := runtime.NewParts()
	parts.Text("note", "hello")
	parts.File("one", &sdk.File{Name: "1", Content: skipped(strings.NewReader("skipped,sent"))})
	parts.File("two", &sdk.File{Name: "2", Content: fileOf(t, "skipped,file", 8)})
	call := newCall(publish(runtime.RepeatAlways), &message{})
	call.Body, call.Stream, call.ContentType = nil, parts, parts.ContentType()
	if err := c.Do(t.Context(), call); err != nil {
		t.Fatal(err)
	}
	seen := s.seen()
	for _, r := range seen {
		if r.body != seen[0].body || r.header.Get("Content-Length") == "" || strings.Contains(r.body, "skipped") {
			t.Errorf("sent %q, and then %q", seen[0].body, r.body)
		}
	}
	if len(seen) != 3 || !strings.Contains(seen[0].body, "\r\n\r\nsent\r\n") || !strings.Contains(seen[0].body, "\r\n\r\nfile\r\n") {
		t.Errorf("%d requests, %q", len(seen), seen[0].body)
	}
}

// What is not there is an error before anything is sent.
func TestMissingStreams(t *testing.T) {
	withFile := func(content io.Reader) *runtime.Parts {
		parts := runtime.NewParts()
		parts.File("file", &sdk.File{Name: "a", Content: content})
		return parts
	}
	folder, err := os.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	for name, stream := range map[string]io.Reader{
		"nil": nil, "nil file": (*os.File)(nil), "nil buffer": (*bytes.Buffer)(nil),
		"part without content": withFile(nil), "part of a nil file": withFile((*os.File)(nil)),
		"folder": folder, "part of a folder": withFile(folder),
	} {
		t.Run(name, func(t *testing.T) {
			s := newServer(t, ok())
			c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL))
			op := publish(runtime.RepeatAlways)
			op.Body.Required, op.Body.Argument = true, "content"
			call := newCall(op, &message{})
			call.Body, call.Stream = nil, stream
			as[*sdk.InvalidRequestError](t, c.Do(t.Context(), call))
			if len(s.seen()) > 0 {
				t.Error("something is sent")
			}
		})
	}
}

// shrinking is a file that is cut short while it is sent.
type shrinking struct{ *strings.Reader }

func (s shrinking) Seek(offset int64, whence int) (int64, error) {
	at, err := s.Reader.Seek(offset, whence)
	if whence == io.SeekEnd {
		at += 10
	}
	return at, err
}

// growing is a file that somebody appends to while it is sent.
type growing struct{ *strings.Reader }

func (g growing) Seek(offset int64, whence int) (int64, error) {
	at, err := g.Reader.Seek(offset, whence)
	if whence == io.SeekEnd {
		at -= 10
	}
	return at, err
}

// A body that cannot be read is the call's error, and no server takes a part of it for the whole.
func TestStreamsThatFail(t *testing.T) {
	torn := errors.New("torn")
	for _, test := range []struct {
		name   string
		stream io.Reader
		want   error
	}{
		{"error", io.MultiReader(strings.NewReader("some"), iotest.ErrReader(torn)), torn},
		{"shorter than it was", shrinking{strings.NewReader(strings.Repeat("x", 100))}, io.ErrUnexpectedEOF},
		{"panic", panicking{}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newServer(t, ok())
			c := newClient(t, testAPI(), sdk.WithBaseURL(s.URL), quick(3))
			call := newCall(publish(runtime.RepeatAlways), &message{})
			call.Body, call.Stream = nil, test.stream
			err := c.Do(t.Context(), call)
			failed := as[*sdk.TransportError](t, err)
			if test.want != nil && !errors.Is(err, test.want) || failed.Attempts != 1 || !strings.Contains(err.Error(), "reading the request's body") {
				t.Errorf("after %d tries: %v", failed.Attempts, err)
			}
		})
	}
	s := newServer(t, ok())
	call := newCall(publish(runtime.RepeatAlways), &message{})
	call.Body, call.Stream = nil, growing{strings.NewReader(strings.Repeat("x", 100))}
	if err := newClient(t, testAPI(), sdk.WithBaseURL(s.URL)).Do(t.Context(), call); err != nil || len(s.seen()[0].body) != 90 {
		t.Errorf("%d bytes: %v", len(s.seen()[0].body), err)
	}
}

type panicking struct{}

func (panicking) Read([]byte) (int, error) { panic("torn") }

// A transport that keeps a body gets an error from it, and not what the caller does with the reader next.
func TestStreamIsReadNoMoreAfterTheCall(t *testing.T) {
	var body, again io.ReadCloser
	var reopen func() (io.ReadCloser, error)
	c := clientOver(t, func(req *http.Request) (*http.Response, error) {
		body, reopen = req.Body, req.GetBody
		var err error
		if again, err = req.GetBody(); err != nil {
			return nil, err
		}
		return created(req), nil
	})
	reader := strings.NewReader("the caller's")
	call := newCall(publish(runtime.RepeatNever), &message{})
	call.Body, call.Stream = nil, reader
	if err := c.Do(t.Context(), call); err != nil {
		t.Fatal(err)
	}
	for _, late := range []io.Reader{body, again} {
		if got, err := io.ReadAll(late); err == nil || len(got) > 0 {
			t.Errorf("read %q after the call (%v)", got, err)
		}
	}
	if _, err := reopen(); err == nil || reader.Len() != len("the caller's") {
		t.Errorf("opened after the call: %v", err)
	}
}
