package runtime_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// TestClientCredentials asks a token endpoint for a token, once for two calls, and sends it.
func TestClientCredentials(t *testing.T) {
	asked := 0
	endpoint := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		id, secret, _ := r.BasicAuth()
		if got := fmt.Sprint(id, secret, r.PostFormValue("grant_type"), r.PostFormValue("scope")); got != "appsecret-of-the-appclient_credentialsread write" {
			t.Errorf("the endpoint was asked %q", got)
		}
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, `{"access_token": "fresh-token", "token_type": "bearer", "expires_in": 3600}`)
	}))
	defer endpoint.Close()
	c, err := runtime.New(testAPI(), runtime.WithClientCredentials(bearer(), endpoint.URL, "app", "secret-of-the-app", "read", "write"),
		transport(func(_ int, req *http.Request) (*http.Response, error) {
			if got := req.Header.Get("Authorization"); got != "Bearer fresh-token" {
				t.Errorf("sent %q", got)
			}
			return response(req, 200, `{}`), nil
		}).option())
	if err != nil {
		t.Fatal(err)
	}
	op := publish(runtime.RepeatNever)
	op.Security = []runtime.Requirement{{bearer()}}
	for range 2 {
		if err := c.Do(t.Context(), newCall(op, &message{})); err != nil {
			t.Error(err)
		}
	}
	if asked != 1 {
		t.Errorf("the endpoint was asked %d times", asked)
	}
}

// TestClientCredentialsKeepTheSecret has endpoints that repeat it, or send it on.
func TestClientCredentialsKeepTheSecret(t *testing.T) {
	const secret = "secret-of-the-app"
	elsewhere := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("the redirect was followed: %s", r.URL)
	}))
	defer elsewhere.Close()
	for name, answer := range map[string]func(w http.ResponseWriter){
		"body": func(w http.ResponseWriter) { w.WriteHeader(400); fmt.Fprint(w, secret) },
		"error": func(w http.ResponseWriter) {
			w.WriteHeader(401)
			fmt.Fprintf(w, `{"error": %q, "error_description": %[1]q}`, secret)
		},
		"redirect": func(w http.ResponseWriter) { w.Header().Set("Location", elsewhere.URL+"/"+secret); w.WriteHeader(307) },
		"no token": func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", "application/json")
			fmt.Fprintf(w, `{"token": %q}`, secret)
		},
		"wrong types": func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", "application/json")
			fmt.Fprintf(w, `{"access_token": "a", "expires_in": %q}`, secret)
		},
	} {
		t.Run(name, func(t *testing.T) {
			endpoint := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { answer(w) }))
			defer endpoint.Close()
			c, err := runtime.New(testAPI(), runtime.WithClientCredentials(bearer(), endpoint.URL, "app", secret),
				transport(func(_ int, req *http.Request) (*http.Response, error) {
					t.Error("the API was called")
					return response(req, 200, `{}`), nil
				}).option())
			if err != nil {
				t.Fatal(err)
			}
			op := publish(runtime.RepeatNever)
			op.Security = []runtime.Requirement{{bearer()}}
			err = c.Do(t.Context(), newCall(op, &message{}))
			if err == nil {
				t.Fatal("no error")
			}
			for _, text := range []string{err.Error(), fmt.Sprintf("%+v", err), fmt.Sprintf("%#v", err), fmt.Sprintf("%#v", c)} {
				if strings.Contains(text, secret) {
					t.Errorf("the secret is in %s", text)
				}
			}
		})
	}
}

func TestClientCredentialsAreChecked(t *testing.T) {
	for _, test := range []struct{ url, id, secret string }{
		{"https://example.com/token", "", "s"}, {"https://example.com/token", "i", ""}, {"http://example.com/token", "i", "s"},
		{"/token", "i", "s"}, {"https://u:p@example.com/", "i", "s"}, {"file:///etc/passwd", "i", "s"},
	} {
		if _, err := runtime.New(testAPI(), runtime.WithClientCredentials(bearer(), test.url, test.id, test.secret)); err == nil {
			t.Errorf("%+v is accepted", test)
		}
	}
}
