package unions_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/digest"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/documenttest"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/types"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/unions"
	"github.com/hubchannels/hubchannels-go/internal/gotype"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// told is what became of the unions of some component schemas, each as its name, its variants and what tells them apart.
func told(t *testing.T, schemas string) string {
	t.Helper()
	doc := documenttest.Document(t, "components:\n  schemas:\n"+schemas, true)
	places, names := place.NameComponents(doc), place.NewDeclared(doc)
	builder := types.NewBuilder(t.Context(), doc, places, names, digest.New(doc))
	builder.Components()
	api := &ir.API{Error: &ir.Error{}}
	made := unions.TellApart(t.Context(), doc, names, builder.Types(), api)
	made.Name(names)
	var lines []string
	for _, u := range made.Unions {
		lines = append(lines, fmt.Sprintf("%s: %s by %s", u.Name, variants(u.Variants), by(u.Choice)))
	}
	for _, o := range made.Opaques {
		lines = append(lines, fmt.Sprintf("%s: %s raw", o.Name, variants(o.Variants)))
	}
	slices.Sort(lines)
	return strings.Join(lines, "; ")
}

func variants(all []ir.Variant) string {
	var texts []string
	for _, v := range all {
		texts = append(texts, gotype.Of(v.Type).String())
	}
	return strings.Join(texts, "|")
}

func by(c *ir.Choice) string {
	return [...]string{"nothing", "tag", "kind", "property", "property's kind", "format"}[c.By]
}

const pets = `
    Cat: {type: object, required: [kind], properties: {kind: {type: string, enum: [cat]}, lives: {type: integer}}}
    Dog: {type: object, required: [kind], properties: {kind: {type: string, enum: [dog]}, tricks: {type: integer}}}
    Bird: {type: object, required: [wings], properties: {wings: {type: integer}}}
    Fish: {type: object, properties: {fins: {type: integer}}}
    Eel: {type: object, properties: {fins: {type: integer}}}
`

func TestTellApart(t *testing.T) {
	ref := func(names ...string) string {
		var refs []string
		for _, name := range names {
			refs = append(refs, "{$ref: '#/components/schemas/"+name+"'}")
		}
		return strings.Join(refs, ", ")
	}
	for schema, want := range map[string]string{
		"{oneOf: [" + ref("Cat", "Dog") + "]}":                                                                           "X: Cat|Dog by tag",
		"{oneOf: [" + ref("Cat", "Dog") + "], discriminator: {propertyName: kind}}":                                      "X: Cat|Dog by tag",
		"{oneOf: [" + ref("Cat", "Bird") + "]}":                                                                          "X: Cat|Bird by tag",
		"{oneOf: [" + ref("Cat") + ", {type: string}]}":                                                                  "X: Cat|string by kind",
		"{oneOf: [" + ref("Fish", "Eel") + "]}":                                                                          "X: Fish|Eel raw",
		"{oneOf: [{oneOf: [" + ref("Cat", "Dog") + "]}, {type: string}]}":                                                "X: Cat|Dog|string by kind; XVariant1: Cat|Dog by tag",
		"{oneOf: [" + ref("Cat", "Cat", "Dog") + "]}":                                                                    "X: Cat|Dog by tag",
		"{oneOf: [{type: array, items: {type: string}}, {type: array, items: {type: integer}}, {type: boolean}]}":        "X: []XItem|bool by kind; XItem: string|int64 by kind",
		"{oneOf: [{type: array, items: " + ref("Cat") + "}, {type: array, items: " + ref("Cat") + "}, {type: boolean}]}": "X: []Cat|bool by kind",
		"{oneOf: [" + ref("Cat", "Fish", "Eel") + "]}":                                                                   "X: Cat|XAlike by tag; XAlike: Fish|Eel raw",
	} {
		if got := told(t, pets[1:]+"    X: "+schema+"\n"); got != want {
			t.Errorf("%s:\n got %s\nwant %s", schema, got, want)
		}
	}
}
