package runtime_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// endpoint is a token endpoint that plays a script once for each request, and then gives tokens.
func endpoint(t *testing.T, script ...http.HandlerFunc) (url string, asked *atomic.Int32) {
	asked = &atomic.Int32{}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if n := int(asked.Add(1)); n <= len(script) {
			script[n-1](w, r)
			return
		}
		answer(200, `{"access_token":"fresh-token","token_type":"bearer","expires_in":3600}`, "Content-Type", "application/json")(w, r)
	}))
	t.Cleanup(s.Close)
	return s.URL, asked
}

// tokenOptions are the ways to ask an endpoint: the client's own, and a source of golang.org/x/oauth2.
func tokenOptions(url string) map[string]sdk.Option {
	config := clientcredentials.Config{ClientID: "app", ClientSecret: "secret-of-the-app", TokenURL: url, AuthStyle: oauth2.AuthStyleInHeader}
	return map[string]sdk.Option{
		"own":    runtime.WithClientCredentials(bearer(), url, "app", "secret-of-the-app"),
		"source": runtime.WithTokenSource(bearer(), config.TokenSource(context.Background())),
	}
}

// A token endpoint that is not well may be better soon; one that refuses will refuse again. Nothing was sent to the API, so
// that every operation may wait for it.
func TestTokenEndpointThatIsNotWell(t *testing.T) {
	for name, test := range map[string]struct {
		script []http.HandlerFunc
		asked  int32
		fails  bool
	}{
		"well":                 {nil, 1, false},
		"busy":                 {[]http.HandlerFunc{answer(429, "")}, 2, false},
		"ill":                  {[]http.HandlerFunc{answer(500, ""), answer(503, "{}")}, 3, false},
		"gone":                 {[]http.HandlerFunc{reset}, 2, false},
		"cut short":            {[]http.HandlerFunc{raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{\"access_token\":")}, 2, false},
		"cut short, a refusal": {[]http.HandlerFunc{raw("HTTP/1.1 503 X\r\nContent-Length: 99\r\n\r\n{\"error\":")}, 2, false},
		"refusing":             {[]http.HandlerFunc{answer(403, `{"error":"unauthorized_client"}`, "Content-Type", "application/json")}, 1, true},
		"redirecting":          {[]http.HandlerFunc{answer(307, "", "Location", "/elsewhere")}, 1, true},
	} {
		for source := range tokenOptions("http://127.0.0.1") {
			if source == "source" && name == "redirecting" {
				continue // golang.org/x/oauth2 alone knows no better
			}
			t.Run(name+"/"+source, func(t *testing.T) {
				url, asked := endpoint(t, test.script...)
				s := newServer(t, ok())
				c, err := runtime.New(testAPI(), tokenOptions(url)[source], sdk.WithBaseURL(s.URL), quick(4))
				if err != nil {
					t.Fatal(err)
				}
				err = do(t.Context(), c, publish(runtime.RepeatUnprocessed))
				if asked.Load() != test.asked || (err != nil) != test.fails || err == nil && s.seen()[0].header.Get("Authorization") != "Bearer fresh-token" {
					t.Errorf("%d requests: %v", asked.Load(), err)
				}
				var failed *sdk.TokenError
				if err != nil && (!errors.As(err, &failed) || strings.Contains(err.Error(), "secret")) {
					t.Error(err)
				}
			})
		}
	}
}

// An endpoint that takes id and secret in the form alone is found out once.
func TestTokenEndpointThatTakesAForm(t *testing.T) {
	var asked atomic.Int32
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		if r.PostFormValue("client_secret") != "secret" {
			answer(401, `{"error":"invalid_client"}`, "Content-Type", "application/json")(w, r)
			return
		}
		answer(200, `{"access_token":"fresh-token","expires_in":5}`, "Content-Type", "application/json")(w, r)
	}))
	defer s.Close()
	api := newServer(t, answer(401, ""), ok())
	c, err := runtime.New(testAPI(), runtime.WithClientCredentials(bearer(), s.URL, "app", "secret"), sdk.WithBaseURL(api.URL), quick(2))
	if err != nil {
		t.Fatal(err)
	}
	if err := do(t.Context(), c, publish(runtime.RepeatUnprocessed)); !errors.Is(err, sdk.ErrUnauthorized) || asked.Load() != 3 {
		t.Errorf("%d requests: %v", asked.Load(), err)
	}
}

// The time that the endpoint asks for is everybody's: no other call asks before.
func TestTokenEndpointIsLeftAlone(t *testing.T) {
	for source := range tokenOptions("http://127.0.0.1") {
		t.Run(source, func(t *testing.T) {
			t.Parallel()
			var at [2]time.Time
			url, asked := endpoint(t, func(w http.ResponseWriter, r *http.Request) {
				at[0] = time.Now()
				answer(429, "", "Retry-After", "1")(w, r)
			}, func(w http.ResponseWriter, r *http.Request) {
				at[1] = time.Now()
				answer(200, `{"access_token":"fresh-token","expires_in":3600}`, "Content-Type", "application/json")(w, r)
			})
			s := newServer(t, ok())
			c, err := runtime.New(testAPI(), tokenOptions(url)[source], sdk.WithBaseURL(s.URL))
			if err != nil {
				t.Fatal(err)
			}
			var all sync.WaitGroup
			for range 20 {
				all.Go(func() {
					if err := do(t.Context(), c, publish(runtime.RepeatUnprocessed)); err != nil {
						t.Error(err)
					}
				})
			}
			all.Wait()
			if wait := at[1].Sub(at[0]); asked.Load() != 2 || wait < 900*time.Millisecond {
				t.Errorf("%d requests, %s between them", asked.Load(), wait)
			}
		})
	}
}

// A call whose time is shorter than the endpoint's wish learns that at once, and does not ask.
func TestTokenEndpointsWishOutlastsTheCall(t *testing.T) {
	url, asked := endpoint(t, answer(503, "", "Retry-After", "3000"))
	c, err := runtime.New(testAPI(), runtime.WithClientCredentials(bearer(), url, "app", "secret"), sdk.WithHTTPClient(&http.Client{
		Transport: sdk.RoundTripperFunc(func(*http.Request) (*http.Response, error) { return nil, io.EOF })}))
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		err := do(ctx, c, publish(runtime.RepeatUnprocessed))
		cancel()
		if as[*sdk.TokenError](t, err); asked.Load() != 1 {
			t.Errorf("%d requests: %v", asked.Load(), err)
		}
	}
}
