package runtime

import (
	"strconv"
	"strings"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/internal/redact"
)

const (
	// maxDetails is how many of an error's details its text names.
	maxDetails = 10
	// maxMessage is how much of a server's message an error's text has, in bytes.
	maxMessage = 300
)

// Details are the labels of an error's details, each made of its machine words: "attachments[0].fileId: INVALID_ID". A
// word that is no label is left out: it comes from the server. Of many details there are the first ten.
func Details[T any](details []T, words func(*T) []string) (labels []string) {
	for i := range details[:min(len(details), maxDetails)] {
		var known []string
		for _, word := range words(&details[i]) {
			if redact.Label(word) {
				known = append(known, word)
			}
		}
		if len(known) > 0 {
			labels = append(labels, strings.Join(known, ": "))
		}
	}
	if more := len(details) - maxDetails; more > 0 {
		labels = append(labels, "and "+strconv.Itoa(more)+" more")
	}
	return labels
}

// Messages are what an error's details say in words, of the first ten.
func Messages[T any](details []T, message func(*T) string) (messages []string) {
	for i := range details[:min(len(details), maxDetails)] {
		messages = append(messages, message(&details[i]))
	}
	return messages
}

// ErrorText is an API error's text: its labels, and its messages if [sdk.WithErrorMessages] allows them.
func ErrorText(e *sdk.ResponseError, labels, messages []string) string {
	text := e.Text(labels...)
	if !e.Runtime.Messages {
		return text
	}
	said := map[string]bool{"": true}
	for _, message := range messages {
		message = strings.TrimSpace(redact.Line(e.Runtime.Secrets.Redact(message)))
		if len(message) > maxMessage {
			message = strings.ToValidUTF8(message[:maxMessage], "") + "..."
		}
		if !said[message] {
			text += "; " + strconv.Quote(message)
		}
		said[message] = true
	}
	return text
}
