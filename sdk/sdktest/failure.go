package sdktest

import (
	"net/http"
	"strconv"

	"github.com/getkin/kin-openapi/openapi3"
)

// failure makes an error response in the form of the document's. Where the document has none in JSON it is plain text.
func (x *exchange) failure(failure Failure) *Response {
	failure.Number = x.record.Number
	if x.route != nil {
		if content := x.route.failureContent(failure.Status); content != nil {
			fields := x.server.api.vendor.Error(failure)
			return jsonResponse(failure.Status, fitError(content, fields))
		}
	}
	// What is no operation has no form of error, but all operations of most APIs share one.
	for _, r := range x.server.api.routes {
		if content := r.failureContent(failure.Status); content != nil && x.route == nil {
			return jsonResponse(failure.Status, fitError(content, x.server.api.vendor.Error(failure)))
		}
	}
	header := http.Header{}
	header.Set("Content-Type", "text/plain; charset=utf-8")
	return &Response{Status: failure.Status, Header: header, Body: []byte(failure.Message)}
}

// failureContent is the JSON that the document gives for an error with this status; nil is none.
func (r *route) failureContent(status int) *openapi3.MediaType {
	text := strconv.Itoa(status)
	for _, key := range []string{text, text[:1] + "XX", "default"} {
		if response := r.Operation.Responses.Value(key); response != nil && response.Value != nil {
			if content := response.Value.Content.Get(jsonType); content != nil && content.Schema != nil {
				return content
			}
		}
	}
	return nil
}

// fitError keeps of the fields what the document's error has and allows, and adds what it requires.
func fitError(content *openapi3.MediaType, fields map[string]any) any {
	schema := content.Schema.Value
	known := propertiesOf(schema)
	body := map[string]any{}
	for name, value := range fields {
		property := known[name]
		if property != nil && property.Value.VisitJSON(plain(value)) == nil {
			body[name] = value
		}
	}
	return shaper{}.fit(schema, nil, body, exampleOf(content))
}
