package customchannels_test

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"os"
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
// redirects, refuses streams, ends connections and lets others die. The clients are as a program makes them, on the connections that
// all clients share. Each message arrives once, each file whole and at most once, and as often as the caller was told that it
// did; no secret is in the log or in an error, and neither goroutines nor file descriptors are left.
func TestProofOnTheWire(t *testing.T) {
	for name, http2 := range map[string]bool{"HTTP/1.1": false, "HTTP/2": true} {
		t.Run(name, func(t *testing.T) { proveOnTheWire(t, http2) })
	}
}

// wireSize is how many messages are published over each protocol. A connection that dies takes seconds.
func wireSize() (messages, deaths int) {
	if proofSize() < 10_000 {
		return 160, 1
	}
	return 10_000, 12
}

func proveOnTheWire(t *testing.T, http2 bool) {
	before, open := goleak.IgnoreCurrent(), descriptors()
	channelServer, fileServer := customchannelstest.NewServer(t), filestest.NewServer(t)
	f := newFront(t, http2, channelServer.URL, fileServer.URL)
	f.trusted(t)
	watched := &watchedLog{secrets: []string{proofAccessToken, proofRefreshToken, proofClientSecret, "blue one", "+1555", "file no."}}
	log := &lockedLog{log: watched}
	options := wireOptions(t, f, log)
	channelClient := newClient(t, options...)
	fileClient, err := files.NewClient(options...)
	if err != nil {
		t.Fatal(err)
	}

	n, deaths := wireSize()
	f.revokeEvery, f.revokeMost, f.dieEvery = int64(min(n, 997)), int64(max(n/997, 1)), int64(n/deaths)
	began := time.Now()
	uploaded := newUploads()
	var both sync.WaitGroup
	both.Go(func() { uploaded.send(t, fileClient, n/10, log) })
	publishOnTheWire(t, channelClient, n, log)
	both.Wait()
	took := time.Since(began)

	checkArrivals(t, channelServer.Requests(), channelServer.Messages(), n)
	uploaded.check(t, fileServer.UploadFileRequests(), int(f.died.Load()+f.ended.Load()/32)) // net/http's server resets some of those that it ends
	watched.check(t)
	t.Logf("%d messages and %d files in %s: %s; %d tries that net/http repeated, %d log lines",
		n, n/10, took.Round(100*time.Millisecond), f.report(), log.replays, watched.lines)
	f.checkAllHappened(t, http2)
	channelClient.CloseIdleConnections()
	f.end()
	channelServer.Close()
	fileServer.Close()
	goleak.VerifyNone(t, before)
	if left := descriptors(); left > open {
		t.Errorf("%d file descriptors were open before, and %d after", open, left)
	}
}

// report is what happened.
func (f *front) report() string {
	return fmt.Sprintf("%d requests, %d of them over HTTP/2; %d redirects, %d to GET, %d times busy, %d connections ended, %d died, %d tokens revoked, %d issued",
		f.requests.Load(), f.two.Load(), f.redirected.Load(), f.turned.Load(), f.busy.Load(), f.ended.Load(), f.died.Load(), f.revoked.Load(), f.issued)
}

func (f *front) checkAllHappened(t *testing.T, http2 bool) {
	t.Helper()
	if http2 != (f.two.Load() > 0) || f.two.Load() > 0 && f.two.Load() != f.requests.Load() {
		t.Error("the protocol is another one")
	}
	for name, count := range map[string]*atomic.Int64{
		"revoked": &f.revoked, "redirected": &f.redirected, "turned": &f.turned, "busy": &f.busy, "ended": &f.ended, "died": &f.died,
	} {
		if count.Load() == 0 {
			t.Errorf("nothing was %s", name)
		}
	}
}

// wireOptions are those of both clients: one account's token.
func wireOptions(t *testing.T, f *front, log *lockedLog) []sdk.Option {
	t.Helper()
	source, err := hubspot.NewTokenSource(hubspot.TokenConfig{ClientID: "proof", ClientSecret: proofClientSecret, RefreshToken: proofRefreshToken, TokenURL: f.tokens.URL})
	if err != nil {
		t.Fatal(err)
	}
	policy := sdktest.QuickRetries()
	policy.MaxAttempts = 40 // what net/http repeats of refused streams counts
	return []sdk.Option{
		customchannels.WithBaseURL(f.URL),
		customchannels.WithAccessTokenSource(source), customchannels.WithRetry(policy), customchannels.WithAttemptTimeout(5 * time.Second),
		customchannels.WithLogger(slog.New(slog.NewJSONHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))),
	}
}

// publishOnTheWire publishes n messages. A redirect that would make a GET of a message is an error that names where to: the caller
// sends the message again, under the same key, because an earlier try may have arrived.
func publishOnTheWire(t *testing.T, client *customchannels.Client, n int, log *lockedLog) {
	var next atomic.Int64
	var senders sync.WaitGroup
	for range proofSenders {
		senders.Go(func() {
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				message := proofMessage(i).WithIntegrationIdempotencyID(fmt.Sprintf("proof-%d", i))
				var turned *sdk.RedirectError
				_, err := client.PublishMessage(t.Context(), channelID, message)
				for errors.As(err, &turned) && turned.Target != "" {
					log.note(err)
					_, err = client.PublishMessage(t.Context(), channelID, message)
				}
				if err != nil {
					log.note(err)
					t.Errorf("message %d: %v", i, err)
				}
			}
		})
	}
	senders.Wait()
}

// descriptors is how many files and sockets the process has open, 0 where the system does not say.
func descriptors() int {
	open, _ := os.ReadDir("/proc/self/fd")
	return len(open)
}

// lockedLog is a log that two loggers write to. It counts the lines about tries that net/http made more of.
type lockedLog struct {
	lock    sync.Mutex
	log     *watchedLog
	replays int
}

func (l *lockedLog) Write(line []byte) (int, error) {
	l.lock.Lock()
	defer l.lock.Unlock()
	if bytes.Contains(line, []byte(`"replays":`)) {
		l.replays++
	}
	return l.log.Write(line)
}

// note writes an error as programs print errors.
func (l *lockedLog) note(err error) {
	_, _ = fmt.Fprintf(l, "%v %+v %#v\n", err, err, err)
}
