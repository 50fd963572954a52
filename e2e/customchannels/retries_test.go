package customchannels_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"slices"
	"strconv"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	"github.com/hubchannels/hubchannels-go/generated/customchannels/v202603/customchannelstest"
	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot/hubspottest"
	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

// again is which operations are sent again after a failure.
type again int

const (
	none  again = iota
	safe        // those that do the same when they are done twice
	every       // creating ones, too: the failure proves that nothing was done
)

// creating are the operations that would do a thing twice.
var creating = []string{customchannelstest.OperationRegisterChannel, customchannelstest.OperationCreateChannelAccount}

func (a again) allows(operation string) bool {
	return a == every || a == safe && !slices.Contains(creating, operation)
}

// refusals are statuses and what they mean for another try.
func refusals() map[int]again {
	table := map[int]again{429: every}
	for _, status := range []int{400, 401, 403, 404, 405, 409, 410, 413, 414, 422, 500, 501, 505, 530} {
		table[status] = none
	}
	for _, status := range []int{408, 423, 477, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 529} {
		table[status] = safe
	}
	return table
}

type failing struct {
	fault sdktest.Fault
	again again
}

// failures are all faults by name.
func failures() map[string]failing {
	table := map[string]failing{
		"503 with Retry-After":         {sdktest.Unavailable(time.Second), every},
		"503 with a date":              {sdktest.Status(503, "Retry-After", "Mon, 30 Mar 2026 09:21:00 GMT"), every},
		"503 with nonsense":            {sdktest.Status(503, "Retry-After", "soon"), safe},
		"SECONDLY":                     {hubspottest.RateLimited(hubspottest.Secondly), every},
		"TEN_SECONDLY_ROLLING":         {hubspottest.RateLimited(hubspottest.TenSecondlyRolling), every},
		"DAILY":                        {hubspottest.RateLimited(hubspottest.Daily), none},
		"DAILY with Retry-After":       {hubspottest.RateLimited(hubspottest.Daily, "Retry-After", "1"), none},
		"a policy that is newer":       {hubspottest.RateLimited("HOURLY"), every},
		"a proxy's 429":                {sdktest.AnswerWith(429, "text/plain", "error code: 1015"), every},
		"a gateway's 502":              {sdktest.AnswerWith(502, "text/html", "<html>"), safe},
		"reset before the body":        {sdktest.ResetBeforeBody(), safe},
		"reset during the body":        {sdktest.ResetDuringBody(), safe},
		"reset after the body":         {sdktest.ResetAfterBody(), safe},
		"reset during the response":    {sdktest.ResetResponse(), safe},
		"lost response":                {sdktest.LoseResponse(), safe},
		"truncated response":           {sdktest.TruncateResponse(), safe},
		"success that is not readable": {sdktest.AnswerWith(200, "application/json", `{"id":`), none},
	}
	for status, again := range refusals() {
		table[strconv.Itoa(status)] = failing{sdktest.Status(status), again}
	}
	return table
}

// TestWhatIsRepeated meets the first try of every operation with every fault. It is the README's table.
func TestWhatIsRepeated(t *testing.T) {
	for name, failing := range failures() {
		t.Run(name, func(t *testing.T) {
			for operation, call := range operations() {
				if !failing.archives(operation) {
					checkRepeated(t, operation, call, failing)
				}
			}
		})
	}
}

// archives tells what is no test of archiving a channel. Its response has no body that could break off. And whoever
// archives again what a lost response has archived is told that there is nothing: TestArchivingTwice.
func (f failing) archives(operation string) bool {
	afterwards := []string{"lost response", "truncated response", "reset during the response", "answer 200"}
	return operation == customchannelstest.OperationArchiveChannel && slices.Contains(afterwards, f.fault.String())
}

func checkRepeated(t *testing.T, operation string, call operation, failing failing) {
	t.Helper()
	server := customchannelstest.NewServer(t)
	server.Fail(failing.fault)
	var response customchannels.Response
	err := call(t.Context(), newClient(t, server.Option()), customchannels.CaptureResponse(&response))
	arrived := server.Requests(operation)
	repeated := failing.again.allows(operation)
	if (len(arrived) == 2) != repeated || (err == nil) != repeated {
		t.Errorf("%s: %d requests, and then %v", operation, len(arrived), err)
	}
	if response.Attempts != len(arrived) {
		t.Errorf("%s: told of %d tries, %d requests arrived", operation, response.Attempts, len(arrived))
	}
	if last := arrived[len(arrived)-1].Body; len(arrived[0].Body) > len(last) || repeated && arrived[0].Taken && !bytes.Equal(arrived[0].Body, last) {
		t.Errorf("%s: sent\n%s, and then\n%s", operation, arrived[0].Body, last)
	}
}

// TestArchivingTwice: archiving is repeated after a lost response. That there is nothing to archive any more is what the
// first try has done, so that the call succeeds; the response tells.
func TestArchivingTwice(t *testing.T) {
	server := customchannelstest.NewServer(t)
	server.Fail(sdktest.LoseResponse())
	var response customchannels.Response
	err := newClient(t, server.Option()).ArchiveChannel(t.Context(), channelID, customchannels.CaptureResponse(&response))
	if err != nil || response.StatusCode != http.StatusNotFound || response.Attempts != 2 {
		t.Errorf("got %v after %+v", err, response)
	}
}

// TestRefusedConnectionIsRepeated: where there is no connection nothing was sent, so that also creating is repeated.
func TestRefusedConnectionIsRepeated(t *testing.T) {
	for operation, call := range operations() {
		server := customchannelstest.NewServer(t)
		var dials atomic.Int64
		transport := &http.Transport{DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			if dials.Add(1) < 3 {
				address = closedPort(t)
			}
			return new(net.Dialer).DialContext(ctx, network, address)
		}}
		client := newClient(t, server.Option(), customchannels.WithHTTPClient(&http.Client{Transport: transport}))
		if err := call(t.Context(), client); err != nil || dials.Load() != 3 || len(server.Requests()) != 1 {
			t.Errorf("%s: %d connections, %d requests: %v", operation, dials.Load(), len(server.Requests()), err)
		}
		transport.CloseIdleConnections()
	}
}

// closedPort is an address where nobody listens any more.
func closedPort(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// TestWaits takes, in fake time, how long a publish waits between two tries.
func TestWaits(t *testing.T) {
	const interval = "X-HubSpot-RateLimit-Interval-Milliseconds"
	limited := func(policy string) string { return `{"status":"error","policyName":"` + policy + `"}` }
	for _, test := range []struct {
		name     string
		status   int
		body     string
		header   []string
		min, max time.Duration
	}{
		{"backoff", 503, "", nil, 0, 250 * time.Millisecond},
		{"seconds", 503, "", []string{"Retry-After", "7"}, 7 * time.Second, 7700 * time.Millisecond},
		{"a date", 503, "", []string{"Retry-After", "Sat, 01 Jan 2000 00:00:07 GMT"}, 7 * time.Second, 7700 * time.Millisecond},
		{"a day", 503, "", []string{"Retry-After", "86400"}, time.Minute, 66 * time.Second},
		{"a date in a year", 503, "", []string{"Retry-After", "Mon, 01 Jan 2001 00:00:00 GMT"}, time.Minute, 66 * time.Second},
		{"a date that is past", 503, "", []string{"Retry-After", "Fri, 31 Dec 1999 00:00:00 GMT"}, 0, 250 * time.Millisecond},
		{"SECONDLY", 429, limited("SECONDLY"), nil, time.Second, 1100 * time.Millisecond},
		{"SECONDLY with Retry-After", 429, limited("SECONDLY"), []string{"Retry-After", "3"}, 3 * time.Second, 3300 * time.Millisecond},
		{"TEN_SECONDLY_ROLLING", 429, limited("TEN_SECONDLY_ROLLING"), nil, 10 * time.Second, 11 * time.Second},
		{"TEN_SECONDLY_ROLLING with its interval", 429, limited("TEN_SECONDLY_ROLLING"), []string{interval, "4000"}, 4 * time.Second, 4400 * time.Millisecond},
		{"a proxy's 429", 429, "error code: 1015", nil, 0, 250 * time.Millisecond},
		{"locked", 423, "", nil, 2 * time.Second, 2200 * time.Millisecond},
		{"migration", 477, "", []string{"Retry-After", "9"}, 9 * time.Second, 9900 * time.Millisecond},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var at []time.Time // a bubble begins at 2000-01-01T00:00:00Z
				client := inMemory(t, func(n int, request *http.Request) (*http.Response, error) {
					at = append(at, time.Now())
					if n == 1 {
						return reply(request, test.status, test.body, test.header...), nil
					}
					return reply(request, 201, `{}`), nil
				})
				if _, err := client.PublishMessage(t.Context(), channelID, newMessage()); err != nil || len(at) != 2 {
					t.Fatalf("%d tries: %v", len(at), err)
				}
				if waited := at[1].Sub(at[0]); waited < test.min || waited > test.max {
					t.Errorf("waited %s, want %s to %s", waited, test.min, test.max)
				}
			})
		})
	}
}

// TestPolicies: the limit of the day is an error at once, and of its own; the others pass.
func TestPolicies(t *testing.T) {
	for policy, want := range map[hubspottest.Policy]struct {
		requests int
		daily    bool
	}{hubspottest.Secondly: {5, false}, hubspottest.TenSecondlyRolling: {5, false}, hubspottest.Daily: {1, true}} {
		t.Run(string(policy), func(t *testing.T) {
			server := customchannelstest.NewServer(t)
			server.Fail(slices.Repeat([]sdktest.Fault{hubspottest.RateLimited(policy)}, 5)...)
			_, err := newClient(t, server.Option()).PublishMessage(t.Context(), channelID, newMessage())
			var apiError *customchannels.Error
			if !errors.As(err, &apiError) || apiError.PolicyName != string(policy) || apiError.Attempts != want.requests {
				t.Errorf("got %v", err)
			}
			if !errors.Is(err, customchannels.ErrRateLimited) || errors.Is(err, customchannels.ErrDailyLimit) != want.daily {
				t.Errorf("rate limited: %t, for the day: %t", errors.Is(err, customchannels.ErrRateLimited), errors.Is(err, customchannels.ErrDailyLimit))
			}
			if n := len(server.Requests()); n != want.requests {
				t.Errorf("%d requests", n)
			}
		})
	}
}

// TestDeadlineBeforeTheNextTry: a wait that would outlast the context is not begun, and the error is the real one.
func TestDeadlineBeforeTheNextTry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client := inMemory(t, func(_ int, request *http.Request) (*http.Response, error) {
			return reply(request, 429, `{"policyName":"TEN_SECONDLY_ROLLING"}`), nil
		})
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		began := time.Now()
		_, err := client.PublishMessage(ctx, channelID, newMessage())
		if !errors.Is(err, customchannels.ErrRateLimited) || errors.Is(err, context.DeadlineExceeded) || time.Since(began) != 0 {
			t.Errorf("after %s: %v", time.Since(began), err)
		}
	})
}

// TestCreatingIsNotRepeatedAfterALostResponse: the channel was made, and a second try would make a second one.
func TestCreatingIsNotRepeatedAfterALostResponse(t *testing.T) {
	server := customchannelstest.NewServer(t)
	server.Fail(sdktest.LoseResponse())
	_, err := newClient(t, server.Option()).RegisterChannel(t.Context(), fullChannel())
	var broken *sdk.TransportError
	if !errors.As(err, &broken) || broken.Attempts != 1 || len(server.Channels()) != 1 || len(server.Requests()) != 1 {
		t.Errorf("%d channels by %d requests: %v", len(server.Channels()), len(server.Requests()), err)
	}
}

// TestIdempotencyID: the call's option, else the message's own, else a new one for each call, and the same one at each
// try. The caller's message is left as it is.
func TestIdempotencyID(t *testing.T) {
	option := []customchannels.CallOption{customchannels.IdempotencyKey("of the option")}
	for _, test := range []struct {
		name    string
		message *customchannels.MessageRequest
		options []customchannels.CallOption
		want    string // "": a random one
	}{
		{"of the option", newMessage(), option, "of the option"},
		{"of the message", newMessage().WithIntegrationIdempotencyID("of the message"), nil, "of the message"},
		{"both", newMessage().WithIntegrationIdempotencyID("of the message"), option, "of the option"},
		{"none", newMessage(), nil, ""},
		{"empty", newMessage().WithIntegrationIdempotencyID(""), nil, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			server := customchannelstest.NewServer(t)
			client := newClient(t, server.Option())
			before, _ := json.Marshal(test.message)
			first := publishedIDs(t, server, client, test.message, test.options)
			second := publishedIDs(t, server, client, test.message, test.options)
			if len(first) != 1 || test.want != "" && first[0] != test.want || test.want == "" && len(first[0]) != 36 {
				t.Errorf("published under %q, want %q", first, test.want)
			}
			if random := test.want == ""; random == slices.Equal(first, second) {
				t.Errorf("two calls were published under %q and %q", first, second)
			}
			if after, _ := json.Marshal(test.message); !bytes.Equal(before, after) {
				t.Errorf("the message was %s, is %s", before, after)
			}
		})
	}
}

// publishedIDs publishes with three faults and returns the ids under which that was tried, each once.
func publishedIDs(t *testing.T, server *customchannelstest.Server, client *customchannels.Client,
	message *customchannels.MessageRequest, options []customchannels.CallOption,
) []string {
	t.Helper()
	server.Fail(sdktest.LoseResponse(), sdktest.Unavailable(0), sdktest.TruncateResponse())
	begun := len(server.Requests())
	if _, err := client.PublishMessage(t.Context(), channelID, message, options...); err != nil {
		t.Fatal(err)
	}
	tries := server.PublishMessageRequests()[begun:]
	if len(tries) != 4 {
		t.Errorf("%d tries", len(tries))
	}
	var ids []string
	for _, try := range tries {
		if id := *try.Body.IntegrationIdempotencyID; !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// TestBodyIsSentWhole: each try has all of the body, also one that follows a try that was cut off in it.
func TestBodyIsSentWhole(t *testing.T) {
	server := customchannelstest.NewServer(t)
	server.Fail(sdktest.ResetDuringBody(), sdktest.Unavailable(0), sdktest.ResetBeforeBody(), sdktest.LoseResponse())
	message := fullMessage()
	for range 4_000 { // more than a connection's buffers hold
		message = message.WithSenders(customchannels.NewParticipant(customchannels.PhoneNumber("+15550100042")).WithName("Robin Sample"))
	}
	if _, err := newClient(t, server.Option()).PublishMessage(t.Context(), channelID, message); err != nil {
		t.Fatal(err)
	}
	arrived := server.Requests()
	last := arrived[len(arrived)-1].Body
	if len(arrived) != 5 || len(last) < 200_000 {
		t.Fatalf("%d tries, the last one with %d bytes", len(arrived), len(last))
	}
	for i, request := range arrived {
		if whole := bytes.Equal(request.Body, last); !whole && (i == 1 || i == 3) || !bytes.HasPrefix(last, request.Body) {
			t.Errorf("try %d has %d bytes of %d", i+1, len(request.Body), len(last))
		}
	}
}
