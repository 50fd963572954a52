// Package testserver decides what the package for users' own tests holds, by the finished model.
package testserver

import (
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// Resolve is what the package for tests holds. It needs to import the client's package, so that there is none where nobody
// knows by which path, nor where there is nothing to call. It names what api's webhooks are sent by.
func Resolve(doc *load.Document, api *ir.API, path string) (*ir.TestServer, error) {
	if path == "" || len(api.Operations) == 0 {
		return nil, nil
	}
	documents, err := documents(doc)
	if err != nil {
		return nil, err
	}
	names := naming.NewScope("Server", "Option")
	items := itemsOf(api)
	kept := collections(api, items)
	found := resources(api, kept, items, names)
	nameSends(api, names)
	return &ir.TestServer{
		Package:     api.Package + "test",
		Import:      path,
		Documents:   documents,
		Credentials: credentials(api),
		Kept:        kept,
		Resources:   found,
	}, nil
}

// resources are the collections of the document whose items are objects.
func resources(api *ir.API, kept map[*ir.Operation]ir.Kept, items map[string]*ir.Object, names *naming.Scope) []*ir.Resource {
	for _, operation := range api.Operations {
		names.Claim(operation.Name+"Requests", "", nil)
	}
	var found []*ir.Resource
	byPath := map[string]*ir.Resource{}
	for _, operation := range api.Operations {
		collection := kept[operation].Collection
		item := items[collection]
		if item == nil || byPath[collection] != nil {
			continue
		}
		resource := &ir.Resource{Collection: collection, Item: item, Params: paramsIn(operation, collection)}
		resource.List = names.Claim(resourceName(api, resource), "Items", nil)
		resource.Put = names.Claim("Put"+item.Name, "Item", nil)
		byPath[collection] = resource
		found = append(found, resource)
	}
	return found
}

// nameSends names the methods that send what the API sends.
func nameSends(api *ir.API, names *naming.Scope) {
	for _, webhook := range api.Webhooks {
		name := webhook.Name
		if union := webhook.Union(); union != nil {
			name = union.Name
		}
		webhook.Send = names.Claim("Send"+name, "Webhook", nil)
	}
}

func paramsIn(operation *ir.Operation, path string) []*ir.Param {
	var found []*ir.Param
	for _, param := range operation.PathParams {
		if strings.Contains(path, "{"+param.Field.JSON+"}") {
			found = append(found, param)
		}
	}
	return found
}

// resourceName is what the client calls the items of a collection, else the last word of its path.
func resourceName(api *ir.API, resource *ir.Resource) string {
	for _, operation := range api.Operations {
		if operation.Pagination != nil && operation.Pagination.Array.Elem.Object() == resource.Item &&
			len(operation.PathParams) == len(resource.Params) {
			return operation.Pagination.Items
		}
	}
	name := ""
	for segment := range strings.SplitSeq(resource.Collection, "/") {
		if segment != "" && !strings.HasPrefix(segment, "{") && !naming.IsVersion(segment) {
			name = segment
		}
	}
	return naming.Exported(name)
}

// resultObject is what an operation answers if that is an object.
func resultObject(operation *ir.Operation) *ir.Object {
	if operation.Result == nil || operation.Result.Encoding != ir.AsJSON {
		return nil
	}
	return operation.Result.Type.Object()
}
