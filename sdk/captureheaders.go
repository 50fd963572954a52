package sdk

import (
	"net/http"

	"github.com/hubchannels/hubchannels-go/sdk/internal/settings"
)

// HeaderReader is what a generated package has for the headers that its document describes.
type HeaderReader interface {
	// ReadHeader reads the headers of an answer with a status. Its error says what of them is not as the document says; the
	// others are read.
	ReadHeader(status int, header http.Header) error
}

// CaptureHeaders reads the headers of the last response into into when the call ends, also when it fails. What is wrong with
// a header does not make the call fail.
func CaptureHeaders(into HeaderReader) CallOption {
	return func(c *settings.Call) { c.Headers = into }
}
