package hubspot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"time"
)

const (
	// DefaultMaxWebhookBytes is how large a webhook's body may be unless [Webhook] says otherwise.
	DefaultMaxWebhookBytes = 1 << 20
	// DefaultBodyTimeout is how long a webhook's body may take to arrive unless [Webhook] says otherwise.
	DefaultBodyTimeout = 10 * time.Second
)

// BodyError marks an error as the body's fault: the delivery is answered with 400, and not with 500, which would bring
// the same body again.
type BodyError struct{ Err error }

func (e *BodyError) Error() string { return "decoding the webhook: " + e.Err.Error() }

// Unwrap returns Err.
func (e *BodyError) Unwrap() error { return e.Err }

// Webhook is an http.Handler that lets only HubSpot's own requests through to Handle. It looks at the headers before it
// reads the body, and answers
//
//   - 204 when Handle has returned nil, or a [DeduperError] about an event that has been handled,
//   - 400 when it returned a *BodyError or the body could not be read, 408 when the body took too long,
//   - 401 when the signature is not valid, 405 for another method than POST, 413 for a body that is too large,
//   - 500 for any other error of Handle, so that HubSpot delivers again.
//
// The answers' bodies tell the status and nothing else. Generated packages wrap it in handlers for typed events.
type Webhook struct {
	// Verifier checks the signature. It is required.
	Verifier *Verifier
	// Handle gets a verified body. It is required. Its context ends when HubSpot hangs up.
	Handle func(ctx context.Context, body []byte) error
	// MaxBytes bounds the body; 0 is [DefaultMaxWebhookBytes].
	MaxBytes int64
	// BodyTimeout bounds the time that the body takes to arrive; 0 is [DefaultBodyTimeout]. It needs a ResponseWriter
	// that an http.ResponseController can set deadlines on, as those of net/http are.
	BodyTimeout time.Duration
	// Logger, if set, gets a line for each delivery that is not answered with success, or whose handling was not stored.
	// Its attribute "failed" says what did: "method", "signature", "body", "handler", "deduper", or "delivery" for one of
	// an event that is being handled.
	Logger *slog.Logger
}

// Event is what a webhook's body tells: by what a repeated delivery is recognised, and what is to be done.
type Event struct {
	// ID is made by [EventID]. An event without ID is handled each time that it is delivered.
	ID     string
	Handle func(context.Context) error
}

// NewWebhook makes a Webhook that handles each event once. read turns a body into an event; its errors are the body's
// fault. A nil deduper is one in memory, which is enough for one process. Generated packages call it.
func NewWebhook(verifier *Verifier, deduper Deduper, read func(body []byte) (Event, error)) *Webhook {
	if deduper == nil {
		deduper = DefaultDeduper()
	}
	once := newRemembering(deduper)
	return &Webhook{Verifier: verifier, Handle: func(ctx context.Context, body []byte) error {
		event, err := read(body)
		if err != nil {
			return &BodyError{Err: err}
		}
		return Once(ctx, once, event.ID, event.Handle)
	}}
}

// refusal is why a delivery is not answered with success, or is in spite of it.
type refusal struct {
	status int
	failed string
	err    error
	unread bool // some of the body was left where it was
}

// abandon keeps net/http from waiting for the rest of a body before it answers, and after.
func abandon(w http.ResponseWriter, r *http.Request) {
	if r.ProtoMajor == 1 && r.ContentLength != 0 {
		w.Header().Set("Connection", "close")
		_ = http.NewResponseController(w).SetReadDeadline(time.Now())
	}
}

// ServeHTTP deals with one delivery.
func (h *Webhook) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	refused := h.deliver(w, r)
	if refused == nil {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	h.log(r.Context(), refused)
	if refused.unread {
		abandon(w, r)
	}
	if refused.status == http.StatusNoContent {
		w.WriteHeader(refused.status)
		return
	}
	http.Error(w, http.StatusText(refused.status), refused.status)
}

func (h *Webhook) log(ctx context.Context, refused *refusal) {
	if h.Logger == nil {
		return
	}
	level, message := slog.LevelWarn, "webhook refused"
	switch refused.failed {
	case "handler", "deduper":
		level, message = slog.LevelError, "webhook failed"
	}
	h.Logger.LogAttrs(ctx, level, message, slog.String("failed", refused.failed),
		slog.Int("status", refused.status), slog.String("error", refused.err.Error()))
}

func (h *Webhook) deliver(w http.ResponseWriter, r *http.Request) *refusal {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		return &refusal{status: http.StatusMethodNotAllowed, failed: "method", err: errors.New("the method is not POST"), unread: true}
	}
	if _, err := h.Verifier.header(r); err != nil {
		return &refusal{status: http.StatusUnauthorized, failed: "signature", err: err, unread: true}
	}
	body, err := h.read(w, r)
	if err != nil {
		return &refusal{status: readStatus(err), failed: "body", err: err, unread: true}
	}
	if err := h.Verifier.Verify(r, body); err != nil {
		return &refusal{status: http.StatusUnauthorized, failed: "signature", err: err}
	}
	return handled(h.Handle(r.Context(), body))
}

// read reads the body within its bounds. The deadline is the connection's, and ends with the reading: net/http takes a
// connection whose deadline passes for one that was hung up.
func (h *Webhook) read(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	limit := h.MaxBytes
	if limit <= 0 {
		limit = DefaultMaxWebhookBytes
	}
	timeout := h.BodyTimeout
	if timeout <= 0 {
		timeout = DefaultBodyTimeout
	}
	if r.ContentLength > limit {
		return nil, &http.MaxBytesError{Limit: limit}
	}
	connection := http.NewResponseController(w)
	if connection.SetReadDeadline(time.Now().Add(timeout)) == nil {
		defer func() { _ = connection.SetReadDeadline(time.Time{}) }()
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return nil, fmt.Errorf("it has not arrived within %s: %w", timeout, os.ErrDeadlineExceeded)
	}
	return body, err
}

func readStatus(err error) int {
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return http.StatusRequestEntityTooLarge
	case errors.Is(err, os.ErrDeadlineExceeded):
		return http.StatusRequestTimeout
	}
	return http.StatusBadRequest
}

// handled is what a handler's error means. It looks at the error itself and not into it: a handler that wraps somebody's
// decoding error has failed, and the delivery must come again.
func handled(err error) *refusal {
	switch e := err.(type) { //nolint:errorlint // see above
	case nil:
		return nil
	case *BodyError:
		return &refusal{status: http.StatusBadRequest, failed: "body", err: err}
	case *DeduperError:
		if e.Handled {
			return &refusal{status: http.StatusNoContent, failed: "deduper", err: err}
		}
		return &refusal{status: http.StatusInternalServerError, failed: "deduper", err: err}
	}
	if err == ErrInProgress { //nolint:errorlint // see above
		return &refusal{status: http.StatusInternalServerError, failed: "delivery", err: err}
	}
	return &refusal{status: http.StatusInternalServerError, failed: "handler", err: err}
}
