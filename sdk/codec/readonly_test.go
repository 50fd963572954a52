package codec

import (
	"encoding/json"
	"testing"
)

type account struct {
	ID                   *string                    `json:"id,omitempty" sdk:"readonly,null"`
	Name                 string                     `json:"name"`
	AdditionalProperties map[string]json.RawMessage `json:"-"`
}

// TestRequestsLeaveOutReadOnly writes values with and without what they keep, for requests and for everything else.
func TestRequestsLeaveOutReadOnly(t *testing.T) {
	types := Types{ReadOnly: true}
	tests := []struct{ read, request string }{
		{`{"id":"i","name":"n"}`, `{"name":"n"}`},
		{`{"id":null,"name":"n","more":1}`, `{"name":"n","more":1}`},
		{`[{"id":"i","name":"n"}]`, `[{"name":"n"}]`},
	}
	for _, test := range tests {
		var v any = &account{}
		if test.read[0] == '[' {
			v = &[]account{}
		}
		if err := types.Unmarshal([]byte(test.read), v); err != nil {
			t.Fatal(err)
		}
		if got := string(types.ForRequests().Bytes(v)); got != test.request {
			t.Errorf("a request has %s, want %s", got, test.request)
		}
		if got := string(types.Bytes(v)); got != test.read {
			t.Errorf("written is %s, want %s", got, test.read)
		}
	}
}
