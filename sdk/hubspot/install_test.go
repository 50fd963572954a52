package hubspot_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot/hubspottest"
)

// TestInstallation installs the app as a user does, with a cookie jar, and as others should not be able to.
func TestInstallation(t *testing.T) {
	oauth := hubspottest.NewOAuth(t)
	var handler *hubspot.InstallHandler
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { handler.ServeHTTP(w, r) }))
	defer server.Close()
	var installed string
	var failing error
	var log strings.Builder
	app := newApp(t, oauth, func(c *hubspot.AppConfig) { c.RedirectURL = server.URL + "/install" })
	handler = app.InstallHandler(func(_ context.Context, account string) error {
		installed = account
		return failing
	})
	handler.Logger = slog.New(slog.NewTextHandler(&log, nil))
	foreign := func(query string) string { return query + "code=" + oauth.Code("666") }
	for _, test := range []struct {
		query     string
		failing   error
		installed string
		status    int
		text      string
	}{
		{"", nil, "62515", 200, "The app is installed in the account 62515.\n"},
		{"", errors.New("secret cause"), "62515", 503, "The app could not be installed. Please try again later.\n"},
		{foreign("?"), nil, "", 403, "The app is not installed: " + hubspot.ErrState.Error() + ".\n"},
		{foreign("?state=&"), nil, "", 403, "The app is not installed: " + hubspot.ErrState.Error() + ".\n"},
		{foreign("?state=x&"), nil, "", 403, "The app is not installed: " + hubspot.ErrState.Error() + ".\n"},
		{"?error=access_denied", nil, "", 403, "The app is not installed: " + hubspot.ErrState.Error() + ".\n"},
	} {
		installed, failing = "", test.failing
		status, text := browse(t, server.URL+"/install"+test.query)
		if installed != test.installed || status != test.status || text != test.text {
			t.Errorf("%s: installed %q, %d %q", test.query, installed, status, text)
		}
	}
	if !strings.Contains(log.String(), "account=62515") || strings.Count(log.String(), "not installed") != 5 || strings.Contains(log.String(), "code-") {
		t.Errorf("the log is %s", &log)
	}
	handler.Answer = func(w http.ResponseWriter, _ *http.Request, account string, err error) {
		fmt.Fprint(w, account, " ", err)
	}
	failing = nil
	if _, text := browse(t, server.URL+"/install"); text != "62515 <nil>" {
		t.Errorf("answered %q", text)
	}
}

// browse follows redirects with a cookie jar.
func browse(t *testing.T, address string) (status int, text string) {
	t.Helper()
	jar, _ := cookiejar.New(nil)
	resp, err := (&http.Client{Jar: jar}).Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(body)
}

func TestUserWhoDenies(t *testing.T) {
	handler := newApp(t, hubspottest.NewOAuth(t), nil).InstallHandler(nil)
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequest("GET", "/install", nil))
	cookie := w.Result().Cookies()[0]
	location, _ := url.Parse(w.Result().Header.Get("Location"))
	if !cookie.Secure || !cookie.HttpOnly || cookie.SameSite != http.SameSiteLaxMode || cookie.Value != location.Query().Get("state") || len(cookie.Value) < 20 {
		t.Errorf("the cookie is %v for %s", cookie, location)
	}
	var got error
	handler.Answer = func(_ http.ResponseWriter, _ *http.Request, _ string, err error) { got = err }
	r := httptest.NewRequest("GET", "/install?error=access_denied&state="+cookie.Value, nil)
	r.AddCookie(cookie)
	if handler.ServeHTTP(httptest.NewRecorder(), r); !errors.Is(got, hubspot.ErrDenied) {
		t.Errorf("got %v", got)
	}
}
