package body

import (
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/digest"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/media"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/operation"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// sharedBody is what several operations send or answer, written out at each of them.
type sharedBody struct {
	schema *openapi3.Schema
	// role is Request, Response or Error.
	role  string
	paths []string
	// ids are the operations, each once.
	ids []*operation.Source
}

// nameShared names the bodies that several operations have after what they hold, and not after the operation that comes
// first: TaskResponse, where CreateTask and GetTask answer {data: Task}.
func nameShared(places *place.Names, declared *place.Declared, digests *digest.Digests, operations []*operation.Source) map[digest.Digest]string {
	bodies := map[digest.Digest]*sharedBody{}
	var order []digest.Digest
	add := func(o *operation.Source, content openapi3.Content, role string) {
		said := media.FirstJSON(content)
		if said == nil || said.Schema == nil || said.Schema.Ref != "" || said.Schema.Value == nil || len(said.Schema.Value.Properties) == 0 {
			return
		}
		key := digests.Of(said.Schema.Value)
		if bodies[key] == nil {
			bodies[key] = &sharedBody{schema: said.Schema.Value, role: role}
			order = append(order, key)
		}
		if body := bodies[key]; !slices.Contains(body.ids, o) {
			body.ids, body.paths = append(body.ids, o), append(body.paths, o.Path)
		}
	}
	for _, o := range operations {
		eachBody(o, add)
	}
	names := map[digest.Digest]string{}
	for _, key := range order {
		if len(bodies[key].ids) < 2 {
			continue
		}
		if name := nameOfBody(places, bodies[key]); name != "" && !declared.Taken(name) {
			names[key] = name
		}
	}
	return names
}

// eachBody yields the bodies of an operation that stand in it, and not elsewhere.
func eachBody(o *operation.Source, yield func(o *operation.Source, content openapi3.Content, role string)) {
	if body := o.Operation.RequestBody; body != nil && body.Ref == "" && body.Value != nil {
		yield(o, body.Value.Content, "Request")
	}
	if o.Operation.Responses == nil {
		return
	}
	for _, status := range o.Operation.Responses.Keys() {
		response := o.Operation.Responses.Value(status)
		if response == nil || response.Ref != "" || response.Value == nil {
			continue
		}
		role := "Error"
		if Succeeds(o.Operation.Responses, status) {
			role = "Response"
		}
		yield(o, response.Value.Content, role)
	}
}

// Succeeds reports whether a status is a success: default is one where the document speaks of no other.
func Succeeds(responses *openapi3.Responses, status string) bool {
	if status != "default" {
		return strings.HasPrefix(status, "2")
	}
	return !slices.ContainsFunc(responses.Keys(), func(other string) bool {
		return strings.HasPrefix(other, "2") || strings.HasPrefix(other, "3")
	})
}

// nameOfBody is the name of the one component that a body holds, or what all of its operations are about, or its properties.
func nameOfBody(places *place.Names, body *sharedBody) string {
	name := held(places, body.schema)
	if name == "" {
		name = naming.SharedNoun(body.paths)
	}
	switch {
	case name == "" && body.role == "Error":
		return "ErrorResponse"
	case name == "" && len(body.schema.Properties) > 2:
		return ""
	case name == "":
		for _, property := range slices.Sorted(maps.Keys(body.schema.Properties)) {
			name += naming.Exported(property)
		}
	}
	return name + body.role
}

// held is the only component that a schema's properties are, or are lists of; "" for none and for several.
func held(places *place.Names, schema *openapi3.Schema) string {
	found := ""
	for _, property := range slices.Sorted(maps.Keys(schema.Properties)) {
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
		found = places.Target(ref).Name + many
	}
	return found
}

// Name is what a body's type is called that stands in an operation, or, with a $ref, elsewhere: after the key or the file
// there.
func (r *Reader) Name(ref document.Reference, operation, role string) string {
	if ref.RefString() == "" {
		return operation + role
	}
	name := r.places.Target(ref).Name
	if strings.HasSuffix(name, role) {
		return name
	}
	return name + role
}
