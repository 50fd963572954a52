package load

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/repair"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// read has the document read, resolved and validated. What it gives is of use only if there is no problem.
func read(ctx context.Context, to report, data []byte, overlays []string) (doc *openapi3.T, converted bool, err error) {
	r := reader{to}
	r.overlay(data, overlays)
	converted = r.convert(ctx)
	if !r.refer(ctx) {
		return nil, converted, ctx.Err()
	}
	if err := safely(func() { doc = parse(ctx, r) }); err != nil && to.problems.Len() == 0 {
		root := to.files.Trees[to.files.Root]
		to.problems.Add(problem.Problem{Pos: root.Position(0), Message: err.Error(), Hint: "please report it with the document"})
	}
	return doc, converted, ctx.Err()
}

// safely keeps a panic in kin-openapi from ending the program: documents come from anywhere.
func safely(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("kin-openapi fails on this document: %s", problem.OneLine(fmt.Sprint(r)))
		}
	}()
	f()
	return nil
}

// parse reads a document, repairs it and looks for what is wrong with it, step by step: behind each problem there may be
// more.
func parse(ctx context.Context, r reader) *openapi3.T {
	doc := r.load(ctx)
	if doc == nil {
		return nil
	}
	if doc.IsOpenAPI32OrLater() {
		describe(doc)
	}
	c := &checker{report: r.report, doc: doc, schemas: schemasOf(doc), blanked: r.files.HasBroken()}
	c.repair()
	c.doubts()
	c.structure(ctx)
	if ctx.Err() == nil {
		compare(ctx, c)
	}
	if ctx.Err() == nil {
		c.remainder(ctx)
	}
	return doc
}

// checker takes what kin-openapi says about a document apart.
type checker struct {
	report
	doc *openapi3.T
	// schemas are all schemas of the document. Finding them takes as long as validating them.
	schemas []schemaAt
	// blanked is set once broken parts were taken out of the document: what fits no longer says what it did.
	blanked bool
}

// repair applies the rules about objects, in strict mode, too: behind what they mend there may be more.
func (c *checker) repair() {
	repair.Document{
		T:      c.doc,
		Name:   strings.TrimSuffix(path.Base(c.files.Root), path.Ext(c.files.Root)),
		Report: c.found,
		Incomplete: func(operation string) bool {
			p, ok := c.place(operation)
			return ok && c.lacksParameters(p)
		},
	}.Repair()
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
