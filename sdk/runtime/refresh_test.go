package runtime_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"golang.org/x/oauth2"

	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// TestRefresh has a server take each refresh token once, and refuse the access token that the program begins with.
func TestRefresh(t *testing.T) {
	valid := "refresh-0"
	exchanged := 0
	endpoint := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if got := r.PostFormValue("refresh_token"); got != valid || r.PostFormValue("grant_type") != "refresh_token" {
			t.Errorf("exchanged %q for %q", got, r.PostFormValue("grant_type"))
		}
		exchanged++
		valid = fmt.Sprintf("refresh-%d", exchanged)
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"access_token": "access-%d", "token_type": "bearer", "expires_in": 3600, "refresh_token": %q}`, exchanged, valid)
	}))
	defer endpoint.Close()
	var sent, saved []string
	full := true
	save := func(token *oauth2.Token) error {
		if full = !full; !full {
			return errors.New("the disk is full")
		}
		saved = append(saved, token.AccessToken+" "+token.RefreshToken)
		return nil
	}
	config := &oauth2.Config{ClientID: "app", ClientSecret: "secret-of-the-app", Endpoint: oauth2.Endpoint{TokenURL: endpoint.URL}}
	token := &oauth2.Token{AccessToken: "access-0", RefreshToken: "refresh-0", Expiry: time.Now().Add(time.Hour)}
	c, err := runtime.New(testAPI(), runtime.WithRefresh(bearer(), config, "", token, save),
		transport(func(_ int, req *http.Request) (*http.Response, error) {
			got := req.Header.Get("Authorization")
			sent = append(sent, got)
			if got == "Bearer access-0" {
				return response(req, 401, `{}`), nil
			}
			return response(req, 200, `{}`), nil
		}).option())
	if err != nil {
		t.Fatal(err)
	}
	op := publish(runtime.RepeatUnprocessed)
	op.Security = []runtime.Requirement{{bearer()}}
	if err := c.Do(t.Context(), newCall(op, &message{})); err == nil || !strings.Contains(err.Error(), "the disk is full") {
		t.Errorf("got %v", err)
	}
	if err := c.Do(t.Context(), newCall(op, &message{})); err != nil {
		t.Error(err)
	}
	if got := fmt.Sprint(exchanged, sent, saved); got != "1 [Bearer access-0 Bearer access-1] [access-1 refresh-1]" {
		t.Errorf("got %s", got)
	}
}

// TestRefreshIsRefused has an endpoint repeat secrets in its refusal.
func TestRefreshIsRefused(t *testing.T) {
	endpoint := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(400)
		fmt.Fprintf(w, `{"error": "invalid_grant", "error_description": %q}`, "secret-of-the-app refresh-0")
	}))
	defer endpoint.Close()
	config := &oauth2.Config{ClientID: "app", ClientSecret: "secret-of-the-app", Endpoint: oauth2.Endpoint{TokenURL: "https://unused.example.com"}}
	c, err := runtime.New(testAPI(), runtime.WithRefresh(bearer(), config, endpoint.URL, &oauth2.Token{RefreshToken: "refresh-0"}, nil))
	if err != nil {
		t.Fatal(err)
	}
	op := publish(runtime.RepeatUnprocessed)
	op.Security = []runtime.Requirement{{bearer()}}
	err = c.Do(t.Context(), newCall(op, &message{}))
	if err == nil || strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, err), "secret-of") || strings.Contains(err.Error(), "refresh-0") || !strings.Contains(err.Error(), "invalid_grant") {
		t.Errorf("got %v", err)
	}
	if _, err := runtime.New(testAPI(), runtime.WithRefresh(bearer(), config, "http://example.com", &oauth2.Token{RefreshToken: "r"}, nil)); err == nil {
		t.Error("secrets go in the clear")
	}
}
