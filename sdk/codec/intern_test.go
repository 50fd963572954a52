package codec_test

import (
	"strings"
	"testing"
)

// The strings of an enum are made once, in slots that many share: each has its own value all the same.
func TestEnumsThatShareASlot(t *testing.T) {
	type palette struct {
		One   colour            `json:"one"`
		Maybe *colour           `json:"maybe,omitempty"`
		Many  []colour          `json:"many"`
		Named map[string]colour `json:"named"`
	}
	long := strings.Repeat("LONG", 30)
	values := []colour{ // of the first, the length, the first letter, the middle one and the last are those of the next ones
		"RADAX", "RBDBX", "RCDCX", "", "R", "RR", "RADAX", colour(long), colour(long[:64]), colour(long[:65]), "grün", "\u0000", "RBDBX",
	}
	for range 3 {
		for i, want := range values {
			quoted, next := written(&want), values[(i+1)%len(values)]
			v := mustRead[palette](t, `{"one":`+quoted+`,"maybe":`+quoted+`,"many":[`+quoted+`,`+written(&next)+`,null],"named":{"a":`+quoted+`}}`)
			if v.One != want || *v.Maybe != want || v.Many[0] != want || v.Many[1] != next || v.Many[2] != "" || v.Named["a"] != want {
				t.Errorf("%q and %q are read as %+v, %q", want, next, v, *v.Maybe)
			}
		}
	}
	if v := mustRead[palette](t, `{"one":null,"maybe":null}`); v.One != "" || v.Maybe != nil {
		t.Errorf("null is read as %+v", v)
	}
}

func TestEnumsShareNothingWithTheInput(t *testing.T) {
	var first, second colour
	data := []byte(`"GREEN"`)
	if err := types.Unmarshal(data, &first); err != nil {
		t.Fatal(err)
	}
	copy(data, `"GXEXN"`)
	if err := types.Unmarshal(data, &second); err != nil || first != "GREEN" || second != "GXEXN" {
		t.Errorf("read %q and %q (%v)", first, second, err)
	}
}
