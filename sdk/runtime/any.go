package runtime

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/internal/redact"
)

var (
	errAnyPath   = errors.New(`the path is not like "/things/1?expand=all", escaped, below the server's URL`)
	errAnyOut    = errors.New("what the answer is read into is no pointer, or nil")
	errAnyReader = errors.New("an io.Reader says nothing of its media type: send a sdk.File")
	errAnyFile   = errors.New("the file has no content")
	errAnyMethod = errors.New("the method is no HTTP method in capital letters")
)

// Any sends a request to an address that the document does not have, as if it were one of its operations: with the credentials of
// the first of the alternatives of security that the client has, with retries, limits and errors as everywhere. The path is below
// the server's URL, escaped, and may have a query. GET, HEAD, OPTIONS, PUT and DELETE are repeated as HTTP allows, other methods
// only where nothing was done, or under an [sdk.IdempotencyKey], which is sent as the header Idempotency-Key.
//
// In is nil, an [sdk.File], which is sent as it is under its media type, or what is written as JSON. Out is nil, a *[]byte, which
// gets the body as it is, an *io.ReadCloser, which the caller must close, or what the JSON is read into. A success without a body
// leaves it alone.
func (c *Client) Any(ctx context.Context, security []Requirement, method, path string, in, out any, options ...sdk.CallOption) error {
	op, query, err := anyOperation(method, path)
	if err != nil {
		return invalid(&Operation{Name: "Do"}, err)
	}
	op.Security = security
	if newCallConfig(options).IdempotencyKey != nil {
		op.IdempotencyKey, op.Repeat = true, RepeatAlways
		op.Parameters = []Parameter{{Name: "Idempotency-Key", In: "header", Key: true}}
	}
	if v := reflect.ValueOf(out); out != nil && (v.Kind() != reflect.Pointer || v.IsNil()) {
		return invalid(op, errAnyOut)
	}
	call := &Call{Operation: op, Options: append(query, options...)}
	if err := call.send(in); err != nil {
		return invalid(op, err)
	}
	return c.receive(ctx, call, out)
}

// anyOperation is the operation at an address, and what adds the address's query to it.
func anyOperation(method, path string) (*Operation, []sdk.CallOption, error) {
	if method == "" || strings.Trim(method, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return nil, nil, errAnyMethod
	}
	path, query, _ := strings.Cut(path, "?")
	if !isPath(path) {
		return nil, nil, errAnyPath
	}
	values, err := url.ParseQuery(query)
	if err != nil {
		return nil, nil, errAnyPath
	}
	var options []sdk.CallOption
	for _, key := range slices.Sorted(maps.Keys(values)) {
		for _, value := range values[key] {
			options = append(options, sdk.Query(key, value))
		}
	}
	return &Operation{Name: "Do", Method: method, Path: "{path}", address: path, Repeat: repeatOf(method), Accept: "application/json"}, options, nil
}

// isPath reports whether a path is escaped and stays below the server's URL.
func isPath(path string) bool {
	parsed, err := url.Parse(path)
	if err != nil || !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "{}\\#") || parsed.EscapedPath() != path {
		return false
	}
	for segment := range strings.SplitSeq(path, "/") {
		if plain, err := url.PathUnescape(segment); err != nil || plain == "." || plain == ".." {
			return false
		}
	}
	return true
}

// repeatOf is when a request may be repeated by what HTTP says of its method.
func repeatOf(method string) Repeat {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodOptions, http.MethodPut, http.MethodDelete:
		return RepeatAlways
	default:
		return RepeatUnprocessed
	}
}

// send sets what the call sends.
func (c *Call) send(in any) error {
	if missing(in, true) {
		return nil
	}
	c.Operation.Body.MediaType = "application/json"
	if file, is := in.(*sdk.File); is {
		in = *file
	}
	switch in := in.(type) {
	case sdk.File:
		if missing(in.Content, true) {
			return errAnyFile
		}
		c.Stream, c.ContentType = in.Content, cmp.Or(in.ContentType, "application/octet-stream")
	case io.Reader:
		return errAnyReader
	default:
		if checked, is := in.(interface{ Validate() error }); is {
			if err := checked.Validate(); err != nil {
				return err
			}
		}
		data, err := json.Marshal(in)
		if err != nil {
			return err
		}
		c.Body = json.RawMessage(data)
	}
	return nil
}

// receive makes the call and reads what it is answered.
func (c *Client) receive(ctx context.Context, call *Call, out any) error {
	var empty bool
	call.Empty = &empty
	switch out := out.(type) {
	case nil:
	case *io.ReadCloser:
		call.Operation.Accept, call.Reader = "*/*", out
	case *[]byte:
		call.Operation.Accept, call.Bytes = "*/*", out
	default:
		call.Read = func(body []byte) error { return c.readAny(body, out) }
	}
	err := c.Do(ctx, call)
	if err == nil && call.Reader != nil && *call.Reader == nil { // what was to be deleted is gone
		*call.Reader = http.NoBody
	}
	return err
}

// readAny reads JSON into any type of Go's. The codec finds what is no JSON, and whether that was cut off.
func (c *Client) readAny(body []byte, out any) error {
	if err := c.api.Types.Unmarshal(body, new(json.RawMessage)); err != nil {
		return err
	}
	err := json.Unmarshal(body, out)
	var misfit *json.UnmarshalTypeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &misfit): // its own text has the number
		kind, _, _ := strings.Cut(misfit.Value, " ")
		return redact.Caused(err, strings.TrimLeft(misfit.Field+": a "+kind+" does not fit into "+misfit.Type.String(), ": "))
	}
	return redact.Caused(err, redact.Cause(err, nil)) // which may quote a value
}
