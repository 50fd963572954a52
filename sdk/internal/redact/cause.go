package redact

import (
	"crypto/x509"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/oauth2"
)

// Own is an error's text that is known to hold nothing of a stranger's. An error whose method As fills one in is printed
// as it is, whatever it wraps.
type Own struct{ Text string }

func (o Own) Error() string { return o.Text }

// Cause is the text of an error from a connection or a token source, without what a server wrote: net/http quotes status
// lines, headers and addresses in its errors, and crypto/x509 the names of certificates.
func Cause(err error, secrets Secrets) string {
	if err == nil {
		return "unknown error"
	}
	var own Own
	if errors.As(err, &own) {
		return Line(secrets.Redact(own.Text))
	}
	return Line(secrets.Redact(unquoted(known(err))))
}

// known is an error's text, or that of the error inside that says the same without an address or an answer.
func known(err error) string {
	var answer *oauth2.RetrieveError
	var around *url.Error
	var host x509.HostnameError
	switch {
	case errors.As(err, &answer):
		return tokenAnswer(answer)
	case errors.As(err, &around) && around.Err != nil:
		return known(around.Err)
	case errors.As(err, &host):
		return "tls: failed to verify certificate: x509: it is not for " + host.Host
	}
	return err.Error()
}

// tokenCodes are the error codes of RFC 6749 and RFC 8628. A code that is none of them may be anything.
var tokenCodes = []string{
	"invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type",
	"invalid_scope", "access_denied", "expired_token", "authorization_pending", "slow_down",
}

func tokenAnswer(e *oauth2.RetrieveError) string {
	s := "the token endpoint answered"
	if e.Response != nil {
		s += " " + strconv.Itoa(e.Response.StatusCode)
		if name := http.StatusText(e.Response.StatusCode); name != "" {
			s += " " + name
		}
	}
	if slices.Contains(tokenCodes, e.ErrorCode) {
		s += ", " + e.ErrorCode
	}
	return s
}

// unquoted cuts a text where it begins to quote the server: a malformed status line or header, a Location that is no
// URL. The server may have put anything there, a message that it was sent, for one.
func unquoted(s string) string {
	for _, mark := range []string{`"`, "line: ", "header: "} {
		if before, _, found := strings.Cut(s, mark); found {
			s = strings.TrimRight(before, " :") + " [...]"
		}
	}
	return s
}

// maxLine is how long an error's text can be, in bytes.
const maxLine = 2048

// Line makes one line of a text: what a terminal or a log would obey, or show as nothing, becomes a space.
func Line(text string) string {
	return cut(strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, text))
}

// Lines is [Line] for a text of several lines, such as a list of problems.
func Lines(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = Line(line)
	}
	return strings.Join(lines, "\n")
}

func cut(text string) string {
	if len(text) > maxLine {
		return strings.ToValidUTF8(text[:maxLine], "") + "..."
	}
	return text
}
