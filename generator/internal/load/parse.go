package load

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// parse has kin-openapi read, resolve and validate the document. What it gives is of use only if there is no problem.
func (f *files) parse(ctx context.Context, problems *problem.List) (*openapi3.T, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	root := f.trees[f.root]
	if root == nil || !f.isOpenAPI(root, problems) {
		return nil, nil
	}
	c := checker{files: f, problems: problems}
	if err := c.safely(func() { c.parse(ctx) }); err != nil && problems.Len() == 0 {
		problems.Add(problem.Problem{Pos: root.position(0), Message: err.Error(), Hint: "please report it with the document"})
	}
	return c.doc, ctx.Err()
}

// checker takes what kin-openapi says about a document apart.
type checker struct {
	files    *files
	problems *problem.List
	doc      *openapi3.T
	// schemas are all schemas of the document. Finding them takes as long as validating them.
	schemas []schemaAt
	// blanked tells that broken parts were taken out of the document: what fits no longer says what it did.
	blanked bool
	// visits are the steps taken so far to compare examples with schemas.
	visits int
}

// safely keeps a panic in kin-openapi from ending the program: documents come from anywhere.
func (c *checker) safely(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("kin-openapi fails on this document: %s", oneLine(fmt.Sprint(r)))
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
	c.blanked = len(c.files.broken) > 0
	if c.files.lenient {
		c.adjust()
	}
	c.statuses()
	c.structure(ctx)
	if ctx.Err() == nil {
		c.examples(ctx)
	}
	if ctx.Err() == nil {
		c.remainder(ctx)
	}
}

// load has kin-openapi read the document, and again as long as leniency mends all that it cannot make sense of.
func (c *checker) load(ctx context.Context) *openapi3.T {
	for range maxRounds {
		loader := openapi3.NewLoader()
		loader.Context = ctx
		loader.IsExternalRefsAllowed = true
		loader.ReadFromURIFunc = c.files.serve
		loader.JoinFunc = c.files.join
		doc, err := loader.LoadFromDataWithPath(c.files.data(c.files.root), c.files.address(c.files.root))
		if err == nil {
			emptyHeaders(doc)
			return doc
		}
		before := c.problems.Len()
		c.unreadable(err)
		if !c.files.lenient || !c.problems.Repaired(before) {
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
func (f *files) serve(_ *openapi3.Loader, location *url.URL) ([]byte, error) {
	file := known(location)
	if f.trees[file] == nil {
		return nil, fmt.Errorf("%q was not read", location)
	}
	return f.data(file), nil
}

// data is a file as JSON. An empty mapping stands for each $ref that leads nowhere: kin-openapi would stop at the first.
func (f *files) data(file string) []byte {
	all := edits{}
	for _, at := range f.broken[file] {
		all[at] = "{}"
	}
	maps.Copy(all, f.edits[file])
	return f.trees[file].edited(all)
}

// edit has another value read in place of one.
func (f *files) edit(file string, at int32, text string) {
	if f.edits[file] == nil {
		f.edits[file] = edits{}
	}
	f.edits[file][at] = text
}

// isBroken tells whether a value is or belongs to a $ref that leads nowhere, which is reported already.
func (f *files) isBroken(p place) bool {
	for _, at := range f.broken[p.file] {
		if p.at >= at && p.at < p.tree.nodes[at].after {
			return true
		}
	}
	return false
}

// lacksParameters tells whether a $ref that leads nowhere is among the parameters of an operation or of its path.
func (c *checker) lacksParameters(operation place) bool {
	for _, at := range c.files.broken[operation.file] {
		pointer := operation.tree.pointer(at)
		_, tokens := splitPointer(pointer)
		_, own := splitPointer(operation.tree.pointer(operation.at))
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
	for file, t := range c.files.trees {
		if t != nil && (file == c.files.root || t.child(0, "openapi") != none || t.child(0, "components") != none) {
			c.mistyped(file, t)
		}
	}
	if c.problems.Len() > before {
		return
	}
	c.unfollowed(err)
	if c.problems.Len() == before {
		root := c.files.trees[c.files.root]
		c.problems.Add(problem.Problem{Pos: root.position(0), Message: "invalid document: " + kinReason(err)})
	}
}

// kinReason is an error of kin-openapi without the parser's own words around it.
func kinReason(err error) string {
	for next := errors.Unwrap(err); next != nil; next = errors.Unwrap(next) {
		err = next
	}
	message := oneLine(err.Error())
	if _, after, ok := strings.Cut(message, "decoding JSON: json: "); ok {
		return after
	}
	return strings.TrimPrefix(message, "json: ")
}
