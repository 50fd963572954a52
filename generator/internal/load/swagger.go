package load

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/getkin/kin-openapi/openapi2"
	"github.com/getkin/kin-openapi/openapi2conv"
	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// convert makes an OpenAPI 3 document of a Swagger 2.0 one. Positions are lost: all that is known of them is the file.
func (f *files) convert(ctx context.Context, problems *problem.List) {
	t := f.trees[f.root]
	if t == nil || len(t.nodes) == 0 || t.child(0, "swagger") == none {
		return
	}
	converted, err := f.converting(ctx, t.edited(f.convertible(t, problems)))
	if err != nil {
		f.trees[f.root] = nil
		at := t.child(0, "swagger")
		problems.Add(problem.Problem{Pos: t.position(at), Pointer: t.pointer(at),
			Message: "the Swagger 2.0 document cannot be converted to OpenAPI 3: " + oneLine(err.Error()), Hint: "convert it first"})
		return
	}
	f.converted = true
	f.trees[f.root] = parseJSON(f.given, converted, problems)
	for i := range f.trees[f.root].nodes {
		f.trees[f.root].nodes[i].line = 0
	}
}

// convertible are the edits without which kin-openapi does not convert a document: it does not look into all schemas for
// $refs, takes extensions among the paths for paths, and ends at a $ref that leads nowhere, which is reported.
func (f *files) convertible(t *tree, problems *problem.List) edits {
	e := edits{}
	for at := range t.children(t.child(0, "paths")) {
		if strings.HasPrefix(t.nodes[at].key, "x-") {
			e[at] = ""
		}
	}
	for _, ref := range references(f.root, t) {
		file, tokens, no := f.target(ref.file, ref.target)
		if no != nil || file != f.root {
			continue
		}
		if _, nearest, ok := f.find(file, tokens); !ok {
			p := ref.problem(f.dangling(ref, tokens, nearest))
			p.Repair = repairDangling
			problems.Add(p)
			e[ref.holder] = "{}"
		} else if name, ok := strings.CutPrefix(ref.target, "#/definitions/"); ok {
			target, _ := json.Marshal("#/components/schemas/" + name) // a string always has a JSON form
			e[ref.at] = string(target)
		}
	}
	return e
}

// converting calls kin-openapi, which may panic on documents from anywhere.
func (f *files) converting(ctx context.Context, document []byte) (converted []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("kin-openapi fails on it: %v", r)
		}
	}()
	var old openapi2.T
	if err := json.Unmarshal(document, &old); err != nil {
		return nil, err
	}
	loader := openapi3.NewLoader()
	loader.IsExternalRefsAllowed = true
	loader.JoinFunc = f.join
	loader.ReadFromURIFunc = func(_ *openapi3.Loader, location *url.URL) ([]byte, error) { return f.beside(ctx, location) }
	doc, err := openapi2conv.ToV3WithLoader(&old, loader, f.address(f.root))
	if err != nil {
		return nil, err
	}
	return doc.MarshalJSON()
}

// beside reads a file that a Swagger document refers to, if it may be read.
func (f *files) beside(ctx context.Context, location *url.URL) ([]byte, error) {
	file := known(location)
	if no := f.forbidden(file); no != nil {
		return nil, errors.New(no.message)
	}
	if f.folder == nil && !isRemote(file) {
		return nil, fmt.Errorf("%s is on this machine", quote(file))
	}
	var problems problem.List
	t, err := f.readFile(ctx, file, &problems)
	if err == nil && t == nil {
		err = problems.Err()
	}
	if err != nil {
		return nil, err
	}
	return t.json, nil
}
