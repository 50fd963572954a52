package sdk

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk/internal/headers"
	"github.com/hubchannels/hubchannels-go/sdk/internal/settings"
)

// Option configures a client. A nil Option does nothing.
type Option func(*settings.Client) error

// WithBaseURL sends all requests to another server than the document's, e.g. a test's: also those of operations for which
// the document names a server of their own. Paths are appended to the URL's
// own path. Plain http is refused unless the host is loopback, see [WithInsecureHTTP].
func WithBaseURL(url string) Option {
	return func(c *settings.Client) error {
		c.BaseURL = url
		return nil
	}
}

// WithServerVariable sets a variable in the addresses of the document's servers: "eu" for the region of
// https://{region}.example.com. Creating the client fails if no server has the variable, or if the document does not allow
// the value.
func WithServerVariable(name, value string) Option {
	return func(c *settings.Client) error {
		if c.ServerVariables == nil {
			c.ServerVariables = map[string]string{}
		}
		c.ServerVariables[name] = value
		return nil
	}
}

// WithInsecureHTTP allows a plain-http base URL whose host is not loopback. Credentials and messages are then
// readable by everybody on the way.
func WithInsecureHTTP() Option {
	return func(c *settings.Client) error {
		c.InsecureHTTP = true
		return nil
	}
}

// WithHTTPClient uses the client's transport, cookie jar, redirect policy and timeout (which is one for each try). The
// client itself is not changed. By default there is no timeout, and clients share one transport, also those that are given
// a client without one. It finds HTTP/2 connections that died silently; on a transport of your own, http.HTTP2Config's
// SendPingTimeout does.
func WithHTTPClient(client *http.Client) Option {
	return func(c *settings.Client) error {
		if client == nil {
			return errors.New("WithHTTPClient: the client is nil")
		}
		c.HTTPClient = client
		return nil
	}
}

// WithMiddleware puts functions around the transport; the first one given is the outermost. They see every try, and
// learn from [AttemptFromContext] which operation and which try it is. They see credentials, too.
func WithMiddleware(middleware ...func(next http.RoundTripper) http.RoundTripper) Option {
	return func(c *settings.Client) error {
		for _, m := range middleware {
			if m == nil {
				return errors.New("WithMiddleware: a middleware is nil")
			}
			c.Middleware = append(c.Middleware, m)
		}
		return nil
	}
}

// WithRetry sets how failed requests are repeated. Fields that are zero keep their defaults.
func WithRetry(policy RetryPolicy) Option {
	return func(c *settings.Client) error {
		if err := policy.check(); err != nil {
			return fmt.Errorf("WithRetry: %w", err)
		}
		c.Retry = settings.Retry(policy)
		return nil
	}
}

// WithoutRetries sends every request once.
func WithoutRetries() Option { return WithRetry(RetryPolicy{MaxAttempts: 1}) }

// WithRateLimit allows n requests per duration, for all goroutines and all tries of the client together. The client
// slows down further when the server reports that little is left of its own limit. By default there is no limit.
func WithRateLimit(n int, per time.Duration) Option {
	return func(c *settings.Client) error {
		if n < 1 || per <= 0 {
			return fmt.Errorf("WithRateLimit: %d requests per %s is no limit: both must be positive", n, per)
		}
		c.Limit = settings.Limit{N: n, Per: per}
		return nil
	}
}

// WithLogger logs one line for each call: at Info for a success, at Error for a failure, at Warn for a call whose
// context ended. At Debug there is a line for each try, with bodies in which sensitive values are "[redacted]".
// Credentials and query values are never logged. By default nothing is logged.
func WithLogger(logger *slog.Logger) Option {
	return func(c *settings.Client) error {
		c.Logger = logger
		return nil
	}
}

// WithAttemptTimeout limits each try, besides the context that limits the call. A try that takes longer fails with
// [ErrAttemptTimeout] and may be repeated. A response that is read as a stream only has to begin within it, and then see
// [WithStreamIdleTimeout]. By default there is no such limit.
func WithAttemptTimeout(d time.Duration) Option {
	return func(c *settings.Client) error {
		if d < 0 {
			return fmt.Errorf("WithAttemptTimeout: %s is negative", d)
		}
		c.AttemptTimeout = d
		return nil
	}
}

// WithMaxResponseBytes sets how large a response's body may be; larger ones fail with [ErrResponseTooLarge]. The
// default is 10 MiB. Of a stream, it limits each event or line; the stream as a whole, and a body that is read as an
// io.Reader, are not limited.
func WithMaxResponseBytes(n int64) Option {
	return func(c *settings.Client) error {
		if n < 1 {
			return fmt.Errorf("WithMaxResponseBytes: %d is no size", n)
		}
		c.MaxResponseBytes = n
		return nil
	}
}

// WithStreamIdleTimeout sets how long a stream of events or lines may be silent before it fails with [ErrStreamIdle]. Whatever
// comes counts, comments that keep a connection alive among it; the time that the caller takes for an item does not. The
// default is that of [WithAttemptTimeout], and 0 is no limit.
func WithStreamIdleTimeout(d time.Duration) Option {
	return func(c *settings.Client) error {
		if d < 0 {
			return fmt.Errorf("WithStreamIdleTimeout: %s is negative", d)
		}
		c.StreamIdleTimeout = &d
		return nil
	}
}

// WithMaxEmptyPages sets how many pages without items an iterator fetches in a row, looking for the next item, before it ends
// with [ErrEmptyPages]. The default is 100.
func WithMaxEmptyPages(n int) Option {
	return func(c *settings.Client) error {
		if n < 1 {
			return fmt.Errorf("WithMaxEmptyPages: %d is no number of pages", n)
		}
		c.MaxEmptyPages = n
		return nil
	}
}

// WithUserAgent appends the application's own product to the User-Agent, e.g. "inbox-bridge/2.1".
func WithUserAgent(suffix string) Option {
	return func(c *settings.Client) error {
		if !headers.Value(suffix) {
			return errors.New("WithUserAgent: the text has control characters")
		}
		c.UserAgent = suffix
		return nil
	}
}

// WithHeader sends a header with every request. Credentials have options of their own and win over it.
func WithHeader(key, value string) Option {
	return func(c *settings.Client) error {
		if !headers.Key(key) || !headers.Value(value) {
			return fmt.Errorf("WithHeader: %q is no header, or its value has control characters", key)
		}
		if headers.Reserved(key) || http.CanonicalHeaderKey(key) == "User-Agent" {
			return fmt.Errorf("WithHeader: the client sets %q itself (see WithUserAgent for a word of your own in that header)", key)
		}
		c.Header.Set(key, value)
		return nil
	}
}

// WithErrorMessages adds to errors' texts what the server says in words, cut to one line each. These messages may quote the
// request: what a message said, names, phone numbers, addresses. Credentials are taken out in any case. By default texts
// have machine words only: categories, and the field and code of each detail.
func WithErrorMessages() Option {
	return func(c *settings.Client) error {
		c.ErrorMessages = true
		return nil
	}
}
