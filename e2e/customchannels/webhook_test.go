package customchannels_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
)

// The webhook's handler, over real HTTP, with requests as HubSpot makes them.

const hookSecret = "app-secret-0123456789"

// hook is a channel's own server.
type hook struct {
	*httptest.Server
	handler *hubspot.Webhook
}

func newHook(t *testing.T, events *customchannels.ChannelEvents, options ...hubspot.VerifierOption) *hook {
	t.Helper()
	verifier, err := hubspot.NewVerifier(hookSecret, options...)
	if err != nil {
		t.Fatal(err)
	}
	handler := customchannels.NewChannelEventsHandler(verifier, nil, events)
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return &hook{server, handler}
}

// post delivers a signed body, changed before it is sent, and returns the status.
func (h *hook) post(t *testing.T, body string, change ...func(*http.Request)) int {
	t.Helper()
	request, err := http.NewRequest("POST", h.URL+"/hubspot?tenant=a%3Ab", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	hubspot.SignRequest(request, hookSecret, []byte(body), time.Now())
	for _, f := range change {
		f(request)
	}
	response, err := h.Client().Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil || strings.Contains(string(answer), "private") {
		t.Errorf("answered %q: %v", answer, err)
	}
	return response.StatusCode
}

// created is an OUTGOING_CHANNEL_MESSAGE_CREATED with an event id, as JSON.
func created(eventID string) string {
	return `{"type":"OUTGOING_CHANNEL_MESSAGE_CREATED","portalId":"62515","channelId":"1000042","eventTimestamp":1774862460120,` +
		`"eventId":` + eventID + `,"channelIntegrationThreadIds":["t-1"],"message":{"type":"MESSAGE","id":"m-1","text":"Yes.",` +
		`"conversationsThreadId":"9","channelId":"1000042","channelAccountId":"7300118","direction":"OUTGOING",` +
		`"truncationStatus":"NOT_TRUNCATED","senders":[],"recipients":[],"attachments":[],"client":{"clientType":"HUBSPOT"},` +
		`"createdBy":"A-1","createdAt":"2026-03-30T09:21:00Z","archived":false}}`
}

// account is one of the events about an account.
func account(kind, channelAccountID string) string {
	return `{"type":"` + kind + `","portalId":62515,"channelId":1000042,"channelAccountId":` + channelAccountID +
		`,"eventTimestamp":1774862460120,"authorized":true,` +
		`"channelAccountDeliveryIdentifier":{"type":"HS_PHONE_NUMBER","value":"+15550100001"}}`
}

// told writes down what the functions are called with, and fails while it is told to.
type told struct {
	mu    sync.Mutex
	calls []string
	fails int
}

func (c *told) note(format string, args ...any) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.fails > 0 {
		c.fails--
		return errors.New("private: the gateway is down")
	}
	c.calls = append(c.calls, fmt.Sprintf(format, args...))
	return nil
}

func (c *told) seen() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return strings.Join(c.calls, "; ")
}

func (c *told) events() *customchannels.ChannelEvents {
	return &customchannels.ChannelEvents{
		OnOutgoingChannelMessageCreated: func(_ context.Context, e *customchannels.OutgoingChannelMessageCreatedEvent) error {
			return c.note("message %s of %s/%s: %s", e.EventID, e.PortalID, e.ChannelID, e.Message.Text)
		},
		OnChannelAccountCreated: func(_ context.Context, e *customchannels.ChannelAccountCreatedEvent) error {
			return c.note("created %s of %s/%s at %s", e.ChannelAccountID, e.PortalID, e.ChannelID, e.ChannelAccountDeliveryIdentifier.Value)
		},
		OnChannelAccountUpdated: func(_ context.Context, e *customchannels.ChannelAccountUpdatedEvent) error {
			return c.note("updated %s", e.ChannelAccountID)
		},
		OnChannelAccountPurged: func(_ context.Context, e *customchannels.ChannelAccountPurgedEvent) error {
			return c.note("purged %s", e.ChannelAccountID)
		},
		OnUnknown: func(_ context.Context, e *customchannels.UnknownWebhookEvent) error {
			return c.note("unknown %s", e.Type)
		},
	}
}

func TestWebhookEvents(t *testing.T) {
	for _, test := range []struct{ name, body, want string }{
		{"message", created(`"4711"`), "message 4711 of 62515/1000042: Yes."},
		{"message with a number for an id", created(`4711`), "message 4711 of 62515/1000042: Yes."},
		{"account created", account("CHANNEL_ACCOUNT_CREATED", `"7300118"`), "created 7300118 of 62515/1000042 at +15550100001"},
		{"account with a large number for an id", account("CHANNEL_ACCOUNT_CREATED", `9007199254740993`), "created 9007199254740993 of 62515/1000042 at +15550100001"},
		{"account updated", account("CHANNEL_ACCOUNT_UPDATED", `7300118`), "updated 7300118"},
		{"account purged", account("CHANNEL_ACCOUNT_PURGED", `"7300118"`), "purged 7300118"},
		{"unknown", `{"type":"CHANNEL_PAINTED","colour":"blue"}`, "unknown CHANNEL_PAINTED"},
		{"type at the end", `{"colour":"blue","type":"CHANNEL_PAINTED"}`, "unknown CHANNEL_PAINTED"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var calls told
			if status := newHook(t, calls.events()).post(t, test.body); status < 200 || status > 299 || calls.seen() != test.want {
				t.Errorf("answered %d after %q, want %q", status, calls.seen(), test.want)
			}
		})
	}
}

// TestWebhookWithoutFunctions: what nobody wants is taken all the same, or HubSpot would send it for ever.
func TestWebhookWithoutFunctions(t *testing.T) {
	h := newHook(t, &customchannels.ChannelEvents{})
	for _, body := range []string{created(`"1"`), account("CHANNEL_ACCOUNT_PURGED", `"1"`), `{"type":"CHANNEL_PAINTED"}`} {
		if status := h.post(t, body); status != 204 {
			t.Errorf("answered %d to %s", status, body)
		}
	}
}

// TestWebhookRefusals: whatever is refused reaches no function.
func TestWebhookRefusals(t *testing.T) {
	good := created(`"1"`)
	resigned := func(at time.Time) func(*http.Request) {
		return func(r *http.Request) { hubspot.SignRequest(r, hookSecret, []byte(good), at) }
	}
	without := func(header string) func(*http.Request) { return func(r *http.Request) { r.Header.Del(header) } }
	with := func(header, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(header, value) }
	}
	nothing := func(*http.Request) {}
	for _, test := range []struct {
		name   string
		body   string
		change func(*http.Request)
		want   int
	}{
		{"no signature", good, without(hubspot.SignatureHeader), 401},
		{"no timestamp", good, without(hubspot.TimestampHeader), 401},
		{"another signature", good, with(hubspot.SignatureHeader, "Ty19dgGUvCxJM6t4zq3TOpxl61jOyacj9pYGrCFVoIY="), 401},
		{"a signature that is no base64", good, with(hubspot.SignatureHeader, "private"), 401},
		{"another timestamp", good, with(hubspot.TimestampHeader, strconv.FormatInt(time.Now().UnixMilli()+1, 10)), 401},
		{"a timestamp that is no number", good, with(hubspot.TimestampHeader, "now"), 401},
		{"stale", good, resigned(time.Now().Add(-6 * time.Minute)), 401},
		{"from the future", good, resigned(time.Now().Add(6 * time.Minute)), 401},
		{"another app's", good, func(r *http.Request) { hubspot.SignRequest(r, "another", []byte(good), time.Now()) }, 401},
		{"another path", good, func(r *http.Request) { r.URL.Path = "/other" }, 401},
		{"another query", good, func(r *http.Request) { r.URL.RawQuery = "tenant=b" }, 401},
		{"another method", good, func(r *http.Request) { r.Method = "PUT" }, 405},
		{"nonsense", "nonsense", nothing, 400},
		{"nothing", "", nothing, 400},
		{"null", "null", nothing, 400},
		{"an array", "[" + good + "]", nothing, 400},
		{"a string", `"CHANNEL_ACCOUNT_PURGED"`, nothing, 400},
		{"wrong type inside", `{"type":"CHANNEL_ACCOUNT_PURGED","authorized":"yes"}`, nothing, 400},
		{"two values", good + good, nothing, 400},
		{"cut", good[:len(good)/2], nothing, 400},
		{"too large", `{"type":"X","padding":"` + strings.Repeat("x", 2<<20) + `"}`, nothing, 413},
	} {
		t.Run(test.name, func(t *testing.T) {
			var calls told
			if status := newHook(t, calls.events()).post(t, test.body, test.change); status != test.want || calls.seen() != "" {
				t.Errorf("answered %d after %q, want %d", status, calls.seen(), test.want)
			}
		})
	}
}

// TestWebhookVectors are those of the facts. What is behind the signature shows in the answer: the JSON is an event of no
// type, which is an unknown one; the form is no event at all; and HubSpot does not GET a webhook.
func TestWebhookVectors(t *testing.T) {
	const public, timestamp = "https://www.example.com/webhook", 123456789
	verifier, err := hubspot.NewVerifier("secret", hubspot.WithPublicURL(public),
		hubspot.WithClock(func() time.Time { return time.UnixMilli(timestamp) }))
	if err != nil {
		t.Fatal(err)
	}
	h := httptest.NewServer(customchannels.NewChannelEventsHandler(verifier, nil, &customchannels.ChannelEvents{}))
	defer h.Close()
	for _, test := range []struct {
		name, method, query, body, signature string
		want                                 int
	}{
		{"JSON", "POST", "", `{"test":"test"}`, "Ty19dgGUvCxJM6t4zq3TOpxl61jOyacj9pYGrCFVoIY=", 204},
		{"form", "POST", "", `test=test&test2=test2`, "Gu/2MwEt0G0rb90ZDBpPtGR/xxT2a/n09buSowOaVWg=", 400},
		{"GET", "GET", "?test=test", "", "xAG+TDhMcea0lr5jWvPFe1vS+nixsuWPyYdlLC3RHC8=", 405},
		{"changed body", "POST", "", `{"test":"Test"}`, "Ty19dgGUvCxJM6t4zq3TOpxl61jOyacj9pYGrCFVoIY=", 401},
		{"changed query", "POST", "?a=b", `{"test":"test"}`, "Ty19dgGUvCxJM6t4zq3TOpxl61jOyacj9pYGrCFVoIY=", 401},
	} {
		t.Run(test.name, func(t *testing.T) {
			request, err := http.NewRequest(test.method, h.URL+"/behind"+test.query, strings.NewReader(test.body))
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set(hubspot.SignatureHeader, test.signature)
			request.Header.Set(hubspot.TimestampHeader, strconv.Itoa(timestamp))
			response, err := h.Client().Do(request)
			if err != nil {
				t.Fatal(err)
			}
			response.Body.Close()
			if response.StatusCode != test.want {
				t.Errorf("answered %d, want %d", response.StatusCode, test.want)
			}
		})
	}
}

// TestWebhookBehindProxy: HubSpot signs the public URL, the request that arrives has another scheme, host and path.
func TestWebhookBehindProxy(t *testing.T) {
	const public = "https://bridge.example.com/in/hubspot"
	signedAs := func(url string) func(*http.Request) {
		return func(r *http.Request) {
			outside, _ := http.NewRequest("POST", url, nil)
			hubspot.SignRequest(outside, hookSecret, []byte(created(`"1"`)), time.Now())
			r.Header = outside.Header
		}
	}
	byHost := hubspot.WithPublicURLFunc(func(r *http.Request) string {
		return "https://" + r.Header.Get("X-Forwarded-Host") + "/in" + r.URL.RequestURI()
	})
	forwarded := func(r *http.Request) { r.Header.Set("X-Forwarded-Host", "two.example.com") }
	for _, test := range []struct {
		name   string
		option hubspot.VerifierOption
		change []func(*http.Request)
		want   int
	}{
		{"public URL", hubspot.WithPublicURL(public), []func(*http.Request){signedAs(public + "?tenant=a%3Ab")}, 204},
		{"with a query of its own", hubspot.WithPublicURL(public + "?x=y"), []func(*http.Request){signedAs(public + "?tenant=a:b")}, 204},
		{"not configured", nil, []func(*http.Request){signedAs(public + "?tenant=a%3Ab")}, 401},
		{"signed for the inside", hubspot.WithPublicURL(public), nil, 401},
		{"several hosts", byHost, []func(*http.Request){signedAs("https://two.example.com/in/hubspot?tenant=a%3Ab"), forwarded}, 204},
		{"several hosts, another", byHost, []func(*http.Request){signedAs("https://one.example.com/in/hubspot?tenant=a%3Ab"), forwarded}, 401},
	} {
		t.Run(test.name, func(t *testing.T) {
			if status := newHook(t, new(told).events(), test.option).post(t, created(`"1"`), test.change...); status != test.want {
				t.Errorf("answered %d, want %d", status, test.want)
			}
		})
	}
}

// TestWebhookAnswersAfterTheFunction: HubSpot must not be told that an event is done while it may still fail.
func TestWebhookAnswersAfterTheFunction(t *testing.T) {
	begun, finish := make(chan struct{}), make(chan struct{})
	var returned atomic.Bool
	h := newHook(t, &customchannels.ChannelEvents{
		OnUnknown: func(context.Context, *customchannels.UnknownWebhookEvent) error {
			close(begun)
			<-finish
			returned.Store(true)
			return nil
		},
	})
	go func() {
		<-begun
		close(finish)
	}()
	if status := h.post(t, `{"type":"CHANNEL_PAINTED"}`); status != 204 || !returned.Load() {
		t.Errorf("answered %d, and the function has returned: %t", status, returned.Load())
	}
}

// TestWebhookRedelivery: an error brings the event again, a success does not let it in again.
func TestWebhookRedelivery(t *testing.T) {
	for _, test := range []struct {
		name, body, again string
		fails             int
		want              []int
	}{
		{"message", created(`"4711"`), created(`"4711"`), 0, []int{204, 204}},
		{"message, as a number later", created(`"4711"`), created(`4711`), 0, []int{204, 204}},
		{"message that fails twice", created(`"4711"`), created(`"4711"`), 2, []int{500, 500, 204, 204, 204}},
		{"account", account("CHANNEL_ACCOUNT_UPDATED", `1`), account("CHANNEL_ACCOUNT_UPDATED", `"1"`), 0, []int{204, 204}},
		{"account that fails", account("CHANNEL_ACCOUNT_PURGED", `1`), account("CHANNEL_ACCOUNT_PURGED", `1`), 1, []int{500, 204, 204}},
	} {
		t.Run(test.name, func(t *testing.T) {
			calls := told{fails: test.fails}
			h := newHook(t, calls.events())
			for i, want := range test.want {
				body := test.body
				if i > 0 {
					body = test.again
				}
				if status := h.post(t, body); status != want {
					t.Errorf("delivery %d was answered with %d, want %d", i+1, status, want)
				}
			}
			if calls.seen() == "" || strings.Contains(calls.seen(), ";") {
				t.Errorf("handled %q, want one call", calls.seen())
			}
		})
	}
}

// TestWebhookKeepsEventsApart: events that have something in common are not taken for each other.
func TestWebhookKeepsEventsApart(t *testing.T) {
	var calls told
	h := newHook(t, calls.events())
	bodies := []string{
		created(`"1"`), created(`"2"`),
		account("CHANNEL_ACCOUNT_CREATED", `"1"`), account("CHANNEL_ACCOUNT_UPDATED", `"1"`), account("CHANNEL_ACCOUNT_PURGED", `"1"`),
		account("CHANNEL_ACCOUNT_UPDATED", `"2"`),
		strings.Replace(account("CHANNEL_ACCOUNT_UPDATED", `"1"`), "1774862460120", "1774862460121", 1),
	}
	for _, body := range bodies {
		if status := h.post(t, body); status != 204 {
			t.Errorf("answered %d to %s", status, body)
		}
	}
	if n := strings.Count(calls.seen(), ";") + 1; n != len(bodies) {
		t.Errorf("%d events of %d were handled: %s", n, len(bodies), calls.seen())
	}
}

// TestWebhookDeliveriesAtOnce: while an event is being handled its duplicates are sent away to come again, for the first
// delivery may yet fail.
func TestWebhookDeliveriesAtOnce(t *testing.T) {
	const many = 8
	begun, finish := make(chan struct{}), make(chan struct{})
	var handled atomic.Int64
	h := newHook(t, &customchannels.ChannelEvents{
		OnOutgoingChannelMessageCreated: func(context.Context, *customchannels.OutgoingChannelMessageCreatedEvent) error {
			handled.Add(1)
			close(begun)
			<-finish
			return nil
		},
	})
	first := make(chan int)
	go func() { first <- h.post(t, created(`"1"`)) }()
	<-begun
	var others sync.WaitGroup
	for range many {
		others.Go(func() {
			if status := h.post(t, created(`"1"`)); status != 500 {
				t.Errorf("a duplicate was answered with %d", status)
			}
		})
	}
	others.Wait()
	close(finish)
	if status := <-first; status != 204 || h.post(t, created(`"1"`)) != 204 || handled.Load() != 1 {
		t.Errorf("answered %d, handled %d times", status, handled.Load())
	}
}

// TestWebhookFunctionThatPanics: the event is not lost.
func TestWebhookFunctionThatPanics(t *testing.T) {
	var calls atomic.Int64
	h := newHook(t, &customchannels.ChannelEvents{
		OnOutgoingChannelMessageCreated: func(context.Context, *customchannels.OutgoingChannelMessageCreatedEvent) error {
			if calls.Add(1) == 1 {
				panic(http.ErrAbortHandler)
			}
			return nil
		},
	})
	request, _ := http.NewRequest("POST", h.URL, strings.NewReader(created(`"1"`)))
	hubspot.SignRequest(request, hookSecret, []byte(created(`"1"`)), time.Now())
	if response, err := h.Client().Do(request); err == nil {
		response.Body.Close()
		t.Errorf("answered %d", response.StatusCode)
	}
	if status := h.post(t, created(`"1"`)); status != 204 || calls.Load() != 2 {
		t.Errorf("answered %d after %d calls", status, calls.Load())
	}
}

// TestWebhookBound: the body's bound can be set.
func TestWebhookBound(t *testing.T) {
	h := newHook(t, new(told).events())
	body := `{"type":"CHANNEL_PAINTED"}`
	for bound, want := range map[int64]int{int64(len(body)): 204, int64(len(body)) - 1: 413} {
		h.handler.MaxBytes = bound
		if status := h.post(t, body); status != want {
			t.Errorf("a bound of %d: answered %d, want %d", bound, status, want)
		}
	}
}

// claims is a deduper that writes down what it is asked about.
type claims struct{ ids []string }

func (c *claims) Begin(_ context.Context, id string) (hubspot.DeliveryState, error) {
	c.ids = append(c.ids, id)
	return hubspot.DeliveryNew, nil
}

func (c *claims) Done(context.Context, string) error   { return nil }
func (c *claims) Failed(context.Context, string) error { return nil }

// Users store these ids: they are of HubSpot's words, whatever the types are called in Go.
func TestWebhookEventIDs(t *testing.T) {
	verifier, err := hubspot.NewVerifier(hookSecret)
	if err != nil {
		t.Fatal(err)
	}
	store := &claims{}
	server := httptest.NewServer(customchannels.NewChannelEventsHandler(verifier, store, &customchannels.ChannelEvents{}))
	defer server.Close()
	h := &hook{Server: server}
	for _, event := range []struct{ body, id string }{
		{`{"type":"CHANNEL_ACCOUNT_PURGED","portalId":62515,"channelId":"1","channelAccountId":"7300118","eventTimestamp":1774857900000,"authorized":true}`, "62515/CHANNEL_ACCOUNT_PURGED/7300118/1774857900000"},
		{`{"type":"CHANNEL_ACCOUNT_CREATED","portalId":"62515","channelId":"1","channelAccountId":7300118,"eventTimestamp":1774857900000,"authorized":true}`, "62515/CHANNEL_ACCOUNT_CREATED/7300118/1774857900000"},
		{`{"type":"OUTGOING_CHANNEL_MESSAGE_CREATED","portalId":62516,"channelId":"1","eventTimestamp":1,"eventId":3411990025,"message":{}}`, "62516/OUTGOING_CHANNEL_MESSAGE_CREATED/3411990025"},
		{`{"type":"OUTGOING_CHANNEL_MESSAGE_CREATED","channelId":"1","eventTimestamp":1,"eventId":"3411990025","message":{}}`, "/OUTGOING_CHANNEL_MESSAGE_CREATED/3411990025"},
	} {
		store.ids = nil
		if status := h.post(t, event.body); status != http.StatusNoContent || len(store.ids) != 1 || store.ids[0] != event.id {
			t.Errorf("answered %d, claimed %q, want %s", status, store.ids, event.id)
		}
	}
}
