package sdk

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/hubchannels/hubchannels-go/sdk/internal/redact"
)

// Error texts end up in logs, so that they are made of what the document says, and of what the server says only where
// it is a short token. Credentials are taken out even of those: a server may echo them.

// Text is the error's text with labels that the document approves of ("VALIDATION_ERROR", "correlation id 1f2e")
// between the status and the tries. A label that is empty, longer than 100 bytes, has other characters than letters,
// digits, "_.:/-[]" and single spaces, or contains a credential, is left out: it comes from the server.
func (e ResponseError) Text(labels ...string) string {
	s := text(e.Operation, e.Method, e.Path, e.StatusCode)
	named := false
	for _, label := range labels {
		if !redact.Label(label) || e.Runtime.Secrets.Near(label) {
			continue
		}
		s += ", " + label
		named = named || e.CorrelationID != "" && strings.Contains(label, e.CorrelationID)
	}
	if !named && e.CorrelationID != "" && redact.Label(e.CorrelationID) && !e.Runtime.Secrets.Near(e.CorrelationID) {
		s += ", correlation id " + e.CorrelationID
	}
	return s + tries(e.Attempts)
}

// text is the beginning that all errors share: `PublishMessage: POST /channels/{channelId}/messages: 429 Too Many Requests`.
func text(operation, method, path string, status int) string {
	s := operation + ": " + method + " " + path
	if status == 0 {
		return s
	}
	s += ": " + strconv.Itoa(status)
	if name := http.StatusText(status); name != "" {
		s += " " + name
	}
	return s
}

func errorText(err error) string {
	if err == nil {
		return "unknown error"
	}
	return err.Error()
}

func tries(n int) string {
	if n <= 1 {
		return ""
	}
	return " (after " + strconv.Itoa(n) + " tries)"
}

// alternatives joins options: "WithA, or WithB and WithC".
func alternatives(missing [][]string) string {
	parts := make([]string, len(missing))
	for i, options := range missing {
		parts[i] = strings.Join(options, " and ")
	}
	return strings.Join(parts, ", or ")
}
