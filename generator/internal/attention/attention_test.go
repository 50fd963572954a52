package attention

import (
	"reflect"
	"testing"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

func TestNames(t *testing.T) {
	at := func(pointer string) ir.Doc { return ir.Doc{Pointer: pointer, Position: "a.yaml:1"} }
	api := &ir.API{
		Operations: []*ir.Operation{
			{Name: "GetV2", Method: "GET", Path: "/v2"},
			{Name: "GetPets2", Method: "GET", Path: "/pets/"},
		},
		Objects: []*ir.Object{
			{Name: "Host", Doc: at("#/components/schemas/host")},
			{Name: "ResponseModel", Doc: at("#/components/schemas/Response")},
			{Name: "DataModel", Doc: at("#/components/schemas/data_model")},
			{Name: "Base64", Doc: at("#/components/schemas/base64")},
			{Name: "Error3", Doc: at("#/paths/~1a/get/responses/200/content/application~1json/schema")},
			{Name: "Other2", Doc: at("other.yaml#/a")},
		},
		Enums: []*ir.Enum{{Name: "AnEnumWhoseNameHasManyMoreLettersThanAnybodyReads", Doc: at("#/components/schemas/a.b")}},
	}
	var got []string
	for _, name := range Names(api) {
		got = append(got, name.Why+" "+name.Line())
	}
	want := []string{
		`numbered "GET /pets/": GetPets2`,
		`gave way to another Response: ResponseModel`,
		`numbered "#/paths/~1a/get/responses/200/content/application~1json/schema": Error3`,
		`long "#/components/schemas/a.b": AnEnumWhoseNameHasManyMoreLettersThanAnybodyReads`,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
