package runtime

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/internal/redact"
)

// loggedBytes is how much of a redacted body a log line holds.
const loggedBytes = 16 << 10

// log writes the call's one line.
func (r *run) log(err error) {
	level := r.level(err)
	if !r.client.logger.Enabled(r.ctx, level) {
		return
	}
	attrs := make([]slog.Attr, 0, 8)
	attrs = append(attrs,
		slog.String("operation", r.call.Operation.Name),
		slog.Int("status", r.status),
		slog.Duration("duration", time.Since(r.started)),
		slog.Int("attempts", r.sent),
	)
	attrs = r.label(attrs, "correlation_id", r.correlationID())
	attrs = r.label(attrs, "idempotency_key", r.key)
	if err != nil {
		attrs = append(attrs, slog.String("error", err.Error()))
	}
	r.client.logger.LogAttrs(r.ctx, level, "api call", attrs...)
}

// label adds a text that identifies something, if it looks like that and not like a secret.
func (r *run) label(attrs []slog.Attr, key, text string) []slog.Attr {
	if !redact.Label(text) || r.secrets().Near(text) {
		return attrs
	}
	return append(attrs, slog.String(key, text))
}

func (r *run) level(err error) slog.Level {
	var interrupted *sdk.InterruptedError
	switch {
	case err == nil, errors.Is(err, sdk.ErrDryRun):
		return slog.LevelInfo
	case errors.As(err, &interrupted):
		return slog.LevelWarn
	}
	return slog.LevelError
}

// announce writes a line for an operation that its server calls deprecated, or that is to end: once for a client.
func (r *run) announce() {
	if r.client.logger == nil {
		return
	}
	for _, notice := range noticesOf(r.call.Operation, r.header) {
		key := string(notice.Kind) + " " + notice.Operation
		if _, known := r.client.announced.LoadOrStore(key, true); known {
			continue
		}
		attrs := []slog.Attr{slog.String("operation", notice.Operation)}
		if !notice.Date.IsZero() {
			attrs = append(attrs, slog.Time("date", notice.Date))
		}
		r.client.logger.LogAttrs(r.ctx, slog.LevelWarn, "api "+string(notice.Kind), attrs...)
	}
}

// debug writes a try's line, with the bodies.
func (r *run) debug(a *attempt, resp *http.Response, body []byte, err error) {
	logger := r.client.logger
	if logger == nil || !logger.Enabled(a, slog.LevelDebug) {
		return
	}
	op, secrets := r.call.Operation, r.secrets()
	attrs := []slog.Attr{
		slog.String("operation", op.Name), slog.String("method", op.Method), slog.String("path", op.Path),
		slog.Int("attempt", a.number), slog.String("request", r.client.redactor.loggable(r.payload(), secrets)),
	}
	if n := a.replayed(); n > 0 {
		attrs = append(attrs, slog.Int("replays", n))
	}
	if resp != nil {
		attrs = append(attrs, slog.Int("status", resp.StatusCode), slog.String("response", r.client.redactor.loggable(body, secrets)))
	}
	if err != nil {
		attrs = append(attrs, slog.String("error", err.Error()))
	}
	logger.LogAttrs(context.WithoutCancel(a), slog.LevelDebug, "api attempt", attrs...)
}

// payload is the encoded body, if there is one in memory and the call has not returned.
func (r *run) payload() []byte {
	if r.body.buffer != nil && !r.done {
		return r.body.bytes()
	}
	return nil
}

// loggable is a body as a log may hold it.
func (r *redactor) loggable(body []byte, secrets redact.Secrets) string {
	if len(body) == 0 {
		return ""
	}
	text, ok := r.json(body, secrets)
	if !ok {
		return "[" + strconv.Itoa(len(body)) + " bytes, not JSON]"
	}
	if len(text) > loggedBytes {
		return text[:loggedBytes] + "…"
	}
	return text
}
