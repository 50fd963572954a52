package hubspottest

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

// Serve has the address play APIs, too: the servers get the requests for their documents' paths, and refuse access tokens that
// the endpoints have not given out, or that are no longer good. A file that is uploaded has the properties that HubSpot gives it, and
// its signed URL leads to what it holds. What no document knows goes to the first one, which reports it.
func (o *OAuth) Serve(apis ...*sdktest.Server) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.apis = append(o.apis, apis...)
	for _, api := range apis {
		api.LimitBy(o.limitOf)
		api.RefuseBy(o.refuses)
	}
}

// refuses reports whether a request to the address has an access token that is not good.
func (o *OAuth) refuses(r *http.Request) bool {
	token, found := bearer(r)
	return found && "http://"+r.Host == o.URL && !o.Good(token)
}

func bearer(r *http.Request) (token string, found bool) {
	return strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
}

// Limit lets max requests of an account through in each window, to the APIs of [OAuth.Serve] together, and has the others answered as
// HubSpot does when an account is at its limit: SECONDLY, TEN_SECONDLY_ROLLING or DAILY, by the window. A max of 0 takes it away.
func (o *OAuth) Limit(account string, max int, window time.Duration) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.limits[account] = sdktest.NewLimit(max, window)
}

// limitOf is the limit of the account that a request's token is of; nil is none.
func (o *OAuth) limitOf(r *http.Request) *sdktest.Limit {
	token, _ := bearer(r)
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.limits[o.access[token].account]
}

func (o *OAuth) api(w http.ResponseWriter, r *http.Request) {
	o.mu.Lock()
	apis := slices.Clone(o.apis)
	o.mu.Unlock()
	if len(apis) == 0 {
		http.NotFound(w, r)
		return
	}
	own := max(0, slices.IndexFunc(apis, func(s *sdktest.Server) bool { return s.HasPath(r.URL.EscapedPath()) }))
	switch {
	case isUpload(r):
		o.upload(apis[own], w, r)
	case isSigning(r):
		o.sign(apis[own], w, r)
	default:
		apis[own].ServeHTTP(w, r)
	}
}
