package runtime_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/oauth2"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// printed is a value as the usual printers show it, one text for each.
func printed(value any) map[string]string {
	texts := map[string]string{}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
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
	return texts
}

// tellsNone fails for each printer that shows one of the secrets.
func tellsNone(t *testing.T, value any, secrets ...string) {
	t.Helper()
	for how, text := range printed(value) {
		for _, secret := range secrets {
			if strings.Contains(text, secret) {
				t.Errorf("%s prints %q: %.200s", how, secret, text)
			}
		}
	}
}

// dereferenced are the SDK's own errors in a chain, each as it is and as the value behind its pointer.
func dereferenced(err error) (all []any) {
	for ; err != nil; err = errors.Unwrap(err) {
		switch e := err.(type) { //nolint:errorlint // it looks at each
		case *sdk.ResponseError:
			all = append(all, e, *e)
		case *sdk.DecodeError:
			all = append(all, e, *e)
		case *sdk.TransportError:
			all = append(all, e, *e)
		}
	}
	return all
}

func TestPrintedErrorsTellNoSecret(t *testing.T) {
	for name, script := range map[string]http.HandlerFunc{
		"not JSON":  answer(200, "<html>"+token),
		"reset":     reset,
		"refused":   answer(400, `{"message":"`+token+`"}`, "X-Echo", token),
		"quoting":   raw("HTTP/1.1 2xx " + token + "\r\n\r\n"),
		"no answer": raw(token + "\r\n\r\n"),
	} {
		t.Run(name, func(t *testing.T) {
			c := newClient(t, vendorAPI(), sdk.WithBaseURL(newServer(t, script).URL), sdk.WithoutRetries())
			for _, value := range dereferenced(do(t.Context(), c, publish(runtime.RepeatNever))) {
				tellsNone(t, value, token, base64.StdEncoding.EncodeToString([]byte(token)))
			}
		})
	}
}

// A server may echo a credential in another form than the one in which it was sent.
func TestEchoesInOtherForms(t *testing.T) {
	const password = "pa55word" // without the user
	basic := &runtime.Scheme{Name: "basic", In: "header", Key: "Authorization", Prefix: "Basic ", Basic: true}
	op := publish(runtime.RepeatNever)
	op.Security = []runtime.Requirement{{basic, hapikey()}}
	for name, echo := range map[string]string{
		"password":                   password,
		"base64 of the password":     base64.StdEncoding.EncodeToString([]byte(password)),
		"user and password":          "user:" + password,
		"base64 of both":             base64.StdEncoding.EncodeToString([]byte("user:" + password)),
		"token in base64":            base64.StdEncoding.EncodeToString([]byte(token)),
		"token within base64":        base64.URLEncoding.EncodeToString([]byte("hapikey:" + token + ";")),
		"token in capitals":          strings.ToUpper(token),
		"token that was cut":         token[:len(token)-3],
		"token in another parameter": "hapikey=" + url.QueryEscape(token),
	} {
		t.Run(name, func(t *testing.T) {
			api := vendorAPI()
			api.NewError = func(e *sdk.ResponseError) error { return errors.New(e.Text(echo, "FINE")) }
			s := newServer(t, answer(400, `{"id":"`+echo+`"}`, "X-Correlation", echo))
			var log bytes.Buffer
			c := newClient(t, api, runtime.WithCredential(basic, "user:"+password), runtime.WithCredential(hapikey(), token), sdk.WithBaseURL(s.URL),
				sdk.WithLogger(slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))))
			err := do(t.Context(), c, op)
			if err == nil || strings.Contains(err.Error(), echo) || !strings.Contains(err.Error(), "FINE") {
				t.Errorf("got %v", err)
			}
			if name != "token that was cut" && strings.Contains(log.String(), echo) { // a body's text is not a label
				t.Errorf("logged %s", &log)
			}
		})
	}
}

// A proxy may put what it was sent into its status line, and the proxy's own password is a secret, too.
func TestProxyThatEchoes(t *testing.T) {
	const password = "pr0xy-pass"
	proxy := newServer(t, raw("HTTP/1.1 407 "+password+" "+base64.StdEncoding.EncodeToString([]byte("user:"+password))+"\r\n\r\n"))
	address := &url.URL{Scheme: "http", User: url.UserPassword("user", password), Host: strings.TrimPrefix(proxy.URL, "http://")}
	var log bytes.Buffer
	c := newClient(t, testAPI(), sdk.WithHTTPClient(&http.Client{Transport: &http.Transport{Proxy: http.ProxyURL(address)}}), sdk.WithoutRetries(),
		sdk.WithLogger(slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))))
	err := do(t.Context(), c, publish(runtime.RepeatNever))
	failed := as[*sdk.TransportError](t, err)
	tellsNone(t, failed, password, base64.StdEncoding.EncodeToString([]byte("user:"+password)))
	tellsNone(t, log.String(), password)
}

// A token source that is not ours hands on whatever its endpoint answered.
func TestTokenSourceThatEchoes(t *testing.T) {
	const secret = "client-secret-0123"
	for name, script := range map[string]http.HandlerFunc{
		"error":       answer(400, `{"error":"`+secret+`","error_description":"`+secret+`"}`, "Content-Type", "application/json"),
		"error code":  answer(400, `{"error":"invalid_grant"}`, "Content-Type", "application/json"),
		"body":        answer(500, secret),
		"expires_in":  answer(200, `{"access_token":"abc","expires_in":"`+secret+`"}`, "Content-Type", "application/json"),
		"status line": raw("HTTP/1.1 400 " + secret + "\r\n\r\n"),
		"no status":   raw("HTTP/1.1 " + secret + "\r\n\r\n"),
		"header":      raw("HTTP/1.1 200 OK\r\n" + secret + "\r\n\r\n"),
		"location":    answer(307, "", "Location", "http://a b/"+secret),
	} {
		t.Run(name, func(t *testing.T) {
			config := oauth2.Config{ClientID: "id", ClientSecret: secret, Endpoint: oauth2.Endpoint{TokenURL: newServer(t, script).URL, AuthStyle: oauth2.AuthStyleInParams}}
			source := config.TokenSource(context.Background(), &oauth2.Token{RefreshToken: "refresh-" + secret})
			c := newClient(t, testAPI(), runtime.WithTokenSource(bearer(), source), echoing(), sdk.WithoutRetries())
			failed := as[*sdk.TokenError](t, do(t.Context(), c, publish(runtime.RepeatNever)))
			tellsNone(t, failed, secret)
			tellsNone(t, *failed, secret)
			if strings.Contains(failed.Error(), "invalid_grant") != (name == "error code") {
				t.Errorf("got %v", failed)
			}
		})
	}
}

// What a certificate or a lookup names may hold lines and escapes, which would be somebody else's lines in a log.
func TestErrorTextsAreOneLine(t *testing.T) {
	fails := sdk.RoundTripperFunc(func(*http.Request) (*http.Response, error) {
		return nil, &net.OpError{Op: "dial", Err: errors.New("no route to a\nlevel=ERROR msg=forged\x1b[2J")}
	})
	c := newClient(t, testAPI(), sdk.WithHTTPClient(&http.Client{Transport: fails}), sdk.WithoutRetries())
	err := do(t.Context(), c, publish(runtime.RepeatNever))
	if text := err.Error(); strings.ContainsAny(text, "\n\r\x1b") || !strings.Contains(text, "no route to a") {
		t.Errorf("%q", text)
	}
}
