package runtime

import (
	"fmt"
	"net/http"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
)

// Manners are a vendor's habits where they go beyond HTTP. Implementations are used by many goroutines at once and
// must not keep or change what they are given.
type Manners interface {
	// Advise says whether and when to try again after an error response. The zero Advice leaves it to plain HTTP.
	Advise(reply Reply) Advice
	// Classify names the sentinel that an error response stands for beyond what its status says, such as
	// [sdk.ErrDailyLimit]. Nil adds nothing.
	Classify(reply Reply) error
	// sdk.Limits reads the vendor's limit headers; ok is false when there are none.
	Limits(header http.Header) (limits sdk.Limits, ok bool)
	// CorrelationID is the id by which the vendor's support finds the request, "" when there is none.
	CorrelationID(header http.Header) string
}

// Reply is what Manners get to see of a response.
type Reply struct {
	StatusCode int
	Header     http.Header
	// Body is cut at 1 MiB, or less by [sdk.WithMaxResponseBytes]. It may be anything: JSON, HTML, nothing.
	Body []byte
}

// Format prints the status, whatever the verb: the rest is the server's, which may repeat what it was sent.
func (r Reply) Format(f fmt.State, _ rune) { _, _ = fmt.Fprintf(f, "reply %d", r.StatusCode) }

// MarshalText is the status, for logs.
func (r Reply) MarshalText() ([]byte, error) { return fmt.Appendf(nil, "%v", r), nil }

// Again says what a response means for trying again.
type Again uint8

const (
	// AgainPlain leaves the decision to plain HTTP's rules.
	AgainPlain Again = iota
	// AgainNever: waiting does not help.
	AgainNever
	// AgainRepeatable: waiting helps, but the request may have been processed, so that only operations that are
	// declared [RepeatAlways] are sent again.
	AgainRepeatable
	// AgainUnprocessed: waiting helps, and the request was not processed.
	AgainUnprocessed
)

// Advice is a vendor's word on trying again.
type Advice struct {
	Again Again
	// Wait is the shortest useful wait. Zero leaves it to the exponential backoff; Retry-After prolongs it.
	Wait time.Duration
}

// plainManners is HTTP and nothing else.
type plainManners struct{}

func (plainManners) Advise(Reply) Advice                   { return Advice{} }
func (plainManners) Classify(Reply) error                  { return nil }
func (plainManners) Limits(http.Header) (sdk.Limits, bool) { return sdk.Limits{}, false }
func (plainManners) CorrelationID(http.Header) string      { return "" }
