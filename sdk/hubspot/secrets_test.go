package hubspot_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
)

const clientSecret = "client-secret-4711"

// tellsNone fails for each usual printer that shows one of the secrets.
func tellsNone(t *testing.T, value any, secrets ...string) {
	t.Helper()
	texts := map[string]string{}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x"} {
		texts[verb] = fmt.Sprintf(verb, value)
	}
	if text, err := json.Marshal(value); err == nil {
		texts["JSON"] = string(text)
	}
	for name, handler := range map[string]func(io.Writer) slog.Handler{
		"text log": func(w io.Writer) slog.Handler { return slog.NewTextHandler(w, nil) },
		"JSON log": func(w io.Writer) slog.Handler { return slog.NewJSONHandler(w, nil) },
	} {
		var out bytes.Buffer
		slog.New(handler(&out)).Info("printed", "value", value)
		texts[name] = out.String()
	}
	for how, text := range texts {
		for _, secret := range secrets {
			if strings.Contains(text, secret) {
				t.Errorf("%s prints %q: %.200s", how, secret, text)
			}
		}
	}
}

func TestPrintedValuesTellNoSecret(t *testing.T) {
	v, err := hubspot.NewVerifier(clientSecret)
	if err != nil {
		t.Fatal(err)
	}
	config := hubspot.TokenConfig{ClientID: "id", ClientSecret: clientSecret, RefreshToken: "refresh-" + clientSecret}
	source, err := hubspot.NewTokenSource(config)
	if err != nil {
		t.Fatal(err)
	}
	hook := hubspot.Webhook{Verifier: v}
	for _, value := range []any{v, *v, config, &config, source, hook, &hook, struct{ v hubspot.Verifier }{*v}, []any{config}} {
		tellsNone(t, value, clientSecret)
	}
	if got := fmt.Sprint(config); got != `token config of the app "id"` {
		t.Error(got)
	}
}

// A token endpoint, or a proxy before it, may put into its answer what it was sent.
func TestTokenEndpointThatEchoes(t *testing.T) {
	for name, answer := range map[string]string{
		"status line":  "HTTP/1.1 400 " + clientSecret + "\r\n\r\n",
		"no status":    "HTTP/1.1 " + clientSecret + "\r\n\r\n",
		"no HTTP":      clientSecret + "\r\n\r\n",
		"header":       "HTTP/1.1 200 OK\r\n" + clientSecret + "\r\n\r\n",
		"header name":  "HTTP/1.1 200 OK\r\n" + clientSecret + " : 1\r\n\r\n",
		"length":       "HTTP/1.1 200 OK\r\nContent-Length: " + clientSecret + "\r\n\r\n",
		"encoding":     "HTTP/1.1 200 OK\r\nTransfer-Encoding: " + clientSecret + "\r\n\r\n",
		"location":     "HTTP/1.1 307 Redirect\r\nLocation: http://a b/" + clientSecret + "\r\n\r\n",
		"expires_in":   ok(`{"access_token":"abc","expires_in":"` + clientSecret + `"}`),
		"error":        ok(`{"error":"` + clientSecret + `"}`),
		"error in 400": "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n" + `{"error":"` + clientSecret + `","status":"` + clientSecret + `"}`,
		"token":        ok(`{"access_token":"` + clientSecret + `\n"}`),
		"in base64":    "HTTP/1.1 400 " + base64.StdEncoding.EncodeToString([]byte(clientSecret)) + "\r\n\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			config := hubspot.TokenConfig{ClientID: "id", ClientSecret: clientSecret, RefreshToken: "refresh", TokenURL: rawServer(t, answer)}
			source, err := hubspot.NewTokenSource(config)
			if err != nil {
				t.Fatal(err)
			}
			_, err = source.Token()
			if err == nil && name != "token" {
				t.Fatal("no error")
			}
			tellsNone(t, err, clientSecret, base64.StdEncoding.EncodeToString([]byte(clientSecret)))
			if refused, ok := err.(*hubspot.RefreshError); ok { //nolint:errorlint // it is returned as it is
				tellsNone(t, *refused, clientSecret)
			}
		})
	}
}

func ok(body string) string {
	return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n" + body
}

// rawServer answers with bytes that may be no HTTP.
func rawServer(t *testing.T, answer string) string {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		if conn, _, err := w.(http.Hijacker).Hijack(); err == nil {
			_, _ = io.WriteString(conn, answer)
			conn.Close()
		}
	}))
	t.Cleanup(server.Close)
	return server.URL
}
