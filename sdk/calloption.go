package sdk

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk/internal/settings"
)

// CallOption configures one call. A nil CallOption does nothing.
type CallOption func(*settings.Call)

// Timeout limits the call with all its tries and waits, besides the context. Zero and less is no limit. For a response
// that is read as a stream it lasts until the stream is closed.
func Timeout(d time.Duration) CallOption {
	return func(c *settings.Call) { c.Timeout = d }
}

// Header sends a header with this call, in place of one of the same key from [WithHeader]. A value with control
// characters makes the call fail.
func Header(key, value string) CallOption {
	return func(c *settings.Call) {
		if c.Header == nil {
			c.Header = http.Header{}
		}
		c.Header.Set(key, value)
	}
}

// Query adds a parameter to the query, besides those that the operation has: one that the document does not know. The value is
// escaped. What is given several times is sent several times.
func Query(key, value string) CallOption {
	return func(c *settings.Call) {
		if c.Query != "" {
			c.Query += "&"
		}
		c.Query += url.QueryEscape(key) + "=" + url.QueryEscape(value)
	}
}

// Retry repeats this call by another policy than the client's. Fields that are zero have their defaults; MaxAttempts: 1 sends the
// request once.
func Retry(policy RetryPolicy) CallOption {
	return func(c *settings.Call) {
		if err := policy.check(); err != nil {
			c.Problem = fmt.Errorf("Retry: %w", err)
			return
		}
		retry := settings.Retry(policy)
		c.Retry = &retry
	}
}

// BaseURL sends this call to another server, with the credentials and all else that it has. What [WithBaseURL] says of the URL
// holds here, too.
func BaseURL(url string) CallOption {
	return func(c *settings.Call) {
		c.BaseURL = url
		if url == "" {
			c.Problem = errors.New("BaseURL: the URL is empty")
		}
	}
}

// IdempotencyKey sets the key by which the server recognizes a request that it has seen before. Without it, operations
// that have such a key get a random UUID for each call. Set it to what identifies the thing in the caller's own data,
// so that also a call that is made again after a crash does nothing twice. A call fails whose key is empty, or whose
// operation has no such key.
func IdempotencyKey(key string) CallOption {
	return func(c *settings.Call) { c.IdempotencyKey = &key }
}

// Response is what [CaptureResponse] tells about a call's last response.
type Response struct {
	// StatusCode is 0 if there was no response.
	StatusCode int
	Header     http.Header
	// Attempts counts the requests that were sent.
	Attempts int
	// Limits are the response's limit headers; HasLimits is false if it had none.
	Limits    Limits
	HasLimits bool
	// CorrelationID is the vendor's id of the request, "" if there is none.
	CorrelationID string
}

// String is the status and the tries. What the server wrote is left out: servers repeat what they were sent.
func (r Response) String() string {
	return "response " + strconv.Itoa(r.StatusCode) + tries(r.Attempts)
}

// Format prints String, whatever the verb.
func (r Response) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, r.String()) }

// MarshalText is String, for logs.
func (r Response) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// CaptureResponse fills in into when the call ends, also when it fails.
func CaptureResponse(into *Response) CallOption {
	return func(c *settings.Call) { c.Capture = into }
}

// CaptureBody copies the body of the call's last response to into, as it came, also when the call fails: of an error answer up to
// 1 MiB. It is nil where there was no body, and where the body is a stream or an io.Reader.
func CaptureBody(into *[]byte) CallOption {
	return func(c *settings.Call) { c.Body = into }
}

// DryRun makes the call's request, puts it where into points to, and does not send it: the call fails with [ErrDryRun]. The request
// has its credentials, for which a token source may be asked, and all of its body in memory. It can be sent. Into may be nil.
func DryRun(into **http.Request) CallOption {
	if into == nil {
		into = new(*http.Request)
	}
	return func(c *settings.Call) { c.DryRun = into }
}

// Follow sends a call to the address that a page of its list named as the next one, instead of to the operation's own
// with its parameters. Only an address on the client's server, below its base URL, is followed: a server is not trusted
// to choose where credentials go. "" is the operation's own address.
func Follow(link string) CallOption {
	return func(c *settings.Call) { c.Link = link }
}

// NextLink sets into to the address of the next page, as the response's Link header (RFC 8288) names it; "" where it
// names none.
func NextLink(into *string) CallOption {
	return func(c *settings.Call) { c.Next = into }
}
