package resolve

import (
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// sharedBody is what several operations send or answer, written out at each of them.
type sharedBody struct {
	schema *openapi3.Schema
	// role is Request, Response or Error.
	role  string
	paths []string
	// ids are the operations, each once.
	ids []*operationAt
}

// nameShared names the bodies that several operations have after what they hold, and not after the operation that comes
// first: TaskResponse, where CreateTask and GetTask answer {data: Task}.
func (r *resolver) nameShared() map[digest]string {
	bodies := map[digest]*sharedBody{}
	var order []digest
	add := func(o *operationAt, content openapi3.Content, role string) {
		media := jsonOf(content)
		if media == nil || media.Schema == nil || media.Schema.Ref != "" || media.Schema.Value == nil || len(media.Schema.Value.Properties) == 0 {
			return
		}
		key := r.digest(media.Schema.Value)
		if bodies[key] == nil {
			bodies[key] = &sharedBody{schema: media.Schema.Value, role: role}
			order = append(order, key)
		}
		if body := bodies[key]; !slices.Contains(body.ids, o) {
			body.ids, body.paths = append(body.ids, o), append(body.paths, o.path)
		}
	}
	for _, o := range r.sources {
		eachBody(o, add)
	}
	names := map[digest]string{}
	for _, key := range order {
		if len(bodies[key].ids) < 2 {
			continue
		}
		if name := r.nameOfBody(bodies[key]); name != "" && !r.names.Taken(name) {
			names[key] = name
		}
	}
	return names
}

// jsonOf is the first JSON among the media types of a body; nil if there is none.
func jsonOf(content openapi3.Content) *openapi3.MediaType {
	for _, mediaType := range slices.Sorted(maps.Keys(content)) {
		if jsonLike(mediaType) {
			return content[mediaType]
		}
	}
	return nil
}

// eachBody yields the bodies of an operation that stand in it, and not elsewhere.
func eachBody(o *operationAt, yield func(o *operationAt, content openapi3.Content, role string)) {
	if body := o.operation.RequestBody; body != nil && body.Ref == "" && body.Value != nil {
		yield(o, body.Value.Content, "Request")
	}
	if o.operation.Responses == nil {
		return
	}
	for _, status := range o.operation.Responses.Keys() {
		response := o.operation.Responses.Value(status)
		if response == nil || response.Ref != "" || response.Value == nil {
			continue
		}
		role := "Error"
		if succeeds(o.operation.Responses, status) {
			role = "Response"
		}
		yield(o, response.Value.Content, role)
	}
}

// nameOfBody is the name of the one component that a body holds, or what all of its operations are about, or its properties.
func (r *resolver) nameOfBody(body *sharedBody) string {
	name := r.held(body.schema)
	if name == "" {
		name = naming.SharedNoun(body.paths)
	}
	switch {
	case name == "" && body.role == "Error":
		return "ErrorResponse"
	case name == "" && len(body.schema.Properties) > 2:
		return ""
	case name == "":
		for _, property := range sortedNames(body.schema.Properties) {
			name += naming.Exported(property)
		}
	}
	return name + body.role
}

// held is the only component that a schema's properties are, or are lists of; "" for none and for several.
func (r *resolver) held(schema *openapi3.Schema) string {
	found := ""
	for _, property := range sortedNames(schema.Properties) {
		ref, many := schema.Properties[property], ""
		if ref != nil && ref.Ref == "" && ref.Value != nil && ref.Value.Items != nil {
			ref, many = ref.Value.Items, "List"
		}
		if ref == nil || ref.Ref == "" {
			continue
		}
		if found != "" {
			return ""
		}
		found = r.target(ref).name + many
	}
	return found
}

func sortedNames(properties openapi3.Schemas) []string {
	names := make([]string, 0, len(properties))
	for name := range properties {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// bodyName is what a body's type is called that stands in an operation, or, with a $ref, elsewhere: after the key or the file
// there.
func (r *resolver) bodyName(ref reference, operation, role string) string {
	if ref.RefString() == "" {
		return operation + role
	}
	name := r.target(ref).name
	if strings.HasSuffix(name, role) {
		return name
	}
	return name + role
}
