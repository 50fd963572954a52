package webhooks

import (
	"fmt"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/header"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/parameter"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// anyStatus stands for the request: what is required of it is required of all.
const anyStatus = 200

// params resolves the headers and the query values of a request. Other parameters are losses.
func (r *resolver) params(s sending, operation *openapi3.Operation, at, name string) *ir.WebhookParams {
	var found []header.Header
	var query []string
	taken := map[string]bool{}
	for _, list := range []struct {
		refs openapi3.Parameters
		at   string
	}{{operation.Parameters, at}, {s.item.Parameters, s.at}} {
		for i, ref := range list.refs {
			if ref == nil || ref.Value == nil || taken[ref.Value.In+" "+ref.Value.Name] {
				continue
			}
			taken[ref.Value.In+" "+ref.Value.Name] = true
			pointer := load.Join(list.at, "parameters", fmt.Sprint(i))
			if ref.Ref != "" {
				pointer = r.places.Target(ref).Pointer
			}
			h, ok := r.param(ref.Value, place.Place{Pointer: pointer, Name: name + naming.Exported(ref.Value.Name), Word: ref.Value.Name})
			if !ok {
				continue
			}
			found = append(found, h)
			if ref.Value.In == openapi3.ParameterInQuery {
				query = append(query, h.Name)
			}
		}
	}
	return r.shared(header.Collect(found), query, name)
}

// param resolves one parameter, unless nothing of a request is read into its type.
func (r *resolver) param(p *openapi3.Parameter, at place.Place) (header.Header, bool) {
	inHeader := p.In == openapi3.ParameterInHeader && parameter.LegibleHeader(p.Name)
	if !inHeader && p.In != openapi3.ParameterInQuery || header.Ignored(p.Name) {
		r.loseParam(p, at.Pointer)
		return header.Header{}, false
	}
	h := r.answers.Header(p.Name, p, at, anyStatus)
	if _, list, _, _ := header.Kind(h); list && !inHeader {
		r.loseParam(p, at.Pointer)
		return header.Header{}, false
	}
	return h, true
}

// loseParam records a parameter that has no field.
func (r *resolver) loseParam(p *openapi3.Parameter, pointer string) {
	r.doc.Lose(loss.Parameter, pointer, "", "the parameter "+p.Name+" of what the API sends has no type", "webhook.RequestFromContext has the request")
}

// shared is the struct with these fields: one that another request has, or a new one.
func (r *resolver) shared(fields []*ir.HeaderField, query []string, name string) *ir.WebhookParams {
	if len(fields) == 0 {
		return nil
	}
	for _, known := range r.known {
		if header.Same(known.Fields, fields) && slices.Equal(known.Query, query) {
			return known
		}
	}
	made := &ir.WebhookParams{Query: query, Headers: ir.Headers{Fields: fields, Name: r.names.Claim(name+"Params", "Model", naming.OfWebhookParams),
		Doc: ir.Doc{Position: fields[0].Field.Doc.Position, Pointer: fields[0].Field.Doc.Pointer}}}
	made.Doc.Text = made.Name + " are the headers and query values of what the API sends, for [" + naming.ParamsOf(made.Name) + "]."
	header.NameFields(fields)
	r.known = append(r.known, made)
	return made
}
