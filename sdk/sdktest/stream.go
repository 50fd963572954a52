package sdktest

import (
	"bytes"
	"encoding/json"
	"mime"
	"net/http"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// framingOf is how a body of a media type is divided into items: "events", "lines" or "sequence"; "" is not at all.
func framingOf(mediaType string) string {
	name, _, _ := mime.ParseMediaType(mediaType) // what is none is no stream
	_, suffix, _ := strings.Cut(name, "+")
	switch {
	case name == "text/event-stream":
		return "events"
	case name == "application/json-seq" || suffix == "json-seq":
		return "sequence"
	case strings.Contains(name, "ndjson"), strings.Contains(name, "jsonl"), name == "application/json-lines", name == "application/x-json-stream",
		name == "application/stream+json":
		return "lines"
	}
	return ""
}

// stream answers with a stream where the request asks for one that the operation has; nil is that it does not.
func (x *exchange) stream() *Response {
	asked := x.r.Header.Get("Accept")
	framing := framingOf(asked)
	response := x.route.documented(x.route.success)
	if framing == "" || response == nil || response.Content[asked] == nil {
		return nil
	}
	answer := &Response{Status: x.route.success, Header: http.Header{"Content-Type": {asked}}}
	answer.Body = x.streamBody(framing, response.Content[asked])
	return answer
}

// streamBody is an item of a stream, or several where the document shows several; a text is the stream itself.
func (x *exchange) streamBody(framing string, media *openapi3.MediaType) []byte {
	example := exampleOf(&openapi3.MediaType{Example: media.Example, Examples: media.Examples})
	if text, is := example.(string); is && strings.Contains(text, "\n") {
		return []byte(text)
	}
	schema, ruled := itemOf(media)
	items, several := example.([]any)
	if !several {
		var value any
		if schema != nil {
			value = x.shaper().invent(schema, example)
		}
		items = []any{value}
	}
	var b bytes.Buffer
	for _, item := range items {
		writeItem(&b, x.shaper(), framing, item, schema, media.Extensions["x-sdk-stream"], ruled)
	}
	if end := endOf(schema); end != "" && framing == "events" {
		b.WriteString("data: " + end + "\n\n")
	}
	return b.Bytes()
}

// itemOf is the schema of an item, and whether it is itemSchema.
func itemOf(media *openapi3.MediaType) (*openapi3.Schema, bool) {
	switch {
	case media.ItemSchema != nil:
		return media.ItemSchema.Value, true
	case media.Schema == nil:
		return nil, false
	case media.Schema.Value.Type.Is(openapi3.TypeArray) && media.Schema.Value.Items != nil:
		return media.Schema.Value.Items.Value, false
	}
	return media.Schema.Value, false
}

func writeItem(b *bytes.Buffer, shape shaper, framing string, item any, schema *openapi3.Schema, word any, ruled bool) {
	text, _ := json.Marshal(item) // it is made of maps, slices and scalars
	switch framing {
	case "lines":
		b.Write(append(text, '\n'))
	case "sequence":
		b.Write(append(append([]byte{0x1e}, text...), '\n'))
	default:
		event, is := item.(map[string]any)
		if !is || word == "data" || word != "event" && !isEvent(event, ruled) {
			event = map[string]any{"data": item}
		} else if data := propertiesOf(schema)["data"]; data != nil && data.Value.ContentSchema != nil {
			event["data"] = shape.invent(data.Value.ContentSchema.Value, nil)
		}
		writeEvent(b, event)
	}
}

// isEvent reports whether an object is an event with its fields, and not what stands in data.
func isEvent(object map[string]any, ruled bool) bool {
	_, hasData := object["data"]
	for name := range object {
		if !slices.Contains([]string{"event", "data", "id", "retry"}, name) {
			return false
		}
	}
	return hasData || ruled
}

func writeEvent(b *bytes.Buffer, event map[string]any) {
	for _, name := range []string{"id", "event", "retry", "data"} {
		value, has := event[name]
		if !has && name != "data" {
			continue
		}
		line, isText := value.(string)
		if !isText {
			marshaled, _ := json.Marshal(value) // it is made of maps, slices and scalars
			line = string(marshaled)
		}
		for part := range strings.SplitSeq(line, "\n") {
			b.WriteString(name + ": " + part + "\n")
		}
	}
	b.WriteString("\n")
}

// endOf is the data that ends a stream: the one string that is a variant of its items.
func endOf(schema *openapi3.Schema) string {
	if schema == nil {
		return ""
	}
	for _, variant := range slices.Concat(schema.OneOf, schema.AnyOf) {
		values := variant.Value.Enum
		if variant.Value.Const != nil {
			values = []any{variant.Value.Const}
		}
		if text, is := oneText(values); is {
			return text
		}
	}
	return ""
}

func oneText(values []any) (string, bool) {
	if len(values) != 1 {
		return "", false
	}
	text, is := values[0].(string)
	return text, is
}
