package runtime

import (
	"context"
	"crypto/tls"
	"errors"
	"math/rand/v2"
	"net"
	"net/http"
	"strings"
	"time"

	"golang.org/x/oauth2"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/internal/connections"
	"github.com/hubchannels/hubchannels-go/sdk/internal/retryafter"
	"github.com/hubchannels/hubchannels-go/sdk/internal/settings"
)

// The loop over the tries is written here, in [run.tries], and not taken from a library. Two were looked at:
//
//   - hashicorp/go-retryablehttp cannot say that a wait would outlast the context's deadline, drops the last error when
//     the context ends, and decides without knowing the operation.
//   - failsafe-go can be given each decision as a function of the try's outcome, so that what is left of it is the
//     for statement and the timer. For these it takes 17 allocations and 1.1 µs from a call that succeeds at once (10
//     allocations are what all of this package may take), it returns the context's error in place of a response
//     that arrived just before, and its module brings gRPC and protobuf into the users' module graph.

// retryPolicy is an [sdk.RetryPolicy] at work.
type retryPolicy settings.Retry

func (p retryPolicy) withDefaults() retryPolicy {
	p.MaxAttempts = orElse(p.MaxAttempts, 5)
	p.MinBackoff = orElse(p.MinBackoff, 250*time.Millisecond)
	p.MaxBackoff = orElse(p.MaxBackoff, 20*time.Second)
	p.MaxRetryAfter = orElse(p.MaxRetryAfter, time.Minute)
	return p
}

func orElse[T int | time.Duration](value, fallback T) T {
	if value == 0 {
		return fallback
	}
	return value
}

// backoff is the wait after the n-th try, with full jitter: callers that failed together do not return together.
func (p retryPolicy) backoff(n int) time.Duration {
	limit := p.MaxBackoff
	if shift := n - 1; shift < 40 && p.MinBackoff<<shift>>shift == p.MinBackoff {
		limit = min(limit, p.MinBackoff<<shift)
	}
	return time.Duration(rand.Int64N(int64(min(limit, retryafter.Longest)) + 1))
}

// wait is how long to wait after the n-th try when the server asked for at least asked. What it asked for is
// prolonged by up to a tenth, for the same reason as above.
func (p retryPolicy) wait(n int, asked time.Duration) time.Duration {
	if asked <= 0 {
		return p.backoff(n)
	}
	return prolonged(min(asked, p.MaxRetryAfter))
}

// prolonged is a wait and up to a tenth of it.
func prolonged(wait time.Duration) time.Duration {
	wait = min(wait, retryafter.Longest)
	return wait + time.Duration(rand.Int64N(int64(wait)/10+1))
}

// advise is what a response means for trying again: the vendor's word, else plain HTTP's rules.
func advise(manners Manners, reply Reply, now time.Time) Advice {
	after, told := retryafter.Parse(reply.Header, now)
	advice := manners.Advise(reply)
	advice.Wait = max(advice.Wait, after)
	if advice.Again == AgainPlain {
		advice.Again = plainAgain(reply.StatusCode, told)
	}
	return advice
}

func plainAgain(status int, toldWhen bool) Again {
	switch status {
	case http.StatusTooManyRequests:
		return AgainUnprocessed
	case http.StatusServiceUnavailable:
		if toldWhen {
			return AgainUnprocessed
		}
		return AgainRepeatable
	case http.StatusRequestTimeout, http.StatusBadGateway, http.StatusGatewayTimeout:
		return AgainRepeatable
	}
	return AgainNever
}

// allows is whether an operation may be sent again after a failure of this kind.
func (r Repeat) allows(again Again) bool {
	switch again {
	case AgainUnprocessed:
		return r != RepeatNever
	case AgainRepeatable:
		return r == RepeatAlways
	}
	return false
}

// transportAgain is what a failure without a response means for trying again.
func transportAgain(err error, unsent bool) Again {
	switch {
	case permanent(err):
		return AgainNever
	case unsent:
		return AgainUnprocessed
	}
	return AgainRepeatable
}

// permanent is whether an error without a response does not pass by waiting: a certificate that is not trusted, a server
// that speaks no TLS, a proxy that wants a password.
func permanent(err error) bool {
	var certificate *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var proxy *connections.ProxyError
	switch {
	case errors.As(err, &certificate), errors.As(err, &record), errors.Is(err, errTooManyRedirects):
		return true
	case errors.As(err, &proxy):
		return proxy.Status == http.StatusProxyAuthRequired
	case err == nil:
		return false
	default: // what net/http says of a proxy on a transport of the user's, and of a server without TLS
		text := err.Error()
		return text == http.StatusText(http.StatusProxyAuthRequired) || text == "http: server gave HTTP response to HTTPS client"
	}
}

// tokenAgain is what a token source's failure means: nothing was sent, and only some failures pass by themselves.
func tokenAgain(err error) Again {
	if errors.Is(err, sdk.ErrAttemptTimeout) {
		return AgainUnprocessed
	}
	var answer *oauth2.RetrieveError
	if errors.As(err, &answer) {
		if status := answer.Response; status != nil && (status.StatusCode == http.StatusTooManyRequests || status.StatusCode >= 500) {
			return AgainUnprocessed
		}
		return AgainNever
	}
	var network net.Error
	if errors.As(err, &network) || strings.Contains(err.Error(), tokenCut) {
		return AgainUnprocessed
	}
	return AgainNever
}

// tokenCut is what golang.org/x/oauth2 says of an answer that breaks off, and of that alone. It does not wrap the cause.
const tokenCut = "oauth2: cannot fetch token: "

// tokenWait is how long a token source's failure asks to wait, 0 if it does not say.
func tokenWait(err error, now time.Time) time.Duration {
	var told interface{ RetryAfter() time.Duration }
	if errors.As(err, &told) {
		return told.RetryAfter()
	}
	var answer *oauth2.RetrieveError
	if errors.As(err, &answer) && answer.Response != nil {
		wait, _ := retryafter.Parse(answer.Response.Header, now)
		return wait
	}
	return 0
}

// sleep returns early, with false, when the context ends.
func sleep(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// outlasts is whether a wait of d would not end before the context does.
func outlasts(ctx context.Context, d time.Duration) bool {
	deadline, ok := ctx.Deadline()
	return ok && !time.Now().Add(d).Before(deadline)
}
