package load

import (
	"fmt"
	"maps"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/repair"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// maxDoubts bounds how many names are looked for among others.
const maxDoubts = 100

// doubts warns of what OpenAPI allows and nobody means.
func (c *checker) doubts() {
	looked := 0
	for _, schema := range c.schemas {
		c.misspelt(schema, &looked)
		c.mappings(schema)
		if schema.Nullable && c.doc.IsOpenAPI31OrLater() {
			c.found(repair.Nullable, schema.pointer+"/nullable", "OpenAPI 3.1 has no nullable", `write "null" into the list of types`)
		}
	}
}

// misspelt warns of required properties that are not declared where others have almost the same name.
func (c *checker) misspelt(schema schemaAt, looked *int) {
	if len(schema.Properties) == 0 || len(schema.AllOf)+len(schema.OneOf)+len(schema.AnyOf) > 0 {
		return
	}
	for i, name := range schema.Required {
		if schema.Properties[name] != nil || *looked == maxDoubts {
			continue
		}
		*looked++
		near := problem.Closest(name, slices.Sorted(maps.Keys(schema.Properties)))
		near = slices.DeleteFunc(near, func(candidate string) bool { return slices.Contains(schema.Required, candidate) })
		if len(near) > 0 {
			c.found(repair.Misspelt, source.Join(schema.pointer, "required", fmt.Sprint(i)),
				fmt.Sprintf("the required property %s is not declared", problem.Quote(name)), fmt.Sprintf("did you mean %s?", problem.Quote(near[0])))
		}
	}
}

// mappings warns of tags that the variants they lead to do not have.
func (c *checker) mappings(schema schemaAt) {
	if schema.Discriminator == nil {
		return
	}
	for _, tag := range slices.Sorted(maps.Keys(schema.Discriminator.Mapping)) {
		variant := variantOf(schema.Schema, schema.Discriminator.Mapping[tag].Ref)
		if variant == nil {
			continue
		}
		if values := tagsOf(variant.Properties[schema.Discriminator.PropertyName]); len(values) > 0 && !slices.Contains(values, tag) {
			c.found(repair.Mapping, source.Join(schema.pointer, "discriminator", "mapping", tag),
				fmt.Sprintf("the mapping says %s, but %s of what it leads to is %v", problem.Quote(tag),
					problem.Quote(schema.Discriminator.PropertyName), values), "correct the one or the other")
		}
	}
}

func variantOf(schema *openapi3.Schema, ref string) *openapi3.Schema {
	for _, variant := range append(slices.Clone(schema.OneOf), schema.AnyOf...) {
		if variant.Ref == ref && ref != "" {
			return variant.Value
		}
	}
	return nil
}

// tagsOf are the values that a property can have, nil where that is not said.
func tagsOf(property *openapi3.SchemaRef) []string {
	if property == nil || property.Value == nil {
		return nil
	}
	values := property.Value.Enum
	if property.Value.Const != nil {
		values = []any{property.Value.Const}
	}
	var tags []string
	for _, value := range values {
		if text, ok := value.(string); ok {
			tags = append(tags, text)
		}
	}
	return tags
}
