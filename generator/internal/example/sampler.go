package example

import (
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// sampler makes JSON values that a schema allows, or nearly: what is played decides.
type sampler struct {
	// invents means that the document's examples are not used.
	invents bool
	// left is how many more values may be made up.
	left *int
}

// maxValues is how many values an example has at most.
const maxValues = 1000

func newSampler(invents bool) sampler {
	left := maxValues
	return sampler{invents, &left}
}

// maxDepth is how deep values are made up; what is deeper is left out.
const maxDepth = 6

// parameter is a value of a parameter.
func (s sampler) parameter(spec *endpoint, param *ir.Param) any {
	for _, list := range []openapi3.Parameters{spec.operation.Parameters, spec.item.Parameters} {
		found := list.GetByInAndName(param.In, param.Field.JSON)
		if found == nil {
			continue
		}
		if value := s.shown(found.Example, found.Examples); value != nil {
			return value
		}
		if found.Schema != nil {
			return s.value(found.Schema, param.Field.JSON, 0)
		}
		for _, media := range found.Content {
			return s.media(media)
		}
	}
	return nil
}

// body is a value of a request's body.
func (s sampler) body(spec *endpoint, body *ir.Body) any {
	if spec.operation.RequestBody == nil || spec.operation.RequestBody.Value == nil {
		return nil
	}
	media := spec.operation.RequestBody.Value.Content[body.MediaType]
	if media == nil {
		return "content"
	}
	return s.media(media)
}

func (s sampler) media(media *openapi3.MediaType) any {
	if value := s.shown(media.Example, media.Examples); value != nil {
		return value
	}
	if media.Schema == nil {
		return "content"
	}
	return s.value(media.Schema, "content", 0)
}

// shown is the example of a place, or the first of several.
func (s sampler) shown(example any, examples openapi3.Examples) any {
	if s.invents {
		return nil
	}
	if example != nil {
		return normal(example)
	}
	for _, name := range slices.Sorted(maps.Keys(examples)) {
		if of := examples[name]; of != nil && of.Value != nil && of.Value.Value != nil {
			return normal(of.Value.Value)
		}
	}
	return nil
}

// value is one of a schema. Name is what the value is called where it stands.
func (s sampler) value(ref *openapi3.SchemaRef, name string, depth int) any {
	if ref == nil || ref.Value == nil || depth > maxDepth || *s.left <= 0 {
		return nil
	}
	*s.left--
	schema := ref.Value
	if value := s.said(schema); value != nil {
		return value
	}
	for _, union := range []openapi3.SchemaRefs{schema.OneOf, schema.AnyOf} {
		if len(union) > 0 && len(propertiesOf(schema)) == 0 {
			return s.member(schema, union, name, depth)
		}
	}
	switch kind := kindOf(schema); kind {
	case openapi3.TypeObject:
		return s.object(schema, depth)
	case openapi3.TypeArray:
		return s.array(schema, name, depth)
	case openapi3.TypeBoolean:
		return true
	case openapi3.TypeInteger, openapi3.TypeNumber:
		return number(schema)
	case openapi3.TypeString:
		return text(schema, name)
	}
	if len(schema.AllOf) > 0 {
		return s.value(schema.AllOf[0], name, depth+1)
	}
	return name
}

// said is a value that the schema names.
func (s sampler) said(schema *openapi3.Schema) any {
	switch {
	case schema.Example != nil && !s.invents:
		return normal(schema.Example)
	case len(schema.Examples) > 0 && !s.invents:
		return normal(schema.Examples[0])
	case schema.Const != nil:
		return normal(schema.Const)
	case len(schema.Enum) > 0 && schema.Enum[0] != nil:
		return normal(schema.Enum[0])
	case schema.Default != nil:
		return normal(schema.Default)
	}
	return nil
}

// member is a value of the first member of a union that has one, with its tag.
func (s sampler) member(schema *openapi3.Schema, union openapi3.SchemaRefs, name string, depth int) any {
	for _, member := range union {
		value := s.value(member, name, depth+1)
		if value == nil {
			continue
		}
		if object, is := value.(map[string]any); is && schema.Discriminator != nil {
			if tag := tagOf(schema.Discriminator, member.Ref); tag != "" {
				object[schema.Discriminator.PropertyName] = tag
			}
		}
		return value
	}
	return nil
}

// tagOf is the discriminator's value for a member: the mapping's, else the schema's name.
func tagOf(discriminator *openapi3.Discriminator, ref string) string {
	for _, tag := range slices.Sorted(maps.Keys(discriminator.Mapping)) {
		if discriminator.Mapping[tag].Ref == ref {
			return tag
		}
	}
	return ref[strings.LastIndex(ref, "/")+1:]
}

// object has what is required, and else the first properties that the document shows.
func (s sampler) object(schema *openapi3.Schema, depth int) any {
	properties, required := propertiesOf(schema), requiredOf(schema)
	object := map[string]any{}
	for _, name := range required {
		if property := properties[name]; property != nil && property.Value != nil && !property.Value.ReadOnly {
			object[name] = s.value(property, name, depth+1)
		}
	}
	const few = 3
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		if property := properties[name].Value; len(required) == 0 && len(object) < few && property != nil && !property.ReadOnly && property.Example != nil && !s.invents {
			object[name] = normal(property.Example)
		}
	}
	return object
}

func (s sampler) array(schema *openapi3.Schema, name string, depth int) any {
	array := []any{}
	for range max(1, min(schema.MinItems, 3)) {
		if value := s.value(schema.Items, name, depth+1); value != nil {
			array = append(array, value)
		}
	}
	return array
}
