package sdk

import (
	"bytes"
	"encoding/json"

	"github.com/hubchannels/hubchannels-go/sdk/internal/unwritten"
)

// JSON is the JSON of any Go value, for what the document describes no further: JSON(map[string]any{"type": "string"}), a struct,
// JSON that is there already. It is what encoding/json makes of v, but <, > and & stay as they are. A value that has no JSON, such as
// a channel or NaN, is an error of the call that would send it.
func JSON(v any) json.RawMessage {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return unwritten.Of(err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// JSONObject is the JSON of each value of a map, for objects whose properties the document does not name: a JSON Schema, metadata,
// AdditionalProperties. The values are as [JSON] makes them; nil is nil.
func JSONObject(values map[string]any) map[string]json.RawMessage {
	if values == nil {
		return nil
	}
	object := make(map[string]json.RawMessage, len(values))
	for name, v := range values {
		object[name] = JSON(v)
	}
	return object
}

// JSONArray is the JSON of each value, for arrays whose elements the document describes no further. The values are as [JSON] makes them.
func JSONArray(values ...any) []json.RawMessage {
	array := make([]json.RawMessage, len(values))
	for i, v := range values {
		array[i] = JSON(v)
	}
	return array
}
