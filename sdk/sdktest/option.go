package sdktest

import (
	"io"
	"log"
	"net/http"
	"time"
)

// Option configures a server.
type Option func(*options)

type options struct {
	now      func() time.Time
	pageSize int
	lenient  bool
	verify   bool
	// listed shows the document's examples in lists, and strict shows none anywhere.
	listed, strict bool
	// webhookURL is signed in place of the URL that webhooks are posted to.
	webhookURL string
	signer     Signer
	// webhookHeader comes with each webhook.
	webhookHeader http.Header
}

func newOptions(opts []Option) options {
	o := options{now: time.Now, pageSize: 20}
	for _, opt := range opts {
		opt(&o)
	}
	return o
}

// WithClock replaces time.Now, for timestamps, limits and signatures.
func WithClock(now func() time.Time) Option { return func(o *options) { o.now = now } }

// WithPageSize sets how many items a page of a list has where the request does not say. The default is 20.
func WithPageSize(n int) Option { return func(o *options) { o.pageSize = max(1, n) } }

// WithExamples lists the document's examples where nobody made an item. Without it such lists are empty.
func WithExamples() Option { return func(o *options) { o.listed = true } }

// WithoutExamples makes an item that nobody has created or put into its collection answer 404, if it can be created, and so
// does all that is below it. Without it the item is there, whatever its id, and looks like the document's example.
func WithoutExamples() Option { return func(o *options) { o.strict = true } }

// WithWebhookURL says by which public URL the receiver of webhooks is known, where it stands behind a proxy: webhooks are
// signed for it, wherever they are posted to.
func WithWebhookURL(public string) Option { return func(o *options) { o.webhookURL = public } }

// Signer signs what the API sends. Those of package webhook are Signers.
type Signer interface {
	Sign(request *http.Request, body []byte, now time.Time)
}

// WithWebhookSigner has webhooks signed by what the receiver verifies them with, a *webhook.HMAC for instance.
func WithWebhookSigner(signer Signer) Option { return func(o *options) { o.signer = signer } }

// WithWebhookHeader has webhooks come with headers, those that the document describes for instance. A signature's are added.
func WithWebhookHeader(header http.Header) Option {
	return func(o *options) { o.webhookHeader = header.Clone() }
}

// AllowViolations keeps requests that the document does not allow from failing the test. They are answered with an
// error all the same, and found in [Server.Violations].
func AllowViolations() Option { return func(o *options) { o.lenient = true } }

// VerifyAnswers makes the server hold its own answers against the document, too, and report to the test which are not
// what it allows: that happens where the document's examples contradict its schemas.
func VerifyAnswers() Option { return func(o *options) { o.verify = true } }

// discardLog is for what net/http says about the connections that faults break.
func discardLog() *log.Logger { return log.New(io.Discard, "", 0) }
