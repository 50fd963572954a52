package redact_test

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/oauth2"

	"github.com/hubchannels/hubchannels-go/sdk/internal/redact"
)

const secret = "pat-na1/0123+456789?"

func TestFormsThatAreFound(t *testing.T) {
	s := redact.New(secret)
	texts := map[string]string{
		"plain": secret, "upper": strings.ToUpper(secret), "query": url.QueryEscape(secret), "path": url.PathEscape(secret),
		"inside": "a" + secret + "b",
	}
	for n := range 4 {
		for m := range 4 {
			long := []byte(strings.Repeat("u", n) + secret + strings.Repeat("v", m))
			texts[fmt.Sprint("base64 ", n, m)] = base64.StdEncoding.EncodeToString(long)
			texts[fmt.Sprint("base64url ", n, m)] = base64.URLEncoding.EncodeToString(long)
		}
	}
	for name, text := range texts {
		if !s.In(text) || !s.Near(text) || s.In(s.Redact(text)) || !strings.Contains(s.Redact("<"+text+">"), redact.Mark) {
			t.Errorf("%s: %s became %s", name, text, s.Redact(text))
		}
	}
}

func TestWhatIsNoSecretStays(t *testing.T) {
	const text = "PublishMessage: pat-na1, äöü İ VALIDATION_ERROR"
	for _, s := range []redact.Secrets{nil, redact.New(), redact.New(""), redact.New(secret)} {
		if s.In(text) || s.Near(text) || s.Redact(text) != text || s.In("") || s.Near("") {
			t.Errorf("%q became %q", text, s.Redact(text))
		}
	}
	if got := redact.New("HIDDEN").Redact("İ hidden İ HiDdEn"); got != "İ [redacted] İ [redacted]" {
		t.Error(got)
	}
}

func TestPartsOfASecret(t *testing.T) {
	s := redact.New(secret)
	if !s.Near(secret[:12]) || s.Near(secret[:7]) || s.In(secret[:12]) {
		t.Error("a part of a secret is no label, a syllable is one")
	}
}

func TestSecretsAreNotPrinted(t *testing.T) {
	holder := struct{ s redact.Secrets }{redact.New(secret).And(redact.New("another"))}
	for _, verb := range []string{"%v", "%+v", "%#v"} {
		if text := fmt.Sprintf(verb, holder); strings.Contains(text, secret) || strings.Contains(text, "another") {
			t.Errorf("%s prints %s", verb, text)
		}
	}
}

func TestCause(t *testing.T) {
	answer := func(status int, code string) error {
		return &oauth2.RetrieveError{Response: &http.Response{StatusCode: status, Status: "400 " + secret}, Body: []byte(secret), ErrorCode: code, ErrorDescription: secret}
	}
	for _, test := range []struct {
		err  error
		want string
	}{
		{nil, "unknown error"},
		{errors.New("connection reset"), "connection reset"},
		{errors.New("with " + secret + " in it"), "with [redacted] in it"},
		{errors.New("lines\nand\x1b[31m escapes\u202e"), "lines and [31m escapes "},
		{errors.New(`malformed HTTP response "the blue one?"`), "malformed HTTP response [...]"},
		{errors.New(`malformed MIME header initial line: the blue one`), "malformed MIME header initial [...]"},
		{&url.Error{Op: "Get", URL: "https://x/?key=" + secret, Err: errors.New("EOF")}, "EOF"},
		{fmt.Errorf("around %s: %w", secret, answer(400, "invalid_grant")), "the token endpoint answered 400 Bad Request, invalid_grant"},
		{answer(400, "private"), "the token endpoint answered 400 Bad Request"},
		{answer(599, ""), "the token endpoint answered 599"},
		{&oauth2.RetrieveError{}, "the token endpoint answered"},
		{
			&tls.CertificateVerificationError{Err: x509.HostnameError{Certificate: &x509.Certificate{DNSNames: []string{"a\nlevel=INFO"}}, Host: "api.example.com"}},
			"tls: failed to verify certificate: x509: it is not for api.example.com",
		},
		{fmt.Errorf("around: %w", shown{errors.New(secret)}), "mine is [redacted] fine"},
		{errors.New(strings.Repeat("ä", 2000)), strings.Repeat("ä", 1024) + "..."},
	} {
		if got := redact.Cause(test.err, redact.New(secret)); got != test.want {
			t.Errorf("got  %s\nwant %s", got, test.want)
		}
	}
}

// shown is an error that knows what can be shown of it.
type shown struct{ error }

func (s shown) As(target any) bool {
	own, ok := target.(*redact.Own)
	if ok {
		own.Text = "mine is " + secret + " fine"
	}
	return ok
}

func TestLinesKeepsLines(t *testing.T) {
	if got := redact.Lines("a\tb\nc\r\nd"); got != "a b\nc \nd" {
		t.Errorf("%q", got)
	}
}
