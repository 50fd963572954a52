package hubspot

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// The headers of a signed request.
const (
	SignatureHeader = "X-HubSpot-Signature-v3"
	TimestampHeader = "X-HubSpot-Request-Timestamp"
)

// Freshness is how far a request's timestamp may be from now, in either direction.
const Freshness = 5 * time.Minute

// Sign computes signature version 3 of a request. uri is the full public URL, timestamp the timestamp header's text
// (Unix milliseconds), secret the app's client secret.
func Sign(secret, method, uri string, body []byte, timestamp string) string {
	return base64.StdEncoding.EncodeToString(sum(secret, method, signedURI(uri), body, timestamp))
}

func sum(secret, method, signed string, body []byte, timestamp string) []byte {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(method))
	mac.Write([]byte(signed))
	mac.Write(body)
	mac.Write([]byte(timestamp))
	return mac.Sum(nil)
}

// SignRequest sets the two headers on a request, as HubSpot does: for tests of what receives webhooks. The request's
// URL must be the public one.
func SignRequest(req *http.Request, secret string, body []byte, now time.Time) {
	timestamp := strconv.FormatInt(now.UnixMilli(), 10)
	req.Header.Set(TimestampHeader, timestamp)
	req.Header.Set(SignatureHeader, Sign(secret, req.Method, req.URL.String(), body, timestamp))
}

// Verifier checks that requests come from HubSpot. Make it with [NewVerifier].
type Verifier struct {
	secret func() string // a function is printed as its address
	public func(*http.Request) string
	now    func() time.Time
}

// VerifierOption configures a Verifier.
type VerifierOption func(*Verifier) error

// WithPublicURL says by which URL HubSpot reaches this server: scheme, host and path as in the channel's webhookUrl.
// The query is the request's. It is needed behind a proxy, where the request's own host and scheme are others.
func WithPublicURL(public string) VerifierOption {
	return func(v *Verifier) error {
		u, err := url.Parse(public)
		if err != nil || u.Host == "" || u.Scheme == "" {
			return errors.New("WithPublicURL: the URL must be absolute, e.g. https://hooks.example.com/hubspot")
		}
		public, _, _ = strings.Cut(public, "#")
		public, _, _ = strings.Cut(public, "?")
		v.public = func(r *http.Request) string { return withQuery(public, r.URL.RawQuery) }
		return nil
	}
}

// WithPublicURLFunc is [WithPublicURL] for a server that has several: f returns a request's full public URL.
func WithPublicURLFunc(f func(*http.Request) string) VerifierOption {
	return func(v *Verifier) error {
		if f == nil {
			return errors.New("WithPublicURLFunc: the function is nil")
		}
		v.public = f
		return nil
	}
}

// WithClock replaces time.Now, for tests.
func WithClock(now func() time.Time) VerifierOption {
	return func(v *Verifier) error {
		if now == nil {
			return errors.New("WithClock: the clock is nil")
		}
		v.now = now
		return nil
	}
}

// NewVerifier makes a Verifier from the app's client secret.
func NewVerifier(secret string, opts ...VerifierOption) (*Verifier, error) {
	v := &Verifier{secret: func() string { return secret }, public: requestURL, now: time.Now}
	var problems []error
	if secret == "" {
		problems = append(problems, errors.New("the client secret is empty, so that anybody could sign"))
	}
	for _, opt := range opts {
		if opt != nil {
			problems = append(problems, opt(v))
		}
	}
	if err := errors.Join(problems...); err != nil {
		return nil, fmt.Errorf("hubspot verifier: %w", err)
	}
	return v, nil
}

// Verify checks a request whose body has been read. Its errors are [ErrSignature] and tell the reason, but not what
// the right signature would be. A nil Verifier accepts nothing.
//
// HubSpot's rule says to decode some percent-encoded characters of the URI, and its copies differ in where and in which
// case. Each reading is accepted: whoever has not the secret can make none of them.
func (v *Verifier) Verify(r *http.Request, body []byte) error {
	signature, err := v.header(r)
	if err != nil {
		return err
	}
	timestamp := r.Header.Get(TimestampHeader)
	for _, uri := range readings(v.public(r)) {
		if hmac.Equal(sum(v.secret(), r.Method, uri, body, timestamp), signature) {
			return nil
		}
	}
	return fmt.Errorf("%w: it does not match (is the public URL right?)", ErrSignature)
}

// VerifyHeader checks what can be checked without the body.
func (v *Verifier) VerifyHeader(r *http.Request) error {
	_, err := v.header(r)
	return err
}

// header checks what can be checked without the body, and returns the signature.
func (v *Verifier) header(r *http.Request) ([]byte, error) {
	if v == nil {
		return nil, fmt.Errorf("%w: there is no verifier", ErrSignature)
	}
	signature, timestamp := r.Header.Values(SignatureHeader), r.Header.Values(TimestampHeader)
	if len(signature) != 1 || len(timestamp) != 1 {
		return nil, fmt.Errorf("%w: %s or %s is missing or repeated", ErrSignature, SignatureHeader, TimestampHeader)
	}
	if err := v.fresh(timestamp[0]); err != nil {
		return nil, err
	}
	raw, err := base64.StdEncoding.Strict().DecodeString(signature[0])
	if err != nil || len(raw) != sha256.Size || len(signature[0]) != base64.StdEncoding.EncodedLen(sha256.Size) {
		return nil, fmt.Errorf("%w: %s is not the base64 of %d bytes", ErrSignature, SignatureHeader, sha256.Size)
	}
	return raw, nil
}

// fresh checks a timestamp, which must be written in the one way in which HubSpot writes it.
func (v *Verifier) fresh(timestamp string) error {
	ms, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil || strconv.FormatInt(ms, 10) != timestamp {
		return fmt.Errorf("%w: %s is no plain number", ErrSignature, TimestampHeader)
	}
	if age := v.now().Sub(time.UnixMilli(ms)); age > Freshness || age < -Freshness {
		return fmt.Errorf("%w: %s is more than %s from now", ErrSignature, TimestampHeader, Freshness)
	}
	return nil
}

// requestURL is the URL as the request itself tells it: right only if nothing stands between HubSpot and this server.
func requestURL(r *http.Request) string {
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	// RequestURI is what came over the line; http.StripPrefix and routers change URL.
	if strings.HasPrefix(r.RequestURI, "/") {
		return scheme + "://" + r.Host + r.RequestURI
	}
	return withQuery(scheme+"://"+r.Host+r.URL.EscapedPath(), r.URL.RawQuery)
}

func withQuery(url, query string) string {
	if query == "" {
		return url
	}
	return url + "?" + query
}
