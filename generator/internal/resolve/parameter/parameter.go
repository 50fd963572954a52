// Package parameter resolves what an operation sends beside its body: in the path, the query, headers and cookies.
package parameter

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/media"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/operation"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/style"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/types"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// Source is a parameter and where it stands.
type Source struct {
	Ref     *openapi3.ParameterRef
	Pointer string
}

// Reader reads parameters. It keeps nothing about one operation for the next.
type Reader struct {
	doc    *document.Document
	places *place.Names
	names  *place.Declared
	types  *types.Builder
}

// NewReader returns a reader that has the types of parameters built by builder.
func NewReader(doc *document.Document, places *place.Names, names *place.Declared, builder *types.Builder) *Reader {
	return &Reader{doc: doc, places: places, names: names, types: builder}
}

// Resolve resolves an operation's parameters: those in the path are arguments, the others fields of one struct.
func (r *Reader) Resolve(o *operation.Source, resolved *ir.Operation, at place.Place) {
	params := &types.Object{Decl: &ir.Object{Params: true, Sent: true}, At: at}
	var others []*ir.Param
	for _, p := range Of(r.places, o) {
		if ofTransport(p.Ref.Value) {
			r.doc.Lose(loss.Parameter, p.Pointer, "", fmt.Sprintf("the header %s is no parameter", p.Ref.Value.Name), "net/http sends it as the body has it")
			continue
		}
		param, f := r.parameter(p, at)
		if param.In == openapi3.ParameterInPath {
			resolved.PathParams = append(resolved.PathParams, param)
			continue
		}
		r.idempotencyKey(o, resolved, param, p)
		params.Add(f)
		others = append(others, param)
	}
	if len(others) == 0 {
		return
	}
	r.aloneInQuery(others)
	params.Decl.Name = r.names.Claim(resolved.Name+"Params", "", naming.OfType)
	params.Decl.Doc = ir.Doc{Text: fmt.Sprintf("%s are the parameters of [%s.%s].", params.Decl.Name, resolved.Receiver(), resolved.Call), Position: r.doc.Short(o.Pointer), Pointer: o.Pointer}
	resolved.Params, resolved.QueryParams = params.Decl, others
	r.types.Types().AddObject(params)
}

// Of are the parameters of the path item, overridden by the operation's own.
func Of(places *place.Names, o *operation.Source) []Source {
	var found []Source
	index := map[identity]int{}
	add := func(refs openapi3.Parameters, at string) {
		for i, ref := range refs {
			if ref.Value == nil || ignored(ref.Value) {
				continue
			}
			p := Source{Ref: ref, Pointer: load.Join(at, "parameters", fmt.Sprint(i))}
			if ref.Ref != "" {
				p.Pointer = places.Target(ref).Pointer
			}
			key := identity{ref.Value.In, ref.Value.Name}
			if key.in == openapi3.ParameterInHeader { // where case says nothing
				key.name = strings.ToLower(key.name)
			}
			if j, known := index[key]; known {
				found[j] = p
				continue
			}
			index[key] = len(found)
			found = append(found, p)
		}
	}
	add(o.Item.Parameters, o.ItemAt)
	add(o.Operation.Parameters, o.Pointer)
	return found
}

// identity is what an operation has one parameter of.
type identity struct{ in, name string }

// ignored reports whether OpenAPI says that a parameter shall be ignored: these headers are described elsewhere.
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

// ofTransport reports whether a parameter is a header that says how a body is sent, which net/http decides and heeds nobody in.
func ofTransport(p *openapi3.Parameter) bool {
	names := []string{"content-length", "transfer-encoding", "trailer"}
	return p.In == openapi3.ParameterInHeader && slices.Contains(names, strings.ToLower(p.Name))
}

// legible refuses the names that no header and no cookie can have.
func (r *Reader) legible(parameter *openapi3.Parameter, at place.Place) {
	inHeader := parameter.In == openapi3.ParameterInHeader || parameter.In == openapi3.ParameterInCookie
	if inHeader && !LegibleHeader(parameter.Name) {
		r.doc.Fail(at.Pointer, fmt.Sprintf("no %s can have the name %q", parameter.In, parameter.Name), "use letters, digits and hyphens")
	}
}

// LegibleHeader reports whether HTTP lets a header have a name.
func LegibleHeader(name string) bool { return headerName.MatchString(name) }

var headerName = regexp.MustCompile("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$")

func (r *Reader) parameter(p Source, at place.Place) (*ir.Param, *types.Field) {
	value := p.Ref.Value
	where := place.Place{Pointer: p.Pointer, Name: at.Name + naming.Exported(value.Name), Word: value.Name}
	r.legible(value, where)
	schema, content, tokens := Schema(value)
	schemaAt := where.In("", append(tokens, "schema")...)
	schemaAt.Name = where.Name
	found := r.types.Use(schema, schemaAt)
	found.T = style.TextOf(found.T)
	decl := &ir.Field{
		JSON: value.Name, Type: found.T, Required: value.Required, Nullable: false,
		Sensitive: found.Sensitive || r.doc.Flag(value.Extensions, where.Pointer, "x-sdk-sensitive"),
		Doc:       ir.Doc{Text: r.doc.Linked(value.Description, p.Pointer), Position: r.doc.Short(p.Pointer), Pointer: p.Pointer},
	}
	if value.Deprecated {
		decl.Doc.Deprecated = document.MarkedDeprecated
	}
	if schema != nil && schema.Value != nil {
		decl.Doc.Facts = document.Facts(schema.Value)
		decl.Sensitive = decl.Sensitive || schema.Value.Format == "password"
	}
	if decl.Sensitive {
		r.types.Types().Sensitive[value.Name] = true
	}
	param := &ir.Param{Field: decl, In: value.In, Style: value.Style, JSON: media.IsJSON(content), Explode: explodes(value),
		Reserved: value.AllowReserved && value.In == openapi3.ParameterInQuery, Empty: value.AllowEmptyValue}
	r.later(param, p)
	if style, explode, given := style.OfCollection(value.Extensions, value.In); given {
		param.Style, param.Explode = style, explode
	}
	if r.doc.Flag(value.Extensions, where.Pointer, "x-sdk-string") {
		param.WireType, decl.Type = found.T, &ir.Type{Kind: ir.String}
	}
	form := param.Whole && media.Encoding(content) == ir.AsForm
	if form {
		param.Parts = styled(p, content)
	}
	if content != "" && !param.JSON && !form { // text of a format that the caller knows
		param.Text, decl.Type = true, &ir.Type{Kind: ir.String}
	}
	decl.Name = naming.Exported(value.Name)
	decl.Arg = naming.MethodArgument(decl.Name)
	return param, &types.Field{Decl: decl, At: where}
}

// Schema is a parameter's schema, or a header's, and the media type of one that is sent as content.
func Schema(p *openapi3.Parameter) (schema *openapi3.SchemaRef, content string, token []string) {
	for mediaType, said := range p.Content {
		return said.Schema, mediaType, []string{"content", mediaType}
	}
	return p.Schema, "", nil
}

func explodes(p *openapi3.Parameter) bool {
	if p.Explode != nil {
		return *p.Explode
	}
	return p.Style == openapi3.SerializationForm || p.Style == "" && (p.In == openapi3.ParameterInQuery || p.In == openapi3.ParameterInCookie)
}
