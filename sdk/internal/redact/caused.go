package redact

// Response is what the runtime knows of an error response beyond what is in it.
type Response struct {
	// Kind is the sentinel that the vendor's answer stands for; nil is none.
	Kind error
	// Secrets are the credentials that were sent.
	Secrets Secrets
	// Typed reports whether the body has a type of its own, and is not that of the API's error.
	Typed bool
	// Messages is whether the text has what the server says in words.
	Messages bool
}

// caused is an error whose text holds no secrets.
type caused struct {
	text string
	err  error
}

// Caused returns an error with another text, which holds no secrets. It wraps the error.
func Caused(err error, text string) error { return &caused{text, err} }

func (e *caused) Error() string { return e.text }

func (e *caused) Unwrap() error { return e.err }

// GoString is the text: the error inside may hold secrets.
func (e *caused) GoString() string { return e.text }
