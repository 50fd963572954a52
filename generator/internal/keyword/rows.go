package keyword

import (
	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// row is what a keyword makes rules of.
type row struct {
	keyword string
	// beyond reports that neither Go types nor ir.Rules hold what the keyword says, whatever the value's type is.
	beyond bool
	checks func(t *translator, s *openapi3.Schema, at string) []ir.Check
}

func rows() []row {
	return []row{
		{"false", true, (*translator).never},
		{"type", false, (*translator).types},
		{"enum", false, (*translator).enum},
		{"const", false, (*translator).constant},
		{"minimum", false, (*translator).bounds},
		{"minLength", false, (*translator).lengths},
		{"pattern", false, (*translator).pattern},
		{"format", true, (*translator).format},
		{"contentEncoding", true, (*translator).encoding},
		{"contentSchema", true, (*translator).content},
		{"required", false, (*translator).required},
		{"properties", false, (*translator).properties},
		{"patternProperties", true, (*translator).patternProperties},
		{"additionalProperties", false, (*translator).additional},
		{"propertyNames", true, (*translator).propertyNames},
		{"minProperties", false, (*translator).counts},
		{"dependentRequired", true, (*translator).dependentRequired},
		{"dependentSchemas", true, (*translator).dependentSchemas},
		{"unevaluatedProperties", true, (*translator).unevaluatedProperties},
		{"minItems", false, (*translator).itemCounts},
		{"prefixItems", true, (*translator).prefixItems},
		{"items", false, (*translator).items},
		{"unevaluatedItems", true, (*translator).unevaluatedItems},
		{"contains", true, (*translator).contains},
		{"allOf", false, (*translator).allOf},
		{"anyOf", false, (*translator).anyOf},
		{"oneOf", false, (*translator).oneOf},
		{"not", true, (*translator).not},
		{"if", true, (*translator).condition},
	}
}
