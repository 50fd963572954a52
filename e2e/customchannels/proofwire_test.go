package customchannels_test

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"mime"
	"mime/multipart"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	"github.com/hubchannels/hubchannels-go/generated/customchannels/v202603/customchannelstest"
	"github.com/hubchannels/hubchannels-go/generated/files/v202603"
	"github.com/hubchannels/hubchannels-go/generated/files/v202603/filestest"
	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

// TestProofOnTheWire publishes messages and uploads files side by side, over HTTP/1.1 and HTTP/2, through a front that revokes tokens,
// redirects, ends connections and lets others die. Each message arrives once, each file whole and at most once, and as often
// as the caller was told that it did; no secret is in the log.
func TestProofOnTheWire(t *testing.T) {
	for name, http2 := range map[string]bool{"HTTP/1.1": false, "HTTP/2": true} {
		t.Run(name, func(t *testing.T) { proveOnTheWire(t, http2) })
	}
}

func proveOnTheWire(t *testing.T, http2 bool) {
	before := goleak.IgnoreCurrent()
	channelServer, fileServer := customchannelstest.NewServer(t), filestest.NewServer(t)
	f := newFront(t, http2, channelServer.URL, fileServer.URL)
	watched := &watchedLog{secrets: []string{proofAccessToken, proofRefreshToken, proofClientSecret, "blue one", "+1555", "file no."}}
	transport := f.transport()
	options := wireOptions(t, f, transport, watched)
	channelClient := newClient(t, options...)
	fileClient, err := files.NewClient(options...)
	if err != nil {
		t.Fatal(err)
	}

	n := proofSize() / 6
	f.revokeEvery, f.revokeMost = int64(min(n, 997)), int64(max(n/997, 1))
	began := time.Now()
	var uploaded *uploads
	var both sync.WaitGroup
	both.Go(func() { uploaded = uploadAll(t, fileClient, n/10) })
	if failed := publishAll(t, channelClient, n); failed > 0 {
		t.Errorf("%d of %d publishes failed", failed, n)
	}
	both.Wait()
	took := time.Since(began)

	checkArrivals(t, channelServer.Requests(), channelServer.Messages(), n)
	uploaded.check(t, fileServer.UploadFileRequests())
	watched.check(t)
	t.Logf("%d messages and %d files in %s: %d requests, %d of them over HTTP/2; %d redirects, %d times busy, %d connections ended, %d died, %d tokens revoked; %d log lines",
		n, n/10, took.Round(100*time.Millisecond), f.requests.Load(), f.two.Load(), f.redirected.Load(), f.busy.Load(), f.ended.Load(), f.died.Load(), f.revoked.Load(), watched.lines)
	if http2 != (f.two.Load() > 0) || f.died.Load() == 0 || f.revoked.Load() == 0 || f.ended.Load() == 0 || f.redirected.Load() == 0 {
		t.Error("something did not happen")
	}
	transport.CloseIdleConnections()
	f.end()
	channelServer.Close()
	fileServer.Close()
	goleak.VerifyNone(t, before)
}

// wireOptions are those of both clients: one account's token, one transport.
func wireOptions(t *testing.T, f *front, transport *http.Transport, log *watchedLog) []sdk.Option {
	t.Helper()
	source, err := hubspot.NewTokenSource(hubspot.TokenConfig{ClientID: "proof", ClientSecret: proofClientSecret, RefreshToken: proofRefreshToken,
		TokenURL: f.tokens.URL, HTTPClient: &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}})
	if err != nil {
		t.Fatal(err)
	}
	policy := sdktest.QuickRetries()
	policy.MaxAttempts = 20
	return []sdk.Option{
		customchannels.WithBaseURL(f.URL), customchannels.WithHTTPClient(&http.Client{Transport: transport}),
		customchannels.WithAccessTokenSource(source), customchannels.WithRetry(policy), customchannels.WithAttemptTimeout(5 * time.Second),
		customchannels.WithLogger(slog.New(slog.NewJSONHandler(&lockedLog{log: log}, &slog.HandlerOptions{Level: slog.LevelDebug}))),
	}
}

// lockedLog is a log that two loggers write to.
type lockedLog struct {
	lock sync.Mutex
	log  *watchedLog
}

func (l *lockedLog) Write(line []byte) (int, error) {
	l.lock.Lock()
	defer l.lock.Unlock()
	return l.log.Write(line)
}

// uploads are files by what became of them.
type uploads struct {
	lock     sync.Mutex
	stored   map[string]bool
	doubtful map[string]bool
}

// uploadAll uploads n files of up to 200 kB. A connection that dies may leave it open whether a file is there; all other failures are none.
func uploadAll(t *testing.T, client *files.Client, n int) *uploads {
	u := &uploads{stored: map[string]bool{}, doubtful: map[string]bool{}}
	var next atomic.Int64
	var senders sync.WaitGroup
	for range 8 {
		senders.Go(func() {
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				content := fileContent(int(i))
				_, err := client.UploadFile(t.Context(), files.NewFileUploadRequest(
					sdk.File{Name: fmt.Sprintf("%d.txt", i), ContentType: "text/plain", Content: bytes.NewReader([]byte(content))},
					files.NewFileOptions(files.FileAccessPrivate)).WithFolderPath("/proof"))
				var broken *sdk.TransportError
				u.lock.Lock()
				switch {
				case err == nil:
					u.stored[content] = true
				case errors.As(err, &broken):
					u.doubtful[content] = true
				default:
					t.Errorf("file %d: %v", i, err)
				}
				u.lock.Unlock()
			}
		})
	}
	senders.Wait()
	return u
}

// fileContent is what no other file has, some of them larger than what a connection buffers.
func fileContent(i int) string {
	return fmt.Sprintf("file no. %d ", i) + string(bytes.Repeat([]byte{byte('a' + i%26)}, 1+i*7919%200_000))
}

// check holds what arrived against what was sent.
func (u *uploads) check(t *testing.T, arrived []filestest.UploadFileRequest) {
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
	if len(u.stored) == 0 {
		t.Error("no file was stored")
	}
	t.Logf("%d files stored, %d in doubt", len(u.stored), len(u.doubtful))
}

// contentOf is the file in a multipart body.
func contentOf(contentType string, body []byte) string {
	_, params, _ := mime.ParseMediaType(contentType)
	form, err := multipart.NewReader(bytes.NewReader(body), params["boundary"]).ReadForm(1 << 20)
	if err != nil || len(form.File["file"]) != 1 {
		return err.Error()
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
