package sdk

import (
	"net/http"
	"strconv"
	"strings"
)

// Error texts end up in logs, so that they are made of what the document says, and of what the server says only where
// it is a short token. Credentials are taken out even of those: a server may echo them.

const maxLabel = 100

// Text is the error's text with labels that the document approves of ("VALIDATION_ERROR", "correlation id 1f2e")
// between the status and the tries. A label that is empty, longer than 100 bytes, has other characters than letters,
// digits, "_.:/-" and single spaces, or contains a credential, is left out: it comes from the server.
func (e ResponseError) Text(labels ...string) string {
	s := text(e.Operation, e.Method, e.Path, e.StatusCode)
	named := false
	for _, label := range labels {
		if !printable(label) || e.secrets.Near(label) {
			continue
		}
		s += ", " + label
		named = named || e.CorrelationID != "" && strings.Contains(label, e.CorrelationID)
	}
	if !named && e.CorrelationID != "" && printable(e.CorrelationID) && !e.secrets.Near(e.CorrelationID) {
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

func printable(label string) bool {
	if label == "" || len(label) > maxLabel {
		return false
	}
	for i := 0; i < len(label); i++ {
		if !labelByte(label[i]) || label[i] == ' ' && (i == 0 || i == len(label)-1 || label[i-1] == ' ') {
			return false
		}
	}
	return true
}

func labelByte(c byte) bool {
	switch {
	case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9':
		return true
	}
	return strings.IndexByte(" _.:/-", c) >= 0
}
