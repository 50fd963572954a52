package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	"github.com/hubchannels/hubchannels-go/generated/customchannels/v202603/customchannelstest"
	"github.com/hubchannels/hubchannels-go/generated/files/v202603/filestest"
	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot/hubspottest"
	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

const (
	public = "https://bridge.example.com"
	number = "+15550100001"
	portal = "62515"
)

// world is a bridge that can be restarted, with HubSpot on one side and a gateway on the other.
type world struct {
	t        *testing.T
	oauth    *hubspottest.OAuth
	channels *customchannelstest.Server
	files    *filestest.Server
	gateway  *gateway
	config   *config
	log      *lines

	mu      sync.Mutex
	address string
	stop    func()
}

func newWorld(t *testing.T, before ...func(*world)) *world {
	w := stoppedWorld(t)
	for _, f := range before {
		f(w)
	}
	w.start()
	t.Cleanup(func() { w.stop() })
	return w
}

// stoppedWorld is a world whose bridge has not been started.
func stoppedWorld(t *testing.T) *world {
	w := &world{
		t: t, oauth: hubspottest.NewOAuth(t), gateway: newGateway(t), log: &lines{},
		channels: customchannelstest.NewServer(t, sdktest.WithoutExamples(), sdktest.WithWebhookURL(public+"/hubspot")),
		files:    filestest.NewServer(t),
	}
	w.config = &config{
		Database: filepath.Join(t.TempDir(), "bridge.db"), PublicURL: public,
		ClientID: hubspottest.ClientID, ClientSecret: hubspottest.ClientSecret, DeveloperKey: "developer-key", AppID: "4711",
		ChannelName: "SMS", Number: number, InboxID: "9000", GatewayURL: w.gateway.URL, GatewaySecret: "gateway-secret",
		HubSpotURL: w.channels.URL, HubSpotFilesURL: w.files.URL, AuthURL: w.oauth.AuthURL, TokenURL: w.oauth.TokenURL,
		Again: 20 * time.Millisecond, Options: []sdk.Option{sdk.WithRetry(sdktest.QuickRetries())},
	}
	return w
}

// lines is a log that many goroutines write.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (w *world) start() {
	ctx, cancel := context.WithCancel(context.Background())
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		w.t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() {
		ended <- run(ctx, w.config, slog.New(slog.NewJSONHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug})), listener)
	}()
	w.mu.Lock()
	w.address = listener.Addr().String()
	w.mu.Unlock()
	resp, err := http.Get("http://" + listener.Addr().String()) // it answers once it serves
	if err != nil {
		w.t.Fatal(errors.Join(err, <-ended))
	}
	resp.Body.Close()
	w.stop = func() {
		cancel()
		if err := <-ended; err != nil {
			w.t.Error(err)
		}
		ended <- nil // stopping twice does nothing
	}
}

func (w *world) restart() {
	w.stop()
	w.start()
}

// RoundTrip is the way to the bridge's public address, past the proxy before it. All else goes where it shall.
func (w *world) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.URL.Host == "bridge.example.com" {
		w.mu.Lock()
		req = req.Clone(req.Context())
		req.URL.Scheme, req.URL.Host = "http", w.address
		w.mu.Unlock()
	}
	return http.DefaultTransport.RoundTrip(req)
}

// install does what a HubSpot user does.
func (w *world) install() {
	w.t.Helper()
	jar, _ := cookiejar.New(nil)
	resp, err := (&http.Client{Transport: w, Jar: jar}).Get(public + "/install")
	if err != nil {
		w.t.Fatal(err)
	}
	defer resp.Body.Close()
	if text, _ := io.ReadAll(resp.Body); string(text) != "installed in the account "+portal+"\n" {
		w.t.Fatalf("answered %d %s", resp.StatusCode, text)
	}
}

// installRepeatedly installs again and again until it succeeds.
func (w *world) installRepeatedly() {
	jar, _ := cookiejar.New(nil)
	w.until("installation", func() bool {
		resp, err := (&http.Client{Transport: w, Jar: jar}).Get(public + "/install")
		if err != nil {
			return false
		}
		resp.Body.Close()
		return resp.StatusCode == http.StatusOK
	})
}

// post is what the gateway does: it sends again what it gets no success for.
func (w *world) post(path string, body any) {
	encoded, err := json.Marshal(body)
	if err != nil {
		w.t.Error(err)
	}
	w.until(path+" "+string(encoded), func() bool {
		req, _ := http.NewRequest(http.MethodPost, public+path, bytes.NewReader(encoded))
		req.Header.Set("Authorization", "Bearer gateway-secret")
		return w.sent(req)
	})
}

func (w *world) sent(req *http.Request) bool {
	resp, err := (&http.Client{Transport: w}).Do(req)
	if err != nil {
		return false
	}
	resp.Body.Close()
	return resp.StatusCode < 300
}

func (w *world) until(what string, done func() bool) {
	w.t.Helper()
	for deadline := time.Now().Add(30 * time.Second); !done(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			w.t.Errorf("%s: not within 30 s", what)
			return
		}
	}
}

// reply is a HubSpot user's message: HubSpot keeps it, and delivers its event until it is taken, and once more.
func (w *world) reply(n int) {
	channel := w.channels.Channels()[0].ID
	message := customchannels.Message{
		ID: fmt.Sprint("reply-", n), ChannelID: channel, ChannelAccountID: "1", Direction: customchannels.MessageDirectionOutgoing, Text: fmt.Sprint("answer ", n),
		Type: customchannels.MessageTypeMessage, TruncationStatus: customchannels.TruncationStatusNotTruncated, CreatedAt: time.Now(), CreatedBy: "A-1", ConversationsThreadID: "t",
		Senders: []customchannels.Sender{}, Recipients: []customchannels.Recipient{{DeliveryIdentifier: *customchannels.PhoneNumber("+15550100042")}},
		Attachments: []customchannels.Attachment{}, Client: customchannels.MessageClient{ClientType: customchannels.ClientTypeHubspot},
	}
	if err := w.channels.PutMessage(channel, &message); err != nil {
		w.t.Error(err)
		return
	}
	event := &customchannels.OutgoingChannelMessageCreatedEvent{
		PortalID: portal, ChannelID: channel, EventID: fmt.Sprint(1000 + n), EventTimestamp: time.Now().UnixMilli(), Message: message,
	}
	for range 2 {
		w.until(message.ID, func() bool {
			w.mu.Lock()
			address := w.address
			w.mu.Unlock()
			delivery, err := w.channels.SendWebhookEvent(w.t.Context(), "http://"+address+"/hubspot", event)
			return err == nil && delivery.Status == http.StatusNoContent
		})
	}
}

// gateway takes messages, each id once, and loses some of its answers.
type gateway struct {
	*httptest.Server
	mu     sync.Mutex
	taken  map[string]sms
	posts  int
	refuse string
}

func newGateway(t *testing.T) *gateway {
	g := &gateway{taken: map[string]sms{}}
	g.Server = httptest.NewServer(g)
	t.Cleanup(g.Close)
	return g
}

func (g *gateway) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var message sms
	if err := json.NewDecoder(r.Body).Decode(&message); err != nil || r.Header.Get("Authorization") != "Bearer gateway-secret" {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.posts++
	switch {
	case message.ID == g.refuse:
		http.Error(w, "no such number", http.StatusUnprocessableEntity)
	case g.posts%5 == 1:
		w.WriteHeader(http.StatusServiceUnavailable)
	case g.posts%5 == 3:
		g.taken[message.ID] = message
		panic(http.ErrAbortHandler) // the answer is lost
	default:
		g.taken[message.ID] = message
	}
}

func (w *world) statuses() map[string]string {
	found := map[string]string{}
	for _, message := range w.channels.Messages() {
		if message.Status != nil {
			found[message.ID] = string(message.Status.StatusType)
		}
	}
	return found
}

// TestBridge loses answers, revokes tokens and restarts the bridge, again and again: nothing is lost or doubled.
func TestBridge(t *testing.T) {
	const messages = 40
	w := newWorld(t)
	w.install()
	w.channels.FailRandomly(1, 0.2, sdktest.LoseResponse(), sdktest.Unavailable(0), hubspottest.RateLimited(hubspottest.Secondly))
	w.files.FailRandomly(1, 0.5, sdktest.LoseResponse(), sdktest.Unavailable(0))
	w.oauth.Fail(1, http.StatusServiceUnavailable)
	w.gateway.refuse = "reply-7"

	var all sync.WaitGroup
	slots := make(chan struct{}, 8)
	for n := range messages {
		all.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			in := sms{ID: fmt.Sprint("sms-", n), From: "+15550100042", Text: fmt.Sprint("question ", n)}
			if n == 3 {
				in.Media = []media{{Name: "blue.png", Type: "image/png", Data: []byte("blue")}}
			}
			w.post("/gateway/messages", in)
			w.reply(n)
		})
	}
	for range 3 {
		time.Sleep(150 * time.Millisecond)
		w.channels.Revoke(w.oauth.Expire(portal)...)
		w.restart()
	}
	all.Wait()
	w.channels.StopFailing()
	w.until("statuses", func() bool {
		found := w.statuses()
		return len(found) == messages && found["reply-7"] == "FAILED"
	})
	w.post("/gateway/reports", map[string]string{"id": "reply-5", "status": "READ"})
	w.until("the report", func() bool { return w.statuses()["reply-5"] == "READ" })
	w.check(messages)
}

func (w *world) check(messages int) {
	seen := map[string]int{}
	for _, message := range w.channels.Messages() {
		seen[message.Text]++
		if message.Text == "question 3" && len(message.Attachments) != 1 {
			w.t.Errorf("the picture is missing: %d attachments", len(message.Attachments))
		}
	}
	w.gateway.mu.Lock()
	defer w.gateway.mu.Unlock()
	for n := range messages {
		for _, text := range []string{fmt.Sprint("question ", n), fmt.Sprint("answer ", n)} {
			if seen[text] != 1 {
				w.t.Errorf("%q is %d times in HubSpot", text, seen[text])
			}
		}
		id := fmt.Sprint("reply-", n)
		if _, taken := w.gateway.taken[id]; taken == (id == w.gateway.refuse) {
			w.t.Errorf("%s reached the gateway: %t", id, taken)
		}
	}
	if len(w.channels.Channels()) != 1 || len(w.channels.ChannelAccounts()) != 1 {
		w.t.Errorf("%d channels, %d accounts", len(w.channels.Channels()), len(w.channels.ChannelAccounts()))
	}
	w.log.mu.Lock()
	defer w.log.mu.Unlock()
	for _, secret := range []string{hubspottest.ClientSecret, "gateway-secret", "developer-key", "access-", "refresh-", "question", "answer 1"} {
		if strings.Contains(w.log.text.String(), secret) {
			w.t.Errorf("%q is in the log", secret)
		}
	}
}

// The answer to the registration is lost: the channel is found again, and not made twice.
func TestLostRegistration(t *testing.T) {
	w := newWorld(t, func(w *world) {
		w.channels.FailOperation(customchannelstest.OperationRegisterChannel, sdktest.LoseResponse())
	})
	if n := len(w.channels.RegisterChannelRequests()); n != 1 {
		t.Errorf("%d requests", n)
	}
	w.channels.FailOperation(customchannelstest.OperationCreateChannelAccount, sdktest.LoseResponse(), sdktest.LoseResponse())
	w.installRepeatedly()
	w.restart()
	if channels, accounts := len(w.channels.Channels()), len(w.channels.ChannelAccounts()); channels != 1 || accounts != 1 {
		t.Errorf("%d channels, %d accounts", channels, accounts)
	}
}

// An app that is uninstalled leaves messages for the day when it is installed again.
func TestUninstalledApp(t *testing.T) {
	w := newWorld(t)
	w.install()
	w.channels.Revoke(w.oauth.Uninstall(portal)...)
	req, _ := http.NewRequest(http.MethodPost, public+"/gateway/messages", strings.NewReader(`{"id":"1","from":"+15550100042","text":"question"}`))
	req.Header.Set("Authorization", "Bearer gateway-secret")
	if w.sent(req) {
		t.Error("it was published")
	}
	w.install()
	w.post("/gateway/messages", sms{ID: "1", From: "+15550100042", Text: "question"})
	if got := w.channels.Messages(); len(got) != 1 {
		t.Errorf("%d messages", len(got))
	}
}

// Strangers are turned away at each door.
func TestStrangers(t *testing.T) {
	w := newWorld(t)
	for _, path := range []string{"/hubspot", "/gateway/messages", "/gateway/reports"} {
		resp, err := (&http.Client{Transport: w}).Post(public+path, "application/json", strings.NewReader("{}"))
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusUnauthorized {
			t.Errorf("%s answered %d", path, resp.StatusCode)
		}
	}
}
