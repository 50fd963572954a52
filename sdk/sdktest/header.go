package sdktest

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// documented is what the document says of a status; nil is nothing.
func (r *route) documented(status int) *openapi3.Response {
	if r == nil || r.Operation == nil || r.Operation.Responses == nil {
		return nil
	}
	for _, key := range []string{strconv.Itoa(status), strconv.Itoa(status/100) + "XX", "default"} {
		if ref := r.Operation.Responses.Value(key); ref != nil {
			return ref.Value
		}
	}
	return nil
}

// addHeaders adds the headers that the document requires of an answer, by their examples.
func (x *exchange) addHeaders(header http.Header, status int) {
	response := x.route.documented(status)
	if response == nil {
		return
	}
	for name, ref := range response.Headers {
		if ref.Value == nil || !ref.Value.Required || header.Get(name) != "" || ref.Value.Schema == nil {
			continue
		}
		header.Set(name, headerText(x.shaper().invent(ref.Value.Schema.Value, ref.Value.Example)))
	}
}

func headerText(value any) string {
	items, several := value.([]any)
	if !several {
		return text(value)
	}
	texts := make([]string, len(items))
	for i, item := range items {
		texts[i] = text(item)
	}
	return strings.Join(texts, ",")
}
