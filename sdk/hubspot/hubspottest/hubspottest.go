// Package hubspottest is how HubSpot's servers behave beyond their API documents, for servers that play them in tests. All of HubSpot at one
// address, for the BaseURL of a hubspot.AppConfig with [ClientID] and [ClientSecret]:
//
//	oauth := hubspottest.NewOAuth(t)
//	channels := customchannelstest.NewServer(t, sdktest.WithoutExamples(), sdktest.WithWebhookURL("https://bridge.example.com/hubspot"))
//	uploads := filestest.NewServer(t, sdktest.WithoutExamples())
//	oauth.Serve(channels.Server, uploads.Server)
package hubspottest

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

// ClientSecret is the app's secret that webhooks are signed with.
const ClientSecret = "test-client-secret"

// Vendor plays HubSpot.
type Vendor struct{}

var _ sdktest.Vendor = Vendor{}

// Header adds the correlation id and, where a limit is in force, what is left of it.
func (Vendor) Header(header http.Header, number int, quota sdktest.Quota) {
	header.Set("X-HubSpot-Correlation-Id", correlationID(number))
	if quota.Max > 0 {
		setQuota(header, quota)
	}
}

func setQuota(header http.Header, quota sdktest.Quota) {
	header.Set("X-HubSpot-RateLimit-Max", strconv.Itoa(quota.Max))
	header.Set("X-HubSpot-RateLimit-Remaining", strconv.Itoa(quota.Remaining))
	header.Set("X-HubSpot-RateLimit-Interval-Milliseconds", strconv.FormatInt(quota.Window.Milliseconds(), 10))
}

// correlationID is a UUID that tells which request it is of.
func correlationID(number int) string { return fmt.Sprintf("00000000-0000-4000-8000-%012d", number) }

// Error fills HubSpot's form of an error.
func (Vendor) Error(failure sdktest.Failure) map[string]any {
	fields := map[string]any{
		"status":        "error",
		"message":       failure.Message,
		"correlationId": correlationID(failure.Number),
	}
	if failure.Status == http.StatusTooManyRequests {
		policy(fields, policyOf(failure.Quota))
		return fields
	}
	fields["category"] = category(failure.Status)
	if len(failure.Problems) > 0 {
		fields["errors"] = details(failure.Problems)
	}
	return fields
}

// category is what HubSpot calls an error of a status.
func category(status int) string {
	switch status {
	case http.StatusBadRequest:
		return "VALIDATION_ERROR"
	case http.StatusUnauthorized:
		return "INVALID_AUTHENTICATION"
	case http.StatusForbidden:
		return "MISSING_SCOPES"
	case http.StatusNotFound:
		return "OBJECT_NOT_FOUND"
	case http.StatusConflict:
		return "CONFLICT"
	}
	return strings.ToUpper(strings.ReplaceAll(http.StatusText(status), " ", "_"))
}

func details(problems []sdktest.Problem) []any {
	list := make([]any, len(problems))
	for i, problem := range problems {
		list[i] = map[string]any{"in": problem.Field, "message": problem.Message}
	}
	return list
}

// Sign signs a webhook, version 3.
func (Vendor) Sign(request *http.Request, body []byte, now time.Time) {
	hubspot.SignRequest(request, ClientSecret, body, now)
}
