package sdktest

import (
	"net/http"
	"time"
)

// Vendor is what a vendor's servers do beyond their document.
type Vendor interface {
	// Header adds what every response to the request with this number carries. quota is the limit in force.
	Header(header http.Header, number int, quota Quota)
	// Error is an error's body, property by property. What the document's error does not have is left out.
	Error(failure Failure) map[string]any
	// Sign signs what the API sends of its own accord.
	Sign(request *http.Request, body []byte, now time.Time)
}

// Failure is what an error response is about.
type Failure struct {
	// Status is the HTTP status.
	Status int
	// Number is the request's.
	Number int
	// Message says in words what is wrong.
	Message string
	// Problems are the single ones that the document's rules found.
	Problems []Problem
	// Quota is the limit that refused the request; the zero Quota is none.
	Quota Quota
}

// Quota is a limit, and what is left of it. Without a limit Max is 0.
type Quota struct {
	Max, Remaining int
	Window         time.Duration
}

// plainVendor is an API of which nothing is known but the document.
type plainVendor struct{}

func (plainVendor) Header(http.Header, int, Quota) {}

// Error fills the names that many APIs use.
func (plainVendor) Error(failure Failure) map[string]any {
	return map[string]any{
		"message": failure.Message, "detail": failure.Message, "title": http.StatusText(failure.Status),
		"status": failure.Status, "code": failure.Status,
	}
}

func (plainVendor) Sign(*http.Request, []byte, time.Time) {}
