package resolve

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
	"github.com/hubchannels/hubchannels-go/generator/internal/variant"
	"github.com/hubchannels/hubchannels-go/generator/internal/webhook"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// sending is a path item of requests that the API sends.
type sending struct {
	key, at string
	item    *openapi3.PathItem
	// operation is what asks for the callback, to the expression's value; "" is a webhook. Word tells the expression from others.
	operation, expression, word string
}

// webhooks resolves what the API sends: OpenAPI 3.1's webhooks, and the callbacks of operations.
func (r *resolver) webhooks() {
	var own []*ir.Webhook
	for _, key := range r.doc.Keys("#/webhooks") {
		own = append(own, r.sent(sending{key: key, at: load.Join("#/webhooks", key), item: r.doc.T.Webhooks[key]})...)
	}
	r.api.Webhooks = r.together(own)
	known := map[string][]*ir.Webhook{}
	for _, o := range r.sources {
		r.callbacks(o, known)
	}
}

// callbacks resolves those of an operation. One that several operations refer to is one.
func (r *resolver) callbacks(o *operationAt, known map[string][]*ir.Webhook) {
	for _, key := range slices.Sorted(maps.Keys(o.operation.Callbacks)) {
		callback := o.operation.Callbacks[key]
		if callback == nil || callback.Value == nil {
			continue
		}
		at := load.Join(o.pointer, "callbacks", key)
		if callback.Ref != "" {
			at = r.target(callback).pointer
		}
		if known[at] == nil {
			known[at] = r.callback(sending{key: key, at: at, operation: o.name}, callback.Value)
			r.api.Webhooks = append(r.api.Webhooks, known[at]...)
			continue
		}
		for _, one := range known[at] {
			one.Doc.Facts = append(one.Doc.Facts, "It is a callback of "+o.name+", too.")
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
		r.sentBody(resolved, delivery.Operation, place{pointer: at, name: name + "Webhook"})
		r.sentAnswer(resolved, delivery.Operation, place{pointer: at, name: name + "Answer"})
		r.loseOfSent(delivery.Operation, at)
		r.nameSent(resolved, name, s.operation)
		found = append(found, resolved)
	}
	return found
}

// sentDoc says when a request is sent, and where to.
func (r *resolver) sentDoc(s sending, delivery webhook.Delivery, at string) ir.Doc {
	doc := r.operationDoc(&operationAt{operation: delivery.Operation, pointer: at})
	doc.Text = cmp.Or(doc.Text, s.item.Description, s.item.Summary)
	if s.operation != "" {
		doc.Facts = append(doc.Facts, fmt.Sprintf("It is a callback of %s, sent to %s.", s.operation, s.expression))
	}
	return doc
}

// sentBody is what a request brings: a type where that is JSON, else bytes.
func (r *resolver) sentBody(resolved *ir.Webhook, operation *openapi3.Operation, at place) {
	ref := operation.RequestBody
	if ref == nil || ref.Value == nil || len(ref.Value.Content) == 0 {
		return
	}
	at.pointer = load.Join(at.pointer, "requestBody")
	if ref.Ref != "" {
		at.pointer = r.target(ref).pointer
	}
	mediaType, media := r.pick(ref.Value.Content, at.pointer)
	if media == nil || !jsonLike(mediaType) || media.Schema == nil {
		resolved.Bytes = true
		r.lose(loss.Weakened, at.pointer, "", "what the API sends is bytes", mediaType+" has no type here")
		return
	}
	resolved.Body, _ = r.content(mediaType, media, at)
	if resolved.Body.Kind == ir.Stream {
		resolved.Body, resolved.Bytes = nil, true
	}
}

// sentAnswer is what answers a request that was handled.
func (r *resolver) sentAnswer(resolved *ir.Webhook, operation *openapi3.Operation, at place) {
	chosen, status := webhook.Answer(operation)
	resolved.Status = status
	for _, key := range operation.Responses.Keys() {
		ref := operation.Responses.Value(key)
		if ref == nil || ref.Value == nil || len(ref.Value.Content) == 0 {
			continue
		}
		pointer := load.Join(at.pointer, "responses", key)
		if ref.Ref != "" {
			pointer = r.target(ref).pointer
		}
		mediaType, media := r.pick(ref.Value.Content, pointer)
		if key != chosen || media == nil || !jsonLike(mediaType) || media.Schema == nil {
			r.lose(loss.Answer, pointer, "", "the body of the answer "+key+" has no type", "a webhook.StatusError answers with a status alone")
			continue
		}
		resolved.Answer, _ = r.content(mediaType, media, place{pointer: pointer, name: at.name})
	}
}

// loseOfSent records what of a request that the API sends has no type.
func (r *resolver) loseOfSent(operation *openapi3.Operation, at string) {
	for i, parameter := range operation.Parameters {
		if parameter != nil && parameter.Value != nil {
			r.lose(loss.Parameter, load.Join(at, "parameters", fmt.Sprint(i)), "", "the parameter "+parameter.Value.Name+" of what the API sends has no type",
				"webhook.RequestFromContext has the request")
		}
	}
	for _, key := range slices.Sorted(maps.Keys(operation.Callbacks)) {
		r.lose(loss.Operation, load.Join(at, "callbacks", key), "", "the callback of a callback has no handler", "nothing asks for it")
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
		if one.Method != http.MethodPost || one.Answer != nil || one.Status != all[0].Status || one.Body == nil || objectOf(one.Body) == nil {
			return all
		}
		bodies[i] = r.describe(member{t: one.Body}, one.Key)
	}
	tag := webhook.Tag(bodies)
	if tag == "" {
		return all
	}
	at := place{pointer: "#/webhooks", name: "WebhookEvent"}
	made := &union{decl: &ir.Union{Name: r.declare(at, "Union")}, at: at}
	made.named = &ir.Type{Kind: ir.Named, Decl: made.decl}
	made.decl.Doc = ir.Doc{Text: fmt.Sprintf("%s is what the API sends. The property %s tells which event it is.", made.decl.Name, tag),
		Position: r.position(at.pointer), Pointer: at.pointer}
	for _, one := range all {
		made.members = append(made.members, member{t: one.Body, from: variantRef{at: at}})
	}
	r.addUnion(made)
	joined := &ir.Webhook{Key: "webhooks", Method: http.MethodPost, Status: all[0].Status, Body: made.named, Of: all,
		Doc: ir.Doc{Position: made.decl.Doc.Position, Pointer: at.pointer}}
	joined.Name = r.names.Claim(made.decl.Name+"s", "", naming.OfWebhook)
	return []*ir.Webhook{joined}
}
