// Package settings holds what options set. Package sdk declares the options, and its runtime reads what they have set; of
// the two, neither could do the other's part without showing it to everybody.
package settings

import (
	"log/slog"
	"net/http"
	"time"
)

// Client is what the options of a client set.
type Client struct {
	// BaseURL is the server for all operations; "" is those of the document, with the ServerVariables.
	BaseURL         string
	ServerVariables map[string]string
	InsecureHTTP    bool
	HTTPClient      *http.Client
	Middleware      []func(http.RoundTripper) http.RoundTripper
	Retry           Retry
	Limit           Limit
	// Pace is the runtime's, shared with other clients; nil is the client's own.
	Pace           any
	Logger         *slog.Logger
	AttemptTimeout time.Duration
	// StreamIdleTimeout is how long a stream may be silent; nil is as long as a try may take.
	StreamIdleTimeout *time.Duration
	MaxResponseBytes  int64
	MaxEmptyPages     int
	UserAgent         string
	// Observer is the runtime's; nil is none.
	Observer any
	// ErrorMessages is whether errors' texts have what the server says in words.
	ErrorMessages bool
	Header        http.Header
	// Credentials are the runtime's, by the names of their schemes.
	Credentials map[string]any
	// InQuery are the query parameters that carry credentials.
	InQuery []string
}

// Retry is how failed requests are repeated.
type Retry struct {
	MaxAttempts            int
	MinBackoff, MaxBackoff time.Duration
	MaxRetryAfter          time.Duration
}

// Limit is N requests per duration; zero is no limit.
type Limit struct {
	N   int
	Per time.Duration
}

// Call is what the options of a call set.
type Call struct {
	Timeout time.Duration
	Header  http.Header
	// Query is what stands in the query besides the operation's parameters, escaped: "a=1&b=2".
	Query string
	// Retry takes the place of the client's; nil is that. Problem is what is wrong with an option.
	Retry   *Retry
	Problem error
	// BaseURL is the server for this call; "" is the operation's.
	BaseURL string
	// Body is where the response's body is copied to, and DryRun where the request is put instead of being sent.
	Body   *[]byte
	DryRun **http.Request

	IdempotencyKey *string // nil: not set
	// Credentials are the runtime's, by the names of their schemes, in place of the client's. InQuery are the query
	// parameters that carry them, and CredentialProblem is what is wrong with them.
	Credentials       map[string]any
	InQuery           []string
	CredentialProblem error
	// Capture is a *sdk.Response, which this package cannot name.
	Capture any
	// Headers is a sdk.HeaderReader, which this package cannot name.
	Headers any
	// Event is a *sdk.Event, which this package cannot name. LastEventID is where a stream shall go on.
	Event       any
	LastEventID string
	// Link is the address to use instead of the operation's, and Next is where to put the address of the next page.
	Link string
	Next *string
}

// AttemptKey is the key by which a request's context has its attempt.
type AttemptKey struct{}
