package load

import (
	"cmp"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi2"
	"github.com/getkin/kin-openapi/openapi3"
)

// CollectionFormat is the extension that keeps Swagger 2.0's collectionFormat, of parameters and of what a form has. OpenAPI 3
// has no style for some of its values, and other defaults.
const CollectionFormat = "x-collection-format"

const (
	multipartForm = "multipart/form-data"
	encodedForm   = "application/x-www-form-urlencoded"
)

// keepFormats writes down what converting would lose of how values are sent.
func keepFormats(old *openapi2.T) {
	for _, response := range old.Responses {
		keepHeaders(response)
	}
	for _, parameter := range old.Parameters {
		keepFormat(parameter)
	}
	for _, item := range old.Paths {
		if item == nil {
			continue
		}
		for _, parameter := range item.Parameters {
			keepFormat(parameter)
		}
		for _, operation := range item.Operations() {
			for _, parameter := range operation.Parameters {
				keepFormat(parameter)
			}
			for _, response := range operation.Responses.Map() {
				keepHeaders(response)
			}
			keepForm(old, item, operation)
		}
	}
}

// keepFormat notes the format of a list. Without one, its values are separated by commas.
func keepFormat(parameter *openapi2.Parameter) {
	if parameter == nil || !parameter.Type.Is(openapi3.TypeArray) {
		return
	}
	if parameter.Extensions == nil {
		parameter.Extensions = map[string]any{}
	}
	parameter.Extensions[CollectionFormat] = cmp.Or(parameter.CollectionFormat, "csv")
	ofItems(parameter.Items)
}

// keepHeaders keeps the formats of an answer's headers.
func keepHeaders(response *openapi2.Response) {
	if response == nil {
		return
	}
	for _, header := range response.Headers {
		if header != nil {
			keepFormat(&header.Parameter)
		}
	}
}

// ofItems takes the format of a list from its items: it speaks of lists in lists alone, which no style writes.
func ofItems(items *openapi2.SchemaRef) {
	for items != nil && items.Value != nil {
		delete(items.Value.Extensions, "collectionFormat")
		items = items.Value.Items
	}
}

// keepForm makes an operation with form parameters consume forms: multipart where there is a file.
func keepForm(old *openapi2.T, item *openapi2.PathItem, operation *openapi2.Operation) {
	form, file := false, false
	for _, parameter := range slices.Concat(item.Parameters, operation.Parameters) {
		if parameter != nil && parameter.Ref != "" {
			parameter = old.Parameters[strings.TrimPrefix(parameter.Ref, "#/parameters/")]
		}
		if parameter != nil && parameter.In == "formData" {
			form, file = true, file || parameter.Type.Is("file")
		}
	}
	if !form {
		return
	}
	consumes := operation.Consumes
	if len(consumes) == 0 {
		consumes = old.Consumes
	}
	kept := slices.DeleteFunc(slices.Clone(consumes), func(mediaType string) bool {
		return mediaType != multipartForm && (mediaType != encodedForm || file)
	})
	switch {
	case len(kept) > 0:
		operation.Consumes = kept
	case file:
		operation.Consumes = []string{multipartForm}
	default:
		operation.Consumes = []string{encodedForm}
	}
}

// requireForms makes bodies required that have required properties: Swagger 2.0 says so of each parameter.
func requireForms(doc *openapi3.T) {
	for _, item := range doc.Paths.Map() {
		for _, operation := range item.Operations() {
			body := operation.RequestBody
			if body == nil || body.Ref != "" || body.Value == nil {
				continue
			}
			for _, mediaType := range []string{multipartForm, encodedForm} {
				media := body.Value.Content[mediaType]
				if media != nil && media.Schema != nil && media.Schema.Value != nil && len(media.Schema.Value.Required) > 0 {
					body.Value.Required = true
				}
			}
		}
	}
}
