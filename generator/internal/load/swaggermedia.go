package load

import (
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi2"
)

// keepMedia gives every operation the media types that Swagger 2.0 says it has: its own, else the document's. What is shared by
// $ref has no others than the document's once it is converted, so that an operation with media types of its own gets a copy.
func keepMedia(old *openapi2.T) {
	for _, item := range old.Paths {
		if item == nil {
			continue
		}
		for _, operation := range item.Operations() {
			if operation.Produces == nil {
				operation.Produces = old.Produces
			}
			if !slices.Equal(operation.Produces, old.Produces) {
				ownResponses(old, operation)
			}
			if len(operation.Consumes) > 0 && !slices.Equal(operation.Consumes, old.Consumes) {
				ownBody(old, item.Parameters)
				ownBody(old, operation.Parameters)
			}
		}
	}
}

func ownResponses(old *openapi2.T, operation *openapi2.Operation) {
	for status, response := range operation.Responses.Map() {
		if response == nil || response.Ref == "" {
			continue
		}
		if shared := old.Responses[strings.TrimPrefix(response.Ref, "#/responses/")]; shared != nil {
			own := *shared
			operation.Responses.Set(status, &own)
		}
	}
}

func ownBody(old *openapi2.T, parameters openapi2.Parameters) {
	for i, parameter := range parameters {
		if parameter == nil || parameter.Ref == "" {
			continue
		}
		if shared := old.Parameters[strings.TrimPrefix(parameter.Ref, "#/parameters/")]; shared != nil && shared.In == "body" {
			own := *shared
			parameters[i] = &own
		}
	}
}

// preferHTTPS puts the schemes first that the client speaks: the first one is the server's.
func preferHTTPS(schemes []string) {
	rank := func(scheme string) int { return slices.Index([]string{"http", "https"}, strings.ToLower(scheme)) }
	slices.SortStableFunc(schemes, func(a, b string) int { return rank(b) - rank(a) })
}
