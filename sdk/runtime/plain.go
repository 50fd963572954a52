package runtime

import (
	"bytes"
	"encoding/json"
	"net/http"
	"reflect"
	"strings"

	"github.com/hubchannels/hubchannels-go/sdk/internal/charset"
)

// content is what a success's body says: UTF-8 without a byte order mark, and JSON where it is text and the call wants JSON.
func (r *run) content(resp *http.Response, data []byte) ([]byte, error) {
	contentType := resp.Header.Get("Content-Type")
	data, err := charset.UTF8(contentType, data)
	if err != nil {
		return nil, err
	}
	data = bytes.TrimPrefix(data, byteOrderMark)
	if r.isText(contentType) {
		return json.Marshal(string(data))
	}
	return data, nil
}

// isText reports whether the document leaves open what the body of a string is, and it is text.
func (r *run) isText(contentType string) bool {
	op := r.call.Operation
	return r.call.Read == nil && !op.isText(r.status) && strings.Contains(op.Accept, "*") && strings.HasPrefix(bare(contentType), "text/") &&
		reflect.TypeOf(pointerOf(r.call.Result)).Elem().Kind() == reflect.String
}

// isEmpty reports whether a body says nothing. A text may be white space, and empty where there is no other answer.
func (r *run) isEmpty(data []byte) bool {
	if r.call.Operation.isText(r.status) {
		return len(data) == 0 && r.call.Empty != nil
	}
	return len(bytes.TrimSpace(data)) == 0
}

// bare is a media type without parameters, in lower case.
func bare(contentType string) string {
	mediaType, _, _ := strings.Cut(contentType, ";")
	return strings.ToLower(strings.TrimSpace(mediaType))
}

// readText puts a text into what v, a pointer to a string of whatever type, points to.
func readText(data []byte, v any) { reflect.ValueOf(v).Elem().SetString(string(data)) }
