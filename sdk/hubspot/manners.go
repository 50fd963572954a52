// Package hubspot holds HubSpot's own manners, which the rest of the SDK does not know: its limits and their headers,
// its OAuth endpoint, and the signature of its webhooks. API documents name it by x-sdk-vendor.
package hubspot

import (
	"bytes"
	"net/http"
	"strconv"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/internal/scan"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// Statuses that HTTP does not have, or has with less meaning.
const (
	statusMigration = 477 // the account moves between data centers
	statusProxyMin  = 520 // HubSpot's proxy did not reach HubSpot; seen are 521 to 524
	statusProxyMax  = 529
)

const (
	lockedWait    = 2 * time.Second
	secondWait    = time.Second
	tenSecondWait = 10 * time.Second
)

// The policies that a 429 names.
const (
	policySecond    = "SECONDLY"
	policyTenSecond = "TEN_SECONDLY_ROLLING"
	policyDay       = "DAILY"
)

// Manners are HubSpot's habits. The zero value is ready for use.
type Manners struct{}

var _ runtime.Manners = Manners{}

// Advise waits after a 429 as long as its policy lasts, and not at all after the day's; two seconds or more while a
// resource is locked (423); and knows that 477 and 520 to 529 pass.
func (Manners) Advise(reply runtime.Reply) runtime.Advice {
	switch status := reply.StatusCode; {
	case status == http.StatusTooManyRequests:
		return limitAdvice(reply)
	case status == http.StatusLocked:
		return runtime.Advice{Again: runtime.AgainRepeatable, Wait: lockedWait}
	case status == statusMigration, status >= statusProxyMin && status <= statusProxyMax:
		return runtime.Advice{Again: runtime.AgainRepeatable}
	}
	return runtime.Advice{}
}

func limitAdvice(reply runtime.Reply) runtime.Advice {
	switch policyName(reply.Body) {
	case policyDay:
		return runtime.Advice{Again: runtime.AgainNever}
	case policyTenSecond:
		return runtime.Advice{Again: runtime.AgainUnprocessed, Wait: interval(reply.Header, tenSecondWait)}
	case policySecond:
		return runtime.Advice{Again: runtime.AgainUnprocessed, Wait: secondWait}
	}
	return runtime.Advice{} // a proxy's 429, or a policy that is newer than this
}

// Classify knows the day's limit.
func (Manners) Classify(reply runtime.Reply) error {
	if reply.StatusCode == http.StatusTooManyRequests && policyName(reply.Body) == policyDay {
		return sdk.ErrDailyLimit
	}
	return nil
}

// policyName reads a 429's policyName; "" if the body is no JSON object or has none. Of a body that breaks off, what
// came before counts.
func policyName(body []byte) (policy string) {
	s := scan.Of(bytes.TrimPrefix(body, []byte("\ufeff"))) // RFC 8259 lets a reader ignore a byte order mark
	_ = s.Properties(func(name []byte) error {
		if string(name) != "policyName" || s.Kind() != scan.String {
			return s.Skip()
		}
		text, err := s.Text()
		policy = string(text)
		return err
	})
	return policy
}

// The headers, in the canonical form that net/http keeps them in.
const (
	headerMax            = "X-Hubspot-Ratelimit-Max"
	headerRemaining      = "X-Hubspot-Ratelimit-Remaining"
	headerInterval       = "X-Hubspot-Ratelimit-Interval-Milliseconds"
	headerDaily          = "X-Hubspot-Ratelimit-Daily"
	headerDailyRemaining = "X-Hubspot-Ratelimit-Daily-Remaining"
	headerCorrelationID  = "X-Hubspot-Correlation-Id"
)

// Limits reads the X-HubSpot-RateLimit headers. The daily ones do not come with OAuth.
func (Manners) Limits(header http.Header) (limits sdk.Limits, ok bool) {
	limits.Current = quota(header, headerMax, headerRemaining)
	if limits.Current.Known {
		limits.Current.Window = interval(header, 0)
	}
	limits.Daily = quota(header, headerDaily, headerDailyRemaining)
	if limits.Daily.Known {
		limits.Daily.Window = 24 * time.Hour
	}
	return limits, limits.Current.Known || limits.Daily.Known
}

// CorrelationID reads X-HubSpot-Correlation-Id.
func (Manners) CorrelationID(header http.Header) string { return header.Get(headerCorrelationID) }

func quota(header http.Header, limit, remaining string) sdk.Quota {
	left, ok := number(header, remaining)
	if !ok {
		return sdk.Quota{}
	}
	most, _ := number(header, limit)
	return sdk.Quota{Known: true, Remaining: left, Max: most}
}

func interval(header http.Header, fallback time.Duration) time.Duration {
	if ms, ok := number(header, headerInterval); ok && ms > 0 {
		return time.Duration(ms) * time.Millisecond
	}
	return fallback
}

// number reads a header that must be a count. More than 2^31 is none that HubSpot would mean. Every response comes by
// here, so that it looks the key up as it stands, and does without strconv's error for headers that are not there.
func number(header http.Header, key string) (int, bool) {
	values := header[key]
	if len(values) == 0 {
		return 0, false
	}
	n, err := strconv.ParseUint(values[0], 10, 31)
	return int(n), err == nil
}
