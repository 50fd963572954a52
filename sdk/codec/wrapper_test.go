package codec_test

import (
	"encoding/json"
	"testing"
	"time"
)

func TestAVariantThatIsNoObjectKeepsItsDigits(t *testing.T) {
	for in, want := range map[string]float64{`1.5`: 1.5, `0.10000000000000001`: 0.1, `1e400`: 0} {
		v, err := readAs[kindNumber](in)
		if got := written(&v); err != nil || v.Value != want || got != in || (v.kept == "") != (in == `1.5`) {
			t.Errorf("%s is read as %v and written as %s (%v), want %v", in, v.Value, got, err, want)
		}
		v.Value = 7
		if got := written(&v); got != "7" {
			t.Errorf("7, set over %s, is written as %s", in, got)
		}
	}
	if _, err := readAs[kindNumber](`"a"`); err == nil {
		t.Error("a string is read as a number")
	}
	if v, err := readAs[kindNumber](`null`); err != nil || v != (kindNumber{}) || written(&v) != "0" {
		t.Errorf("null is read as %v (%v)", v, err)
	}
}

func TestAListThatDoesNotFitIsKeptUntilItIsSet(t *testing.T) {
	v := mustRead[kindList](t, `[[1], [1e40]]`)
	if v.Value != nil || v.kept == "" || written(&v) != `[[1], [1e40]]` {
		t.Errorf("read %v, wrote %s", v.Value, written(&v))
	}
	for want, set := range map[string][][]int64{`[[1]]`: {{1}}, `[null]`: {nil}} {
		if v.Value = set; written(&v) != want {
			t.Errorf("%v, set over what was kept, is written as %s", set, written(&v))
		}
	}
}

// What stands for one value is a value like any other where it stands in an object.
func TestWrappersInObjects(t *testing.T) {
	type opaque struct {
		Raw json.RawMessage `sdk:"value"`
	}
	type moment struct {
		Value time.Time `sdk:"value"`
		kept  string
	}
	type holder struct {
		Raw    opaque            `json:"raw"`
		Maybe  *opaque           `json:"maybe,omitempty"`
		Many   []opaque          `json:"many,omitempty"`
		Named  map[string]moment `json:"named,omitempty"`
		Moment moment            `json:"moment"`
	}
	const zero = `"moment":"0001-01-01T00:00:00Z"}`
	for in, want := range map[string]string{
		`{}`: `{"raw":null,` + zero,
		`{"raw":{"a": 1},"maybe":[ ],"many":[1,null,"a"],"moment":"2026-03-30T12:00:00.50Z"}`: `{"raw":{"a": 1},"maybe":[ ],` +
			`"many":[1,null,"a"],"moment":"2026-03-30T12:00:00.5Z"}`,
		`{"raw":[],"named":{"a":"yesterday","b":null}}`:         `{"raw":[],"named":{"a":"yesterday","b":"0001-01-01T00:00:00Z"},` + zero,
		`{"moment":"yesterday"}`:                                `{"raw":null,"moment":"yesterday"}`,
		`{"moment":"yesterday","moment":"tomorrow"}`:            `{"raw":null,"moment":"tomorrow"}`,
		`{"moment":"yesterday","moment":null,"raw":1,"raw":{}}`: `{"raw":{},` + zero,
		`{"maybe":1,"maybe":null,"raw":1,"raw":null}`:           `{"raw":null,` + zero,
	} {
		v := mustRead[holder](t, in)
		if got := written(&v); got != want || v.Moment.kept != "" && !v.Moment.Value.IsZero() {
			t.Errorf("%s is read as %+v and written as %s, want %s", in, v, got, want)
		}
	}
}
