package hubspot_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

func headers(pairs ...string) http.Header {
	header := http.Header{}
	for i := 0; i < len(pairs); i += 2 {
		header.Set(pairs[i], pairs[i+1])
	}
	return header
}

func limited(policy string) string {
	return `{"status":"error","message":"You have reached your limit.","errorType":"RATE_LIMIT","correlationId":"c0651b0f","policyName":"` +
		policy + `","groupName":"publicapi:crm"}`
}

func TestAdvice(t *testing.T) {
	const interval = "X-HubSpot-RateLimit-Interval-Milliseconds"
	unprocessed := func(wait time.Duration) runtime.Advice {
		return runtime.Advice{Again: runtime.AgainUnprocessed, Wait: wait}
	}
	repeatable := func(wait time.Duration) runtime.Advice {
		return runtime.Advice{Again: runtime.AgainRepeatable, Wait: wait}
	}
	for _, test := range []struct {
		name   string
		status int
		body   string
		header http.Header
		want   runtime.Advice
	}{
		{"second", 429, limited("SECONDLY"), nil, unprocessed(time.Second)},
		{"ten seconds", 429, limited("TEN_SECONDLY_ROLLING"), nil, unprocessed(10 * time.Second)},
		{"ten seconds with interval", 429, limited("TEN_SECONDLY_ROLLING"), headers(interval, "7000"), unprocessed(7 * time.Second)},
		{"ten seconds with nonsense", 429, limited("TEN_SECONDLY_ROLLING"), headers(interval, "-7"), unprocessed(10 * time.Second)},
		{"day", 429, limited("DAILY"), nil, runtime.Advice{Again: runtime.AgainNever}},
		{"day behind a byte order mark", 429, "\ufeff" + limited("DAILY"), nil, runtime.Advice{Again: runtime.AgainNever}},
		{"new policy", 429, limited("HOURLY"), nil, runtime.Advice{}},
		{"policy of another type", 429, `{"policyName":["DAILY"]}`, nil, runtime.Advice{}},
		{"policy elsewhere", 429, `{"context":{"policyName":"DAILY"}}`, nil, runtime.Advice{}},
		{"proxy", 429, "error code: 1015", nil, runtime.Advice{}},
		{"broken off", 429, limited("SECONDLY")[:150], nil, unprocessed(time.Second)},
		{"empty", 429, "", nil, runtime.Advice{}},
		{"locked", 423, "", nil, repeatable(2 * time.Second)},
		{"migration", 477, "", nil, repeatable(0)},
		{"519", 519, "", nil, runtime.Advice{}},
		{"520", 520, "", nil, repeatable(0)},
		{"524", 524, "", nil, repeatable(0)},
		{"529", 529, "", nil, repeatable(0)},
		{"530", 530, "", nil, runtime.Advice{}},
		{"policy in another error", 400, limited("DAILY"), nil, runtime.Advice{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			reply := runtime.Reply{StatusCode: test.status, Header: test.header, Body: []byte(test.body)}
			if got := (hubspot.Manners{}).Advise(reply); got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
			daily := (hubspot.Manners{}).Classify(reply)
			if (daily != nil) != strings.HasPrefix(test.name, "day") || daily != nil && !errors.Is(daily, sdk.ErrDailyLimit) {
				t.Errorf("classified as %v", daily)
			}
		})
	}
}

func TestLimits(t *testing.T) {
	for _, test := range []struct {
		name   string
		header http.Header
		want   sdk.Limits
		ok     bool
	}{
		{"OAuth", headers("X-HubSpot-RateLimit-Max", "110", "X-HubSpot-RateLimit-Remaining", "7", "X-HubSpot-RateLimit-Interval-Milliseconds", "10000"),
			sdk.Limits{Current: sdk.Quota{Known: true, Remaining: 7, Max: 110, Window: 10 * time.Second}}, true},
		{"private app", headers("X-HubSpot-RateLimit-Remaining", "0", "X-HubSpot-RateLimit-Daily", "250000", "X-HubSpot-RateLimit-Daily-Remaining", "249999"),
			sdk.Limits{Current: sdk.Quota{Known: true}, Daily: sdk.Quota{Known: true, Remaining: 249999, Max: 250000, Window: 24 * time.Hour}}, true},
		{"none", nil, sdk.Limits{}, false},
		{"nonsense", headers("X-HubSpot-RateLimit-Remaining", "-1", "X-HubSpot-RateLimit-Daily-Remaining", "many"), sdk.Limits{}, false},
		{"too many", headers("X-HubSpot-RateLimit-Remaining", "99999999999"), sdk.Limits{}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got, ok := (hubspot.Manners{}).Limits(test.header); got != test.want || ok != test.ok {
				t.Errorf("got %+v, %t", got, ok)
			}
		})
	}
}

func TestCorrelationID(t *testing.T) {
	if id := (hubspot.Manners{}).CorrelationID(headers("X-HubSpot-Correlation-Id", "c-1")); id != "c-1" {
		t.Errorf("got %q", id)
	}
}

// TestMannersInAClient sees that the client keeps to them: what it waits in fake time, and how often it asks.
func TestMannersInAClient(t *testing.T) {
	for _, test := range []struct {
		name     string
		status   int
		body     string
		requests int
		min, max time.Duration
	}{
		{"second", 429, limited("SECONDLY"), 2, time.Second, 1100 * time.Millisecond},
		{"ten seconds", 429, limited("TEN_SECONDLY_ROLLING"), 2, 10 * time.Second, 11 * time.Second},
		{"day", 429, limited("DAILY"), 1, 0, 0},
		{"locked", 423, "", 2, 2 * time.Second, 2200 * time.Millisecond},
		{"migration", 477, "", 2, 3 * time.Second, 3300 * time.Millisecond},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				requests := 0
				c := newClient(t, func(w http.ResponseWriter, _ *http.Request) {
					if requests++; requests > 1 {
						return
					}
					if test.status == 477 {
						w.Header().Set("Retry-After", "3")
					}
					w.WriteHeader(test.status)
					_, _ = io.WriteString(w, test.body)
				})
				start := time.Now()
				err := c.Do(t.Context(), getThing())
				if took := time.Since(start); requests != test.requests || took < test.min || took > test.max {
					t.Errorf("%d requests in %s: %v", requests, took, err)
				}
				if errors.Is(err, sdk.ErrDailyLimit) != strings.HasPrefix(test.name, "day") {
					t.Errorf("got %v", err)
				}
			})
		})
	}
}

// newClient's transport calls the handler.
func newClient(t testing.TB, handler http.HandlerFunc) *runtime.Client {
	t.Helper()
	transport := sdk.RoundTripperFunc(func(req *http.Request) (*http.Response, error) {
		recorder := httptest.NewRecorder()
		handler(recorder, req)
		return recorder.Result(), nil
	})
	c, err := runtime.New(runtime.API{BaseURL: "https://api.hubapi.com", Manners: hubspot.Manners{}}, sdk.WithHTTPClient(&http.Client{Transport: transport}))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func getThing() *runtime.Call {
	return &runtime.Call{
		Operation: &runtime.Operation{Name: "Get", Method: "GET", Path: "/things", Repeat: runtime.RepeatAlways},
	}
}

func FuzzLimitHeaders(f *testing.F) {
	f.Add("110", "7", "10000", "250000", "249999", []byte(limited("TEN_SECONDLY_ROLLING")))
	f.Add("-1", "1e3", " 7", "0x7", "99999999999999999999", []byte("error code: 1015"))
	f.Fuzz(func(t *testing.T, most, left, interval, daily, dailyLeft string, body []byte) {
		header := headers(
			"X-HubSpot-RateLimit-Max", most, "X-HubSpot-RateLimit-Remaining", left,
			"X-HubSpot-RateLimit-Interval-Milliseconds", interval,
			"X-HubSpot-RateLimit-Daily", daily, "X-HubSpot-RateLimit-Daily-Remaining", dailyLeft)
		limits, ok := (hubspot.Manners{}).Limits(header)
		for _, q := range []sdk.Quota{limits.Current, limits.Daily} {
			if q.Remaining < 0 || q.Max < 0 || q.Window < 0 || q.Known && !ok || !q.Known && q != (sdk.Quota{}) {
				t.Errorf("%v: %+v", header, limits)
			}
		}
		if advice := (hubspot.Manners{}).Advise(runtime.Reply{StatusCode: 429, Header: header, Body: body}); advice.Wait < 0 {
			t.Errorf("%q: %+v", body, advice)
		}
	})
}
