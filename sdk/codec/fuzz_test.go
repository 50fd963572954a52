package codec_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk/codec/codectest"
)

// FuzzObject reads and writes an object with a property of each kind that may be kept.
func FuzzObject(f *testing.F) {
	f.Add([]byte(fullSample()))
	f.Add([]byte(` { "new" : [ 1e400 , "a" ] , "t\u0079pe" : "OTHER" , "list" : [ 0.10000000000000001 , 1e400 ] } `))
	f.Add([]byte(`{"number":9007199254740993,"count":9223372036854775808,"when":"yesterday","type":null,"":{}}`))
	codectest.Fuzz(f, types, new(sample))
}

// FuzzEverything reads and writes an object with a property of each Go type that generators make.
func FuzzEverything(f *testing.F) {
	f.Add([]byte(fullEverything))
	codectest.Fuzz(f, types, new(everything))
}

// FuzzAttachment reads and writes a union whose variants the tag tells apart.
func FuzzAttachment(f *testing.F) {
	for _, test := range taggedTests {
		f.Add([]byte(test.in))
	}
	codectest.Fuzz(f, types, new(attachment))
}

// FuzzTarget reads and writes a union whose variants properties tell apart.
func FuzzTarget(f *testing.F) {
	for _, test := range propertyTests {
		f.Add([]byte(test.in))
	}
	codectest.Fuzz(f, types, codectest.Loose{Sample: new(target)}) // one variant forgets what it does not know
}

// FuzzKind reads and writes a union whose variants JSON types tell apart.
func FuzzKind(f *testing.F) {
	for _, test := range kindTests {
		f.Add([]byte(test.in))
	}
	codectest.Fuzz(f, types, new(kind))
}

// FuzzNested reads and writes an object that holds itself.
func FuzzNested(f *testing.F) {
	f.Add([]byte(`{"one":{"many":[{},{"named":{"a":{"new":1}}},null]},"new":[]}`))
	f.Add([]byte(strings.Repeat(`{"one":`, 50)))
	codectest.Fuzz(f, types, new(nested))
}

// FuzzString holds reading a string against encoding/json.
func FuzzString(f *testing.F) {
	for _, text := range texts {
		f.Add(strings.Trim(text, `"`))
	}
	f.Fuzz(func(t *testing.T, text string) {
		var want string
		quoted := `"` + text + `"`
		wanted := json.Unmarshal([]byte(quoted), &want)
		got, err := readAs[string](quoted)
		if (err == nil) != (wanted == nil) || err == nil && got != want && !strings.ContainsRune(want, '\uFFFD') {
			t.Errorf("%q is read as %q (%v), encoding/json reads %q (%v)", quoted, got, err, want, wanted)
		}
	})
}

// FuzzBase64 puts one string into a property of bytes.
func FuzzBase64(f *testing.F) {
	for _, text := range []string{"", "aGVsbG8=", "aGVsbG9=", `aGVs\nbG8=`, "aGVsbG8", "_-8=", `\u003d`} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		quoted := `"` + text + `"`
		if !json.Valid([]byte(quoted)) || strings.ContainsRune(strings.ToValidUTF8(text, "\uFFFD"), '\uFFFD') {
			t.Skip()
		}
		if _, out, err := inAndOutOptional[[]byte](quoted); err != nil || out != quoted {
			t.Errorf("%s is written as %s (%v)", quoted, out, err)
		}
	})
}

// plain is a struct that encoding/json reads just as well: it has no unions, no notes, and no methods.
type plain struct {
	Text    string               `json:"text"`
	Maybe   *string              `json:"maybe,omitempty"`
	Colour  colour               `json:"colour"`
	Colours []*colour            `json:"colours"`
	Flag    bool                 `json:"flag"`
	Maybes  []*bool              `json:"maybes"`
	Int     int                  `json:"int"`
	Int32   int32                `json:"int32"`
	Int64   *int64               `json:"int64"`
	Float32 float32              `json:"float32"`
	Float64 *float64             `json:"float64"`
	When    time.Time            `json:"when"`
	Whens   map[string]time.Time `json:"whens"`
	Bytes   []byte               `json:"bytes"`
	Many    [][]byte             `json:"many"`
	Rows    [][]float64          `json:"rows"`
	ByName  map[string][]int32   `json:"byName"`
	Tree    tree                 `json:"tree"`
	Forest  forest               `json:"forest"`
	Inner   inner                `json:"inner"`
	Next    *inner               `json:"next"`
	All     []inner              `json:"all"`
	Some    []*inner             `json:"some"`
	Named   map[string]inner     `json:"named"`

	AdditionalProperties map[string]json.RawMessage `json:"-"`
}

// inner is an object that forgets what it does not know.
type inner struct {
	ID    string           `json:"id"`
	Sizes []int64          `json:"sizes"`
	Next  *inner           `json:"next,omitempty"`
	Named map[string]inner `json:"named,omitempty"`
}

const fullPlain = `{"text":"a\u00e9\ud83d\ude00","maybe":"b","colour":"RED","colours":["RED",null,""],"flag":true,"maybes":[false,null],` +
	`"int":-1,"int32":2,"int64":9223372036854775807,"float32":1.5,"float64":0.10000000000000001,"when":"2026-03-30T12:00:00.5+02:00",` +
	`"whens":{"a":"2026-03-30T12:00:00Z"},"bytes":"aGVsbG8=","many":["",null,"YQ=="],"rows":[[1,2],[],null],"byName":{"a":[1],"b":null},` +
	`"tree":[[],[[],null]],"forest":{"a":{"b":{}},"c":null},"inner":{"id":"1","sizes":[1,2,3,4,5,6],"next":{"id":"2"}},"next":{},` +
	`"all":[{"id":"3"},null,{"named":{"a":{"id":"4"}}}],"some":[null,{"id":"5"}],"named":{"a":{"next":{"next":{}}},"b":null},"new":[1e400]}`

// FuzzAgainstEncodingJSON holds reading against encoding/json: what that accepts, the codec accepts, and both read the same.
func FuzzAgainstEncodingJSON(f *testing.F) {
	f.Add([]byte(fullPlain))
	f.Add([]byte(`null`))
	f.Add([]byte(`{"many":[],"rows":[],"byName":{},"tree":[],"forest":{},"all":[],"some":[],"named":{},"inner":null,"next":null}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var want plain
		if err := json.Unmarshal(data, &want); err != nil || ambiguous(json.NewDecoder(bytes.NewReader(data))) {
			t.Skip()
		}
		got, err := readAs[plain](string(data))
		if err != nil && strings.HasSuffix(err.Error(), "expected a string, got an array") {
			t.Skip() // encoding/json takes an array of numbers for bytes
		}
		if got.AdditionalProperties = nil; err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s is read as\n%+v (%v), encoding/json reads\n%+v", data, got, err, want)
		}
	})
}

// ambiguous reports whether encoding/json means to read some JSON otherwise: where a property comes twice, it adds to what
// it has; it knows names in other letters, too; and half a surrogate pair is another character.
func ambiguous(tokens *json.Decoder) bool {
	token, _ := tokens.Token()
	text, _ := token.(string)
	found := strings.ContainsRune(text, '\uFFFD')
	seen := map[string]bool{}
	for token == json.Delim('{') && tokens.More() {
		name, _ := tokens.Token()
		folded := strings.ToLower(name.(string))
		found = found || seen[folded] || strings.ContainsRune(folded, '\uFFFD') || namesInOtherLetters(name.(string))
		seen[folded] = true
		found = ambiguous(tokens) || found
	}
	for token == json.Delim('[') && tokens.More() {
		found = ambiguous(tokens) || found
	}
	if token == json.Delim('{') || token == json.Delim('[') {
		_, _ = tokens.Token()
	}
	return found
}

func namesInOtherLetters(name string) bool {
	for _, goType := range []reflect.Type{reflect.TypeFor[plain](), reflect.TypeFor[inner]()} {
		for i := range goType.NumField() {
			known, _, _ := strings.Cut(goType.Field(i).Tag.Get("json"), ",")
			if known != name && strings.EqualFold(known, name) {
				return true
			}
		}
	}
	return false
}
