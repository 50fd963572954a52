package hubspot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"golang.org/x/oauth2"

	"github.com/hubchannels/hubchannels-go/sdk/internal/redact"
	"github.com/hubchannels/hubchannels-go/sdk/internal/retryafter"
)

// ErrNotInstalled is what a [RefreshError] is if the refresh token is no longer good: the app was uninstalled from the
// account, or its access revoked. Trying again does not help; installing the app again does.
var ErrNotInstalled = errors.New("the app is no longer installed in the HubSpot account")

// refresh exchanges a refresh token.
func (a app) refresh(ctx context.Context, refreshToken string) (*oauth2.Token, *RefreshError) {
	config := a.config()
	ctx = context.WithValue(ctx, oauth2.HTTPClient, a.client)
	token, err := config.TokenSource(ctx, &oauth2.Token{RefreshToken: refreshToken}).Token()
	if err != nil {
		return nil, &RefreshError{Err: err, secrets: redact.New(refreshToken, a.secret)}
	}
	return token, nil // oauth2 repeats the old refresh token where the answer has none
}

// RefreshError says that a refresh token could not be exchanged for an access token. Its text has nothing of the
// answer but its status and error code; Err may be an *oauth2.RetrieveError, which has all of it.
type RefreshError struct {
	Err error

	secrets redact.Secrets
	until   time.Time // the token endpoint is left alone until then
}

// Error says why there is no new token, with the code that HubSpot gives, and without tokens.
func (e RefreshError) Error() string {
	text := "refreshing the HubSpot access token: " + redact.Cause(e.Err, e.secrets)
	if code := e.code(); code != "" && !strings.HasSuffix(text, code) {
		text += ", " + code
	}
	return text
}

// Unwrap returns Err.
func (e RefreshError) Unwrap() error { return e.Err }

// Is matches [ErrNotInstalled].
func (e RefreshError) Is(target error) bool { return target == ErrNotInstalled && e.code() != "" }

// RetryAfter is how long the token endpoint is to be left alone.
func (e RefreshError) RetryAfter() time.Duration {
	if e.until.IsZero() {
		return 0
	}
	return max(0, time.Until(e.until))
}

// As tells the client that the text can be shown.
func (e RefreshError) As(target any) bool {
	own, ok := target.(*redact.Own)
	if ok {
		own.Text = e.Error()
	}
	return ok
}

// GoString is the text, marked as a RefreshError.
func (e RefreshError) GoString() string { return fmt.Sprintf("hubspot.RefreshError(%q)", e.Error()) }

// MarshalText is the text.
func (e RefreshError) MarshalText() ([]byte, error) { return []byte(e.Error()), nil }

// goneCodes are what HubSpot and RFC 6749 call a refresh token that is no longer good.
var goneCodes = []string{"BAD_REFRESH_TOKEN", "invalid_grant", "unauthorized"}

// code is which of the goneCodes a refusal names, in whichever of HubSpot's fields.
func (e RefreshError) code() string {
	var answer *oauth2.RetrieveError
	if !errors.As(e.Err, &answer) || answer.Response == nil {
		return ""
	}
	if status := answer.Response.StatusCode; status != http.StatusBadRequest && status != http.StatusUnauthorized {
		return ""
	}
	var body struct{ Status, Error string }
	_ = json.Unmarshal(answer.Body, &body) // what is no JSON names none
	for _, code := range []string{answer.ErrorCode, body.Error, body.Status} {
		if slices.Contains(goneCodes, code) {
			return code
		}
	}
	return ""
}

// pause is the time during which the token endpoint is left alone after failures.
type pause struct {
	failures int
	last     *RefreshError
}

const (
	firstPause   = 250 * time.Millisecond
	longestPause = time.Minute
)

// begin starts the pause after a failure. The first one costs nothing, if the endpoint does not ask for it.
func (p *pause) begin(err *RefreshError, now time.Time) {
	var wait time.Duration
	if p.failures++; p.failures > 1 {
		wait = firstPause << min(p.failures-2, 8)
	}
	err.until = now.Add(min(max(wait, asked(err, now)), longestPause))
	p.last = err
}

// err is the failure for which the pause lasts, nil if it is over.
func (p *pause) err(now time.Time) error {
	if p.last == nil || !now.Before(p.last.until) {
		return nil
	}
	return p.last
}

// asked is how long the endpoint wants to be left alone.
func asked(err *RefreshError, now time.Time) time.Duration {
	var answer *oauth2.RetrieveError
	if !errors.As(err.Err, &answer) || answer.Response == nil {
		return 0
	}
	wait, _ := retryafter.Parse(answer.Response.Header, now)
	return wait
}
