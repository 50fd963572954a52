package hubspottest_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk/hubspot/hubspottest"
	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

// grant asks the token endpoint, and returns the answer's status, and its word for a refusal.
func grant(t *testing.T, o *hubspottest.OAuth, form url.Values) (status int, refusal, refresh string, err error) {
	t.Helper()
	form.Set("client_id", hubspottest.ClientID)
	if !form.Has("client_secret") {
		form.Set("client_secret", hubspottest.ClientSecret)
	}
	client := &http.Client{Timeout: time.Minute, Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.PostForm(o.TokenURL, form)
	if err != nil {
		return 0, "", "", err
	}
	defer resp.Body.Close()
	var answer struct {
		Status  string
		Refresh string `json:"refresh_token"`
	}
	err = json.NewDecoder(resp.Body).Decode(&answer)
	return resp.StatusCode, answer.Status, answer.Refresh, err
}

// TestTokenEndpoint: codes and refresh tokens are good once, for who they were given to.
func TestTokenEndpoint(t *testing.T) {
	o := hubspottest.NewOAuth(t)
	code := browserCode(t, o, "https://a.example/install")
	for _, test := range []struct {
		form    url.Values
		refusal string
	}{
		{url.Values{"grant_type": {"authorization_code"}, "code": {o.Code("1")}}, ""},
		{url.Values{"grant_type": {"authorization_code"}, "code": {browserCode(t, o, "https://a.example/install")}, "redirect_uri": {"https://b.example"}}, "MISMATCH_REDIRECT_URI_AUTH_CODE"},
		{url.Values{"grant_type": {"authorization_code"}, "code": {code}, "redirect_uri": {"https://a.example/install"}}, ""},
		{url.Values{"grant_type": {"authorization_code"}, "code": {code}, "redirect_uri": {"https://a.example/install"}}, "BAD_AUTH_CODE"},
		{url.Values{"grant_type": {"authorization_code"}, "code": {o.Code("1")}, "client_secret": {"other"}}, "BAD_CLIENT_SECRET"},
		{url.Values{"grant_type": {"refresh_token"}, "refresh_token": {"never"}}, "BAD_REFRESH_TOKEN"},
		{url.Values{"grant_type": {"password"}}, "BAD_GRANT_TYPE"},
	} {
		status, refusal, refresh, err := grant(t, o, test.form)
		if err != nil || refusal != test.refusal || (status == 200) != (refusal == "") || (refresh == "") != (status != 200) {
			t.Errorf("%v: %d %q, %v", test.form, status, refusal, err)
		}
	}
}

// browserCode is a code that a browser comes back with.
func browserCode(t *testing.T, o *hubspottest.OAuth, redirect string) string {
	t.Helper()
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Get(o.AuthURL + "?" + url.Values{"client_id": {hubspottest.ClientID}, "scope": {"files"}, "redirect_uri": {redirect}}.Encode())
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	back, err := resp.Location()
	if err != nil {
		t.Fatal(err)
	}
	return back.Query().Get("code")
}

// A lost answer has rotated the token: who has not heard of it has one that is worthless.
func TestLoseAnswers(t *testing.T) {
	o := hubspottest.NewOAuth(t)
	form := url.Values{"grant_type": {"refresh_token"}, "refresh_token": {o.Install("1").RefreshToken}}
	o.LoseAnswers(1)
	if _, _, _, err := grant(t, o, form); err == nil {
		t.Error("the answer came")
	}
	if status, refusal, _, err := grant(t, o, form); status != 400 || refusal != "BAD_REFRESH_TOKEN" {
		t.Errorf("got %d %q, %v", status, refusal, err)
	}
}

// A delay lasts no longer than the client waits, and than the endpoints do.
func TestDelayEnds(t *testing.T) {
	o := hubspottest.StartOAuth()
	o.Delay(time.Hour)
	ended := make(chan error)
	go func() {
		_, _, _, err := grant(t, o, url.Values{"grant_type": {"refresh_token"}})
		ended <- err
	}()
	for o.Asked() == 0 {
		time.Sleep(time.Millisecond)
	}
	o.Close()
	if err := <-ended; err == nil {
		t.Error("there was an answer")
	}
}

// Tokens that are over, or that nobody gave out, are refused at the address of all of HubSpot.
func TestTokensOfServe(t *testing.T) {
	o := hubspottest.NewOAuth(t)
	api := secured(t)
	o.Serve(api)
	good := o.Install("1").AccessToken
	o.Lifetime(-time.Second)
	for _, test := range []struct {
		address, token string
		want           int
	}{
		{o.URL, good, 204}, {o.URL, o.Install("1").AccessToken, 401}, {o.URL, "invented", 401}, {api.URL, "invented", 204},
	} {
		request, _ := http.NewRequest(http.MethodGet, test.address+"/y", strings.NewReader(""))
		request.Header.Set("Authorization", "Bearer "+test.token)
		resp, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != test.want {
			t.Errorf("%s: %d, want %d", test.token, resp.StatusCode, test.want)
		}
	}
}

var _ http.Handler = (*sdktest.Server)(nil)
