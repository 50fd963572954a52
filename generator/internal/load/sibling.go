package load

import (
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// applySiblings has each $ref, beside which a schema says more of its values, read as one of the schema's allOf: since OpenAPI
// 3.1 both apply. kin-openapi makes another schema of the same $ref instead, which everything that refers there would share.
func (r reader) applySiblings() {
	root := r.files.Trees[r.files.Root]
	if version := root.Text(root.Child(0, "openapi")); version == "3.0" || strings.HasPrefix(version, "3.0.") {
		return
	}
	for _, ref := range r.files.Refs {
		if ref.Misplaced == "" && saysMore(ref) && !holdsOthers(ref) {
			r.files.Apply(ref)
		}
	}
}

// saysMore reports whether the mapping of a $ref has keywords that say something of values, and no mere annotations.
func saysMore(ref source.Reference) bool {
	more := false
	for at := range ref.Tree.Children(ref.Holder) {
		kind := ref.Tree.Kind(at)
		switch ref.Tree.Key(at) {
		case "allOf":
			if kind != source.Sequence {
				return false
			}
			more = true
		case "required", "oneOf", "anyOf", "enum", "prefixItems":
			more = more || kind == source.Sequence
		case "type", "properties", "items", "additionalProperties", "const", "format", "nullable", "discriminator",
			"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern",
			"minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties", "contains", "minContains", "maxContains",
			"not", "if", "then", "else", "patternProperties", "propertyNames", "dependentRequired", "dependentSchemas",
			"unevaluatedItems", "unevaluatedProperties", "contentEncoding", "contentMediaType", "contentSchema":
			more = true
		}
	}
	return more
}

// holdsOthers reports whether a $ref stands where other things than schemas do: what is beside it has no effect.
func holdsOthers(ref source.Reference) bool {
	_, tokens := source.Split(ref.Tree.Pointer(ref.Holder))
	if len(tokens) < 2 {
		return false
	}
	last, holder := tokens[len(tokens)-1], tokens[len(tokens)-2]
	if len(tokens) > 2 && source.HoldsNames(tokens[len(tokens)-3]) && tokens[len(tokens)-3] != "paths" {
		holder = ""
	}
	others := []string{"parameters", "responses", "headers", "requestBodies", "links", "callbacks", "examples", "securitySchemes",
		"pathItems", "paths", "webhooks", "mediaTypes"}
	return slices.Contains(others, holder) || last == "requestBody"
}
