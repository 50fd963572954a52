package hubspottest_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot/hubspottest"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

func TestSignatureIsOneThatHubSpotWouldMake(t *testing.T) {
	verifier, err := hubspot.NewVerifier(hubspottest.ClientSecret, hubspot.WithPublicURL("https://hooks.example.com/hubspot"))
	if err != nil {
		t.Fatal(err)
	}
	const body = `{"type":"CHANNEL_ACCOUNT_CREATED"}`
	request := httptest.NewRequest(http.MethodPost, "https://hooks.example.com/hubspot?to=a%2Fb", strings.NewReader(body))
	hubspottest.Vendor{}.Sign(request, []byte(body), time.Now())
	if err := verifier.Verify(request, []byte(body)); err != nil {
		t.Error(err)
	}
	if err := verifier.Verify(request, []byte(body+" ")); !errors.Is(err, hubspot.ErrSignature) {
		t.Errorf("another body: %v", err)
	}
}

func TestErrorsOfEachStatus(t *testing.T) {
	for status, want := range map[int]string{
		400: "VALIDATION_ERROR", 401: "INVALID_AUTHENTICATION", 403: "MISSING_SCOPES", 404: "OBJECT_NOT_FOUND", 409: "CONFLICT",
		500: "INTERNAL_SERVER_ERROR",
	} {
		fields := hubspottest.Vendor{}.Error(sdktest.Failure{Status: status, Message: "No."})
		if fields["category"] != want || fields["message"] != "No." || fields["correlationId"] == "" {
			t.Errorf("%d: %v", status, fields)
		}
	}
}

// document has one operation, whose error is HubSpot's.
const document = `{"openapi":"3.0.3","info":{"title":"x","version":"1"},"paths":{"/x":{"get":{"responses":{
	"204":{"description":""},
	"default":{"description":"","content":{"application/json":{"schema":{"type":"object","properties":{
		"policyName":{"type":"string"},"errorType":{"type":"string"},"correlationId":{"type":"string"}}}}}}
}}}}}`

func newServer(t *testing.T, opts ...sdktest.Option) *sdktest.Server {
	t.Helper()
	api, err := sdktest.NewAPI(sdktest.Config{
		Document: "x.json", Files: map[string]string{"x.json": document}, Vendor: hubspottest.Vendor{},
	})
	if err != nil {
		t.Fatal(err)
	}
	return sdktest.NewServer(t, api, opts...)
}

func TestPoliciesOfFaults(t *testing.T) {
	s := newServer(t)
	for _, policy := range []hubspottest.Policy{hubspottest.Secondly, hubspottest.TenSecondlyRolling, hubspottest.Daily} {
		s.Fail(hubspottest.RateLimited(policy, "Retry-After", "3"))
		status, header, fields := get(t, s)
		if status != 429 || fields["policyName"] != string(policy) || header.Get("Retry-After") != "3" {
			t.Errorf("%s: answered %d %v %v", policy, status, header, fields)
		}
		kind := hubspot.Manners{}.Classify(runtime.Reply{StatusCode: status, Header: header, Body: encode(t, fields)})
		if (policy == hubspottest.Daily) != errors.Is(kind, sdk.ErrDailyLimit) {
			t.Errorf("%s: the SDK takes it for %v", policy, kind)
		}
	}
}

func TestPoliciesOfLimits(t *testing.T) {
	for window, want := range map[time.Duration]hubspottest.Policy{
		time.Second: hubspottest.Secondly, 10 * time.Second: hubspottest.TenSecondlyRolling, 24 * time.Hour: hubspottest.Daily,
	} {
		s := newServer(t)
		s.Limit(1, window)
		get(t, s)
		s.Limit(0, 0)
		if status, header, _ := get(t, s); status != 204 || header.Get("X-HubSpot-RateLimit-Max") != "" {
			t.Errorf("without a limit: %d %v", status, header)
		}
		fields := hubspottest.Vendor{}.Error(sdktest.Failure{Status: 429, Quota: sdktest.Quota{Max: 1, Window: window}})
		if fields["policyName"] != string(want) {
			t.Errorf("%s: %v", window, fields)
		}
	}
}

func TestExpired(t *testing.T) {
	s := newServer(t)
	s.Fail(hubspottest.Expired())
	if status, _, fields := get(t, s); status != 401 || fields["category"] != "EXPIRED_AUTHENTICATION" {
		t.Errorf("answered %d %v", status, fields)
	}
}

func get(t *testing.T, s *sdktest.Server) (status int, header http.Header, fields map[string]any) {
	t.Helper()
	response, err := http.Get(s.URL + "/x")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusNoContent {
		if err := json.NewDecoder(response.Body).Decode(&fields); err != nil {
			t.Fatal(err)
		}
	}
	return response.StatusCode, response.Header, fields
}

func encode(t *testing.T, value any) []byte {
	t.Helper()
	data, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Behind a proxy a webhook is signed for the public URL, and posted to another.
func TestWebhookForAPublicURL(t *testing.T) {
	const public = "https://hooks.example.com/hubspot?to=a%2Fb"
	verifier, err := hubspot.NewVerifier(hubspottest.ClientSecret, hubspot.WithPublicURLFunc(func(*http.Request) string { return public }))
	if err != nil {
		t.Fatal(err)
	}
	receiver := httptest.NewServer(&hubspot.Webhook{Verifier: verifier, Handle: func(context.Context, []byte) error { return nil }})
	defer receiver.Close()
	server := newServer(t, sdktest.WithWebhookURL(public))
	delivery, err := server.Deliver(t.Context(), receiver.URL+"/inside", map[string]any{"type": "A"})
	if err != nil || delivery.Status != http.StatusNoContent {
		t.Errorf("got %+v, %v", delivery, err)
	}
}

// One address plays all of HubSpot: each API gets what is its own, and refuses the tokens that are no longer good.
func TestServe(t *testing.T) {
	oauth := hubspottest.NewOAuth(t)
	ask := func(path, token string) int {
		t.Helper()
		request, _ := http.NewRequest(http.MethodGet, oauth.URL+path, nil)
		request.Header.Set("Authorization", "Bearer "+token)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		return response.StatusCode
	}
	if status := ask("/x", ""); status != http.StatusNotFound {
		t.Errorf("without APIs: %d", status)
	}
	first, second := newServer(t, sdktest.AllowViolations()), secured(t)
	oauth.Serve(first, second)
	token := oauth.Install("1").AccessToken
	for path, want := range map[string]int{"/x": 204, "/y": 204, "/z": 404} {
		if status := ask(path, token); status != want {
			t.Errorf("%s: %d, want %d", path, status, want)
		}
	}
	if got := len(second.Requests()); got != 1 || len(first.Violations()) != 1 {
		t.Errorf("%d requests, %d violations", got, len(first.Violations()))
	}
	oauth.Limit("1", 1, 24*time.Hour)
	other := oauth.Install("2").AccessToken
	for i, want := range []int{204, 429, 429} {
		if status := ask([]string{"/x", "/y", "/x"}[i], token); status != want {
			t.Errorf("request %d of the account at its limit: %d, want %d", i, status, want)
		}
		if status := ask("/y", other); status != 204 {
			t.Errorf("the other account: %d", status)
		}
	}
	oauth.Limit("1", 0, 0)
	if status := ask("/y", token); status != 204 {
		t.Errorf("without the limit: %d", status)
	}
	oauth.Uninstall("1")
	if status := ask("/y", token); status != http.StatusUnauthorized {
		t.Errorf("uninstalled: %d", status)
	}
}

// secured is a server of an API whose operation wants a token.
func secured(t *testing.T) *sdktest.Server {
	t.Helper()
	api, err := sdktest.NewAPI(sdktest.Config{
		Document: "y.json", Vendor: hubspottest.Vendor{}, Files: map[string]string{"y.json": `{"openapi":"3.0.3","info":{"title":"y","version":"1"},
			"security":[{"token":[]}],"components":{"securitySchemes":{"token":{"type":"http","scheme":"bearer"}}},
			"paths":{"/y":{"get":{"responses":{"204":{"description":""}}}}}}`},
	})
	if err != nil {
		t.Fatal(err)
	}
	return sdktest.NewServer(t, api)
}
