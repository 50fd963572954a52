package customchannels_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/oauth2"

	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	"github.com/hubchannels/hubchannels-go/generated/customchannels/v202603/customchannelstest"
	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

// A call whose context ends returns within this time, wherever it is. In fake time, where nothing but waiting takes time,
// it returns in none.
const atOnce = 50 * time.Millisecond

// memory is a server without sockets, for fake time: it answers the n-th request.
type memory func(n int, request *http.Request) (*http.Response, error)

func (f memory) client() *http.Client {
	var n atomic.Int64
	return &http.Client{Transport: sdk.RoundTripperFunc(func(request *http.Request) (*http.Response, error) {
		if request.Body != nil {
			_, _ = io.Copy(io.Discard, request.Body)
		}
		return f(int(n.Add(1)), request)
	})}
}

// inMemory is a client of such a server.
func inMemory(t testing.TB, f memory, options ...customchannels.Option) *customchannels.Client {
	t.Helper()
	client, err := customchannels.NewClient(append([]customchannels.Option{
		customchannels.WithHTTPClient(f.client()),
		customchannels.WithAccessToken(customchannelstest.AccessToken),
		customchannels.WithDeveloperKey(customchannelstest.DeveloperKeyHapikey, customchannelstest.DeveloperKeyAppID),
	}, options...)...)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// reply makes a response; header comes in pairs.
func reply(request *http.Request, status int, body string, header ...string) *http.Response {
	response := &http.Response{
		StatusCode: status, Header: http.Header{}, Request: request,
		Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)),
	}
	for i := 0; i+1 < len(header); i += 2 {
		response.Header.Set(header[i], header[i+1])
	}
	return response
}

// stuck is a body that never comes: reading it ends when the request's context does.
type stuck struct{ context.Context }

func (s stuck) Read([]byte) (int, error) {
	<-s.Done()
	return 0, s.Err()
}

func (stuck) Close() error { return nil }

// answers are servers by what they do.
func answers(status int) memory {
	return func(_ int, request *http.Request) (*http.Response, error) {
		return reply(request, status, `{}`), nil
	}
}

func silent() memory {
	return func(_ int, request *http.Request) (*http.Response, error) {
		<-request.Context().Done()
		return nil, request.Context().Err()
	}
}

func stalls(status int) memory {
	return func(_ int, request *http.Request) (*http.Response, error) {
		response := reply(request, status, "")
		response.Body = stuck{request.Context()}
		return response, nil
	}
}

// refreshing is a token source whose endpoint does not answer.
func refreshing(t testing.TB, url string, client *http.Client) oauth2.TokenSource {
	t.Helper()
	source, err := hubspot.NewTokenSource(hubspot.TokenConfig{
		ClientID: "app", ClientSecret: "secret", RefreshToken: "refresh", TokenURL: url, HTTPClient: client,
	})
	if err != nil {
		t.Fatal(err)
	}
	return source
}

// TestCancelledInFakeTime ends a call's context at each point at which the call can wait, and takes the exact time until
// it returns. A deadline that is known ends some of the waits before they begin.
func TestCancelledInFakeTime(t *testing.T) {
	for _, test := range []struct {
		point   string
		server  memory
		before  int // calls that use up the limit
		options func(t *testing.T) []customchannels.Option
	}{
		{"limiter", answers(201), 1, func(*testing.T) []customchannels.Option {
			return []customchannels.Option{customchannels.WithRateLimit(1, time.Hour)}
		}},
		{"backoff", answers(503), 0, func(*testing.T) []customchannels.Option {
			long := time.Hour << 20
			return []customchannels.Option{customchannels.WithRetry(customchannels.RetryPolicy{MinBackoff: long, MaxBackoff: long})}
		}},
		{"token refresh", answers(201), 0, func(t *testing.T) []customchannels.Option {
			source := refreshing(t, hubspot.TokenURL, silent().client())
			return []customchannels.Option{customchannels.WithAccessTokenSource(source)}
		}},
		{"headers", silent(), 0, nil},
		{"body", stalls(201), 0, nil},
		{"error's body", stalls(400), 0, nil},
		{"body, with a timeout for each try", stalls(201), 0, func(*testing.T) []customchannels.Option {
			return []customchannels.Option{customchannels.WithAttemptTimeout(time.Hour)}
		}},
	} {
		for end, ending := range endings {
			t.Run(test.point+"/"+end, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					var options []customchannels.Option
					if test.options != nil {
						options = test.options(t)
					}
					client := inMemory(t, test.server, options...)
					for range test.before {
						_, _ = client.PublishMessage(t.Context(), channelID, newMessage())
					}
					late(t, client, 10*time.Second, ending)
					time.Sleep(time.Hour) // a refresh that nobody waits for ends by itself
				})
			})
		}
	}
}

// ending makes a context that ends after d, and says by which error that shows.
type ending struct {
	context func(d time.Duration) (context.Context, context.CancelFunc)
	error   error
	option  func(d time.Duration) customchannels.CallOption
}

var endings = map[string]ending{
	"cancelled": {func(d time.Duration) (context.Context, context.CancelFunc) {
		ctx, cancel := context.WithCancel(context.Background())
		time.AfterFunc(d, cancel)
		return ctx, cancel
	}, context.Canceled, nil},
	"expired": {func(d time.Duration) (context.Context, context.CancelFunc) {
		return context.WithTimeout(context.Background(), d)
	}, context.DeadlineExceeded, nil},
	"timeout of the call": {func(time.Duration) (context.Context, context.CancelFunc) {
		return context.WithCancel(context.Background())
	}, context.DeadlineExceeded, customchannels.Timeout},
}

// late publishes with a context that ends after d, and tells how long after that the call returned.
func late(t *testing.T, client *customchannels.Client, d time.Duration, end ending) time.Duration {
	t.Helper()
	began := time.Now()
	ctx, cancel := end.context(d)
	defer cancel()
	var options []customchannels.CallOption
	if end.option != nil {
		options = append(options, end.option(d))
	}
	_, err := client.PublishMessage(ctx, channelID, newMessage(), options...)
	after := time.Since(began) - d
	var apiError *customchannels.Error
	early := after < 0 && errors.As(err, &apiError) // told the last real error, instead of a wait that could not end
	if !errors.Is(err, end.error) && !early {
		t.Errorf("got %v", err)
	}
	if inFakeTime := began.Year() == 2000; inFakeTime && after > atOnce {
		t.Errorf("returned %s after the context's end", after)
	}
	return after
}

// TestCancelledOnSockets is the same over sockets. How late the calls return is reported, and bounded only so far as a
// busy machine allows: the exact time is what the test above takes.
func TestCancelledOnSockets(t *testing.T) {
	const bound = 10 * time.Second
	const after = 100 * time.Millisecond
	hanging := make(chan struct{})
	tokens := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-hanging }))
	t.Cleanup(tokens.Close)
	t.Cleanup(func() { close(hanging) })
	for _, test := range []struct {
		point   string
		fault   sdktest.Fault
		before  int
		options []customchannels.Option
	}{
		{"limiter", sdktest.Fault{}, 1, []customchannels.Option{customchannels.WithRateLimit(1, time.Hour)}},
		{"backoff", sdktest.Unavailable(time.Minute), 0, []customchannels.Option{customchannels.WithRetry(customchannels.RetryPolicy{})}},
		{"token refresh", sdktest.Fault{}, 0, []customchannels.Option{customchannels.WithAccessTokenSource(refreshing(t, tokens.URL, nil))}},
		{"headers", sdktest.NoResponse(), 0, nil},
		{"body", sdktest.SlowBody(time.Hour), 0, nil},
	} {
		for end, ending := range endings {
			t.Run(test.point+"/"+end, func(t *testing.T) {
				server := customchannelstest.NewServer(t)
				client := newClient(t, append([]customchannels.Option{server.Option()}, test.options...)...)
				for range test.before {
					_, _ = client.PublishMessage(t.Context(), channelID, newMessage())
				}
				server.Fail(test.fault)
				late := late(t, client, after, ending)
				t.Logf("returned %s after the context's end", late.Round(10*time.Microsecond))
				if late > bound {
					t.Errorf("returned %s after the context's end", late)
				}
			})
		}
	}
}

// TestCancelledInTheQueue: of many calls that wait for the limiter each leaves when its own context ends.
func TestCancelledInTheQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client := inMemory(t, answers(201), customchannels.WithRateLimit(1, time.Hour))
		_, _ = client.PublishMessage(t.Context(), channelID, newMessage())
		done := make(chan struct{})
		const many = 20
		for i := range many {
			go func() {
				late(t, client, time.Duration(i+1)*time.Second, endings["cancelled"])
				done <- struct{}{}
			}()
		}
		for range many {
			<-done
		}
	})
}

// TestEndedContextSendsNothing: a call that is over before it begins is not begun.
func TestEndedContextSendsNothing(t *testing.T) {
	server := customchannelstest.NewServer(t)
	client := newClient(t, server.Option())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for name, call := range operations() {
		if err := call(ctx, client); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := len(server.Requests()); n > 0 {
		t.Errorf("%d requests arrived", n)
	}
}
