package resolve

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// shop has collections of each kind: with a list that goes on, with a parent, without a POST, and one that is none.
const shop = "openapi: 3.0.3\n" +
	"info: {title: Shop, version: '1', description: \"A `shop` for tea ☕ and \\U0001F9C1, \\u202E\"}\n" + `
paths:
  /v1/teas:
    get:
      operationId: listTeas
      x-sdk-pagination: {cursor: after, next: next, items: teas}
      parameters: [{name: after, in: query, schema: {type: string}}]
      responses:
        '200': {description: '', content: {application/json: {schema: {type: object, properties: {
          teas: {type: array, items: {$ref: '#/components/schemas/Tea'}}, next: {type: string}}}}}}
    post: {operationId: addTea, requestBody: *body, responses: *tea}
  /v1/teas/{tea}:
    get: {operationId: getTea, parameters: [&id {name: tea, in: path, required: true, schema: {type: string}}], responses: *tea}
  /v1/teas/{tea}/tastings:
    post: {operationId: taste, parameters: [*id], requestBody: *body, responses: *tea}
  /v1/teas/{tea}/tastings/{tasting}:
    get: {operationId: getTasting, parameters: [*id, {name: tasting, in: path, required: true, schema: {type: string}}], responses: *tea}
  /v1/price:
    get: {operationId: price, responses: *tea}
components:
  schemas:
    Tea: {type: object, properties: {id: {type: string}}}
`

func resolveShop(t *testing.T) *ir.API {
	t.Helper()
	content := `content: {application/json: {schema: {$ref: '#/components/schemas/Tea'}}}`
	text := strings.NewReplacer("*body", "{"+content+"}", "*tea", "{'201': {description: '', "+content+"}}").Replace(shop)
	file := filepath.Join(t.TempDir(), "shop.yaml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	doc, err := load.File(context.Background(), file, load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	api, _, err := API(t.Context(), doc, Options{Package: "shop", Import: "example.com/shop"})
	if err != nil {
		t.Fatal(err)
	}
	return api
}

func TestResources(t *testing.T) {
	var got []string
	for _, resource := range resolveShop(t).Test.Resources {
		got = append(got, strings.Join([]string{resource.List, resource.Put, resource.Collection, resource.Item.Name}, " "))
	}
	want := []string{"Teas PutTea /v1/teas Tea", "Tastings PutTeaItem /v1/teas/{tea}/tastings Tea"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestDocumentIsHarmless has the signs in it that a Go source could trip over.
func TestDocumentIsHarmless(t *testing.T) {
	documents := resolveShop(t).Test.Documents
	if len(documents) != 1 || documents[0].Name != "shop.yaml" {
		t.Fatalf("got %+v", documents)
	}
	for _, char := range documents[0].JSON {
		if char == '`' || char > '~' || char < ' ' && char != '\n' {
			t.Errorf("%q is in the text", char)
		}
	}
	var read struct{ Info struct{ Description string } }
	if err := json.Unmarshal([]byte(documents[0].JSON), &read); err != nil {
		t.Fatal(err)
	}
	if want := "A `shop` for tea ☕ and 🧁, \u202e"; read.Info.Description != want {
		t.Errorf("got %q, want %q", read.Info.Description, want)
	}
}
