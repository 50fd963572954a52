package sdk

// API is what a generated package tells the runtime about the API that it is for.
type API struct {
	// Name and Version name the API in the User-Agent and in traces, e.g. "custom-channels" and "2026-03".
	Name, Version string
	// BaseURL is the server that is used unless [WithBaseURL] names another.
	BaseURL string
	// Manners are the vendor's habits. Nil means plain HTTP.
	Manners Manners
	// Sensitive names the JSON properties whose values are never logged, at any depth. Case does not matter.
	Sensitive []string
	// NewError makes the package's own error from an error response. Nil leaves the *ResponseError as it is.
	NewError func(*ResponseError) error
}

// Repeat says when a request that failed may be sent again.
type Repeat uint8

const (
	// RepeatUnprocessed repeats only what proves that the server did not process the request: 429, 503 with
	// Retry-After, a connection that was never made.
	RepeatUnprocessed Repeat = iota
	// RepeatAlways repeats whatever may pass by itself, also when the request may have been processed: for
	// operations that do the same thing when they are done twice.
	RepeatAlways
	// RepeatNever sends a request once.
	RepeatNever
)

// Operation describes one operation of the document. It is shared by all calls and never changed.
type Operation struct {
	// Name is the Go method's name, e.g. "PublishMessage".
	Name string
	// Method is the HTTP method; Path is the path template, e.g. "/channels/{channelId}".
	Method, Path string
	// Repeat says when the operation may be sent again. The zero value is the careful one.
	Repeat Repeat
	// Security lists the alternatives of credentials; the first that is satisfied is used. Empty: none is needed.
	Security []Requirement
}

// Requirement is a set of schemes that are needed together. An empty one allows anonymous use.
type Requirement []*Scheme

// Scheme says where a credential goes.
type Scheme struct {
	// Name is the scheme's key in the document. Schemes of one name are one scheme.
	Name string
	// Option is the option that sets the credential, e.g. "WithAccessToken": the error about a missing one names it.
	Option string
	// In is "header", "query" or "cookie"; Key the header's, parameter's or cookie's name; Prefix, e.g. "Bearer ",
	// stands before the value.
	In, Key, Prefix string
	// Basic marks HTTP basic authentication: the credential is "user:password" and is sent in base64.
	Basic bool
}
