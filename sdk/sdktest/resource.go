package sdktest

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// resource is a kind of thing that the API keeps: a collection at one path, and an item at the path below that ends in
// a parameter.
type resource struct {
	// collection and item are the path templates.
	collection, item string
	// param is the parameter that names the item; numeric means that it is a number, or digits, format is its format.
	param   string
	numeric bool
	format  string
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

// assignResources makes what each operation deals with.
func assignResources(routes []*route) {
	resources := map[string]*resource{}
	for _, r := range routes {
		if r.collection == "" {
			continue
		}
		if resources[r.collection] == nil {
			resources[r.collection] = &resource{collection: r.collection}
		}
		r.resource = resources[r.collection]
		if r.resource.item == "" && parent(r.Path) == r.collection {
			r.resource.item, r.resource.param = r.Path, r.params[len(r.params)-1]
		}
	}
	for _, r := range routes {
		switch {
		case r.resource == nil:
		case r.isItem():
			r.resource.learnItem(r)
		default:
			r.resource.learnCollection(r)
		}
	}
	created := createdIn(resources)
	for _, r := range routes {
		r.created = created
	}
}

// createdIn are the collections whose items can be created.
func createdIn(resources map[string]*resource) map[string]bool {
	created := map[string]bool{}
	for collection, r := range resources {
		created[collection] = r.creates
	}
	return created
}

// parent is the path template before the last segment where that is a parameter; "" is none.
func parent(path string) string {
	at := strings.LastIndex(path, "/")
	if at < 0 || path[at+1:] == "" || placeholder.FindString(path[at+1:]) != path[at+1:] {
		return ""
	}
	return path[:at]
}

func (r *resource) learnCollection(found *route) {
	switch found.Method {
	case "POST":
		r.learnItem(found)
		r.creates = true
		r.key = keyOf(found.requestSchema())
	case "GET":
		if found.items != "" {
			r.list, r.array = found, found.items
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

// learnItem takes the item's schema from whatever answers one. What a deletion answers is no item, and an operation that
// answers one of several things says less than one that answers a thing.
func (r *resource) learnItem(found *route) {
	if parameter := found.pathParameter(r.param); parameter != nil && parameter.Schema != nil {
		schema := parameter.Schema.Value
		r.numeric = kindOf(schema) == openapi3.TypeInteger || isDigits(parameter.Example) || isDigits(schema.Example)
		r.format = schema.Format
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

// isDigits reports whether an example shows a text that is a number.
func isDigits(example any) bool {
	text, _ := example.(string)
	_, err := strconv.ParseUint(text, 10, 64)
	return err == nil
}

// pathParameter is a parameter in the path.
func (r *route) pathParameter(name string) *openapi3.Parameter {
	for _, parameters := range []openapi3.Parameters{r.Operation.Parameters, r.PathItem.Parameters} {
		if p := parameters.GetByInAndName(openapi3.ParameterInPath, name); p != nil {
			return p
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
		if template[at] == '/' && parent(template[:at]) != "" {
			items = append(items, template[:at])
		}
	}
	return slices.Clip(items)
}
