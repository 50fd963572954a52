package load

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"reflect"
	"strings"

	"github.com/getkin/kin-openapi/openapi2"
	"github.com/getkin/kin-openapi/openapi2conv"
	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/repair"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// convert makes an OpenAPI 3 document of a Swagger 2.0 one. What is in it stands where it stood before.
func (c *checker) convert(ctx context.Context) {
	f := c.files
	t := f.Trees[f.Root]
	if t == nil || t.Empty() || t.Child(0, "swagger") == source.None {
		return
	}
	before := c.problems.Len()
	c.prepare(t)
	converted, err := c.converting(ctx, f.Data(f.Root))
	for range maxRounds {
		reported := c.problems.Len()
		if err == nil {
			break
		}
		if c.mistyped(f.Root, t, reflect.TypeFor[openapi2.T]()); !c.problems.Repaired(reported) {
			break
		}
		converted, err = c.converting(ctx, f.Data(f.Root))
	}
	if err != nil {
		f.Replace(nil)
		c.unconvertible(t, err, before)
		return
	}
	c.converted = true
	made := source.Made(f.Given, converted, c.problems)
	place(made, source.Place{File: f.Root, Tree: t})
	f.Replace(made)
}

// unconvertible says why a document cannot be converted, unless that is said already.
func (c *checker) unconvertible(t *source.Tree, err error, before int) {
	if c.problems.Len() > before && !c.problems.Repaired(before) {
		return
	}
	at := t.Child(0, "swagger")
	c.problems.Add(problem.Problem{Pos: t.Position(at), Pointer: t.Pointer(at),
		Message: "the Swagger 2.0 document cannot be converted to OpenAPI 3: " + problem.OneLine(err.Error()), Hint: "convert it first"})
}

// prepare makes the edits without which kin-openapi does not convert a document: it does not look into all schemas for
// $refs, takes extensions among the paths for paths, and ends at a $ref that leads nowhere, which is reported.
func (c *checker) prepare(t *source.Tree) {
	f := c.files
	for at := range t.Children(t.Child(0, "paths")) {
		if strings.HasPrefix(t.Key(at), "x-") {
			f.Edit(f.Root, at, "")
		}
	}
	for _, ref := range source.References(f.Root, t) {
		file, tokens, no := f.Target(ref.File, ref.Target)
		if no != nil || file != f.Root {
			continue
		}
		if _, nearest, ok := f.Find(file, tokens); !ok {
			p := ref.Problem(f.Dangling(ref, tokens, nearest))
			p.Rule = repair.Dangling
			c.problems.Add(p)
			f.Edit(f.Root, ref.Holder, "{}")
		} else if name, ok := strings.CutPrefix(ref.Target, "#/definitions/"); ok {
			target, _ := json.Marshal("#/components/schemas/" + name) // a string always has a JSON form
			f.Edit(f.Root, ref.At, string(target))
		}
	}
}

// converting calls kin-openapi, which may panic on documents from anywhere.
func (c *checker) converting(ctx context.Context, document []byte) (converted []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("kin-openapi fails on it: %v", r)
		}
	}()
	var old openapi2.T
	if err := json.Unmarshal(document, &old); err != nil {
		return nil, err
	}
	keepFormats(&old)
	loader := openapi3.NewLoader()
	loader.IsExternalRefsAllowed = true
	loader.JoinFunc = c.files.Join
	loader.ReadFromURIFunc = func(_ *openapi3.Loader, location *url.URL) ([]byte, error) { return c.beside(ctx, location) }
	doc, err := openapi2conv.ToV3WithLoader(&old, loader, c.files.Address(c.files.Root))
	if err != nil {
		return nil, err
	}
	requireForms(doc)
	return doc.MarshalJSON()
}

// beside reads a file that a Swagger document refers to, if it may be read.
func (c *checker) beside(ctx context.Context, location *url.URL) ([]byte, error) {
	f := c.files
	file := source.Known(location)
	if no := f.Forbidden(file); no != nil {
		return nil, errors.New(no.Message)
	}
	if !f.HasFolder() && !source.IsRemote(file) {
		return nil, fmt.Errorf("%s is on this machine", problem.Quote(file))
	}
	var problems problem.List
	t, err := f.ReadFile(ctx, file, &problems)
	if err == nil && t == nil {
		err = problems.Err()
	}
	if err != nil {
		return nil, err
	}
	return t.JSON(), nil
}
