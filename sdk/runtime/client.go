package runtime

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/codec"
	"github.com/hubchannels/hubchannels-go/sdk/internal/connections"
)

// Client calls the operations of one API. It is safe for concurrent use; one is enough for a program.
type Client struct {
	api            API
	manners        Manners
	servers        []*server // the API's, then those of operations that have their own
	http           *http.Client
	transport      http.RoundTripper                     // inside of all middleware
	proxy          func(*http.Request) (*url.URL, error) // the transport's; nil where that is unknown
	header         func() []headerField                  // sent with every request; a function, so that nobody prints them
	credentials    map[string]credential
	inQuery        []string // query parameters that carry credentials
	retry          retryPolicy
	pace           *Pace
	limits         lastLimits
	attemptTimeout time.Duration
	idleTimeout    time.Duration // of streams
	maxBytes       int64
	maxEmptyPages  int
	insecure       bool      // plain HTTP is allowed
	buffers        sync.Pool // of *buffer
	logger         *slog.Logger
	redactor       *redactor
	messages       bool     // in errors' texts
	announced      sync.Map // of deprecations that were logged, by kind and operation
	observer       observer
}

// New makes a client for an API. It reports all that is wrong with the options at once.
func New(api API, opts ...sdk.Option) (*Client, error) {
	cfg, err := newConfig(api, opts)
	if err != nil {
		return nil, fmt.Errorf("creating the client: %w", err)
	}
	servers, err := cfg.servers(&api)
	if err != nil {
		return nil, fmt.Errorf("creating the client: %w", err)
	}
	client, transport, err := cfg.newHTTPClient()
	if err != nil {
		return nil, fmt.Errorf("creating the client: %w", err)
	}
	return newClient(api, cfg, servers, client, transport), nil
}

func newClient(api API, cfg *config, servers []*server, client *http.Client, transport http.RoundTripper) *Client {
	if api.Manners == nil {
		api.Manners = plainManners{}
	}
	if api.Types == nil {
		api.Types = &codec.Types{}
	}
	cfg.Header.Set("User-Agent", userAgent(api, cfg.UserAgent))
	observer, _ := cfg.Observer.(observer)
	return &Client{
		api:            api,
		manners:        api.Manners,
		servers:        servers,
		http:           client,
		transport:      transport,
		proxy:          cfg.proxy(),
		header:         headerFields(cfg.Header),
		credentials:    credentialsOf(cfg.Credentials),
		inQuery:        cfg.InQuery,
		retry:          retryPolicy(cfg.Retry).withDefaults(),
		pace:           cfg.paceOf(),
		attemptTimeout: cfg.AttemptTimeout,
		idleTimeout:    cfg.idleTimeout(),
		maxBytes:       cfg.MaxResponseBytes,
		maxEmptyPages:  cfg.MaxEmptyPages,
		insecure:       cfg.InsecureHTTP,
		logger:         cfg.Logger,
		redactor:       newRedactor(api.Sensitive),
		messages:       cfg.ErrorMessages,
		observer:       observer,
	}
}

// headerField is one of http.Header, whose own iteration costs more than the requests' few fields should.
type headerField struct {
	key    string
	values []string
}

func headerFields(header http.Header) func() []headerField {
	fields := make([]headerField, 0, len(header))
	for key, values := range header {
		fields = append(fields, headerField{key, values})
	}
	return func() []headerField { return fields }
}

// newHTTPClient copies the user's client, so that neither its redirect policy nor its transport is changed, and returns also
// the transport inside of all middleware.
func (c *config) newHTTPClient() (made *http.Client, transport http.RoundTripper, err error) {
	var client http.Client
	if c.HTTPClient != nil {
		client = *c.HTTPClient
	}
	if client.Transport == nil {
		client.Transport = connections.Shared()
	}
	transport = client.Transport
	for i := len(c.Middleware) - 1; i >= 0 && !missing(client.Transport, true); i-- {
		client.Transport = c.Middleware[i](client.Transport)
	}
	if missing(client.Transport, true) {
		return nil, nil, errTransport
	}
	client.CheckRedirect = redirectPolicy(c.InQuery, client.CheckRedirect)
	return &client, transport, nil
}

var (
	errNoContext = errors.New("the context is nil")
	errPanic     = errors.New("the call ended by a panic of a middleware, an observer or a logger")
	errTransport = errors.New("a middleware returns no transport, or the HTTP client's is a nil pointer")
)

// Do calls an operation: it checks the arguments, sends the request as often as it takes and is allowed, and decodes the
// response. It returns as soon as ctx ends. Its errors are those of this package, the API's own *Error among them.
func (c *Client) Do(ctx context.Context, call *Call) error {
	if call == nil || call.Operation == nil {
		return errors.New("sdk: a Call needs an Operation")
	}
	if ctx == nil {
		return invalid(call.Operation, errNoContext)
	}
	c.api.Types.With(call.Operation.Unions...)
	if err := call.check(); err != nil {
		return err
	}
	r := newRun(c, ctx, call)
	err := errPanic
	defer func() { r.finish(err) }()
	err = r.do()
	return err
}

// Limits returns the limit headers of the last response that had any; ok is false before that.
func (c *Client) Limits() (limits sdk.Limits, ok bool) { return c.limits.get() }

// String names the API and the server. It keeps fmt from printing the credentials.
func (c *Client) String() string {
	return "client of " + product(c.api.Name, c.api.Version) + " at " + c.BaseURL()
}

// GoString is String.
func (c *Client) GoString() string { return c.String() }

// BaseURL is the server that requests go to. It ends in "/".
func (c *Client) BaseURL() string { return c.servers[0].url.String() }

// closer is a transport that can close the connections that it keeps.
type closer interface{ CloseIdleConnections() }

// CloseIdleConnections closes connections that are kept for later calls, also those of other clients on the same transport.
// Middleware need not pass it on. The client remains usable.
func (c *Client) CloseIdleConnections() {
	if transport, ok := c.transport.(closer); ok {
		transport.CloseIdleConnections()
	}
	c.http.CloseIdleConnections()
}
