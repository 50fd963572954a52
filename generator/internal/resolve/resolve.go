package resolve

import (
	"context"
	"maps"
	"path/filepath"
	"slices"

	"github.com/hubchannels/hubchannels-go/generator/internal/config"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/answer"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/body"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/digest"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/failure"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/message"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/objects"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/operation"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/security"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/server"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/style"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/testserver"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/types"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/unions"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/webhooks"
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
func API(ctx context.Context, loaded *load.Document, options Options) (*ir.API, []loss.Loss, error) {
	doc, err := document.New(loaded, options.Config, options.Lenient)
	if err != nil {
		return nil, nil, err
	}
	api := resolve(ctx, doc, options)
	if !options.Config.Chooses() { // what is left out has extensions, too
		doc.CheckExtensions()
	}
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	if err := doc.Err(); err != nil {
		return nil, nil, err
	}
	if api.Test, err = testserver.Resolve(loaded, api, options.Import); err != nil {
		return nil, nil, err
	}
	return api, doc.Lost(), nil
}

// resolve runs the passes. Where the context ends, or there is a problem, its result is not whole.
func resolve(ctx context.Context, doc *document.Document, options Options) *ir.API {
	api := newAPI(doc, options)
	places, names, digests := place.NameComponents(doc), place.NewDeclared(doc), digest.New(doc)
	builder := types.NewBuilder(ctx, doc, places, names, digests)
	if !options.Config.Chooses() { // else the operations lead to those that they need
		builder.Components()
	}
	schemes, servers := security.Resolve(doc, names), server.NewOwn(api.BaseURL)
	all := operation.Find(doc, names, options.Config)
	bodies := body.NewReader(doc, places, names, builder, digests, all.Sources)
	messages := message.NewReader(doc, places, names, builder, bodies, schemes, servers)
	operations, failures := readAll(messages, all)
	for _, o := range operations {
		api.Operations = append(api.Operations, o.Model)
	}
	api.Groups, api.Credentials, api.OwnServers = all.Groups, schemes.Credentials, servers.Servers
	api.Headers = message.Headers(names, operations)
	api.Webhooks = webhooks.Resolve(doc, places, names, bodies, answer.NewReader(doc, places, names, builder, bodies), builder.Types(), operations)
	api.Signature = webhooks.Signature(doc, names, api.Webhooks)
	declared := builder.Types()
	api.Error.Body = failure.Body(doc, declared.Objects, failures)
	failure.Type(doc, failures, api.Error.Body)
	finish(ctx, doc, names, declared, api)
	paginate(doc, places, all, operations)
	link(doc, places, operations)
	message.Flags(doc, operations)
	style.Check(doc, api.Methods())
	return api
}

// readAll resolves what operations send and answer, those with the first of their media types before all others.
func readAll(messages *message.Reader, all *operation.Operations) (operations []message.Operation, failures []answer.Failure) {
	for _, source := range all.Sources {
		o, failed := messages.Operation(source)
		operations, failures = append(operations, o), append(failures, failed...)
	}
	messages.Alternatives(all, operations)
	return operations, failures
}

// finish decides what can only be decided once all types are known, and puts these into api.
func finish(ctx context.Context, doc *document.Document, names *place.Declared, declared *types.Types, api *ir.API) {
	api.Imports = declared.Imports
	told := unions.TellApart(ctx, doc, names, declared, api)
	api.Unions, api.Opaques, api.Lists = told.Unions, told.Opaques, declared.Lists
	api.Enums = objects.FixConstants(declared, told.Unions, api)
	for _, o := range declared.Objects {
		objects.NameFields(doc, o)
		if o.Decl.Params {
			api.Params = append(api.Params, o.Decl)
		} else {
			api.Objects = append(api.Objects, o.Decl)
		}
	}
	objects.MarkUse(declared, told.Unions, api)
	objects.DecidePresence(doc, declared)
	told.Name(names)
	objects.NameConstructors(doc, names, declared)
	api.Error.Fields = failure.Fields(api.Error.Body)
	api.Sensitive = slices.Sorted(maps.Keys(declared.Sensitive))
	api.Yields = map[string]bool{}
	for _, name := range naming.OfRuntime() {
		api.Yields[name] = names.Taken(name)
	}
	api.Servers = server.Named(doc.Document, names.Scope)
	arrange(names, api)
}

// arrange puts declarations in the document's order.
func arrange(names *place.Declared, api *ir.API) {
	place.Arrange(names, api.Objects)
	place.Arrange(names, api.Unions)
	place.Arrange(names, api.Opaques)
	place.Arrange(names, api.Enums)
	place.Arrange(names, api.Lists)
}

// newAPI is what the document says of itself, and where its servers are.
func newAPI(doc *document.Document, options Options) *ir.API {
	info, base := doc.T.Info, server.Base(doc.Document)
	return &ir.API{
		Package:   options.Package,
		Name:      naming.Slug(info.Title),
		Version:   info.Version,
		Title:     info.Title,
		Doc:       doc.Linked(info.Description, "#/info"),
		Link:      doc.Documented(),
		Source:    filepath.Base(doc.Name()),
		BaseURL:   base.URL,
		Variables: base.Variables,
		Vendor:    vendorOf(doc),
		Error:     &ir.Error{Name: "Error"},
	}
}
