package sdktest

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// resource is a kind of thing that the API keeps: a collection at one path, and an item at the path below that ends in
// a parameter.
type resource struct {
	// collection and item are the path templates.
	collection, item string
	// param is the parameter that names the item; numeric means that it is a number.
	param   string
	numeric bool
	// schema is an item's, id the property with its name, shown the body with the document's example of one.
	schema *openapi3.Schema
	id     string
	shown  *openapi3.MediaType
	// creates means that there is a POST: things that nobody can create are there already.
	creates bool
	// list is the operation that lists the collection, nil where there is none; array is the property with the items.
	list  *route
	array string
	// key is the property of a request by which a repeated one is recognized; "" is none.
	key string
}

// assignResources finds out what each operation deals with.
func assignResources(routes []*route) {
	resources := map[string]*resource{}
	for _, r := range routes {
		collection, param, ok := cutItem(r.Path)
		if !ok {
			continue
		}
		if resources[collection] == nil {
			resources[collection] = &resource{collection: collection, item: r.Path, param: param}
		}
		r.resource = resources[collection]
		r.resource.learnItem(r)
	}
	for _, r := range routes {
		if r.resource != nil {
			continue
		}
		if found := resources[r.Path]; found != nil {
			r.resource = found
		} else {
			r.resource = ofItems(resources, r)
		}
		if r.resource != nil {
			r.resource.learnCollection(r)
		}
	}
}

// ofItems is the resource of a collection whose path is not the beginning of its items' paths: both are of one schema.
func ofItems(resources map[string]*resource, r *route) *resource {
	if r.content == nil || r.content.Schema == nil {
		return nil
	}
	schema := r.content.Schema.Value
	if r.Method == "GET" {
		list := inside(schema, strings.Split(arrayOf(r), "."))
		if list == nil {
			return nil
		}
		schema = valueOf(list.Items)
	}
	for _, path := range slices.Sorted(maps.Keys(resources)) {
		if found := resources[path]; schema != nil && found.schema == schema && slices.Equal(placeholders(found.collection), r.params) {
			return found
		}
	}
	return nil
}

func placeholders(template string) []string {
	_, params := compile(template)
	return params
}

// cutItem takes apart the path of an item.
func cutItem(path string) (collection, param string, ok bool) {
	at := strings.LastIndex(path, "/")
	last := path[at+1:]
	if at < 0 || !strings.HasPrefix(last, "{") || !strings.HasSuffix(last, "}") || strings.Count(last, "{") > 1 {
		return "", "", false
	}
	return path[:at], last[1 : len(last)-1], true
}

func (r *resource) learnCollection(found *route) {
	switch found.Method {
	case "POST":
		r.learnItem(found)
		r.creates = true
		r.key = keyOf(found.requestSchema())
	case "GET":
		if found.content != nil && found.content.Schema != nil {
			r.list, r.array = found, arrayOf(found)
		}
	}
}

// keyOf is the property that the document marks as the idempotency key.
func keyOf(schema *openapi3.Schema) string {
	for name, property := range propertiesOf(schema) {
		if marked, _ := property.Value.Extensions["x-sdk-idempotency-key"].(bool); marked {
			return name
		}
	}
	return ""
}

// arrayOf is the property of a list that holds the items: the one that the document names, else the only array.
func arrayOf(list *route) string {
	if name := list.pagesOf()["items"]; name != "" {
		return name
	}
	for name, property := range propertiesOf(list.content.Schema.Value) {
		if kindOf(property.Value) == openapi3.TypeArray {
			return name
		}
	}
	return ""
}

// learnItem takes the item's schema from whatever answers one. What a deletion answers is no item, and an operation that
// answers one of several things says less than one that answers a thing.
func (r *resource) learnItem(found *route) {
	if schema := found.pathParameter(r.param); schema != nil {
		r.numeric = kindOf(schema) == openapi3.TypeInteger
	}
	if found.Method == "DELETE" || found.content == nil || found.content.Schema == nil {
		return
	}
	if r.schema != nil && (len(propertiesOf(r.schema)) > 0 || len(propertiesOf(found.content.Schema.Value)) == 0) {
		return
	}
	r.schema, r.shown = found.content.Schema.Value, found.content
	r.id = "id"
	if propertiesOf(r.schema)[r.param] != nil {
		r.id = r.param
	}
}

// isItem reports whether an operation is about one item.
func (r *route) isItem() bool { return r.resource != nil && r.Path == r.resource.item }

// requestSchema is what the operation's body answers, JSON or a form; nil is none.
func (r *route) requestSchema() *openapi3.Schema {
	if r.Operation.RequestBody == nil || r.Operation.RequestBody.Value == nil {
		return nil
	}
	for _, media := range []string{jsonType, formType} {
		if content := r.Operation.RequestBody.Value.Content.Get(media); content != nil {
			return valueOf(content.Schema)
		}
	}
	return nil
}

// pathParameter is the schema of a parameter in the path.
func (r *route) pathParameter(name string) *openapi3.Schema {
	for _, parameters := range []openapi3.Parameters{r.Operation.Parameters, r.PathItem.Parameters} {
		if p := parameters.GetByInAndName(openapi3.ParameterInPath, name); p != nil {
			return valueOf(p.Schema)
		}
	}
	return nil
}

// concrete is a path template with values.
func concrete(template string, params map[string]string) string {
	return placeholder.ReplaceAllStringFunc(template, func(name string) string {
		return url.PathEscape(params[name[1:len(name)-1]])
	})
}

// ancestors are the templates of the items that a path lies below, the outermost first.
func ancestors(template string) []string {
	var items []string
	for at := range template {
		if template[at] == '/' {
			if _, _, ok := cutItem(template[:at]); ok {
				items = append(items, template[:at])
			}
		}
	}
	return slices.Clip(items)
}
