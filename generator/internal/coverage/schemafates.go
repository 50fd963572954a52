package coverage

import "github.com/hubchannels/hubchannels-go/generator/internal/loss"

// schemaFates are the fates of the keys of schemas.
func schemaFates() map[string]fate {
	keys := map[string]fate{}
	for _, key := range []string{"oneOf", "anyOf", "allOf", "items", "properties", "additionalProperties", "externalDocs", "discriminator"} {
		keys[key] = read()
	}
	for _, key := range []string{
		"type", "title", "format", "description", "enum", "default", "uniqueItems", "exclusiveMinimum", "exclusiveMaximum",
		"nullable", "readOnly", "writeOnly", "deprecated", "minimum", "maximum", "multipleOf", "minLength", "maxLength", "pattern",
		"minItems", "maxItems", "required", "minProperties", "maxProperties", "const",
	} {
		keys[key] = value()
	}
	for key, what := range map[string]string{
		"not": "what a value must not be", "contains": "what an array must contain", "minContains": "how often an array must contain it",
		"maxContains": "how often an array may contain it", "propertyNames": "what properties may be called",
		"dependentSchemas": "what a property demands of the object", "dependentRequired": "which properties a property demands",
		"if": "the condition", "then": "what follows from the condition", "else": "what follows from the condition",
		"unevaluatedItems": "what further elements are", "unevaluatedProperties": "what further properties are",
	} {
		keys[key] = unchecked(what)
	}
	for key, reason := range map[string]string{
		"example": playedInTest, "examples": playedInTest,
		"$comment": "it is for those who write the document", "$defs": "what it holds counts where a $ref leads to it",
		"$id": "references are followed as the document's files have them", "$anchor": "it counts where a $ref leads to it",
		"$dynamicAnchor": "it counts where a $dynamicRef leads to it", "allowEmptyValue": "OpenAPI has it of parameters alone",
	} {
		keys[key] = left(reason)
	}
	keys["prefixItems"] = lost(loss.Schema, "the first elements have no types of their own", "a Go slice has elements of one type")
	keys["patternProperties"] = lost(loss.Schema, "properties by pattern have no types", "a Go map has values of one type")
	keys["$dynamicRef"] = lost(loss.Schema, "the dynamic reference is not followed", "what it leads to depends on who refers to the schema")
	keys["$schema"] = lost(loss.Schema, "the dialect of JSON Schema is not looked at", "schemas are read as OpenAPI's own dialect")
	keys["contentMediaType"], keys["contentEncoding"] = value(), value()
	keys["contentSchema"] = lost(loss.Weakened, "what the text holds has no type", "contentSchema is not looked at")
	keys["xml"] = lost(loss.Body, "how the value is written in XML has no effect", "bodies in XML are bytes")
	return keys
}
