package codec_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk/codec"
)

// noted has fields about which the tag says what the Go type does not.
type noted struct {
	Rows    [][]string                   `json:"rows,omitempty" sdk:"items.null"`
	Deep    [][][]string                 `json:"deep,omitempty" sdk:"items.items.null"`
	Both    [][][]string                 `json:"both,omitempty" sdk:"items.null,items.items.null"`
	Named   map[string][]string          `json:"named,omitempty" sdk:"items.null"`
	Maps    []map[string]map[string]bool `json:"maps,omitempty" sdk:"items.null,items.items.null"`
	Bytes   [][]byte                     `json:"bytes,omitempty" sdk:"items.null"`
	Numbers [][]float64                  `json:"numbers,omitempty" sdk:"items.null"`
	Plain   [][]string                   `json:"plain,omitempty"`
	ID      *string                      `json:"id,omitempty" sdk:"number"`
	IDs     []string                     `json:"ids,omitempty" sdk:"items.number"`
	Maybes  []*string                    `json:"maybes,omitempty" sdk:"items.number"`
	ByName  map[string][]string          `json:"byName,omitempty" sdk:"items.items.number"`
	Mixed   [][]string                   `json:"mixed,omitempty" sdk:"items.items.number,null,items.null"`

	AdditionalProperties map[string]json.RawMessage `json:"-"`
}

func TestNotes(t *testing.T) {
	tests := []struct{ name, in, out string }{
		{"null is an element", `{"rows":[["a"],null,[]]}`, ``},
		{"null is an element of an element", `{"deep":[[["a"],null,[]],[]]}`, ``},
		{"null is no element here, but there", `{"deep":[null,[null]]}`, `{"deep":[[],[null]]}`},
		{"null is an element of both", `{"both":[null,[null],[],[[]],[["a"]]]}`, ``},
		{"null is a value of a map", `{"named":{"a":["b"],"b":null,"c":[]}}`, ``},
		{"maps are null", `{"maps":[null,{},{"a":null,"b":{},"c":{"d":true}}]}`, ``},
		{"bytes are null", `{"bytes":["YQ==",null,""]}`, ``},
		{"bytes do not fit", `{"bytes":["YQ==", null, "no base64"]}`, ``},
		{"numbers are null", `{"numbers":[[1.5],null,[]]}`, ``},
		{"numbers do not fit", `{"numbers":[[0.10000000000000001], null, [1e400]]}`, ``},
		{"null means nothing", `{"plain":[["a"],null,[]]}`, `{"plain":[["a"],[],[]]}`},
		{"a number for a string", `{"id":4711}`, `{"id":"4711"}`},
		{"a null for a string", `{"id":null}`, `{}`},
		{"numbers for strings", `{"ids":[1,"2",1e3,null]}`, `{"ids":["1","2","1e3",""]}`},
		{"numbers for strings that may be null", `{"maybes":[1,"2",null]}`, `{"maybes":["1","2",null]}`},
		{"numbers at depth", `{"byName":{"a":[1,"2"],"b":null}}`, `{"byName":{"a":["1","2"],"b":[]}}`},
		{"all at once", `{"mixed":[[1],null,["2"]]}`, `{"mixed":[["1"],null,["2"]]}`},
		{"a null that is kept", `{"mixed":null}`, ``},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			v, want := mustRead[noted](t, test.in), test.out
			if want == "" {
				want = test.in
			}
			if got := written(&v); got != want {
				t.Errorf("%s is written as %s, want %s", test.in, got, want)
			}
		})
	}
	for _, in := range []string{`{"rows":[[1]]}`, `{"ids":[true]}`, `{"byName":{"a":1}}`, `{"id":[]}`, `{"plain":[[1]]}`} {
		if v, err := readAs[noted](in); err == nil {
			t.Errorf("%s is read as %+v", in, v)
		}
	}
}

func TestNotesOfAdditionalProperties(t *testing.T) {
	type lists struct {
		AdditionalProperties map[string][]string `json:"-" sdk:"items.null,items.items.number"`
	}
	type raws struct {
		AdditionalProperties map[string]*string `json:"-" sdk:"items.number"`
	}
	if v := mustRead[lists](t, `{"b":null,"a":[1,"2"],"c":[]}`); written(&v) != `{"a":["1","2"],"b":null,"c":[]}` {
		t.Errorf("written as %s", written(&v))
	}
	if v := mustRead[raws](t, `{"b":null,"a":1}`); written(&v) != `{"a":"1","b":null}` {
		t.Errorf("written as %s", written(&v))
	}
}

// odd has properties that a json tag cannot name.
type odd struct {
	Comma  *string `json:"-" name:"a,b" sdk:"optional"`
	Quote  string  `json:"-" name:"a\"b\\c"`
	Dash   int32   `json:"-" name:"-"`
	Empty  []int32 `json:"-" name:"" sdk:"optional"`
	Line   *int32  `json:"-" name:"a\nb" sdk:"null,optional"`
	Absent string  `json:"-"`
	hidden string

	AdditionalProperties map[string]json.RawMessage `json:"-"`
}

func TestNamesThatATagCannotSay(t *testing.T) {
	tests := []struct{ in, out string }{
		{`{}`, `{"a\"b\\c":"","-":0}`},
		{`{"a,b":"c","a\"b\\c":"d","-":7,"":[1],"a\nb":2}`, ``},
		{`{"\u002d":7,"a\u002cb":"c","a\u0022b\u005cc":"d"}`, `{"a,b":"c","a\"b\\c":"d","-":7}`},
		{`{"a\"b\\c":"","-":1e40,"a\nb":null}`, ``},
		{`{"a\"b\\c":"","-":0,"":[1e40],"a\nb":1e40}`, ``},
		{`{"a\"b\\c":"","-":0,"":[],"Absent":1,"a":2,"hidden":3}`, ``},
	}
	for _, test := range tests {
		v, want := mustRead[odd](t, test.in), test.out
		if want == "" {
			want = test.in
		}
		if got := written(&v); got != want || v.Absent != "" || v.hidden != "" {
			t.Errorf("%s is read as %+v and written as %s, want %s", test.in, v, got, want)
		}
	}
	for in, want := range map[string]string{
		`{"-":"a"}`: "-: expected a number, got a string", `{"":1}`: `"": expected an array, got a number`,
		`{"a,b":1}`: `"a,b": expected a string, got a number`, `{"a\nb":[]}`: `"a\nb": expected a number, got an array`,
	} {
		if _, err := readAs[odd](in); err == nil || err.Error() != want {
			t.Errorf("%s: the error is %v, want %s", in, err, want)
		}
	}
}

type (
	identifiers  []string                // items.number
	rows         [][]string              // items.null
	ledger       map[string][]float64    // items.null
	tree         []tree                  // an element may be null, and is empty then
	sparseTree   []sparseTree            // items.null
	sparseForest map[string]sparseForest // items.null
	forest       map[string]forest       // a value may be null, and is empty then
	mixedTree    []map[string]mixedTree  // both
	ratios       []float64
)

func TestDeclaredLists(t *testing.T) {
	tests := []struct {
		v       any
		in, out string
	}{
		{new(identifiers), `[1,"2"]`, `["1","2"]`},
		{new([]identifiers), `[[1],null]`, `[["1"],[]]`},
		{new(rows), `[["a"],null,[]]`, ``},
		{new(map[string]*rows), `{"a":[null],"b":null,"c":[]}`, ``},
		{new(ledger), `{"a":[1],"b":null,"c":[]}`, ``},
		{new(ledger), `null`, `{}`},
		{new(tree), `[[],[[],[[]]],null]`, `[[],[[],[[]]],[]]`},
		{new(sparseTree), `[[],[null,[[]]],null]`, ``},
		{new(sparseForest), `{"a":{"b":{},"c":null},"d":null}`, ``},
		{new(forest), `{"a":{"b":{},"c":{"d":null}},"e":null}`, `{"a":{"b":{},"c":{"d":{}}},"e":{}}`},
		{new(mixedTree), `[{"a":[{"b":[]},{}],"c":null},null]`, `[{"a":[{"b":[]},{}],"c":[]},{}]`},
		{new(ratios), `[0.10000000000000001,2]`, `[0.1,2]`},
		{new(required[ledger]), `{"n":{"a":[0.10000000000000001],"b":null}}`, `{"n":{"a":[0.1],"b":null}}`},
		{new(required[sparseTree]), `{"n":null}`, `{"n":[]}`},
		{new(nullable[sparseTree]), `{"n":null}`, ``},
		{new(nullable[sparseTree]), `{"n":[null]}`, ``},
		{new(optional[forest]), `{"n":{}}`, ``},
	}
	for _, test := range tests {
		want := test.out
		if want == "" {
			want = test.in
		}
		if err := types.Unmarshal([]byte(test.in), test.v); err != nil || written(test.v) != want {
			t.Errorf("%T: %s is written as %s (%v), want %s", test.v, test.in, written(test.v), err, want)
		}
	}
	if v, err := readAs[required[ratios]](`{"n":[1,1e400]}`); err == nil || err.Error() != "n[1]: the number does not fit its Go type" {
		t.Errorf("read %v (%v)", v, err)
	}
}

// branch leads to a list of itself again, in which null is an element.
type branch struct {
	Rows                 [][]branch          `json:"rows,omitempty" sdk:"items.null"`
	AdditionalProperties map[string][]branch `json:"-" sdk:"items.null"`
}

// It does not matter which of several types that lead to each other is met first.
func TestNotesOfTypesThatLeadToThemselves(t *testing.T) {
	const in = `{"rows":[[{"rows":[null]},{}],null,[]],"a":[{"b":null}],"c":null}`
	for _, first := range []struct {
		v  any
		in string
	}{{new(branch), in}, {new([]branch), "[" + in + "]"}, {new([][]branch), "[[" + in + "]]"}, {new(map[string][]branch), `{"a":[` + in + `]}`}} {
		fresh, got := &codec.Types{}, json.RawMessage(nil)
		with := panics(func() {
			if err := fresh.Unmarshal([]byte(first.in), first.v); err != nil {
				t.Error(err)
			}
			got = fresh.Bytes(first.v)
		})
		if with != nil || string(got) != first.in {
			t.Errorf("%T: %s is written as %s, or panics: %v", first.v, first.in, got, with)
		}
	}
}

func TestANoteWithoutAField(t *testing.T) {
	tests := []struct {
		v             any
		note, in, out string
	}{
		{new(string), "number", `4711`, `"4711"`},
		{new(*string), "number", `4711`, `"4711"`},
		{new([][]string), "items.null", `[["a"],null,[]]`, `[["a"],null,[]]`},
		{new([][]string), "", `[["a"],null,[]]`, `[["a"],[],[]]`},
		{new(map[string][]string), "items.null,items.items.number", `{"a":[1],"b":null}`, `{"a":["1"],"b":null}`},
		{new(rows), "items.items.number", `[["a"],null]`, `[["a"],null]`}, // what is declared has its own note
	}
	for _, test := range tests {
		with := codec.Noted{Value: test.v, Note: test.note}
		if err := types.Unmarshal([]byte(test.in), with); err != nil || written(with) != test.out {
			t.Errorf("%T: %s is written as %s (%v), want %s", test.v, test.in, written(with), err, test.out)
		}
	}
	if v, err := readAs[string](`4711`); err == nil {
		t.Errorf("without the note, a number is read as %q", v)
	}
	var nested [][]string
	if err := types.Unmarshal([]byte(`[null]`), &nested); err != nil || !reflect.DeepEqual(nested, [][]string{nil}) {
		t.Errorf("read %v (%v)", nested, err)
	}
}
