package resolve

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/header"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// operations resolves every operation, in the document's order. They are named before, in another one.
func (r *resolver) operations() {
	for _, path := range r.doc.Keys("#/paths") {
		item := r.doc.T.Paths.Value(path)
		if item == nil {
			continue
		}
		at := load.Join("#/paths", path)
		if !r.fits(path, at) {
			continue
		}
		if item.Ref != "" {
			at = r.doc.Target("", item.Ref)
		}
		byMethod := item.Operations()
		for _, key := range r.doc.Keys(at) {
			operation := byMethod[strings.ToUpper(key)]
			if operation != nil && r.config.Includes(operation.OperationID, strings.ToUpper(key), path, operation.Tags) {
				o := &operationAt{path: path, method: strings.ToUpper(key), item: item, operation: operation,
					itemAt: at, pointer: load.Join(at, key)}
				r.sources = append(r.sources, o)
			}
		}
	}
	r.nameOperations()
	r.sharedNames = r.nameShared()
	for _, o := range r.sources {
		o.resolved = r.operation(o)
		r.api.Operations = append(r.api.Operations, o.resolved)
	}
}

// fits refuses paths that need one value at two places.
func (r *resolver) fits(path, at string) bool {
	seen := map[string]bool{}
	for _, parameter := range placeholder.FindAllString(path, -1) {
		if seen[parameter] && !r.lenient {
			r.fail(at, fmt.Sprintf("the path %q holds %s twice", path, parameter),
				"give each part a parameter of its own, or use --lenient to send one value at both places")
			return false
		}
		seen[parameter] = true
	}
	return true
}

var placeholder = regexp.MustCompile(`\{[^/{}]+\}`)

// operationAt is an operation of the document and where it stands.
type operationAt struct {
	path, method    string
	item            *openapi3.PathItem
	operation       *openapi3.Operation
	itemAt, pointer string
	// call is what the user calls the method; "" is nothing. Name is what the operation is called in the end.
	call, name string
	group      *ir.Group
	resolved   *ir.Operation
	// headers are those of all answers.
	headers []header.Header
}

func (r *resolver) operation(o *operationAt) *ir.Operation {
	name := o.name
	resolved := &ir.Operation{
		Name: name, Call: name, Group: o.group, ID: o.operation.OperationID, Method: o.method, Path: o.path,
		Doc:      r.operationDoc(o),
		Repeat:   r.repeat(o),
		Security: r.requirements(o),
	}
	resolved.Server, resolved.Doc.Facts = r.ownServer(o)
	at := place{pointer: o.pointer, name: name}
	r.parameters(o, resolved, at)
	resolved.Body = r.body(o, at)
	r.arrange(o, resolved)
	r.responses(o, resolved, at)
	return resolved
}

// operationName is the name of an operation that none has yet.
func (r *resolver) operationName(o *operationAt) string {
	name := ""
	for _, name = range o.names() {
		if !r.methods.Taken(name) {
			break
		}
	}
	return r.methods.Claim(name, "", naming.OfOperation)
}

func (r *resolver) operationDoc(o *operationAt) ir.Doc {
	operation := o.operation
	text := strings.TrimSpace(operation.Summary)
	if text != "" && !strings.HasSuffix(text, ".") {
		text += "."
	}
	doc := ir.Doc{Text: strings.TrimSpace(text + "\n\n" + operation.Description), Position: r.position(o.pointer), Pointer: o.pointer}
	if operation.ExternalDocs != nil {
		doc.Link = operation.ExternalDocs.URL
	}
	if operation.Deprecated {
		doc.Deprecated = markedDeprecated
	}
	return doc
}

func (r *resolver) repeat(o *operationAt) ir.Repeat {
	at := place{pointer: o.pointer}
	switch r.word(o.operation.Extensions, at, "x-sdk-retry", "always", "unprocessed", "never") {
	case "always":
		return ir.RepeatAlways
	case "unprocessed":
		return ir.RepeatUnprocessed
	case "never":
		return ir.RepeatNever
	}
	switch o.method {
	case "GET", "HEAD", "OPTIONS", "PUT", "DELETE":
		return ir.RepeatAlways
	default:
		return ir.RepeatUnprocessed
	}
}

// located is a parameter and where it stands.
type located struct {
	ref     *openapi3.ParameterRef
	pointer string
}

// parameters resolves the parameters: those in the path are arguments, the others fields of one struct.
func (r *resolver) parameters(o *operationAt, resolved *ir.Operation, at place) {
	params := &object{decl: &ir.Object{Params: true, Sent: true}, at: at}
	var others []*ir.Param
	for _, p := range r.parametersOf(o) {
		param, f := r.parameter(p, at)
		if param.In == openapi3.ParameterInPath {
			resolved.PathParams = append(resolved.PathParams, param)
			continue
		}
		r.idempotencyKey(o, resolved, param, p)
		params.fields = append(params.fields, f)
		others = append(others, param)
	}
	if len(others) == 0 {
		return
	}
	params.decl.Name = r.names.Claim(resolved.Name+"Params", "", naming.OfType)
	params.decl.Doc = ir.Doc{Text: fmt.Sprintf("%s are the parameters of [%s.%s].", params.decl.Name, resolved.Receiver(), resolved.Call), Position: r.position(o.pointer), Pointer: o.pointer}
	resolved.Params, resolved.QueryParams = params.decl, others
	r.objects = append(r.objects, params)
	r.byDecl[params.decl] = params
	r.api.Params = append(r.api.Params, params.decl)
}

// parametersOf are the parameters of the path item, overridden by the operation's own.
func (r *resolver) parametersOf(o *operationAt) []located {
	var found []located
	index := map[parameterKey]int{}
	add := func(refs openapi3.Parameters, at string) {
		for i, ref := range refs {
			if ref.Value == nil || ignored(ref.Value) {
				continue
			}
			p := located{ref: ref, pointer: load.Join(at, "parameters", fmt.Sprint(i))}
			if ref.Ref != "" {
				p.pointer = r.target(ref).pointer
			}
			key := parameterKey{ref.Value.In, ref.Value.Name}
			if j, known := index[key]; known {
				found[j] = p
				continue
			}
			index[key] = len(found)
			found = append(found, p)
		}
	}
	add(o.item.Parameters, o.itemAt)
	add(o.operation.Parameters, o.pointer)
	return found
}

// parameterKey is what an operation has one parameter of.
type parameterKey struct{ in, name string }

// ignored tells whether OpenAPI says that a parameter shall be ignored: these headers are described elsewhere.
func ignored(p *openapi3.Parameter) bool {
	if p.In != openapi3.ParameterInHeader {
		return false
	}
	switch strings.ToLower(p.Name) {
	case "accept", "content-type", "authorization":
		return true
	default:
		return false
	}
}

// legible refuses the names that no header and no cookie can have.
func (r *resolver) legible(parameter *openapi3.Parameter, at place) {
	inHeader := parameter.In == openapi3.ParameterInHeader || parameter.In == openapi3.ParameterInCookie
	if inHeader && !headerName.MatchString(parameter.Name) {
		r.fail(at.pointer, fmt.Sprintf("no %s can have the name %q", parameter.In, parameter.Name), "use letters, digits and hyphens")
	}
}

// headerName is what HTTP lets names be made of.
var headerName = regexp.MustCompile("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$")

func (r *resolver) parameter(p located, at place) (*ir.Param, *field) {
	value := p.ref.Value
	where := place{pointer: p.pointer, name: at.name + naming.Exported(value.Name), word: value.Name}
	r.legible(value, where)
	schema, content, tokens := parameterSchema(value)
	schemaAt := where.in("", append(tokens, "schema")...)
	schemaAt.name = where.name
	found := r.use(schema, schemaAt)
	found.t = textOf(found.t)
	decl := &ir.Field{
		JSON: value.Name, Type: found.t, Required: value.Required, Nullable: false,
		Sensitive: found.sensitive || r.flag(value.Extensions, where, "x-sdk-sensitive"),
		Doc:       ir.Doc{Text: value.Description, Position: r.position(p.pointer), Pointer: p.pointer},
	}
	if value.Deprecated {
		decl.Doc.Deprecated = markedDeprecated
	}
	if schema != nil && schema.Value != nil {
		decl.Doc.Facts = facts(schema.Value)
		decl.Sensitive = decl.Sensitive || schema.Value.Format == "password"
	}
	if decl.Sensitive {
		r.sensitive[value.Name] = true
	}
	param := &ir.Param{Field: decl, In: value.In, Style: value.Style, JSON: jsonContent(content), Explode: explodes(value),
		Reserved: value.AllowReserved && value.In == openapi3.ParameterInQuery, Empty: value.AllowEmptyValue}
	if style, explode, given := collectionStyle(value.Extensions, value.In); given {
		param.Style, param.Explode = style, explode
	}
	if r.flag(value.Extensions, where, "x-sdk-string") {
		param.WireType, decl.Type = found.t, &ir.Type{Kind: ir.String}
	}
	if content != "" && !param.JSON { // text of a format that the caller knows
		param.Text, decl.Type = true, &ir.Type{Kind: ir.String}
	}
	decl.Name = naming.Exported(value.Name)
	decl.Arg = naming.MethodArgument(decl.Name)
	return param, &field{decl: decl, at: where}
}

func jsonContent(mediaType string) bool { return mediaType != "" && jsonLike(mediaType) }

// parameterSchema is a parameter's schema, and the media type of one that is sent as content.
func parameterSchema(p *openapi3.Parameter) (schema *openapi3.SchemaRef, content string, token []string) {
	for mediaType, media := range p.Content {
		return media.Schema, mediaType, []string{"content", mediaType}
	}
	return p.Schema, "", nil
}

func explodes(p *openapi3.Parameter) bool {
	if p.Explode != nil {
		return *p.Explode
	}
	return p.Style == openapi3.SerializationForm || p.Style == "" && (p.In == openapi3.ParameterInQuery || p.In == openapi3.ParameterInCookie)
}

// arrange puts path parameters in the order of the path and gives each its argument's name, and its field's in what the
// package for tests tells about requests, which has a body besides.
func (r *resolver) arrange(o *operationAt, resolved *ir.Operation) {
	slices.SortStableFunc(resolved.PathParams, func(a, b *ir.Param) int {
		return strings.Index(o.path, "{"+a.Field.JSON+"}") - strings.Index(o.path, "{"+b.Field.JSON+"}")
	})
	arguments, fields := naming.NewScope(), naming.NewScope("Request", "Body")
	for _, param := range resolved.PathParams {
		param.Field.Arg = arguments.Claim(param.Field.Arg, "", nil)
		param.Field.Name = fields.Claim(param.Field.Name, "Param", nil)
	}
	if body := resolved.Body; body != nil {
		body.Arg = arguments.Claim(body.Arg, "Body", nil)
	}
}
