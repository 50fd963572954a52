package ir

import "slices"

// Webhook is a request that the API sends: a webhook, or the callback of an operation.
type Webhook struct {
	// Name is the Go name that its handler gets ("ChannelEvents"), Key the document's name of it.
	Name, Key string
	// Doc tells when it is sent.
	Doc Doc
	// Method is how it is sent, Status what answers one that was handled.
	Method string
	Status int
	// Body is the type of its JSON; nil is none. Bytes tells that it has a body that is no JSON.
	Body  *Type
	Bytes bool
	// Answer is the type of the JSON that answers it; nil is none.
	Answer *Type
	// Params are the headers and query values that come with it; nil is none that the document describes.
	Params *WebhookParams
	// Of are the webhooks that come to one handler, which tells them apart by their bodies: Body is the union of theirs.
	Of []*Webhook
	// Send is the method of the package for tests that sends it.
	Send string
}

// WebhookParams is a struct with a field for each header and query value of some requests that the API sends.
type WebhookParams struct {
	Headers
	// Query are the names of those that are in the query.
	Query []string
}

// WebhookParams are the structs of what comes with the API's own requests, each once.
func (a *API) WebhookParams() []*WebhookParams {
	var all []*WebhookParams
	for _, webhook := range a.Webhooks {
		for _, one := range append([]*Webhook{webhook}, webhook.Of...) {
			if one.Params != nil && !slices.Contains(all, one.Params) {
				all = append(all, one.Params)
			}
		}
	}
	return all
}

// Union is the union that the body is; nil if it is none.
func (w *Webhook) Union() *Union {
	if w.Body == nil || w.Body.Kind != Named {
		return nil
	}
	union, _ := w.Body.Decl.(*Union)
	return union
}
