package load

import (
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// maxVisits bounds the steps that comparing all examples of a document with their schemas may take. GitHub's, of
// 13 MB, takes 64,000. Where alternatives nest, each level multiplies them: one anyOf that holds itself and an example
// of forty levels would take longer than anybody lives.
const maxVisits = 20_000_000

// maxReasons bounds the steps that are taken to learn why an example contradicts its schema: each may leave a reason.
const maxReasons = 50_000

// affordable reports whether an example can be compared with its schema in what is left of the time, and takes it.
func (c *comparer) affordable(schema *openapi3.Schema, value any) bool {
	visits := cost(schema, value)
	if c.visits += visits; c.visits > maxVisits {
		c.visits -= visits
		return false
	}
	return true
}

// maxCompiled bounds the schemas that are compiled to compare examples of OpenAPI 3.1: kin-openapi compiles all that a
// schema leads to for each example anew.
const maxCompiled = 60_000

// compilable reports whether a schema can be compiled in what is left of the time, and takes it.
func (c *comparer) compilable(schema *openapi3.Schema) bool {
	if c.compiled < maxCompiled {
		reached := schemaFinder{seen: map[*openapi3.Schema]bool{}}
		reached.add("", withoutExamples(schema))
		for i := 0; i < len(reached.found) && i < maxCompiled; i++ {
			reached.within(schemaAt{"", reached.found[i].Schema})
		}
		for _, found := range reached.found {
			c.compiled += c.weight(found.Schema)
		}
	}
	if c.compiled >= maxCompiled {
		c.skipped++
		return false
	}
	return true
}

// lightValues is how many values in a schema take as long to compile as a schema does.
const lightValues = 10

// weight is how many schemas without values take as long to compile as one does.
func (c *comparer) weight(schema *openapi3.Schema) int {
	if known, is := c.weights[schema]; is {
		return known
	}
	values := len(schema.Enum)
	for _, example := range append(slices.Clone(schema.Examples), schema.Example, schema.Default) {
		number(example, &values)
	}
	c.weights[schema] = 1 + values/lightValues
	return c.weights[schema]
}

// cost estimates from above how many steps it takes to compare a value with a schema.
func cost(schema *openapi3.Schema, value any) int {
	parts := 0
	estimate := costs{known: map[visit]int{}}
	return estimate.of(&openapi3.SchemaRef{Value: schema}, number(value, &parts))
}

// costs estimates from above how many steps kin-openapi takes to compare values with schemas.
type costs struct {
	known map[visit]int
}

// visit is a schema that looks at a value, which is known by its number within the example.
type visit struct {
	schema *openapi3.Schema
	value  int
}

// numbered is a value whose parts can be told apart.
type numbered struct {
	number int
	fields map[string]*numbered
	items  []*numbered
}

// number gives each part of a value a number.
func number(value any, next *int) *numbered {
	n := &numbered{number: *next}
	*next++
	switch v := value.(type) {
	case map[string]any:
		n.fields = make(map[string]*numbered, len(v))
		for key, field := range v {
			n.fields[key] = number(field, next)
		}
	case []any:
		for _, item := range v {
			n.items = append(n.items, number(item, next))
		}
	}
	return n
}

// of is the estimate for one schema and one value.
func (c *costs) of(ref *openapi3.SchemaRef, value *numbered) int {
	if ref == nil || ref.Value == nil {
		return 0
	}
	schema := ref.Value
	at := visit{schema, value.number}
	if cost, ok := c.known[at]; ok {
		return cost
	}
	c.known[at] = 1 // a schema that comes back to the same value is not looked into again
	cost := 1 + c.inPlace(schema, value) + c.within(schema, value)
	cost = min(cost, maxVisits+1)
	c.known[at] = cost
	return cost
}

// inPlace counts the schemas that look at the same value. The one of several that matches looks twice, and a
// discriminator leaves only one.
func (c *costs) inPlace(schema *openapi3.Schema, value *numbered) int {
	cost := c.of(schema.Not, value) + c.all(schema.AllOf, value)
	for _, refs := range []openapi3.SchemaRefs{schema.OneOf, schema.AnyOf} {
		sum, most := 0, 0
		for _, ref := range refs {
			one := c.of(ref, value)
			sum, most = min(sum+one, maxVisits), max(most, one)
		}
		if schema.Discriminator != nil {
			sum = most
		}
		cost += sum + most
	}
	return cost
}

func (c *costs) all(refs openapi3.SchemaRefs, value *numbered) int {
	cost := 0
	for _, ref := range refs {
		cost = min(cost+c.of(ref, value), maxVisits)
	}
	return cost
}

// within counts the schemas that look at the value's parts.
func (c *costs) within(schema *openapi3.Schema, value *numbered) int {
	cost := 0
	for _, item := range value.items {
		cost = min(cost+c.of(schema.Items, item), maxVisits)
	}
	for key, field := range value.fields {
		ref, ok := schema.Properties[key]
		if !ok {
			ref = schema.AdditionalProperties.Schema
		}
		cost = min(cost+c.of(ref, field), maxVisits)
	}
	return cost
}
