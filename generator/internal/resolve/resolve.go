package resolve

import (
	"context"
	"path/filepath"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/config"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// Options are what the user decides besides the document.
type Options struct {
	// Package is the name of the generated package.
	Package string
	// Import is the path that the generated package will be imported by. Without it there is no package for tests.
	Import string
	// Config is what the user wants otherwise than the document says; nil is nothing.
	Config *config.Config
	// Lenient leaves out what contradicts the rest of the document, as raw JSON where it is a value.
	Lenient bool
}

// API resolves a document. It returns what of the document the model does not have besides, in the document's order. Its
// error is a problem.Problems with everything that stands in the way, or the context's.
func API(ctx context.Context, doc *load.Document, options Options) (*ir.API, []loss.Loss, error) {
	r := newResolver(doc, options)
	r.ctx = ctx
	if err := r.configure(options.Config); err != nil {
		return nil, nil, err
	}
	r.vendor()
	r.openEvents()
	r.components()
	r.security()
	r.operations()
	r.callNames()
	r.alternatives()
	r.headers()
	r.webhooks()
	r.errorType()
	r.typeFailures()
	r.settle()
	r.flags()
	r.styles()
	if !r.config.Chooses() { // what is left out has extensions, too
		r.idleExtensions()
	}
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	if err := r.problems.Err(); err != nil {
		return nil, nil, err
	}
	var err error
	if r.api.Test, err = testServer(doc, r.api, options.Import); err != nil {
		return nil, nil, err
	}
	return r.api, r.losses.All(), nil
}

// stopped reports whether nobody waits for the resolution any more. What is done then is thrown away.
func (r *resolver) stopped() bool { return r.ctx.Err() != nil }

// configure finds the places of the document that the configuration speaks of.
func (r *resolver) configure(c *config.Config) (err error) {
	if c == nil {
		return nil
	}
	r.config = c
	r.annotations, err = c.Annotations(r.doc)
	return err
}

// resolver is the state of one resolution.
type resolver struct {
	// ctx ends a resolution that nobody waits for any more.
	ctx     context.Context
	doc     *load.Document
	lenient bool
	config  *config.Config
	// annotations are the configuration's extensions by the place where they would stand.
	annotations config.Annotations
	api         *ir.API
	problems    problem.List
	losses      loss.List
	names       *naming.Scope // of the package
	methods     *naming.Scope // of operations, whose names the package has only once
	groups      map[string]*ir.Group
	// members are the names behind each group, and behind the client itself.
	members map[*ir.Group]*naming.Scope

	// decls are the declared types by the pointer of their schema, so that a schema is declared once.
	decls map[string]*declared
	// componentNames are the Go names of component schemas by pointer.
	componentNames map[string]string
	// children are the component schemas that have a schema in their allOf, by its pointer.
	children map[string][]schema.Part
	// aliases are the pointers of schemas that only stand for another, and that one's.
	aliases map[string]string
	// objects are what is known about an object besides its declaration, in the order of declaration.
	objects []*object
	byDecl  map[*ir.Object]*object
	unions  []*union
	byUnion map[ir.Decl]*union
	sources []*operationAt
	schemes map[string]*ir.Scheme
	// same are unions by what they are made of: a union that is written out at many places is one type.
	same map[string]*ir.Type
	// nullables are the copies of named types that may be null besides.
	nullables map[ir.Decl][]*ir.Type
	// first are the inline schemas by what they say, digests what each says.
	first   map[writing]*declared
	digests map[*openapi3.Schema]digest
	// sharedNames are the names of bodies that several operations have, by what they say.
	sharedNames map[digest]string
	// idle are the types of constants, which need none.
	idle []*ir.Enum
	// failures are the objects that error responses answer, by how often.
	failures map[*ir.Object]int
	// failed are the bodies of errors, where the document has them.
	failed    []failureAt
	sensitive map[string]bool
	// opened are the strings of events that hold JSON.
	opened map[*openapi3.Schema]bool
	// positions are where the declared types stand, by name.
	positions map[string]load.Position
	// read are the pointers of the extensions that had an effect.
	read map[string]bool
}

// declared is what is known about a schema: nothing while its own words are read, its type from then on.
type declared struct {
	usage usage
}

func newResolver(doc *load.Document, options Options) *resolver {
	info, base := doc.T.Info, baseServer(doc)
	return &resolver{
		doc:     doc,
		losses:  doc.Losses,
		lenient: options.Lenient,
		api: &ir.API{
			Package:   options.Package,
			Name:      naming.Slug(info.Title),
			Version:   info.Version,
			Title:     info.Title,
			Doc:       info.Description,
			Source:    filepath.Base(doc.Name()),
			BaseURL:   base.URL,
			Variables: base.Variables,
			Servers:   otherServers(doc),
			Error:     &ir.Error{Name: "Error"},
		},
		names:   naming.NewScope(naming.OfPackage()...),
		methods: naming.NewScope(),
		groups:  map[string]*ir.Group{},
		members: map[*ir.Group]*naming.Scope{nil: naming.NewScope("Limits", "CloseIdleConnections")},
		aliases: map[string]string{},

		componentNames: map[string]string{},
		decls:          map[string]*declared{},
		byDecl:         map[*ir.Object]*object{},
		byUnion:        map[ir.Decl]*union{},
		schemes:        map[string]*ir.Scheme{},
		same:           map[string]*ir.Type{},
		nullables:      map[ir.Decl][]*ir.Type{},
		first:          map[writing]*declared{},
		digests:        map[*openapi3.Schema]digest{},
		failures:       map[*ir.Object]int{},
		sensitive:      map[string]bool{},
		positions:      map[string]load.Position{},
		read:           map[string]bool{},
	}
}

// declare takes a name for a declared type at a place: the one that the configuration gives it there, or its own.
func (r *resolver) declare(at place, suffix string) string {
	if given, ok := r.annotations[at.pointer]["x-sdk-name"].(string); ok {
		at.name = given
	}
	name := r.names.Claim(at.name, suffix, naming.OfType)
	r.positions[name] = r.doc.Position(at.pointer)
	return name
}

// fail adds a problem at a pointer.
func (r *resolver) fail(pointer, message, hint string) {
	r.problems.Add(problem.Problem{
		Pos: r.doc.Position(pointer), Pointer: pointer, Message: message, Hint: hint,
	})
}

// lose records that what a pointer leads to, or a key of it, does not reach the model as the document says it.
func (r *resolver) lose(kind loss.Kind, pointer, key, what, why string) {
	at := pointer
	if key != "" {
		at = load.Join(pointer, key)
	}
	r.losses.Add(loss.Loss{Kind: kind, Pos: r.doc.Position(at), Pointer: at, Key: key, What: what, Why: why})
}

// position is the place of a pointer as generated comments name it.
func (r *resolver) position(pointer string) string {
	position := r.doc.Position(pointer)
	position.File = filepath.Base(position.File)
	return position.String()
}
