package stream

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

type flat struct{}

func (flat) Target(ref *openapi3.SchemaRef) string { return ref.Ref }
func (flat) Keys(string) []string                  { return nil }

func TestFraming(t *testing.T) {
	for mediaType, want := range map[string]ir.Framing{
		"text/event-stream": ir.Events, "Text/Event-Stream; charset=utf-8": ir.Events, "application/x-ndjson": ir.Lines, "application/jsonl": ir.Lines,
		"application/stream+json": ir.Lines, "application/vnd.acme+jsonl": ir.Lines, "application/json-seq": ir.Sequence, "application/geo+json-seq": ir.Sequence,
		"application/json": -1, "application/json;stream=watch": -1, "text/plain": -1, "": -1,
	} {
		if got, is := Framing(mediaType); is != (want >= 0) || is && got != want {
			t.Errorf("%q: got %v, %v", mediaType, got, is)
		}
	}
}

// TestOf decides what the items of streams are, by their schemas.
func TestOf(t *testing.T) {
	const line = `{"type":"object","properties":{"text":{"type":"string"}}}`
	const event = `{"type":"object","required":["data"],"properties":{"id":{"type":"string"},"event":{"type":"string"},"data":{"type":"string"}}}`
	for _, test := range []struct {
		name, media string
		framing     ir.Framing
		word        Word
		want        ir.Items
		plain       bool
	}{
		{name: "an object is the data", media: `{"schema":` + line + `}`},
		{name: "an event", media: `{"schema":` + event + `}`, want: ir.Items{Whole: true, Errors: true, Data: ir.DataText}},
		{name: "an event by word", media: `{"schema":` + line + `}`, word: Event, want: ir.Items{Whole: true, Errors: true, Data: ir.DataEither}},
		{name: "data by word", media: `{"schema":` + event + `}`, word: Data},
		{name: "no event without data", media: `{"schema":{"type":"object","properties":{"id":{"type":"string"}}}}`},
		{name: "itemSchema without data", media: `{"itemSchema":{"type":"object","required":["event"],"properties":{"event":{"type":"string"}}}}`, want: ir.Items{Whole: true, Errors: true, Message: true, Data: ir.DataEither}},
		{name: "itemSchema of something else", media: `{"itemSchema":` + line + `}`},
		{name: "JSON in a string", media: `{"schema":{"type":"object","properties":{"data":{"type":"string","contentMediaType":"application/json","contentSchema":` + line + `}}}}`, want: ir.Items{Whole: true, Errors: true}},
		{name: "numbers", media: `{"schema":{"type":"object","properties":{"id":{"type":"integer"},"data":{"type":"number"}}}}`, want: ir.Items{Whole: true, Errors: true, NumberID: true}},
		{name: "nothing", media: `{}`, want: ir.Items{Data: ir.DataText}, plain: true},
		{name: "anything", media: `{"schema":{}}`, want: ir.Items{Data: ir.DataText}, plain: true},
		{name: "a string", media: `{"schema":{"type":"string","format":"binary"}}`, want: ir.Items{Data: ir.DataText}, plain: true},
		{name: "an array's elements", media: `{"schema":{"type":"array","items":` + event + `}}`, want: ir.Items{Whole: true, Errors: true, Data: ir.DataText}},
		{name: "an end", media: `{"schema":{"oneOf":[` + line + `,{"type":"string","enum":["[END]"]}]}}`, want: ir.Items{End: "[END]"}},
		{name: "an error among the variants", media: `{"schema":{"oneOf":[` + line + `,{"type":"object","properties":{"type":{"type":"string","enum":["error"]}}}]}}`, want: ir.Items{Errors: true}},
		{name: "text or an object", media: `{"schema":{"oneOf":[` + line + `,{"type":"string"}]}}`, want: ir.Items{Data: ir.DataEither}},
		{name: "data by the event's name", media: `{"schema":{"oneOf":[
			{"type":"object","properties":{"event":{"type":"string","enum":["a"]},"data":{"type":"string"}}},
			{"type":"object","properties":{"event":{"type":"string","enum":["b","message"]},"data":` + line + `}}]}}`,
			want: ir.Items{Whole: true, Errors: true, Message: true, Data: ir.DataEither, Named: []ir.NamedData{{Name: "a", Data: ir.DataText}, {Name: "b"}, {Name: "message"}}}},
		{name: "alike whatever the name", media: `{"schema":{"oneOf":[
			{"type":"object","properties":{"event":{"type":"string","enum":["a"]},"data":` + line + `}},
			{"type":"object","properties":{"event":{"type":"string","enum":["b"]},"data":` + line + `}}]}}`, want: ir.Items{Whole: true, Errors: true}},
		{name: "lines", media: `{"schema":` + event + `}`, framing: ir.Lines, want: ir.Items{Framing: ir.Lines}},
		{name: "lines of anything", media: `{}`, framing: ir.Lines, want: ir.Items{Framing: ir.Lines}},
	} {
		media := &openapi3.MediaType{}
		if err := json.Unmarshal([]byte(test.media), media); err != nil {
			t.Fatal(err)
		}
		got := Of(flat{}, test.framing, media, "#/media", test.word)
		if !reflect.DeepEqual(got.Items, test.want) || got.Plain != test.plain {
			t.Errorf("%s: got %+v, plain %v", test.name, got.Items, got.Plain)
		}
		if test.name == "an end" && (got.Pointer != "#/media/schema/oneOf/0" || got.Schema == media.Schema) {
			t.Errorf("%s: the item is at %s", test.name, got.Pointer)
		}
		if strings.HasPrefix(test.name, "an array") && got.Pointer != "#/media/schema/items" {
			t.Errorf("%s: the item is at %s", test.name, got.Pointer)
		}
	}
}
