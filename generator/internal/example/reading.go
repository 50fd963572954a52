package example

import (
	"bytes"
	"encoding/json"
	"mime"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// content is the JSON of an answer, or of the first item of a stream; nil is none.
func content(data []byte, mediaType string) any {
	kind, _, _ := mime.ParseMediaType(mediaType) // what is none is no JSON
	switch {
	case kind == "text/event-stream":
		for line := range bytes.Lines(data) {
			if after, is := bytes.CutPrefix(line, []byte("data: ")); is {
				data = after
				break
			}
		}
	case strings.Contains(kind, "json") && bytes.HasPrefix(data, []byte{0x1e}):
		data, _, _ = bytes.Cut(data[1:], []byte{'\n'})
	case !strings.HasSuffix(kind, "/json") && !strings.HasSuffix(kind, "+json"):
		data, _, _ = bytes.Cut(data, []byte{'\n'})
	}
	value, err := decode(data)
	if err != nil {
		return nil
	}
	return value
}

// declared reports whether an operation answers with a status.
func declared(operation *ir.Operation, status int) bool {
	for _, answer := range operation.Answers {
		if answer.Status == status || answer.Status == status/100 || answer.Status == 0 {
			return !answer.Other
		}
	}
	return len(operation.Answers) == 0
}

// read reports whether the client can read an answer: what the server for tests makes up is not always what the document
// allows.
func read(operation *ir.Operation, data []byte, value any) bool {
	result := operation.Result
	switch {
	case result == nil:
		return true
	case len(data) == 0:
		return result.MayBeEmpty
	case operation.Results != nil:
		return true
	case result.Type.Kind == ir.Stream:
		return result.Items == nil || result.Items.Type == nil || result.Items.Whole || reads(result.Items.Type, value)
	case result.Encoding != ir.AsJSON:
		return result.Type.Kind == ir.String
	case pointedTo(result.Type):
		return false
	}
	return reads(result.Type, value)
}

// reads reports whether a JSON value is one of a type.
func reads(t *ir.Type, value any) bool {
	switch t.Kind {
	case ir.Raw:
		return true
	case ir.Named:
		return readsNamed(t.Decl, value)
	case ir.Array:
		array, is := value.([]any)
		for _, element := range array {
			is = is && (element == nil || reads(t.Elem, element))
		}
		return is
	case ir.Map:
		object, is := value.(map[string]any)
		for _, element := range object {
			is = is && (element == nil || reads(t.Elem, element))
		}
		return is
	case ir.Bool:
		_, is := value.(bool)
		return is
	case ir.Int, ir.Float:
		return isNumber(t, value)
	}
	return readsText(t, value)
}

func readsNamed(decl ir.Decl, value any) bool {
	switch decl := decl.(type) {
	case *ir.Object:
		object, is := value.(map[string]any)
		for _, field := range decl.Fields {
			given := object[field.JSON]
			is = is && (given == nil || reads(field.Type, given))
		}
		return is
	case *ir.Enum:
		return reads(decl.Type, value)
	case *ir.List:
		return scalar(value) || value != nil
	}
	return value != nil
}

// readsText is for what is a string in JSON, and for types of other packages.
func readsText(t *ir.Type, value any) bool {
	text, is := value.(string)
	switch {
	case t.Kind == ir.Custom && t.Custom.JSON == "number":
		_, is = value.(json.Number)
	case t.Kind == ir.String && t.Lenient && !is:
		_, is = value.(json.Number)
	case !is:
	case t.Kind == ir.Time:
		_, err := time.Parse(time.RFC3339, text)
		is = err == nil
	case t.Kind == ir.Bytes:
		_, is = fitText(t, value)
	case t.Kind == ir.Custom:
		is = readsCustom(t.Custom, text)
	}
	return is
}

// readsCustom reports whether a text is a value of a type of another package.
func readsCustom(custom *ir.CustomType, text string) bool {
	switch custom.Name {
	case "Date":
		_, err := time.Parse(time.DateOnly, text)
		return err == nil
	case "UUID":
		return uuid.Validate(text) == nil
	case "Decimal", "Int":
		_, err := strconv.ParseFloat(text, 64)
		return err == nil
	}
	return false
}
