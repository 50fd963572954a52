package resolve

import (
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// webhooks resolves what the API sends: OpenAPI 3.1's webhooks, and the callbacks of operations.
func (r *resolver) webhooks() {
	for _, name := range r.doc.Keys("#/webhooks") {
		if item := r.doc.T.Webhooks[name]; item != nil {
			r.webhook(name, item, load.Join("#/webhooks", name))
		}
	}
	for _, o := range r.sources {
		r.callbacks(o.operation, o.pointer)
	}
}

func (r *resolver) callbacks(operation *openapi3.Operation, at string) {
	names := make([]string, 0, len(operation.Callbacks))
	for name := range operation.Callbacks {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		callback := operation.Callbacks[name]
		if callback == nil || callback.Value == nil {
			continue
		}
		for _, expression := range callback.Value.Keys() {
			r.webhook(name, callback.Value.Value(expression), load.Join(at, "callbacks", name, expression))
		}
	}
}

// webhook resolves a request that the API sends, if it posts JSON.
func (r *resolver) webhook(name string, item *openapi3.PathItem, at string) {
	if item.Post == nil || item.Post.RequestBody == nil || item.Post.RequestBody.Value == nil {
		r.lose(loss.Operation, at, "", "the webhook "+name+" has no type", "the API posts no body")
		return
	}
	mediaType, media := r.pick(item.Post.RequestBody.Value.Content, load.Join(at, "post", "requestBody"))
	if media == nil || !jsonLike(mediaType) {
		r.lose(loss.Operation, at, "", "the webhook "+name+" has no type", "its body is no JSON")
		return
	}
	pointer := load.Join(at, "post", "requestBody")
	body, _ := r.content(mediaType, media, place{pointer: pointer, name: naming.Exported(name) + "Webhook"})
	doc := ir.Doc{Text: strings.TrimSpace(item.Post.Description), Position: r.position(at), Pointer: at}
	declared := naming.Exported(name)
	if _, union := body.Decl.(*ir.Union); union { // the functions for its variants are a type
		declared = r.names.Claim(declared, "Events", naming.OfWebhook)
	}
	r.api.Webhooks = append(r.api.Webhooks, &ir.Webhook{Name: declared, Doc: doc, Body: body})
}
