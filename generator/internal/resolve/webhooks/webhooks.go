// Package webhooks resolves what the API sends of its own accord: OpenAPI 3.1's webhooks, and the callbacks of operations.
package webhooks

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/answer"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/body"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/media"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/message"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/operation"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/types"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/unions"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/view"
	"github.com/hubchannels/hubchannels-go/generator/internal/variant"
	"github.com/hubchannels/hubchannels-go/generator/internal/webhook"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// resolver collects webhooks.
type resolver struct {
	doc    *document.Document
	places *place.Names
	names  *place.Declared
	bodies *body.Reader
	types  *types.Types
	// answers resolves headers.
	answers *answer.Reader
	found   []*ir.Webhook
	// known are the structs of parameters.
	known []*ir.WebhookParams
}

// Resolve resolves webhooks and callbacks. Webhooks whose bodies tell which one it is come to one handler; their union is
// added to declared.
func Resolve(doc *document.Document, places *place.Names, names *place.Declared, bodies *body.Reader, answers *answer.Reader, declared *types.Types,
	operations []message.Operation) []*ir.Webhook {
	r := &resolver{doc: doc, places: places, names: names, bodies: bodies, answers: answers, types: declared}
	var own []*ir.Webhook
	for _, key := range doc.Keys("#/webhooks") {
		own = append(own, r.sent(sending{key: key, at: load.Join("#/webhooks", key), item: doc.T.Webhooks[key]})...)
	}
	r.found = r.together(own)
	known := map[string][]*ir.Webhook{}
	for _, o := range operations {
		r.callbacks(o.Source, known)
	}
	return r.found
}

// sending is a path item of requests that the API sends.
type sending struct {
	key, at string
	item    *openapi3.PathItem
	// operation is what asks for the callback, to the expression's value; "" is a webhook. Word tells the expression from others.
	operation, expression, word string
}

// callbacks resolves those of an operation. One that several operations refer to is one.
func (r *resolver) callbacks(o *operation.Source, known map[string][]*ir.Webhook) {
	for _, key := range slices.Sorted(maps.Keys(o.Operation.Callbacks)) {
		callback := o.Operation.Callbacks[key]
		if callback == nil || callback.Value == nil {
			continue
		}
		at := load.Join(o.Pointer, "callbacks", key)
		if callback.Ref != "" {
			at = r.places.Target(callback).Pointer
		}
		if known[at] == nil {
			known[at] = r.callback(sending{key: key, at: at, operation: o.Name}, callback.Value)
			r.found = append(r.found, known[at]...)
			continue
		}
		for _, one := range known[at] {
			one.Doc.Facts = append(one.Doc.Facts, "It is a callback of "+o.Name+", too.")
		}
	}
}

// callback resolves the requests to each address of a callback.
func (r *resolver) callback(s sending, callback *openapi3.Callback) []*ir.Webhook {
	var found []*ir.Webhook
	at := s.at
	for _, expression := range callback.Keys() {
		s.at, s.item, s.expression, s.word = load.Join(at, expression), callback.Value(expression), expression, ""
		if callback.Len() > 1 {
			s.word = webhook.Word(expression)
		}
		found = append(found, r.sent(s)...)
	}
	return found
}

// sent resolves the requests of a path item.
func (r *resolver) sent(s sending) []*ir.Webhook {
	var found []*ir.Webhook
	deliveries := webhook.Deliveries(s.item)
	for _, delivery := range deliveries {
		at := load.Join(s.at, strings.ToLower(delivery.Method))
		name := naming.Exported(s.key)
		if s.word != "" {
			name += naming.Exported(s.word)
		}
		if len(deliveries) > 1 && delivery.Method != http.MethodPost {
			name += naming.Exported(strings.ToLower(delivery.Method))
		}
		resolved := &ir.Webhook{Key: s.key, Method: delivery.Method, Doc: r.sentDoc(s, delivery, at)}
		r.sentBody(resolved, delivery.Operation, place.Place{Pointer: at, Name: name + "Webhook"})
		r.sentAnswer(resolved, delivery.Operation, place.Place{Pointer: at, Name: name + "Answer"})
		resolved.Params = r.params(s, delivery.Operation, at, name)
		r.loseOfSent(delivery.Operation, at)
		r.nameSent(resolved, name, s.operation)
		found = append(found, resolved)
	}
	return found
}

// sentDoc says when a request is sent, and where to.
func (r *resolver) sentDoc(s sending, delivery webhook.Delivery, at string) ir.Doc {
	doc := r.doc.OperationDoc(delivery.Operation, at)
	doc.Text = cmp.Or(doc.Text, s.item.Description, s.item.Summary)
	if s.operation != "" {
		doc.Facts = append(doc.Facts, fmt.Sprintf("It is a callback of %s, sent to %s.", s.operation, s.expression))
	}
	return doc
}

// sentBody is what a request brings: a type where that is JSON, else bytes.
func (r *resolver) sentBody(resolved *ir.Webhook, operation *openapi3.Operation, at place.Place) {
	ref := operation.RequestBody
	if ref == nil || ref.Value == nil || len(ref.Value.Content) == 0 {
		return
	}
	at.Pointer = load.Join(at.Pointer, "requestBody")
	if ref.Ref != "" {
		at.Pointer = r.places.Target(ref).Pointer
	}
	mediaType, said := media.Choose(r.doc, ref.Value.Content, at.Pointer)
	if said == nil || !media.IsJSON(mediaType) || said.Schema == nil {
		resolved.Bytes = true
		r.doc.Lose(loss.Weakened, at.Pointer, "", "what the API sends is bytes", mediaType+" has no type here")
		return
	}
	resolved.Body, _ = r.bodies.Content(mediaType, said, at)
	if resolved.Body.Kind == ir.Stream {
		resolved.Body, resolved.Bytes = nil, true
	}
}

// sentAnswer is what answers a request that was handled.
func (r *resolver) sentAnswer(resolved *ir.Webhook, operation *openapi3.Operation, at place.Place) {
	chosen, status := webhook.Answer(operation)
	resolved.Status = status
	for _, key := range operation.Responses.Keys() {
		ref := operation.Responses.Value(key)
		if ref == nil || ref.Value == nil || len(ref.Value.Content) == 0 {
			continue
		}
		pointer := load.Join(at.Pointer, "responses", key)
		if ref.Ref != "" {
			pointer = r.places.Target(ref).Pointer
		}
		mediaType, said := media.Choose(r.doc, ref.Value.Content, pointer)
		switch {
		case resolved.Union() != nil:
			r.doc.Lose(loss.Answer, pointer, "", "the body of the answer "+key+" has no type", "the handler of several events answers with a status alone")
			continue
		case key != chosen || said == nil || !media.IsJSON(mediaType) || said.Schema == nil:
			r.doc.Lose(loss.Answer, pointer, "", "the body of the answer "+key+" has no type", "a webhook.StatusError answers with a status alone")
			continue
		}
		resolved.Answer, _ = r.bodies.Content(mediaType, said, place.Place{Pointer: pointer, Name: at.Name})
	}
}

// loseOfSent records what of a request that the API sends has no type.
func (r *resolver) loseOfSent(operation *openapi3.Operation, at string) {
	for _, key := range operation.Responses.Keys() {
		if ref := operation.Responses.Value(key); ref != nil && ref.Value != nil && len(ref.Value.Links) > 0 {
			r.doc.Lose(loss.Answer, load.Join(at, "responses", key), "links", "the links of an answer that the SDK's user gives lead nowhere", "nobody reads them here")
		}
	}
	for _, key := range slices.Sorted(maps.Keys(operation.Callbacks)) {
		r.doc.Lose(loss.Operation, load.Join(at, "callbacks", key), "", "the callback of a callback has no handler", "nothing asks for it")
	}
}

// nameSent names the handler of a request. A union's events have a type besides. Another callback of the same name is
// called after its operation.
func (r *resolver) nameSent(resolved *ir.Webhook, name, operation string) {
	if resolved.Union() != nil { // the functions for its variants are a type
		resolved.Name = r.names.Claim(name, "Events", naming.OfWebhook)
		return
	}
	for i := 1; ; i++ {
		for _, candidate := range []string{name, operation + name, operation + name + "Webhook"} {
			if i > 1 {
				candidate += fmt.Sprint(i)
			}
			if handler := naming.Handler(candidate); !r.names.Taken(handler) {
				r.names.Take(handler)
				resolved.Name = candidate
				return
			}
		}
	}
}

// together makes one webhook of all whose bodies tell which one it is. Others come each to an address of its own.
func (r *resolver) together(all []*ir.Webhook) []*ir.Webhook {
	bodies := make([]variant.Member, len(all))
	for i, one := range all {
		if one.Method != http.MethodPost || one.Answer != nil || one.Status != all[0].Status || one.Body == nil || one.Body.Object() == nil {
			return all
		}
		bodies[i] = unions.Describe(r.types, types.Member{T: one.Body}, one.Key)
	}
	tag := webhook.Tag(bodies)
	if tag == "" {
		return all
	}
	at := place.Place{Pointer: "#/webhooks", Name: "WebhookEvent"}
	made := &types.Union{Decl: &ir.Union{Name: r.names.Declare(at, "Union")}, At: at}
	made.Named = &ir.Type{Kind: ir.Named, Decl: made.Decl}
	made.Decl.Doc = ir.Doc{Text: fmt.Sprintf("%s is what the API sends. The property %s tells which event it is.", made.Decl.Name, tag),
		Position: r.doc.Short(at.Pointer), Pointer: at.Pointer}
	for _, one := range all {
		made.Members = append(made.Members, types.Member{T: one.Body, From: view.Origin{At: at}})
	}
	r.types.AddUnion(made)
	joined := &ir.Webhook{Key: "webhooks", Method: http.MethodPost, Status: all[0].Status, Body: made.Named, Of: all,
		Doc: ir.Doc{Position: made.Decl.Doc.Position, Pointer: at.Pointer}}
	joined.Name = r.names.Claim(made.Decl.Name+"s", "", naming.OfWebhook)
	return []*ir.Webhook{joined}
}
