package files_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"
	"time"

	"github.com/hubchannels/hubchannels-go/generated/files/v202603"
	"github.com/hubchannels/hubchannels-go/sdk"
)

// stored answers an upload.
const stored = `{"id":"1","name":"a","archived":false,"createdAt":"2026-03-30T12:00:00Z","updatedAt":"2026-03-30T12:00:00Z","access":"PRIVATE"}`

// uploader is a client of a server that counts the uploads that arrive whole.
func uploader(t *testing.T, handler http.HandlerFunc, options ...sdk.Option) (client *files.Client, whole *atomic.Int32) {
	t.Helper()
	whole = &atomic.Int32{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := r.ParseMultipartForm(1 << 20); err == nil && len(r.MultipartForm.File["file"]) == 1 && r.MultipartForm.File["file"][0].Size > 0 {
			whole.Add(1)
		}
		handler(w, r)
	}))
	t.Cleanup(server.Close)
	client, err := files.NewClient(append([]sdk.Option{files.WithBaseURL(server.URL), files.WithAccessToken("token")}, options...)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.CloseIdleConnections)
	return client, whole
}

func upload(ctx context.Context, client *files.Client, content io.Reader) error {
	_, err := client.UploadFile(ctx, files.NewFileUploadRequest(sdk.File{Name: "a.txt", Content: content}, files.NewFileOptions(files.FileAccessPrivate)).WithFolderPath("/a"))
	return err
}

type panicking struct{}

func (panicking) Read([]byte) (int, error) { panic("torn") }

// A file that cannot be read is the call's error, and no server has an empty one.
func TestFilesThatCannotBeRead(t *testing.T) {
	closed, err := os.Create(t.TempDir() + "/closed")
	if err != nil {
		t.Fatal(err)
	}
	closed.Close()
	folder, err := os.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	torn := errors.New("torn")
	for name, content := range map[string]io.Reader{
		"nil": nil, "nil file": (*os.File)(nil), "nil reader": (*strings.Reader)(nil), "closed": closed, "folder": folder,
		"torn at once": iotest.ErrReader(torn), "torn": io.MultiReader(strings.NewReader("some"), iotest.ErrReader(torn)), "panic": panicking{},
	} {
		client, whole := uploader(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, stored) })
		if err := upload(t.Context(), client, content); err == nil || whole.Load() > 0 {
			t.Errorf("%s: %d arrived: %v", name, whole.Load(), err)
		} else if strings.HasPrefix(name, "torn") && !errors.Is(err, torn) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A call whose file never comes ends with its context.
func TestFileThatNeverComes(t *testing.T) {
	client, _ := uploader(t, func(http.ResponseWriter, *http.Request) {})
	content, writer := io.Pipe()
	defer writer.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := upload(ctx, client, content); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}

// Answers that do not store a file, by what becomes of the call: which files can be sent again, and when.
func TestUploadsThatAreAnsweredOtherwise(t *testing.T) {
	seekable := func() io.Reader { return strings.NewReader("content") }
	once := func() io.Reader { return io.MultiReader(strings.NewReader("content")) }
	for name, test := range map[string]struct {
		status  int
		header  [2]string
		content func() io.Reader
		arrived int32 // whole uploads
		fails   bool
	}{
		"moved":                   {301, [2]string{"Location", "/elsewhere"}, seekable, 1, true},
		"found":                   {302, [2]string{"Location", "/elsewhere"}, seekable, 1, true},
		"see other":               {303, [2]string{"Location", "/elsewhere"}, seekable, 1, true},
		"temporary":               {307, [2]string{"Location", "/elsewhere"}, seekable, 2, false},
		"permanent":               {308, [2]string{"Location", "/elsewhere"}, seekable, 2, false},
		"permanent, once":         {308, [2]string{"Location", "/elsewhere"}, once, 1, true},
		"another host":            {307, [2]string{"Location", "http://localhost:1/"}, seekable, 1, true},
		"busy":                    {429, [2]string{"Retry-After", "0"}, seekable, 2, false},
		"busy, once":              {429, [2]string{"Retry-After", "0"}, once, 1, true},
		"unavailable, for long":   {503, [2]string{"Retry-After", "0"}, seekable, 2, false},
		"unavailable, no promise": {503, [2]string{}, seekable, 1, true},
		"ill":                     {500, [2]string{}, seekable, 1, true},
	} {
		t.Run(name, func(t *testing.T) {
			var asked atomic.Int32
			client, whole := uploader(t, func(w http.ResponseWriter, _ *http.Request) {
				if asked.Add(1) == 1 {
					if test.header[0] != "" {
						w.Header().Set(test.header[0], test.header[1])
					}
					w.WriteHeader(test.status)
					return
				}
				w.Header().Set("Content-Type", "application/json")
				w.WriteHeader(http.StatusCreated)
				_, _ = io.WriteString(w, stored)
			}, sdk.WithRetry(sdk.RetryPolicy{MaxBackoff: time.Millisecond}))
			err := upload(t.Context(), client, test.content())
			if (err != nil) != test.fails || whole.Load() != test.arrived {
				t.Errorf("%d arrived: %v", whole.Load(), err)
			}
			if test.status == 301 || test.status == 302 || test.status == 303 {
				var turned *sdk.RedirectError
				if !errors.As(err, &turned) || !strings.HasSuffix(turned.Target, "/elsewhere") {
					t.Errorf("%T %v", err, err)
				}
			}
		})
	}
}
