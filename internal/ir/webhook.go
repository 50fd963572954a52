package ir

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
	// Of are the webhooks that come to one handler, which tells them apart by their bodies: Body is the union of theirs.
	Of []*Webhook
	// Send is the method of the package for tests that sends it.
	Send string
}

// Union is the union that the body is; nil if it is none.
func (w *Webhook) Union() *Union {
	if w.Body == nil || w.Body.Kind != Named {
		return nil
	}
	union, _ := w.Body.Decl.(*Union)
	return union
}
