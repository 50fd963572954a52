package types_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/digest"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/documenttest"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/types"
	"github.com/hubchannels/hubchannels-go/internal/gotype"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// use is the type of the component X among schemas.
func use(t *testing.T, schemas string) (types.Usage, *types.Types) {
	t.Helper()
	doc := documenttest.Document(t, "components:\n  schemas:\n"+schemas, true)
	places := place.NameComponents(doc)
	builder := types.NewBuilder(t.Context(), doc, places, place.NewDeclared(doc), digest.New(doc))
	builder.Components()
	used := builder.Use(doc.T.Components.Schemas["X"], places.Of(load.Join("#/components/schemas", "X")))
	if err := doc.Err(); err != nil {
		t.Fatal(err)
	}
	return used, builder.Types()
}

// kind is what a type is declared as.
func kind(t *ir.Type) string {
	switch decl := t.Decl.(type) {
	case *ir.Object:
		return "object " + decl.Name
	case *ir.Union:
		return "union " + decl.Name
	case *ir.Enum:
		return "enum " + decl.Name + " " + gotype.Of(decl.Type).String()
	case *ir.List:
		return "list " + decl.Name + " " + gotype.Of(decl.Type).String()
	default:
		return gotype.Of(t).String()
	}
}

func TestUse(t *testing.T) {
	for schema, want := range map[string]string{
		"{}":                                "json.RawMessage",
		"{type: string}":                    "string",
		"{type: string, format: date-time}": "time.Time",
		"{type: string, format: byte}":      "[]byte",
		"{type: string, contentEncoding: base64}":     "[]byte",
		"{type: string, contentEncoding: base64url}":  "sdk.Base64URL",
		"{type: string, contentMediaType: image/png}": "sdk.File",
		"{type: integer}":                                                         "int64",
		"{type: integer, format: int32}":                                          "int32",
		"{type: number, format: float}":                                           "float32",
		"{type: [string, 'null']}":                                                "string or null",
		"{type: string, enum: [a, b]}":                                            "enum X string",
		"{type: [string, 'null'], enum: [a, null]}":                               "enum X string or null",
		"{type: integer, enum: [1, 2]}":                                           "enum X int64",
		"{type: string, enum: [a, null]}":                                         "enum X string", // null is no string
		"{enum: [1, a]}":                                                          "json.RawMessage",
		"{const: ''}":                                                             "string",
		"{type: string, enum: ['']}":                                              "string",
		"{oneOf: [{const: a}, {const: b}], type: string}":                         "enum X string",
		"{type: array, items: {type: string}}":                                    "[]string",
		"{type: array, items: {type: [string, 'null']}}":                          "[]*string",
		"{type: array, items: {$ref: '#/components/schemas/X'}}":                  "list X []X",
		"{type: object}":                                                          "map[string]json.RawMessage",
		"{type: object, additionalProperties: {type: integer}}":                   "map[string]int64",
		"{type: object, additionalProperties: false}":                             "object X",
		"{properties: {a: {type: string}}}":                                       "object X",
		"{type: [string, integer]}":                                               "union X",
		"{oneOf: [{type: string}, {type: string, format: date-time}]}":            "string",
		"{oneOf: [{type: integer}, {type: number}]}":                              "float64",
		"{oneOf: [{type: string}, {type: 'null'}]}":                               "string or null",
		"{oneOf: [{type: string}, {type: array, items: {type: string}}]}":         "union X",
		"{allOf: [{type: string}, {maxLength: 3}]}":                               "string",
		"{allOf: [{type: string}, {type: integer}]}":                              "json.RawMessage",
		"{$ref: '#/components/schemas/Y'}":                                        "object Y",
		"{allOf: [{$ref: '#/components/schemas/Y'}], description: The same.}":     "object Y",
		"{anyOf: [{$ref: '#/components/schemas/Y'}, {type: 'null'}]}":             "object Y or null",
		"{type: string, properties: {a: {type: string}}}":                         "string",
		"{allOf: [{oneOf: [{type: string}, {type: integer}]}, {type: string}]}":   "string",
		"{type: string, oneOf: [{const: a}, {const: 1}]}":                         "enum X string",
		"{oneOf: [{required: [a]}, {required: [b]}], properties: {a: {}, b: {}}}": "object X",
	} {
		used, _ := use(t, "    X: "+schema+"\n    Y: {type: object, properties: {a: {type: string}}}\n")
		got := kind(used.T)
		if used.Nullable {
			got += " or null"
		}
		if got != want {
			t.Errorf("%s: got %s, want %s", schema, got, want)
		}
	}
}

// TestWrittenTwice counts the types of what is written out at two places.
func TestWrittenTwice(t *testing.T) {
	for schema, want := range map[string]int{
		"{a: {type: object, properties: {x: {type: string}}}, b: {type: object, properties: {x: {type: string}}}}":                 2,
		"{a: {type: object, properties: {x: {type: string}}}, b: {type: object, properties: {x: {type: integer}}}}":                3,
		"{a: {type: object, properties: {x: {type: string}}}, b: {type: object, description: B, properties: {x: {type: string}}}}": 2,
		"{a: {type: object, required: [x], properties: {x: {type: string}}}, b: {type: object, properties: {x: {type: string}}}}":  3,
	} {
		_, declared := use(t, "    X: {type: object, properties: "+schema+"}\n")
		var names []string
		for _, o := range declared.Objects {
			names = append(names, o.Decl.Name)
		}
		if len(names) != want {
			t.Errorf("%s: got %s", schema, strings.Join(names, ", "))
		}
	}
}

// TestUnionsOfNothingDeclared names what is a string or a number after the property that it is in, and shares it among
// properties of the same name only.
func TestUnionsOfNothingDeclared(t *testing.T) {
	const either = "{oneOf: [{type: string}, {type: array, items: {type: string}}]}"
	_, declared := use(t, "    X: {type: object, properties: {stop: "+either+", input: "+either+", y: {type: object, properties: {input: "+either+"}}}}\n")
	var names []string
	for _, union := range declared.Unions {
		names = append(names, union.Decl.Name)
	}
	slices.Sort(names)
	if got := strings.Join(names, " "); got != "XInput XStop" {
		t.Errorf("got %s", got)
	}
}

// TestBetween records that what a base's child is extended by is no variant of the child.
func TestBetween(t *testing.T) {
	doc := documenttest.Document(t, `components:
  schemas:
    Animal: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind}}
    Dog: {allOf: [{$ref: '#/components/schemas/Animal'}, {type: object, properties: {bark: {type: boolean}}}]}
    Puppy: {allOf: [{$ref: '#/components/schemas/Dog'}, {type: object, properties: {weeks: {type: integer}}}]}
`, false)
	types.NewBuilder(t.Context(), doc, place.NameComponents(doc), place.NewDeclared(doc), digest.New(doc)).Components()
	lost := doc.Lost()
	if len(lost) != 1 || lost[0].Pointer != "#/components/schemas/Dog" || !strings.HasPrefix(lost[0].What, "Dog takes no values") {
		t.Errorf("lost %v", lost)
	}
}
