package load

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/repair"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// checker takes what kin-openapi says about a document apart.
type checker struct {
	files    *source.Files
	problems *problem.List
	doc      *openapi3.T
	// converted tells that the document was Swagger 2.0.
	converted bool
	// schemas are all schemas of the document. Finding them takes as long as validating them.
	schemas []schemaAt
	// blanked tells that broken parts were taken out of the document: what fits no longer says what it did.
	blanked bool
	// visits are the steps taken so far to compare examples with schemas.
	visits int
	// compiled are the schemas that were looked at so far for examples of OpenAPI 3.1, each as often as it was, and skipped
	// the examples that this is too much for.
	compiled, skipped int
}

// read has the document read, resolved and validated. What it gives is of use only if there is no problem.
func (c *checker) read(ctx context.Context, data []byte, overlays []string) error {
	f := c.files
	if len(overlays) > 0 {
		f.Trees[f.Root] = c.overlaid(data, overlays)
	} else {
		f.Trees[f.Root] = source.Parse(f.Given, data, f.MaxSize, c.problems)
	}
	c.convert(ctx)
	f.MediaTypeRefs = f.Trees[f.Root] != nil && !f.Trees[f.Root].Empty() && is32(f.Trees[f.Root])
	f.ReadAll(ctx, c.problems)
	if err := ctx.Err(); err != nil {
		return err
	}
	root := f.Trees[f.Root]
	if root == nil || !c.isOpenAPI(root) {
		return nil
	}
	c.refuse32()
	if err := c.safely(func() { c.parse(ctx) }); err != nil && c.problems.Len() == 0 {
		c.problems.Add(problem.Problem{Pos: root.Position(0), Message: err.Error(), Hint: "please report it with the document"})
	}
	return ctx.Err()
}

// safely keeps a panic in kin-openapi from ending the program: documents come from anywhere.
func (c *checker) safely(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("kin-openapi fails on this document: %s", problem.OneLine(fmt.Sprint(r)))
		}
	}()
	f()
	return nil
}

func (c *checker) parse(ctx context.Context) {
	doc := c.load(ctx)
	if doc == nil {
		return
	}
	c.doc, c.schemas = doc, schemasOf(doc)
	if doc.IsOpenAPI32OrLater() {
		describe(doc)
	}
	c.blanked = c.files.HasBroken()
	c.repair()
	c.doubts()
	c.structure(ctx)
	if ctx.Err() == nil {
		c.examples(ctx)
	}
	if ctx.Err() == nil {
		c.remainder(ctx)
	}
}

// repair applies the rules about objects, in strict mode, too: behind what they mend there may be more.
func (c *checker) repair() {
	repair.Document{
		T:    c.doc,
		Name: strings.TrimSuffix(path.Base(c.files.Root), path.Ext(c.files.Root)),
		Report: func(rule repair.ID, pointer, message, hint string) {
			if p, ok := c.place(pointer); ok && !c.files.IsBroken(p) {
				c.problems.Add(problem.Problem{Pos: p.Tree.Position(p.At), Pointer: c.files.Pointer(p), Message: message, Hint: hint, Rule: rule})
			}
		},
		Incomplete: func(operation string) bool {
			p, ok := c.place(operation)
			return ok && c.lacksParameters(p)
		},
	}.Repair()
}

// load has kin-openapi read the document, and again as long as rules mend all that it cannot make sense of.
func (c *checker) load(ctx context.Context) *openapi3.T {
	for range maxRounds {
		loader := openapi3.NewLoader()
		loader.Context = ctx
		loader.IsExternalRefsAllowed = true
		loader.ReadFromURIFunc = c.serve
		loader.JoinFunc = c.files.Join
		doc, err := loader.LoadFromDataWithPath(c.files.Data(c.files.Root), c.files.Address(c.files.Root))
		if c.files.IsUnending() {
			c.problems.Add(problem.Problem{Pos: problem.Position{File: c.files.Given}, Message: "a $ref that stands where OpenAPI allows none leads to itself, or to too much",
				Hint: "put there what it refers to"})
			return nil
		}
		if err == nil {
			emptyHeaders(doc)
			return doc
		}
		before := c.problems.Len()
		c.unreadable(err)
		if !c.problems.Repaired(before) {
			break
		}
	}
	return nil
}

// emptyHeaders takes the schemas out of headers that are content: kin-openapi does not resolve the $refs in them, and then
// has them against the document. Nothing is made of them.
func emptyHeaders(doc *openapi3.T) {
	walkObjects(doc, func(_ string, object any, _ direction) {
		if header, ok := object.(*openapi3.Header); ok {
			for _, media := range header.Content {
				media.Schema = nil
			}
		}
	})
}

// serve gives kin-openapi the files that were read and checked already, and no others.
func (c *checker) serve(_ *openapi3.Loader, location *url.URL) ([]byte, error) {
	file := source.Known(location)
	if c.files.Trees[file] == nil {
		return nil, fmt.Errorf("%q was not read", location)
	}
	return c.files.Data(file), nil
}

// lacksParameters reports whether a $ref that leads nowhere is among the parameters of an operation or of its path.
func (c *checker) lacksParameters(operation source.Place) bool {
	for _, at := range c.files.Broken(operation.File) {
		pointer := operation.Tree.Pointer(at)
		_, tokens := source.Split(pointer)
		_, own := source.Split(operation.Tree.Pointer(operation.At))
		if len(tokens) < 2 || tokens[len(tokens)-2] != "parameters" || len(own) == 0 {
			continue
		}
		if parent := tokens[:len(tokens)-2]; slices.Equal(parent, own) || slices.Equal(parent, own[:len(own)-1]) {
			return true
		}
	}
	return false
}

// unreadable says why kin-openapi could not make sense of a document that is well-formed.
func (c *checker) unreadable(err error) {
	before := c.problems.Len()
	for file, t := range c.files.Trees {
		if t != nil && (file == c.files.Root || t.Child(0, "openapi") != source.None || t.Child(0, "components") != source.None) {
			c.mistyped(file, t, reflect.TypeFor[openapi3.T]())
		}
	}
	if c.problems.Len() > before {
		return
	}
	c.unresolved(err)
	if c.problems.Len() == before {
		root := c.files.Trees[c.files.Root]
		c.problems.Add(problem.Problem{Pos: root.Position(0), Message: "invalid document: " + kinReason(err)})
	}
}

// kinReason is an error of kin-openapi without the parser's own words around it.
func kinReason(err error) string {
	for next := errors.Unwrap(err); next != nil; next = errors.Unwrap(next) {
		err = next
	}
	message := problem.OneLine(err.Error())
	if _, after, ok := strings.Cut(message, "decoding JSON: json: "); ok {
		return after
	}
	return strings.TrimPrefix(message, "json: ")
}
