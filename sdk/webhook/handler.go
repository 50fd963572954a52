package webhook

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"time"
)

const (
	// DefaultMaxBytes is how large a webhook's body may be unless [Handler] says otherwise.
	DefaultMaxBytes = 1 << 20
	// DefaultBodyTimeout is how long a webhook's body may take to arrive unless [Handler] says otherwise.
	DefaultBodyTimeout = 10 * time.Second
)

// Handler is an http.Handler that lets only deliveries through to Handle that the Verifier accepts. It looks at the headers
// before it reads the body, and answers
//
//   - Status when Handle has returned nil, or a [DeduperError] about an event that has been handled,
//   - 400 when it returned a *BodyError or the body could not be read, 408 when the body took too long,
//   - 401 when the signature is not valid, 405 for another method than Method, 413 for a body that is too large,
//   - what a [StatusError] of Handle says, and 500 for any other error, so that the event is delivered again.
//
// The answers' bodies tell the status and nothing else, unless the handler was made by [Answering]. Generated packages wrap
// it in handlers for typed events.
type Handler struct {
	// Verifier decides whether a delivery is genuine. It is required.
	Verifier Verifier
	// Handle gets a verified body. It is required. Its context ends when the sender hangs up, and leads to the request by
	// [RequestFromContext].
	Handle func(ctx context.Context, body []byte) error
	// Method is the one that deliveries come by; "" is POST. Status is the answer to those that were handled; 0 is 204.
	Method string
	Status int
	// MaxBytes bounds the body; 0 is [DefaultMaxBytes].
	MaxBytes int64
	// BodyTimeout bounds the time that the body takes to arrive; 0 is [DefaultBodyTimeout]. It needs a ResponseWriter
	// that an http.ResponseController can set deadlines on, as those of net/http are.
	BodyTimeout time.Duration
	// Logger, if set, gets a line for each delivery that is not answered with success, or whose handling was not stored.
	// Its attribute "failed" says what did: "method", "signature", "body", "handler", "deduper", or "delivery" for one of
	// an event that is being handled.
	Logger *slog.Logger

	answer func(ctx context.Context, body []byte) (answer any, err error)
}

// Event is what a webhook's body tells: by what a repeated delivery is recognised, and what is to be done.
type Event struct {
	// ID is made by [EventID]. Where it is "", the verifier may know one, as [Standard] does. An event without any is handled
	// each time that it is delivered.
	ID     string
	Handle func(context.Context) error
}

// New makes a Handler that handles each event once. read turns a body into an event; its errors are the body's fault. A nil
// deduper is one in memory, which is enough for one process. Generated packages call it.
func New(verifier Verifier, deduper Deduper, read func(body []byte) (Event, error)) *Handler {
	if deduper == nil {
		deduper = DefaultDeduper()
	}
	once := newRemembering(deduper)
	return &Handler{Verifier: verifier, Handle: func(ctx context.Context, body []byte) error {
		event, err := read(body)
		if err != nil {
			return &BodyError{Err: err}
		}
		return Once(ctx, once, cmp.Or(event.ID, deliveryID(ctx, verifier)), event.Handle)
	}}
}

// Answering makes a Handler whose answers have a body: what handle returns, as JSON. A repeated delivery is handled again,
// because it is to be answered again.
func Answering(verifier Verifier, handle func(ctx context.Context, body []byte) (answer any, err error)) *Handler {
	return &Handler{Verifier: verifier, Status: http.StatusOK, answer: handle}
}

// refusal is why a delivery is not answered with success, or is in spite of it.
type refusal struct {
	status  int
	failed  string
	err     error
	unread  bool // some of the body was left where it was
	handled bool
}

// abandon keeps net/http from waiting for the rest of a body before it answers, and after.
func abandon(w http.ResponseWriter, r *http.Request) {
	if r.ProtoMajor == 1 && r.ContentLength != 0 {
		w.Header().Set("Connection", "close")
		_ = http.NewResponseController(w).SetReadDeadline(time.Now())
	}
}

// ServeHTTP deals with one delivery.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	answer, refused := h.deliver(w, r)
	switch {
	case refused == nil:
		h.succeed(w, answer)
		return
	case refused.unread:
		abandon(w, r)
	}
	h.log(r.Context(), refused)
	if refused.handled {
		h.succeed(w, nil)
		return
	}
	http.Error(w, http.StatusText(refused.status), refused.status)
}

// succeed answers a delivery that was handled.
func (h *Handler) succeed(w http.ResponseWriter, answer []byte) {
	if answer != nil {
		w.Header().Set("Content-Type", "application/json")
	}
	w.WriteHeader(h.status())
	_, _ = w.Write(answer)
}

func (h *Handler) status() int { return cmp.Or(h.Status, http.StatusNoContent) }

func (h *Handler) log(ctx context.Context, refused *refusal) {
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

func (h *Handler) deliver(w http.ResponseWriter, r *http.Request) (answer []byte, refused *refusal) {
	if method := cmp.Or(h.Method, http.MethodPost); r.Method != method {
		w.Header().Set("Allow", method)
		return nil, &refusal{status: http.StatusMethodNotAllowed, failed: "method", err: errors.New("the method is not " + method), unread: true}
	}
	if err := checkHeader(h.Verifier, r); err != nil {
		return nil, &refusal{status: http.StatusUnauthorized, failed: "signature", err: err, unread: true}
	}
	body, err := h.read(w, r)
	if err != nil {
		return nil, &refusal{status: readStatus(err), failed: "body", err: err, unread: true}
	}
	if err := h.Verifier.Verify(r, body); err != nil {
		return nil, &refusal{status: http.StatusUnauthorized, failed: "signature", err: err}
	}
	ctx := context.WithValue(r.Context(), requestKey{}, r)
	if h.answer == nil {
		return nil, h.handled(h.Handle(ctx, body))
	}
	value, err := h.answer(ctx, body)
	if err == nil {
		answer, err = json.Marshal(value)
	}
	return answer, h.handled(err)
}

// read reads the body within its bounds. The deadline is the connection's, and ends with the reading: net/http takes a
// connection whose deadline passes for one that was hung up.
func (h *Handler) read(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	limit := h.MaxBytes
	if limit <= 0 {
		limit = DefaultMaxBytes
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
func (h *Handler) handled(err error) *refusal {
	switch e := err.(type) { //nolint:errorlint // see above
	case nil:
		return nil
	case *BodyError:
		return &refusal{status: http.StatusBadRequest, failed: "body", err: err}
	case *StatusError:
		return &refusal{status: e.status(), failed: "handler", err: err}
	case *DeduperError:
		if e.Handled {
			return &refusal{status: h.status(), failed: "deduper", err: err, handled: true}
		}
		return &refusal{status: http.StatusInternalServerError, failed: "deduper", err: err}
	}
	if err == ErrInProgress { //nolint:errorlint // see above
		return &refusal{status: http.StatusInternalServerError, failed: "delivery", err: err}
	}
	return &refusal{status: http.StatusInternalServerError, failed: "handler", err: err}
}
