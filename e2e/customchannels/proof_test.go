package customchannels_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	"github.com/hubchannels/hubchannels-go/generated/customchannels/v202603/customchannelstest"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot/hubspottest"
	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

// The proof: over real sockets, with a fifth of all requests going wrong, many goroutines publish many messages through
// one client. It runs under the race detector, with a log at debug level that is searched for secrets line by line.

const (
	proofSeed    = 20260330
	proofShare   = 0.2
	proofSenders = 64
)

// proofSize returns how many messages are published: few, unless make soak asks for many.
func proofSize() int {
	if os.Getenv("PROOFS") == "" {
		return 1_000
	}
	return 10_000
}

// proofFaults are the ways in which a request goes wrong that another try gets over. The limit of the day is not one of
// them: TestPolicies has it.
func proofFaults() []sdktest.Fault {
	return []sdktest.Fault{
		sdktest.ResetBeforeBody(), sdktest.ResetDuringBody(), sdktest.ResetAfterBody(), sdktest.ResetResponse(),
		sdktest.LoseResponse(), sdktest.TruncateResponse(),
		sdktest.SlowResponse(20 * time.Millisecond), sdktest.SlowBody(20 * time.Millisecond), sdktest.NoResponse(),
		hubspottest.RateLimited(hubspottest.Secondly), hubspottest.RateLimited(hubspottest.TenSecondlyRolling),
		sdktest.Unavailable(0), sdktest.Unavailable(time.Second),
	}
}

// What the tries and their log know, and must not tell.
const (
	proofAccessToken  = "pat-proof-access-0123456789"
	proofRefreshToken = "proof-refresh-0123456789"
	proofClientSecret = "proof-client-secret-0123456789"
)

func TestProof(t *testing.T) {
	before := goleak.IgnoreCurrent()
	server := customchannelstest.NewServer(t)
	server.FailRandomly(proofSeed, proofShare, proofFaults()...)
	log := &watchedLog{secrets: []string{proofAccessToken, proofRefreshToken, proofClientSecret, "blue one", "Robin", "+1555"}}
	tokens := newTokenServer(t)
	client := proofClient(t, server, tokens, log)

	began := time.Now()
	failures := publishAll(t, client, proofSize())
	took := time.Since(began)

	if failures > 0 {
		t.Errorf("%d of %d publishes failed", failures, proofSize())
	}
	if n := tokens.asked.Load(); n != 1 {
		t.Errorf("the token was fetched %d times", n)
	}
	arrived := server.Requests()
	checkArrivals(t, arrived, server.Messages(), proofSize())
	log.check(t)
	report(t, arrived, log.lines, took)
	tokens.Close()
	server.Close()
	goleak.VerifyNone(t, before)
}

// proofClient gives up on a try after five seconds, and waits for milliseconds where a program would wait for seconds.
func proofClient(t *testing.T, server *customchannelstest.Server, tokens *tokenServer, log io.Writer) *customchannels.Client {
	t.Helper()
	source, err := hubspot.NewTokenSource(hubspot.TokenConfig{
		ClientID: "proof", ClientSecret: proofClientSecret, RefreshToken: proofRefreshToken,
		TokenURL: tokens.URL, HTTPClient: tokens.Client(),
	})
	if err != nil {
		t.Fatal(err)
	}
	policy := sdktest.QuickRetries()
	policy.MaxAttempts = 20
	return newClient(t, server.Option(),
		customchannels.WithAccessTokenSource(source),
		customchannels.WithRetry(policy),
		customchannels.WithAttemptTimeout(5*time.Second),
		customchannels.WithLogger(slog.New(slog.NewJSONHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))),
	)
}

// publishAll publishes n messages and returns how many failed.
func publishAll(t *testing.T, client *customchannels.Client, n int) int64 {
	var next, failed atomic.Int64
	var senders sync.WaitGroup
	for range proofSenders {
		senders.Go(func() {
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				if _, err := client.PublishMessage(t.Context(), channelID, proofMessage(i)); err != nil {
					failed.Add(1)
					t.Errorf("message %d: %v", i, err)
				}
			}
		})
	}
	senders.Wait()
	return failed.Load()
}

// proofMessage has a text of its own. Every other one has the caller's idempotency id, the rest get one of the client.
func proofMessage(i int64) *customchannels.MessageRequest {
	message := newMessage()
	message.Text = fmt.Sprintf("Is the blue one no. %d in stock?", i)
	if i%2 == 0 {
		message = message.WithIntegrationIdempotencyID(fmt.Sprintf("proof-%d", i))
	}
	return message
}

// checkArrivals holds what the server kept against what was sent: each message once, under one id, which no other has.
func checkArrivals(t *testing.T, arrived []*sdktest.Request, kept []*customchannels.Message, n int) {
	t.Helper()
	ids := map[string]map[string]bool{} // by text
	texts := map[string]map[string]bool{}
	for _, request := range arrived {
		var body struct{ Text, IntegrationIdempotencyID string }
		if json.Unmarshal(request.Body, &body) != nil {
			continue // cut off by a fault
		}
		note(ids, body.Text, body.IntegrationIdempotencyID)
		note(texts, body.IntegrationIdempotencyID, body.Text)
	}
	if len(ids) != n || len(texts) != n {
		t.Errorf("%d messages were sent under %d ids as %d texts", n, len(texts), len(ids))
	}
	checkKept(t, kept, ids, n)
	for text, of := range ids {
		if len(of) != 1 {
			t.Errorf("%q was sent under %d ids", text, len(of))
		}
	}
}

func checkKept(t *testing.T, kept []*customchannels.Message, sent map[string]map[string]bool, n int) {
	t.Helper()
	once := map[string]bool{}
	for _, message := range kept {
		if once[message.Text] || sent[message.Text] == nil {
			t.Errorf("%q was made twice, or never sent", message.Text)
		}
		once[message.Text] = true
	}
	if len(once) != n {
		t.Errorf("%d messages of %d arrived", len(once), n)
	}
}

func note(sets map[string]map[string]bool, key, value string) {
	if sets[key] == nil {
		sets[key] = map[string]bool{}
	}
	sets[key][value] = true
}

// report prints the figures.
func report(t *testing.T, arrived []*sdktest.Request, lines int, took time.Duration) {
	t.Helper()
	faults := map[string]int{}
	struck, again := 0, 0
	made := map[string]bool{}
	for _, request := range arrived {
		if request.Fault != "" {
			faults[request.Fault]++
			struck++
		}
		if id := idOf(request); request.Taken {
			if made[id] {
				again++
			}
			made[id] = true
		}
	}
	n := proofSize()
	t.Logf("%d publishes from %d goroutines in %s: %d requests, %d of them (%.1f%%) met by a fault, %d repeats, "+
		"%d of them of a message that had been taken, %d log lines",
		n, proofSenders, took.Round(100*time.Millisecond), len(arrived), struck, 100*float64(struck)/float64(len(arrived)),
		len(arrived)-n, again, lines)
	for _, name := range slices.SortedFunc(maps.Keys(faults), func(a, b string) int {
		return cmp.Or(cmp.Compare(faults[b], faults[a]), strings.Compare(a, b))
	}) {
		t.Logf("%6d %s", faults[name], name)
	}
	if len(faults) != len(proofFaults()) {
		t.Errorf("%d faults of %d struck", len(faults), len(proofFaults()))
	}
}

func idOf(request *sdktest.Request) string {
	var body struct{ IntegrationIdempotencyID string }
	_ = json.Unmarshal(request.Body, &body) // what was taken is JSON
	return body.IntegrationIdempotencyID
}

// watchedLog looks for secrets in each line of a log, and keeps no more than the first that has one. slog writes one
// line at a time.
type watchedLog struct {
	secrets []string
	lines   int
	leak    string
}

func (l *watchedLog) Write(line []byte) (int, error) {
	l.lines++
	for _, secret := range l.secrets {
		if l.leak == "" && bytes.Contains(line, []byte(secret)) {
			l.leak = string(line)
		}
	}
	return len(line), nil
}

func (l *watchedLog) check(t *testing.T) {
	t.Helper()
	if l.lines == 0 {
		t.Error("nothing was logged")
	}
	if l.leak != "" {
		t.Errorf("a secret is in the log: %s", l.leak)
	}
}

// tokenServer is a token endpoint that counts.
type tokenServer struct {
	*httptest.Server
	asked atomic.Int64
}

func newTokenServer(t *testing.T) *tokenServer {
	t.Helper()
	s := &tokenServer{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		s.asked.Add(1)
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"access_token":"`+proofAccessToken+`","token_type":"bearer","expires_in":1800,"refresh_token":"`+proofRefreshToken+`"}`)
	}))
	t.Cleanup(s.Close)
	return s
}
