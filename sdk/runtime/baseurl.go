package runtime

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/sdk/internal/loopback"
	"github.com/hubchannels/hubchannels-go/sdk/internal/settings"
)

// parseBaseURL checks the server's URL and makes its path end in "/". Its errors repeat the URL only once it is known
// to hold no credential.
func parseBaseURL(raw string, insecure bool) (*url.URL, error) {
	u, err := url.Parse(raw)
	if err != nil {
		return nil, errors.New("the base URL cannot be parsed")
	}
	if u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return nil, errors.New("the base URL has a user, query or fragment: credentials have options of their own")
	}
	if err := loopback.Check(u); err != nil && !(insecure && errors.Is(err, loopback.ErrPlainHTTP)) {
		return nil, fmt.Errorf("the base URL %q: %w%s", u, err, insecureHint(err))
	}
	if !strings.HasSuffix(u.Path, "/") {
		u = u.JoinPath("/")
	}
	return u, nil
}

func insecureHint(err error) string {
	if errors.Is(err, loopback.ErrPlainHTTP) {
		return ", or allow it with sdk.WithInsecureHTTP"
	}
	return ""
}

// sameOrigin is whether a URL is the configured server's: the only place where credentials go.
func sameOrigin(a, b *url.URL) bool {
	return a.Scheme == b.Scheme && strings.EqualFold(a.Host, b.Host)
}

// redirectPolicy wraps the HTTP client's own. net/http takes along every header that it does not know to be secret,
// keeps Authorization for subdomains, and puts the last URL with its query into Referer.
func redirectPolicy(queryKeys []string, own func(*http.Request, []*http.Request) error) func(*http.Request, []*http.Request) error {
	return func(req *http.Request, via []*http.Request) error {
		base, queryKeys := via[0].URL, queryKeys
		if a, ok := req.Context().Value(settings.AttemptKey{}).(*attempt); ok {
			base = a.run.server().url
			if a.run.options != nil {
				queryKeys = slices.Concat(queryKeys, a.run.options.InQuery)
			}
			a.redirected = true
			if !a.run.call.Operation.follows(req, via[len(via)-1]) {
				return http.ErrUseLastResponse
			}
			a.redirects = len(via)
		}
		req.Header.Del("Referer")
		if !sameOrigin(base, req.URL) {
			if req.Body != nil && req.Body != http.NoBody {
				return http.ErrUseLastResponse // what the caller sends is for the configured host only, too
			}
			stripHeader(req.Header)
			stripQuery(req.URL, queryKeys)
		}
		if own != nil {
			return own(req, via)
		}
		if len(via) >= 10 {
			return errTooManyRedirects
		}
		return nil
	}
}

// stripHeader leaves what says nothing about the caller. A list of what may stay does not miss the secret that a list
// of secrets does not know.
func stripHeader(header http.Header) {
	for key := range header {
		switch key {
		case "Accept", "User-Agent":
		default:
			delete(header, key)
		}
	}
}

func stripQuery(u *url.URL, keys []string) {
	query := u.Query()
	for _, key := range keys {
		query.Del(key)
	}
	if len(query) < len(u.Query()) {
		u.RawQuery = query.Encode()
	}
}

var errTooManyRedirects = errors.New("stopped after 10 redirects")
