package sdktest

import (
	"context"
	"fmt"

	"github.com/getkin/kin-openapi/openapi3"
)

// Config is what a generated package tells about its API.
type Config struct {
	// Document is the OpenAPI document as JSON.
	Document string
	// Operations are the document's operations under their Go names. One that is not listed goes by method and path.
	Operations []Operation
	// Vendor is what the vendor's servers do beyond the document; nil is nothing.
	Vendor Vendor
}

// Operation is an operation of the document and what Go calls it.
type Operation struct {
	// Name is the client's method, such as PublishMessage.
	Name string
	// Method and Path are the document's.
	Method, Path string
}

// API is an API that servers can play. Reading the document takes a while, so that it is done once for all servers.
type API struct {
	vendor Vendor
	routes []*route
}

// NewAPI reads the document.
func NewAPI(config Config) (*API, error) {
	document, err := openapi3.NewLoader().LoadFromData([]byte(config.Document))
	if err != nil {
		return nil, fmt.Errorf("reading the document: %w", err)
	}
	if err := document.Validate(context.Background(), openapi3.DisableExamplesValidation()); err != nil {
		return nil, fmt.Errorf("checking the document: %w", err)
	}
	api := &API{vendor: config.Vendor}
	if api.vendor == nil {
		api.vendor = plainVendor{}
	}
	api.routes = routesOf(document, config.Operations)
	assignResources(api.routes)
	return api, nil
}

// Operations are the Go names of the document's operations, in no order.
func (s *Server) Operations() []string {
	names := make([]string, len(s.api.routes))
	for i, r := range s.api.routes {
		names[i] = r.name
	}
	return names
}
