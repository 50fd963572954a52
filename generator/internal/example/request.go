package example

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"strings"
	"time"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// request is what the example sends, near enough for the server for tests; nil is that this is not known here.
func (d *document) request(made *ir.Example, now time.Time) *http.Request {
	operation := made.Operation
	address := operation.Path
	for i, param := range operation.PathParams {
		address = strings.Replace(address, "{"+param.Field.JSON+"}", url.PathEscape(textOf(made.Path[i])), 1)
	}
	if strings.Contains(address, "{") || strings.Contains(address, "?") || strings.Contains(address, "#") {
		return nil
	}
	content, mediaType, ok := encoded(operation, made.Body, now)
	if !ok {
		return nil
	}
	request, err := http.NewRequest(operation.Method, "http://example.com"+address, content)
	if err != nil {
		return nil
	}
	if mediaType != "" {
		request.Header.Set("Content-Type", mediaType)
	}
	if operation.Result != nil {
		request.Header.Set("Accept", operation.Result.MediaType)
	}
	if !parameters(request, made) {
		return nil
	}
	d.authenticate(request)
	return request
}

// parameters sets those beside the path, if they are written as all styles write them.
func parameters(request *http.Request, made *ir.Example) bool {
	query := url.Values{}
	for _, param := range made.Operation.QueryParams {
		value, given := made.Params[param.Field.JSON]
		if !given {
			continue
		}
		values := []any{value}
		if array, is := value.([]any); is && param.Explode && param.In == "query" && param.Style == "form" {
			values = array
		}
		for _, one := range values {
			if !scalar(one) || param.JSON || param.Text || param.Whole {
				return false
			}
			switch param.In {
			case "query":
				query.Add(param.Field.JSON, textOf(one))
			case "header":
				request.Header.Set(param.Field.JSON, textOf(one))
			case "cookie":
				request.AddCookie(&http.Cookie{Name: param.Field.JSON, Value: textOf(one)})
			}
		}
	}
	if flag := made.Operation.Flag; flag != nil && !flag.InBody {
		query.Set(flag.Field.JSON, textOf(flag.On))
	}
	request.URL.RawQuery = query.Encode()
	return true
}

// authenticate adds the credentials that the server for tests gives to its clients.
func (d *document) authenticate(request *http.Request) {
	for _, credential := range d.api.Test.Credentials {
		scheme, value := credential.Scheme, credential.Value
		if scheme.Basic {
			value = base64.StdEncoding.EncodeToString([]byte(value))
		}
		value = scheme.Prefix + value
		switch scheme.In {
		case "header":
			request.Header.Set(scheme.Key, value)
		case "query":
			query := request.URL.Query()
			query.Set(scheme.Key, value)
			request.URL.RawQuery = query.Encode()
		case "cookie":
			request.AddCookie(&http.Cookie{Name: scheme.Key, Value: value})
		}
	}
}

// encoded is the body of a request and its media type.
func encoded(operation *ir.Operation, value any, now time.Time) (content io.Reader, mediaType string, ok bool) {
	body := operation.Body
	if body == nil || value == nil {
		return http.NoBody, "", true
	}
	if body.AnyMedia {
		return nil, "", false
	}
	sent := wire(body.Type, value, now)
	if object, is := sent.(map[string]any); is && operation.Flag != nil && operation.Flag.InBody {
		object[operation.Flag.Field.JSON] = operation.Flag.On
	}
	switch body.Encoding {
	case ir.AsJSON:
		data, err := json.Marshal(sent)
		return bytes.NewReader(data), body.ContentType, err == nil
	case ir.AsText, ir.AsStream:
		text, is := sent.(string)
		return strings.NewReader(text), body.ContentType, is
	}
	object, is := sent.(map[string]any)
	if !is {
		return nil, "", false
	}
	if body.Encoding == ir.AsForm {
		return form(object, body.MediaType)
	}
	return multipartForm(body, object)
}

func form(object map[string]any, mediaType string) (io.Reader, string, bool) {
	values := url.Values{}
	for name, value := range object {
		if !scalar(value) {
			return nil, "", false
		}
		values.Set(name, textOf(value))
	}
	return strings.NewReader(values.Encode()), mediaType, true
}

func multipartForm(body *ir.Body, object map[string]any) (io.Reader, string, bool) {
	if body.MediaType != "multipart/form-data" || body.Type.Object() == nil {
		return nil, "", false
	}
	var content bytes.Buffer
	writer := multipart.NewWriter(&content)
	for _, field := range body.Type.Object().Fields {
		value, given := object[field.JSON]
		if !given {
			continue
		}
		text, header := partOf(field, value)
		part, err := writer.CreatePart(header)
		if err != nil {
			return nil, "", false
		}
		_, _ = io.WriteString(part, text) // into memory
	}
	_ = writer.Close() // into memory
	return &content, writer.FormDataContentType(), true
}

// partOf is a property as a part: a file, JSON, or a text.
func partOf(field *ir.Field, value any) (text string, header textproto.MIMEHeader) {
	header = textproto.MIMEHeader{}
	header.Set("Content-Disposition", multipart.FileContentDisposition(field.JSON, "file"))
	if field.Type.Kind == ir.File {
		return textOf(value), header
	}
	header.Set("Content-Disposition", `form-data; name="`+strings.ReplaceAll(field.JSON, `"`, "%22")+`"`)
	if scalar(value) {
		return textOf(value), header
	}
	data, _ := json.Marshal(value) // it came from JSON
	header.Set("Content-Type", "application/json")
	return string(data), header
}
