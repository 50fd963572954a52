package runtime

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/hubchannels/hubchannels-go/sdk"
)

// follows reports whether a redirect is to be followed. net/http turns a write that is answered 301 to 303 into a GET, and
// sends no body along even if the method has not changed: what the GET answers is no answer to what was asked, unless the
// document says so.
func (o *Operation) follows(req, before *http.Request) bool {
	status := 0
	if req.Response != nil {
		status = req.Response.StatusCode
	}
	if o.declares(status) {
		return o.succeeds()
	}
	return req.Method == before.Method && (hasBody(req) || !hasBody(before))
}

func hasBody(req *http.Request) bool { return req.Body != nil && req.Body != http.NoBody }

// redirected wraps the error of a redirect that was not followed.
func (r *run) redirected(resp *http.Response, err error) error {
	if resp.StatusCode/100 != 3 || resp.Header.Get("Location") == "" {
		return err
	}
	failed := &sdk.RedirectError{Err: err}
	if target, err := resp.Location(); err == nil {
		target = &url.URL{Scheme: target.Scheme, Host: target.Host, Path: target.Path, RawPath: target.RawPath}
		failed.Target = shortened(r.secrets().Redact(target.String()))
	}
	return failed
}

const maxTarget = 200

// shortened is a text of the server's of bounded length.
func shortened(text string) string {
	if len(text) > maxTarget {
		return strings.ToValidUTF8(text[:maxTarget], "") + "..."
	}
	return text
}
