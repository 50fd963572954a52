package example

import (
	"fmt"
	"net/url"
	"path"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/sdk/sdktest"
)

// document is what the package for tests has of the OpenAPI document, and the server that plays it.
type document struct {
	api   *ir.API
	spec  *openapi3.T
	plays *sdktest.API
}

// endpoint is an operation of the document.
type endpoint struct {
	item      *openapi3.PathItem
	operation *openapi3.Operation
}

func load(api *ir.API, vendor sdktest.Vendor) (*document, error) {
	files := map[string]string{}
	for _, file := range api.Test.Documents {
		files[file.Name] = file.JSON
	}
	name := api.Test.Documents[0].Name
	plays, err := sdktest.NewAPI(sdktest.Config{Document: name, Files: files, Operations: operations(api), Vendor: vendor})
	if err != nil {
		return nil, fmt.Errorf("playing the document for examples: %w", err)
	}
	loader := openapi3.NewLoader()
	loader.ReadFromURIFunc = func(_ *openapi3.Loader, name *url.URL) ([]byte, error) {
		file, known := files[path.Clean(name.Path)]
		if !known {
			return nil, fmt.Errorf("there is no file %s", name.Path)
		}
		return []byte(file), nil
	}
	spec, err := loader.LoadFromURI(&url.URL{Path: name})
	if err != nil {
		return nil, fmt.Errorf("reading the document for examples: %w", err)
	}
	return &document{api, spec, plays}, nil
}

// operations are what the package for tests tells its server.
func operations(api *ir.API) []sdktest.Operation {
	all := make([]sdktest.Operation, len(api.Operations))
	for i, operation := range api.Operations {
		kept := api.Test.Kept[operation]
		all[i] = sdktest.Operation{
			Name: operation.Title(), Method: operation.Method, Path: operation.Path,
			Collection: kept.Collection, Items: strings.Join(kept.Items, "."), Key: operation.Key(),
		}
		if operation.Pagination != nil {
			all[i].Pagination = operation.Pagination.Words()
		}
	}
	return all
}

// operation is an operation as the document has it; nil is that it has none.
func (d *document) operation(operation *ir.Operation) *endpoint {
	item := d.spec.Paths.Value(operation.Path)
	if item == nil || item.GetOperation(operation.Method) == nil {
		return nil
	}
	return &endpoint{item, item.GetOperation(operation.Method)}
}
