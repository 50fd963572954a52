package codec_test

import (
	"encoding/json"
	"testing"
)

// loose has values that the document says nothing of.
type loose struct {
	Any                  json.RawMessage            `json:"any,omitempty"`
	List                 []json.RawMessage          `json:"list,omitempty"`
	Map                  map[string]json.RawMessage `json:"map,omitempty"`
	AdditionalProperties map[string]json.RawMessage `json:"-"`
}

// TestOnlyJSONIsWritten: what a caller takes for JSON, and is none, would change what stands around it.
func TestOnlyJSONIsWritten(t *testing.T) {
	for _, text := range []string{`1,"admin":true`, `"a`, `}`, `nul`, `!`, "{}\x00"} {
		raw := json.RawMessage(text)
		for _, v := range []*loose{{Any: raw}, {List: []json.RawMessage{raw}}, {Map: map[string]json.RawMessage{"a": raw}}, {AdditionalProperties: map[string]json.RawMessage{"a": raw}}} {
			if data, err := types.Marshal(v); err == nil {
				t.Errorf("%q is written: %s", text, data)
			}
		}
	}
	right := &loose{Any: json.RawMessage(` [1.0] `), List: []json.RawMessage{nil}, AdditionalProperties: map[string]json.RawMessage{"x": json.RawMessage(`null`)}}
	if data, err := types.Marshal(right); err != nil || string(data) != `{"any": [1.0] ,"list":[null],"x":null}` {
		t.Errorf("got %s, %v", data, err)
	}
}
