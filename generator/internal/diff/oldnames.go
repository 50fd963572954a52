package diff

import (
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// liftWebhooks makes operations of what the API sends, which oasdiff does not look at: what it posts is to be understood,
// like an answer.
func liftWebhooks(doc *openapi3.T) {
	lifted := map[string]*openapi3.PathItem{}
	for name, item := range doc.Webhooks {
		lifted[name] = item
	}
	for _, item := range doc.Paths.Map() {
		for _, operation := range item.Operations() {
			for name, callback := range operation.Callbacks {
				for _, posted := range callback.Value.Map() {
					lifted[name] = posted
				}
			}
			operation.Callbacks = nil
		}
	}
	doc.Webhooks = nil
	for name, item := range lifted {
		if item != nil && item.Post != nil && item.Post.RequestBody != nil && item.Post.RequestBody.Value != nil {
			doc.Paths.Set("/webhook "+name, &openapi3.PathItem{Get: answerOf(name, item.Post)})
		}
	}
}

func answerOf(name string, post *openapi3.Operation) *openapi3.Operation {
	text := ""
	response := &openapi3.Response{Description: &text, Content: post.RequestBody.Value.Content}
	return &openapi3.Operation{
		OperationID: name,
		Responses:   openapi3.NewResponses(openapi3.WithStatus(200, &openapi3.ResponseRef{Value: response})),
		Origin:      post.Origin,
	}
}

// lowerParameters gives each operation the parameters of its path, so that it makes no difference where they stand.
func lowerParameters(doc *openapi3.T) {
	for _, item := range doc.Paths.Map() {
		for _, operation := range item.Operations() {
			for _, shared := range item.Parameters {
				if shared.Value != nil && operation.Parameters.GetByInAndName(shared.Value.In, shared.Value.Name) == nil {
					operation.Parameters = append(operation.Parameters, shared)
				}
			}
		}
		item.Parameters = nil
	}
}

// underOldNames gives the operations and schemas of the new document the names that they have in the old one, so that
// what only moved is compared and not taken for removed and added.
func underOldNames(doc *openapi3.T, names names) {
	paths := openapi3.NewPaths()
	for path, item := range doc.Paths.Map() {
		for method, operation := range item.Operations() {
			target := path
			if !strings.HasPrefix(path, "/webhook ") {
				_, target, _ = strings.Cut(names.operation("paths", method, path), " ")
			}
			moved := paths.Value(target)
			if moved == nil {
				moved = &openapi3.PathItem{Servers: item.Servers, Origin: item.Origin}
				paths.Set(target, moved)
			}
			operation.Parameters = withOldPlaceholders(operation.Parameters, path, names)
			moved.SetOperation(method, operation)
		}
	}
	doc.Paths = paths
	if len(names.schemas) > 0 {
		renameSchemas(doc, names)
	}
}

func renameSchemas(doc *openapi3.T, names names) {
	rename := func(reference string) string {
		file, name, found := strings.Cut(reference, "#/components/schemas/")
		if !found {
			return reference
		}
		return file + "#/components/schemas/" + names.schema(name)
	}
	_ = doc.WalkSchemas(func(_ string, ref *openapi3.SchemaRef) error {
		// The walk comes to each schema once, not to each reference.
		for _, inner := range parts(ref.Value) {
			inner.Ref = rename(inner.Ref)
		}
		if discriminator := ref.Value.Discriminator; discriminator != nil {
			for value, target := range discriminator.Mapping {
				target.Ref = rename(target.Ref)
				discriminator.Mapping[value] = target
			}
		}
		return nil
	})
	if doc.Components == nil {
		return
	}
	schemas := openapi3.Schemas{}
	for name, ref := range doc.Components.Schemas {
		schemas[names.schema(name)] = ref
	}
	doc.Components.Schemas = schemas
}

// parts are the schemas that a schema is made of.
func parts(schema *openapi3.Schema) []*openapi3.SchemaRef {
	found := slices.Concat(schema.AllOf, schema.OneOf, schema.AnyOf, slices.Collect(maps.Values(schema.Properties)))
	found = append(found, schema.Items, schema.Not, schema.AdditionalProperties.Schema)
	return slices.DeleteFunc(found, func(ref *openapi3.SchemaRef) bool { return ref == nil })
}
