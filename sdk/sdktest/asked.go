package sdktest

import (
	"net/http"
	"strings"
)

// asked answers in the media type that the request asks for, as the document shows it; nil is JSON.
func (x *exchange) asked() *Response {
	accept := x.r.Header.Get("Accept")
	said := x.route.Operation.Responses.Status(x.route.success)
	if accept == jsonType || said == nil || said.Value == nil || said.Value.Content[accept] == nil {
		return nil
	}
	content := said.Value.Content[accept]
	if strings.HasSuffix(accept, "+json") && content.Schema != nil {
		answer := jsonResponse(x.route.success, x.shaper().invent(content.Schema.Value, exampleOf(content)))
		answer.Header.Set("Content-Type", accept)
		return answer
	}
	shown, _ := exampleOf(content).(string)
	return &Response{Status: x.route.success, Header: http.Header{"Content-Type": {accept}}, Body: []byte(shown)}
}
