package main

import (
	"bytes"
	"context"
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
	"sync/atomic"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/examples/bridge/gateway"
	"github.com/hubchannels/hubchannels-go/examples/bridge/gateway/gatewaytest"
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
	phone  = "+15550100042"
	portal = "62515"

	gatewayToken  = "gateway-token"
	gatewaySecret = "whsec_Z2F0ZXdheS1zZWNyZXQ="
)

// world is a bridge that can be restarted, with HubSpot on one side and a gateway on the other.
type world struct {
	t        *testing.T
	oauth    *hubspottest.OAuth
	channels *customchannelstest.Server
	files    *filestest.Server
	gateway  *smsGateway
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
	w.oauth.Serve(w.channels.Server, w.files.Server)
	w.config = &config{
		Database: filepath.Join(t.TempDir(), "bridge.db"), PublicURL: public, Again: 20 * time.Millisecond,
		ClientID: hubspottest.ClientID, ClientSecret: hubspottest.ClientSecret, DeveloperKey: "developer-key", AppID: "4711",
		ChannelName: "SMS", Number: number, Account: portal, InboxID: "9000", HubSpotURL: w.oauth.URL,
		GatewayURL: w.gateway.URL, GatewayToken: gatewayToken, GatewaySecret: gatewaySecret,
		Options: []sdk.Option{sdk.WithRetry(sdktest.QuickRetries())},
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
		req = req.Clone(req.Context())
		req.URL.Scheme, req.URL.Host = "http", w.reached()
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
	if text, _ := io.ReadAll(resp.Body); resp.StatusCode != http.StatusOK {
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
func (w *world) post(event gateway.WebhookEvent) {
	w.until(fmt.Sprintf("%+v", event), func() bool { return w.posted(event) == http.StatusNoContent })
}

// posted posts once, and returns the answer's status; 0 is none.
func (w *world) posted(event gateway.WebhookEvent) int {
	delivery, err := w.gateway.api.SendWebhookEvent(w.t.Context(), "http://"+w.reached()+"/gateway", event)
	if err != nil {
		return 0
	}
	return delivery.Status
}

// reached is where the bridge listens.
func (w *world) reached() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.address
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
func (w *world) reply(n int) { w.replyWith(n) }

func (w *world) replyWith(n int, attachments ...customchannels.Attachment) {
	channel := w.channels.Channels()[0].ID
	message := customchannels.Message{
		ID: fmt.Sprint("reply-", n), Text: fmt.Sprint("answer ", n), Attachments: attachments,
		Recipients: []customchannels.Recipient{{DeliveryIdentifier: *customchannels.PhoneNumber(phone)}},
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
			delivery, err := w.channels.SendWebhookEvent(w.t.Context(), "http://"+w.reached()+"/hubspot", event)
			return err == nil && delivery.Status == http.StatusNoContent
		})
	}
}

// smsGateway plays the gateway by its document, is busy now and then, loses some of its answers, and refuses a message.
type smsGateway struct {
	*httptest.Server
	api    *gatewaytest.Server
	posts  atomic.Int64
	refuse string
}

func newGateway(t *testing.T) *smsGateway {
	signer, err := gateway.NewWebhookVerifier(gatewaySecret)
	if err != nil {
		t.Fatal(err)
	}
	g := &smsGateway{api: gatewaytest.NewServer(t, sdktest.WithWebhookSigner(signer))}
	g.Server = httptest.NewServer(g)
	t.Cleanup(g.Close)
	return g
}

func (g *smsGateway) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	n := g.posts.Add(1) % 5
	switch {
	case g.refuse != "" && bytes.Contains(body, []byte(g.refuse)):
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusUnprocessableEntity)
		_, _ = io.WriteString(w, `{"message":"no such number"}`)
	case n == 1:
		w.WriteHeader(http.StatusServiceUnavailable)
	case n == 3:
		g.api.ServeHTTP(httptest.NewRecorder(), r)
		panic(http.ErrAbortHandler) // the answer is lost
	default:
		g.api.ServeHTTP(w, r)
	}
}

// taken are the messages that it has, by their ids.
func (g *smsGateway) taken() map[string]*gateway.OutgoingMessage {
	all := map[string]*gateway.OutgoingMessage{}
	for _, request := range g.api.SendMessageRequests() {
		all[request.Body.ID] = request.Body
	}
	return all
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

// question is a message of a phone; the fourth one has a picture.
func question(n int) *gateway.MessageReceived {
	sms := &gateway.MessageReceived{ID: fmt.Sprint("sms-", n), From: phone, Text: fmt.Sprint("question ", n)}
	if n == 3 {
		sms.Media = []gateway.Picture{{Name: "blue.png", MediaType: "image/png", Content: []byte("blue")}}
	}
	return sms
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
			w.post(question(n))
			w.reply(n)
		})
	}
	for range 3 {
		time.Sleep(150 * time.Millisecond)
		w.oauth.Expire(portal)
		w.restart()
	}
	all.Wait()
	w.channels.StopFailing()
	w.until("statuses", func() bool {
		found := w.statuses()
		return len(found) == messages && found["reply-7"] == "FAILED"
	})
	w.post(&gateway.MessageReported{ID: "reply-5", Status: gateway.MessageReportedStatusRead})
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
	taken := w.gateway.taken()
	for n := range messages {
		for _, text := range []string{fmt.Sprint("question ", n), fmt.Sprint("answer ", n)} {
			if seen[text] != 1 {
				w.t.Errorf("%q is %d times in HubSpot", text, seen[text])
			}
		}
		id := fmt.Sprint("reply-", n)
		if got := taken[id] != nil; got == (id == w.gateway.refuse) {
			w.t.Errorf("%s reached the gateway: %t", id, got)
		}
	}
	if len(w.channels.Channels()) != 1 || len(w.channels.ChannelAccounts()) != 1 {
		w.t.Errorf("%d channels, %d accounts", len(w.channels.Channels()), len(w.channels.ChannelAccounts()))
	}
	w.log.mu.Lock()
	defer w.log.mu.Unlock()
	for _, secret := range []string{hubspottest.ClientSecret, gatewayToken, gatewaySecret, "developer-key", "access-", "refresh-", "question", "answer 1"} {
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

// An app that is uninstalled leaves messages, and what became of others, for the day when it is installed again.
func TestUninstalledApp(t *testing.T) {
	w := newWorld(t)
	w.install()
	w.reply(1)
	w.until("SENT", func() bool { return w.statuses()["reply-1"] == "SENT" })
	w.oauth.Uninstall(portal)
	if status := w.posted(question(1)); status != http.StatusInternalServerError {
		t.Errorf("answered %d", status)
	}
	w.post(&gateway.MessageReported{ID: "reply-1", Status: gateway.MessageReportedStatusRead})
	w.reply(2)
	w.until("the gateway", func() bool { return w.gateway.taken()["reply-2"] != nil })
	w.restart()
	w.install()
	w.post(question(1))
	w.until("statuses", func() bool { return w.statuses()["reply-1"] == "READ" && w.statuses()["reply-2"] == "SENT" })
	if got := w.channels.Messages(); len(got) != 3 {
		t.Errorf("%d messages", len(got))
	}
}

// What HubSpot will never take is not sent again, and neither is what the gateway will never take.
func TestRefusals(t *testing.T) {
	w := newWorld(t)
	w.install()
	w.channels.FailOperation(customchannelstest.OperationPublishMessage, sdktest.Status(http.StatusBadRequest))
	if status := w.posted(question(1)); status != http.StatusUnprocessableEntity {
		t.Errorf("answered %d", status)
	}
	w.post(&gateway.MessageReported{ID: "nobody-knows", Status: gateway.MessageReportedStatusRead})
	w.files.FailOperation(filestest.OperationGetSignedURL, sdktest.Status(http.StatusNotFound))
	w.replyWith(1, &customchannels.ReceivedFileAttachment{FileID: "gone", FileUsageType: customchannels.FileUsageTypeImage})
	w.gateway.refuse = "reply-2"
	w.reply(2)
	w.until("statuses", func() bool { return w.statuses()["reply-1"] == "FAILED" && w.statuses()["reply-2"] == "FAILED" })
	for _, message := range w.channels.Messages() {
		if reason := message.Status.FailureDetails.GetErrorMessage(); message.ID == "reply-2" && reason != "no such number" {
			t.Errorf("HubSpot is told %q", reason)
		}
	}
}

// An account that is at its limit gets what it is sent a little later.
func TestAccountAtItsLimit(t *testing.T) {
	w := newWorld(t)
	w.install()
	w.oauth.Limit(portal, 3, 100*time.Millisecond)
	for n := range 4 {
		w.post(question(n))
		w.reply(n)
	}
	w.until("statuses", func() bool { return len(w.statuses()) == 4 })
	w.check(4)
}

// Strangers are turned away at each door, other accounts, too.
func TestStrangers(t *testing.T) {
	w := newWorld(t)
	for _, path := range []string{"/hubspot", "/gateway"} {
		resp, err := (&http.Client{Transport: w}).Post(public+path, "application/json", strings.NewReader("{}"))
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusUnauthorized {
			t.Errorf("%s answered %d", path, resp.StatusCode)
		}
	}
	w.oauth.UserOf("666")
	jar, _ := cookiejar.New(nil)
	resp, err := (&http.Client{Transport: w, Jar: jar}).Get(public + "/install")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusServiceUnavailable || len(w.channels.ChannelAccounts()) != 0 {
		t.Errorf("answered %d, %d accounts", resp.StatusCode, len(w.channels.ChannelAccounts()))
	}
}

// Pictures go to the phone, too, as addresses that lead to them.
func TestPictureForThePhone(t *testing.T) {
	w := newWorld(t)
	w.install()
	w.post(question(3))
	uploaded := w.files.Files()
	if len(uploaded) != 1 || uploaded[0].GetName() != "blue" || uploaded[0].GetExtension() != "png" || uploaded[0].GetPath() != "/sms/sms-3/blue.png" {
		t.Fatalf("uploaded %+v", uploaded)
	}
	w.replyWith(1, &customchannels.ReceivedFileAttachment{FileID: uploaded[0].ID, FileUsageType: customchannels.FileUsageTypeImage})
	w.until("the gateway", func() bool { return w.gateway.taken()["reply-1"] != nil })
	sms := w.gateway.taken()["reply-1"]
	if len(sms.Media) != 1 || len(sms.To) != 1 || sms.To[0] != phone {
		t.Fatalf("got %+v", sms)
	}
	resp, err := http.Get(sms.Media[0])
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if content, err := io.ReadAll(resp.Body); string(content) != "blue" || resp.Header.Get("Content-Type") != "image/png" {
		t.Errorf("the phone sees %q of %s, %v", content, resp.Header.Get("Content-Type"), err)
	}
}
