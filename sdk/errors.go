package sdk

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/hubchannels/hubchannels-go/sdk/internal/redact"
)

// The methods of errors have value receivers, so that fmt, slog and encoding/json find them on an error that somebody
// dereferenced, too: what is in the fields, a server's header or the cause of a failure, may hold secrets.

// What errors.Is tells of a failed call. Error responses are matched by their status, and by what is known of
// the vendor.
var (
	// ErrNotFound: 404 or 410.
	ErrNotFound = errors.New("not found")
	// ErrUnauthorized: 401, the credential is missing, wrong or expired.
	ErrUnauthorized = errors.New("unauthorized")
	// ErrForbidden: 403, the credential is good and lacks a permission or scope.
	ErrForbidden = errors.New("forbidden")
	// ErrConflict: 409.
	ErrConflict = errors.New("conflict")
	// ErrRateLimited: 429, too many requests.
	ErrRateLimited = errors.New("rate limited")
	// ErrDailyLimit: the day's requests are used up, so that waiting for seconds does not help. It is also an
	// ErrRateLimited.
	ErrDailyLimit = fmt.Errorf("daily limit: %w", ErrRateLimited)
	// ErrValidation: 400 or 422, the request's content is not acceptable.
	ErrValidation = errors.New("validation failed")
	// ErrServer: any 5xx.
	ErrServer = errors.New("server error")

	// ErrNotJSON: the body of a success is no JSON (inside a *DecodeError).
	ErrNotJSON = errors.New("the body is not JSON")
	// ErrEmptyBody: a success came without the body that it must have (inside a *DecodeError).
	ErrEmptyBody = errors.New("the body is empty")
	// ErrNotStream: what is answered is no stream of events (inside a *DecodeError).
	ErrNotStream = errors.New("the response is no stream of events")
	// ErrResponseTooLarge: a success's body, or one item of a stream, exceeds [WithMaxResponseBytes] (inside a *DecodeError).
	ErrResponseTooLarge = errors.New("the response is too large")
	// ErrUndeclaredStatus: a success has a status that the document does not declare, so that nothing says what its body
	// is (inside a *DecodeError, which holds the body). 200 is read as 201 or 204
	// where the document does not declare it.
	ErrUndeclaredStatus = errors.New("the document does not declare this status")
	// ErrAttemptTimeout: one try took longer than [WithAttemptTimeout] (inside a *TransportError).
	// It is a context.DeadlineExceeded to errors.Is, and a timeout to os.IsTimeout and net.Error.
	ErrAttemptTimeout error = timeoutError("no answer within the time for one try")
	// ErrStreamIdle: nothing came of a stream for longer than [WithStreamIdleTimeout] (inside a *TransportError). It is a
	// timeout as ErrAttemptTimeout is.
	ErrStreamIdle error = timeoutError("the stream is silent for too long")
	// ErrCutShort: the connection ended before the response did (inside a *TransportError, which holds what came).
	ErrCutShort = errors.New("the response is cut short")
	// ErrEmptyPages: a list has more pages without items in a row than [WithMaxEmptyPages] allows.
	ErrEmptyPages = errors.New("the server sends page after page without items")
	// ErrCursorLoop: a list's page names a cursor that was used before.
	ErrCursorLoop = errors.New("the server repeats a cursor")
	// ErrForeignLink: a list's page names a next page that is not on the configured server (inside an
	// *InvalidRequestError). It is not asked for, since the credentials are for that server only.
	ErrForeignLink = errors.New("the address of the next page is not on the configured server, below its base URL")
	// ErrDryRun: [DryRun] has made the request, and nothing was sent.
	ErrDryRun = errors.New("the request was made and not sent: a dry run")
)

// ResponseError is the part of an API's error that every API has: the server answered, and not with success. A
// generated package's *Error embeds it and adds the document's fields.
type ResponseError struct {
	// Operation is the Go method's name, Method the HTTP method, Path the path template.
	Operation, Method, Path string
	// StatusCode is the last response's HTTP status.
	StatusCode int
	// Header is the last response's header.
	Header http.Header
	// Body is the last response's body as it was received, cut at 1 MiB or the limit of [WithMaxResponseBytes].
	Body []byte
	// Attempts counts the requests that were sent, the first included.
	Attempts int
	// CorrelationID is the vendor's id of the request, "" when the response's header has none.
	CorrelationID string

	// Runtime is what only the runtime sets.
	Runtime redact.Response
}

// Error names the operation, the status and the tries, and nothing that the server wrote but the correlation id.
func (e ResponseError) Error() string { return e.Text() }

// Is matches the sentinels of this package.
func (e ResponseError) Is(target error) bool {
	return target == statusKind(e.StatusCode) || e.Runtime.Kind != nil && errors.Is(e.Runtime.Kind, target)
}

func statusKind(status int) error {
	switch status {
	case http.StatusNotFound, http.StatusGone:
		return ErrNotFound
	case http.StatusUnauthorized:
		return ErrUnauthorized
	case http.StatusForbidden:
		return ErrForbidden
	case http.StatusConflict:
		return ErrConflict
	case http.StatusTooManyRequests:
		return ErrRateLimited
	case http.StatusBadRequest, http.StatusUnprocessableEntity:
		return ErrValidation
	}
	if status >= 500 && status < 600 {
		return ErrServer
	}
	return nil
}

// DecodeError says that the server answered with success and a body that is not what the document says. Whatever the
// request did has been done. It wraps the codec's error, and [ErrNotJSON], [ErrEmptyBody] or [ErrResponseTooLarge]
// where one of them is the cause.
type DecodeError struct {
	Operation, Method, Path string
	StatusCode              int
	Attempts                int
	CorrelationID           string
	// Body is the body as far as it was read, cut at 1 MiB.
	Body []byte
	// Result points to what the method would have returned, filled in as far as the body could be read; nil if it could not.
	Result any
	Err    error
}

// Error names the operation, the status, the tries and what does not fit, without the body.
func (e DecodeError) Error() string {
	return text(e.Operation, e.Method, e.Path, e.StatusCode) + ": reading the response: " + errorText(e.Err) + tries(e.Attempts)
}

// Unwrap returns Err.
func (e DecodeError) Unwrap() error { return e.Err }

// RedirectError says that the server answered with a redirect that is not followed: it would turn a write into a GET,
// lose the body, or take the body to another server. Nothing says that the request was processed. It wraps the API's own
// error, which has the whole response.
type RedirectError struct {
	// Target is where the redirect leads, without user, query and fragment; "" if that is no URL.
	Target string
	// Err is the API's error.
	Err error
}

// Error names the target besides what Err says.
func (e RedirectError) Error() string {
	return errorText(e.Err) + ": a redirect that is not followed, to " + redact.Line(e.Target)
}

// Unwrap returns Err.
func (e RedirectError) Unwrap() error { return e.Err }

// TransportError says that there is no complete response: the connection failed, or broke off. Unless the cause is
// that no connection was made, the server may have processed the request.
type TransportError struct {
	Operation, Method, Path string
	// StatusCode is the status of a response whose body broke off, else 0.
	StatusCode int
	// Body is what came of that response's body, cut at 1 MiB.
	Body     []byte
	Attempts int
	// Err is the cause, without the URL that net/http puts around it.
	Err error
}

// Error names the operation, the tries and what failed.
func (e TransportError) Error() string {
	return text(e.Operation, e.Method, e.Path, e.StatusCode) + ": " + errorText(e.Err) + tries(e.Attempts)
}

// Unwrap returns Err.
func (e TransportError) Unwrap() error { return e.Err }

// InterruptedError says that the call's context ended before the call did. It is the context's error
// (context.Canceled, context.DeadlineExceeded), its cause where it has one, and the last real error before it.
type InterruptedError struct {
	Operation, Method, Path string
	Attempts                int
	// While says what was going on, e.g. "waiting to try again".
	While string
	// Err is the context's error.
	Err error
	// Cause is the context's cause if it is another error than Err.
	Cause error
	// Last is the error of the last try that was not interrupted, nil if there is none.
	Last error
}

// Error names what ended the call, and what its last try failed by.
func (e InterruptedError) Error() string {
	s := text(e.Operation, e.Method, e.Path, 0) + ": " + errorText(e.Err) + " while " + e.While + tries(e.Attempts)
	if e.Last != nil {
		s += "; the last try: " + e.Last.Error()
	}
	return s
}

// Unwrap returns what ended the call, and Last.
func (e InterruptedError) Unwrap() []error {
	errs := make([]error, 0, 3)
	for _, err := range []error{e.Err, e.Cause, e.Last} {
		if err != nil {
			errs = append(errs, err)
		}
	}
	return errs
}

// MissingCredentialError says that the client has none of the credentials that the operation takes. Nothing was sent.
type MissingCredentialError struct {
	Operation, Method, Path string
	// Missing lists, for each alternative, the options that would have to be set.
	Missing [][]string
}

// Error names the options that set what is missing.
func (e MissingCredentialError) Error() string {
	return text(e.Operation, e.Method, e.Path, 0) + ": no credential: create the client with " + alternatives(e.Missing)
}

// TokenError says that the token source failed. Nothing was sent to the API.
type TokenError struct {
	Operation, Method, Path string
	Attempts                int
	// Err is the token source's error.
	Err error
}

// Error names the operation and why there is no token.
func (e TokenError) Error() string {
	return text(e.Operation, e.Method, e.Path, 0) + ": getting an access token: " + errorText(e.Err)
}

// Unwrap returns Err.
func (e TokenError) Unwrap() error { return e.Err }

// InvalidRequestError says that the request is not one that the document allows. Nothing was sent. It wraps the
// validation's error, which names each wrong field.
type InvalidRequestError struct {
	Operation, Method, Path string
	Err                     error
}

// Error names the operation and what of the request is wrong.
func (e InvalidRequestError) Error() string {
	return text(e.Operation, e.Method, e.Path, 0) + ": invalid request: " + redact.Lines(errorText(e.Err))
}

// Unwrap returns Err.
func (e InvalidRequestError) Unwrap() error { return e.Err }

// Is matches [ErrValidation]: whoever asks for wrong content need not care who found it.
func (e InvalidRequestError) Is(target error) bool { return target == ErrValidation }
