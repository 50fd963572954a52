package hubspot

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
)

// DefaultMaxWebhookBytes is how large a webhook's body may be unless [Webhook] says otherwise.
const DefaultMaxWebhookBytes = 1 << 20

// BodyError marks an error as the body's fault: the delivery is answered with 400, and not with 500, which would bring
// the same body again.
type BodyError struct{ Err error }

func (e *BodyError) Error() string { return "decoding the webhook: " + e.Err.Error() }

// Unwrap returns Err.
func (e *BodyError) Unwrap() error { return e.Err }

// Webhook is an http.Handler that lets only HubSpot's own requests through to Handle. It answers
//
//   - 204 when Handle has returned nil,
//   - 400 when it returned a *BodyError or the body could not be read,
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
	// Logger, if set, gets a line for each delivery that is not answered with success.
	Logger *slog.Logger
}

// ServeHTTP deals with one delivery.
func (h *Webhook) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	status, err := h.deliver(w, r)
	if err != nil && h.Logger != nil {
		h.Logger.WarnContext(r.Context(), "webhook refused", slog.Int("status", status), slog.String("error", err.Error()))
	}
	if status == http.StatusNoContent {
		w.WriteHeader(status)
		return
	}
	http.Error(w, http.StatusText(status), status)
}

func (h *Webhook) deliver(w http.ResponseWriter, r *http.Request) (status int, err error) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		return http.StatusMethodNotAllowed, errors.New("the method is not POST")
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, h.maxBytes()))
	if err != nil {
		return readStatus(err), err
	}
	if err := h.Verifier.Verify(r, body); err != nil {
		return http.StatusUnauthorized, err
	}
	if err := h.Handle(r.Context(), body); err != nil {
		return handleStatus(err), err
	}
	return http.StatusNoContent, nil
}

func (h *Webhook) maxBytes() int64 {
	if h.MaxBytes > 0 {
		return h.MaxBytes
	}
	return DefaultMaxWebhookBytes
}

func readStatus(err error) int {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return http.StatusRequestEntityTooLarge
	}
	return http.StatusBadRequest
}

// handleStatus looks at the error itself and not into it: a handler that wraps somebody's decoding error has failed,
// and the delivery must come again.
func handleStatus(err error) int {
	if _, ok := err.(*BodyError); ok { //nolint:errorlint // see above
		return http.StatusBadRequest
	}
	return http.StatusInternalServerError
}
