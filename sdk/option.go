package sdk

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"golang.org/x/oauth2"
)

// Option configures a client. A nil Option does nothing.
type Option func(*config) error

// config is what the options fill in. New turns it into a Client and forgets it.
type config struct {
	baseURL          string
	insecureHTTP     bool
	httpClient       *http.Client
	middleware       []func(http.RoundTripper) http.RoundTripper
	retry            RetryPolicy
	limit            limitConfig
	logger           *slog.Logger
	attemptTimeout   time.Duration
	maxResponseBytes int64
	userAgent        string
	header           http.Header
	credentials      map[string]credential
	inQuery          []string // query parameters that carry credentials
}

func (c *config) setCredential(scheme *Scheme, value credential) {
	c.credentials[scheme.Name] = value
	if scheme.In == "query" {
		c.inQuery = append(c.inQuery, scheme.Key)
	}
}

const defaultMaxResponseBytes = 10 << 20

func newConfig(api API, opts []Option) (*config, error) {
	c := &config{
		baseURL:          api.BaseURL,
		maxResponseBytes: defaultMaxResponseBytes,
		header:           http.Header{},
		credentials:      map[string]credential{},
	}
	var problems []error
	for _, opt := range opts {
		if opt != nil {
			problems = append(problems, opt(c))
		}
	}
	c.retry = c.retry.withDefaults()
	return c, errors.Join(problems...)
}

// WithBaseURL sends requests to another server than the document's, e.g. a test's. Paths are appended to the URL's
// own path. Plain http is refused unless the host is loopback, see [WithInsecureHTTP].
func WithBaseURL(url string) Option {
	return func(c *config) error {
		c.baseURL = url
		return nil
	}
}

// WithInsecureHTTP allows a plain-http base URL whose host is not loopback. Credentials and messages are then
// readable by everybody on the way.
func WithInsecureHTTP() Option {
	return func(c *config) error {
		c.insecureHTTP = true
		return nil
	}
}

// WithHTTPClient uses the client's transport, cookie jar, redirect policy and timeout (which is one for each try). The
// client itself is not changed. By default the SDK has a client with its own connection pool and no timeout.
func WithHTTPClient(client *http.Client) Option {
	return func(c *config) error {
		if client == nil {
			return errors.New("WithHTTPClient: the client is nil")
		}
		c.httpClient = client
		return nil
	}
}

// WithMiddleware puts functions around the transport; the first one given is the outermost. They see every try, and
// learn from [AttemptFromContext] which operation and which try it is. They see credentials, too.
func WithMiddleware(middleware ...func(next http.RoundTripper) http.RoundTripper) Option {
	return func(c *config) error {
		for _, m := range middleware {
			if m == nil {
				return errors.New("WithMiddleware: a middleware is nil")
			}
			c.middleware = append(c.middleware, m)
		}
		return nil
	}
}

// WithRetry sets how failed requests are repeated. Fields that are zero keep their defaults.
func WithRetry(policy RetryPolicy) Option {
	return func(c *config) error {
		if err := policy.check(); err != nil {
			return fmt.Errorf("WithRetry: %w", err)
		}
		c.retry = policy
		return nil
	}
}

// WithoutRetries sends every request once.
func WithoutRetries() Option { return WithRetry(RetryPolicy{MaxAttempts: 1}) }

// WithRateLimit allows n requests per duration, for all goroutines and all tries of the client together. The client
// slows down further when the server reports that little is left of its own limit. By default there is no limit.
func WithRateLimit(n int, per time.Duration) Option {
	return func(c *config) error {
		if n < 1 || per <= 0 {
			return fmt.Errorf("WithRateLimit: %d requests per %s is no limit: both must be positive", n, per)
		}
		c.limit = limitConfig{n, per}
		return nil
	}
}

// WithLogger logs one line for each call: at Info for a success, at Error for a failure, at Warn for a call whose
// context ended. At Debug there is a line for each try, with bodies in which sensitive values are "[redacted]".
// Credentials and query values are never logged. By default nothing is logged.
func WithLogger(logger *slog.Logger) Option {
	return func(c *config) error {
		c.logger = logger
		return nil
	}
}

// WithAttemptTimeout limits each try, besides the context that limits the call. A try that takes longer fails with
// [ErrAttemptTimeout] and may be repeated. A response that is read as a stream only has to begin within it. By
// default there is no such limit.
func WithAttemptTimeout(d time.Duration) Option {
	return func(c *config) error {
		if d < 0 {
			return fmt.Errorf("WithAttemptTimeout: %s is negative", d)
		}
		c.attemptTimeout = d
		return nil
	}
}

// WithMaxResponseBytes sets how large a response's body may be; larger ones fail with [ErrResponseTooLarge]. The
// default is 10 MiB. Responses that are read as a stream are not limited.
func WithMaxResponseBytes(n int64) Option {
	return func(c *config) error {
		if n < 1 {
			return fmt.Errorf("WithMaxResponseBytes: %d is no size", n)
		}
		c.maxResponseBytes = n
		return nil
	}
}

// WithUserAgent appends the application's own product to the User-Agent, e.g. "inbox-bridge/2.1".
func WithUserAgent(suffix string) Option {
	return func(c *config) error {
		if !headerValue(suffix) {
			return errors.New("WithUserAgent: the text has control characters")
		}
		c.userAgent = suffix
		return nil
	}
}

// WithHeader sends a header with every request. Credentials have options of their own and win over it.
func WithHeader(key, value string) Option {
	return func(c *config) error {
		if !headerKey(key) || !headerValue(value) {
			return fmt.Errorf("WithHeader: %q is no header, or its value has control characters", key)
		}
		c.header.Set(key, value)
		return nil
	}
}

// WithCredential sets a scheme's credential to a fixed value. Generated packages wrap it in options with names of
// their own.
func WithCredential(scheme *Scheme, value string) Option {
	return func(c *config) error {
		if value == "" {
			return fmt.Errorf("%s: the credential is empty", scheme.Option)
		}
		if !headerValue(value) {
			return fmt.Errorf("%s: the credential has control characters (a newline at the end?)", scheme.Option)
		}
		c.setCredential(scheme, newStaticCredential(scheme, value))
		return nil
	}
}

// WithTokenSource takes a scheme's credential from a source, e.g. one of golang.org/x/oauth2. The client keeps the
// token until shortly before it expires, and asks for the next one once for all goroutines.
func WithTokenSource(scheme *Scheme, source oauth2.TokenSource) Option {
	return func(c *config) error {
		if source == nil {
			return fmt.Errorf("%s: the token source is nil", scheme.Option)
		}
		c.setCredential(scheme, &tokenCredential{scheme: scheme, tokens: newTokenCache(source)})
		return nil
	}
}
