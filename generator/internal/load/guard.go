package load

import (
	"github.com/getkin/kin-openapi/openapi3"
)

// guard keeps kin-openapi from recursing without end into schemas that say nothing by themselves and contain
// themselves, such as one whose only keyword is an allOf with itself. Before it compares a value with a schema it asks
// whether the schema is empty, and that asks the schemas within. A keyword that is about parameters, and means nothing
// here, answers the question. The result takes it out again.
func (c *checker) guard() (restore func()) {
	var untyped []*openapi3.Schema
	for _, schema := range c.schemas {
		if schema.Type == nil && !schema.AllowEmptyValue {
			schema.AllowEmptyValue = true
			untyped = append(untyped, schema.Schema)
		}
	}
	return func() {
		for _, schema := range untyped {
			schema.AllowEmptyValue = false
		}
	}
}
