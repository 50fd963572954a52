package coverage

import "github.com/hubchannels/hubchannels-go/generator/internal/loss"

// schemaFates are the fates of the keys of schemas.
func schemaFates() map[string]fate {
	keys := map[string]fate{}
	for _, key := range []string{"oneOf", "anyOf", "allOf", "items", "properties", "additionalProperties", "externalDocs", "discriminator",
		"not", "contains", "propertyNames", "dependentSchemas", "if", "then", "else", "unevaluatedItems", "unevaluatedProperties",
		"prefixItems", "patternProperties", "contentSchema"} {
		keys[key] = read()
	}
	for _, key := range []string{
		"type", "title", "format", "description", "enum", "default", "uniqueItems", "exclusiveMinimum", "exclusiveMaximum",
		"nullable", "readOnly", "writeOnly", "deprecated", "minimum", "maximum", "multipleOf", "minLength", "maxLength", "pattern",
		"minItems", "maxItems", "required", "minProperties", "maxProperties", "const",
		"minContains", "maxContains", "dependentRequired", "contentMediaType", "contentEncoding",
	} {
		keys[key] = value()
	}
	for key, reason := range map[string]string{
		"example": playedInTest, "examples": playedInTest,
		"$comment": "it is for those who write the document", "$defs": "what it holds counts where a $ref leads to it",
		"$id": "it counts where a $ref leads by it", "$anchor": "it counts where a $ref leads to it",
		"$dynamicAnchor": "it counts where a $dynamicRef leads to it", "allowEmptyValue": "OpenAPI has it of parameters alone",
	} {
		keys[key] = left(reason)
	}
	keys["$dynamicRef"] = lost(loss.Schema, "the dynamic reference is not followed", "what it leads to depends on who refers to the schema")
	keys["$schema"] = lost(loss.Schema, "the dialect of JSON Schema is not looked at", "schemas are read as OpenAPI's own dialect")
	keys["xml"] = lost(loss.Body, "how the value is written in XML has no effect", "bodies in XML are bytes")
	return keys
}
