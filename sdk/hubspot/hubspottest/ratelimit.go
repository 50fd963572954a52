package hubspottest

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

// Policy is one of HubSpot's limits.
type Policy string

// The policies that a 429 names.
const (
	Secondly           Policy = "SECONDLY"
	TenSecondlyRolling Policy = "TEN_SECONDLY_ROLLING"
	Daily              Policy = "DAILY"
)

// RateLimited answers 429 as HubSpot does when a request runs into one of its limits. Headers, Retry-After for instance,
// are given as key, value, key, value.
func RateLimited(limit Policy, header ...string) sdktest.Fault {
	return sdktest.Answer("429 "+string(limit), func(request *sdktest.Request) *sdktest.Response {
		fields := map[string]any{
			"status":        "error",
			"message":       "You have reached your " + string(limit) + " limit.",
			"correlationId": correlationID(request.Number),
		}
		policy(fields, limit)
		body, _ := json.Marshal(fields) // it is made of strings
		response := &sdktest.Response{Status: http.StatusTooManyRequests, Header: limitHeader(limit), Body: body}
		for i := 0; i+1 < len(header); i += 2 {
			response.Header.Set(header[i], header[i+1])
		}
		return response
	})
}

// policy makes an error one about a limit.
func policy(fields map[string]any, limit Policy) {
	fields["errorType"] = "RATE_LIMIT"
	fields["policyName"] = string(limit)
	fields["groupName"] = "publicapi:test"
}

// policyOf is the policy that a limit would be one of.
func policyOf(quota sdktest.Quota) Policy {
	switch {
	case quota.Window >= time.Hour:
		return Daily
	case quota.Window > 0 && quota.Window <= time.Second:
		return Secondly
	}
	return TenSecondlyRolling
}

func limitHeader(limit Policy) http.Header {
	header := http.Header{}
	header.Set("Content-Type", "application/json")
	switch limit {
	case TenSecondlyRolling:
		setQuota(header, sdktest.Quota{Max: 110, Window: 10 * time.Second})
	case Daily:
		header.Set("X-HubSpot-RateLimit-Daily", "250000")
		header.Set("X-HubSpot-RateLimit-Daily-Remaining", "0")
	}
	return header
}

// Expired answers 401 as HubSpot does when an access token's half hour is over.
func Expired() sdktest.Fault {
	return sdktest.Answer("401 expired", func(request *sdktest.Request) *sdktest.Response {
		body, _ := json.Marshal(map[string]any{ // it is made of strings
			"status":        "error",
			"category":      "EXPIRED_AUTHENTICATION",
			"message":       "The token has expired.",
			"correlationId": correlationID(request.Number),
		})
		header := http.Header{}
		header.Set("Content-Type", "application/json")
		return &sdktest.Response{Status: http.StatusUnauthorized, Header: header, Body: body}
	})
}
