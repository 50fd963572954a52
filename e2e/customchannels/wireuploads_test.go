package customchannels_test

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	"mime/multipart"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/hubchannels/hubchannels-go/generated/files/v202603"
	"github.com/hubchannels/hubchannels-go/generated/files/v202603/filestest"
	"github.com/hubchannels/hubchannels-go/sdk"
)

// uploads are files by what became of them.
type uploads struct {
	lock     sync.Mutex
	stored   map[string]bool
	doubtful map[string]bool
	why      map[string]int // by what was said
	late     int            // how many of them took too long, as they do on a busy machine
}

func newUploads() *uploads {
	return &uploads{stored: map[string]bool{}, doubtful: map[string]bool{}, why: map[string]int{}}
}

// uploaders are the goroutines that upload.
const uploaders = 8

// send uploads n files of up to 200 kB. A connection that dies may leave it open whether a file is there. A redirect that would
// make a GET of an upload proves that it is not.
func (u *uploads) send(t *testing.T, client *files.Client, n int, log *lockedLog) {
	var next atomic.Int64
	var senders sync.WaitGroup
	for range uploaders {
		senders.Go(func() {
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				content := fileContent(int(i))
				var turned *sdk.RedirectError
				err := upload(t, client, i, content)
				for errors.As(err, &turned) && turned.Target != "" {
					log.note(err)
					err = upload(t, client, i, content)
				}
				u.sent(t, i, content, err, log)
			}
		})
	}
	senders.Wait()
}

func upload(t *testing.T, client *files.Client, i int64, content string) error {
	_, err := client.UploadFile(t.Context(), files.NewFileUploadRequest(
		sdk.File{Name: fmt.Sprintf("%d.txt", i), ContentType: "text/plain", Content: strings.NewReader(content)},
		files.NewFileOptions(files.FileAccessPrivate)).WithFolderPath("/proof"))
	return err
}

// sent notes what became of a file.
func (u *uploads) sent(t *testing.T, i int64, content string, err error, log *lockedLog) {
	u.lock.Lock()
	defer u.lock.Unlock()
	var broken *sdk.TransportError
	switch {
	case err == nil:
		u.stored[content] = true
		return
	case errors.As(err, &broken):
		u.doubtful[content] = true
		u.why[broken.Err.Error()]++
		if errors.Is(err, sdk.ErrAttemptTimeout) {
			u.late++
		}
	default:
		t.Errorf("file %d: %v", i, err)
	}
	log.note(err)
}

// fileContent is what no other file has, some of them larger than what a connection buffers.
func fileContent(i int) string {
	return fmt.Sprintf("file no. %d ", i) + string(bytes.Repeat([]byte{byte('a' + i%26)}, 1+i*7919%200_000))
}

// check holds what arrived against what was sent. Each connection that was lost leaves at most those files in doubt that were on
// their way.
func (u *uploads) check(t *testing.T, arrived []filestest.UploadFileRequest, lost int) {
	t.Helper()
	seen := map[string]bool{}
	for _, request := range arrived {
		content := contentOf(request.Header.Get("Content-Type"), request.Body)
		switch {
		case !request.Taken:
		case !u.stored[content] && !u.doubtful[content]:
			t.Errorf("a file of %d bytes was stored that nobody has sent", len(content))
		case seen[content]:
			t.Errorf("a file of %d bytes was stored twice", len(content))
		}
		if request.Taken {
			seen[content] = true
		}
	}
	for content := range u.stored {
		if !seen[content] {
			t.Errorf("a file of %d bytes is not there", len(content))
		}
	}
	if len(u.stored) == 0 || len(u.doubtful)-u.late > uploaders*lost {
		t.Errorf("%d files are stored and %d in doubt, after %d connections were lost", len(u.stored), len(u.doubtful), lost)
	}
	t.Logf("%d files stored, %d in doubt: %v", len(u.stored), len(u.doubtful), u.why)
}

// contentOf is the file in a multipart body.
func contentOf(contentType string, body []byte) string {
	_, params, _ := mime.ParseMediaType(contentType)
	form, err := multipart.NewReader(bytes.NewReader(body), params["boundary"]).ReadForm(1 << 20)
	if err != nil {
		return err.Error()
	}
	if len(form.File["file"]) != 1 {
		return fmt.Sprintf("%d files", len(form.File["file"]))
	}
	file, err := form.File["file"][0].Open()
	if err != nil {
		return err.Error()
	}
	defer file.Close()
	var content bytes.Buffer
	_, _ = content.ReadFrom(file)
	return content.String()
}
