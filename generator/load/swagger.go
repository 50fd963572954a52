package load

import (
	"encoding/json"
	"fmt"

	"github.com/getkin/kin-openapi/openapi2"
	"github.com/getkin/kin-openapi/openapi2conv"

	"github.com/hubchannels/hubchannels-go/generator/problem"
)

// convert makes an OpenAPI 3 document of a Swagger 2.0 one. Positions are lost: all that is known of them is the file.
func (f *files) convert(problems *problem.List) {
	t := f.trees[f.root]
	if t == nil || len(t.nodes) == 0 || t.child(0, "swagger") == none {
		return
	}
	converted, err := converting(t.json)
	if err != nil {
		at := t.child(0, "swagger")
		problems.Add(problem.Problem{Pos: t.position(at), Pointer: t.pointer(at),
			Message: "the Swagger 2.0 document cannot be converted to OpenAPI 3: " + oneLine(err.Error()), Hint: "convert it first"})
		f.trees[f.root] = nil
		return
	}
	f.converted = true
	f.trees[f.root] = parseJSON(f.given, converted, problems)
	for i := range f.trees[f.root].nodes {
		f.trees[f.root].nodes[i].line = 0
	}
}

// converting calls kin-openapi, which may panic on documents from anywhere.
func converting(document []byte) (converted []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("kin-openapi fails on it: %v", r)
		}
	}()
	var old openapi2.T
	if err := json.Unmarshal(document, &old); err != nil {
		return nil, err
	}
	doc, err := openapi2conv.ToV3(&old)
	if err != nil {
		return nil, err
	}
	return doc.MarshalJSON()
}
