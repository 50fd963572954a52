package runtime

import (
	"sync/atomic"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/codec"
)

// API is what a generated package tells the runtime about the API that it is for.
type API struct {
	// Name and Version name the API in the User-Agent and in traces, e.g. "custom-channels" and "2026-03".
	Name, Version string
	// BaseURL is the server that is used unless [sdk.WithBaseURL] names another. Variables are those in it.
	BaseURL   string
	Variables []ServerVariable
	// Named are those of the document's servers that have variables and that [sdk.WithBaseURL] may name, by the address that has the
	// variables' defaults.
	Named []Server
	// Servers are those of operations that have one of their own. A relative URL is on the server of the others.
	Servers []Server
	// Manners are the vendor's habits. Nil means plain HTTP.
	Manners Manners
	// Sensitive names the JSON properties whose values are never logged, at any depth. Case does not matter.
	Sensitive []string
	// Types reads and writes the package's types. Nil will do for types of which their declarations say all.
	Types *codec.Types
	// NewError makes the package's own error from an error response. Nil leaves the *sdk.ResponseError as it is.
	NewError func(*sdk.ResponseError) error
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

// Operation describes one operation of the document: what all its calls have in common. It is plain data, shared by all
// calls and never changed.
type Operation struct {
	// Name is the Go method's name, e.g. "PublishMessage".
	Name string
	// Method is the HTTP method; Path is the path template, e.g. "/channels/{channelId}".
	Method, Path string
	// Server says where it goes: n is [API].Servers[n-1], and 0 is the server of the API.
	Server int
	// Repeat says when the operation may be sent again. The zero value is the careful one.
	Repeat Repeat
	// Security lists the alternatives of credentials; the first that is satisfied is used. Empty: none is needed.
	Security []Requirement
	// Parameters are what a request has besides its body, in the order in which a query has them.
	Parameters []Parameter
	// Body describes the body. The zero value is that of an operation without one.
	Body RequestBody
	// Accept is the Accept header, "" for none. Text means that a success is plain text, and not JSON.
	Accept string
	Text   bool

	// Answers are the successes and redirects that the document declares. Empty: every 2xx answers what a call wants.
	Answers []Answer
	// Failures are the errors that the document declares with bodies of their own. Empty: all have that of the API's error.
	Failures []Failure
	// IdempotencyKey reports whether calls have a key by which the server recognizes a request that it has seen before.
	IdempotencyKey bool

	// Stream says what the items of an answer are that is a stream of them; nil is no stream.
	Stream *Streaming
	// Unions are the sealed interfaces that bodies and parameters are, or have as elements: no object describes these.
	Unions []*codec.Union
	// Paging says how a list goes on; nil is no list, or one that has no pages.
	Paging *Paging

	address string                 // takes Path's place in requests where Path names no address
	fields  atomic.Pointer[fields] // of the last params struct
}

// Parameter is a parameter of an operation: where it travels, and how its value is written.
type Parameter struct {
	// Name is what it is called on the wire; In is "path", "query", "header" or "cookie".
	Name, In string
	// Field is the field of [Call].Params that has the value. One in the path has none: its value is in [Call].Path.
	Field string
	// Required means that a call cannot do without the value. One in the path is always required.
	Required bool
	// Style and Explode are OpenAPI's words; "" is the style that OpenAPI gives to the place. Two more styles are for
	// parameters that are no styled values but content: "json" writes JSON, "text" a string as it is.
	Style   string
	Explode bool
	// Reserved is OpenAPI's allowReserved: reserved characters of the value are not escaped. Empty is its allowEmptyValue:
	// an empty list is sent as an empty value.
	Reserved, Empty bool
	// Inner writes arrays and objects within others as JSON where the style has no text for them, which is otherwise an
	// error.
	Inner bool
	// Key makes the value the idempotency key: that of [sdk.IdempotencyKey], else the caller's, else a random UUID for each
	// call, the same for all its tries.
	Key bool
	// Whole says that the value is all of the query, and the name is not sent: OpenAPI's "querystring". Without a style it is
	// an object, as a form has it.
	Whole bool
	// Parts say how the properties of one that is all of the query are written.
	Parts []Part
	// Bits is the size of an integer in the path whose value is a string in Go; 0 is no such one.
	Bits int
}

// RequestBody is what a call's body must be, and what it is sent as.
type RequestBody struct {
	// MediaType is the Content-Type, unless the call has its own.
	MediaType string
	// Encoding is how [Call].Body becomes bytes.
	Encoding Encoding
	// Note is what the tag "sdk" of a field would say of the body.
	Note string
	// Parts say how the properties of a form or multipart body are written, where that is not the usual way.
	Parts []Part
	// Argument is what the Go method calls the body; Required means that it must not be nil.
	Argument string
	Required bool
	// Null means that a body which is nil is sent as null.
	Null bool
}

// Part says how a property of a form or multipart body is written: OpenAPI's Encoding Object.
type Part struct {
	// Name is the property.
	Name string
	// Style, Explode and Reserved are those of a [Parameter]; "" is no style.
	Style             string
	Explode, Reserved bool
	// ContentType is the media type; "" is the usual one. Text means that a string is content of that type, also if that is
	// JSON.
	ContentType string
	Text        bool
	// Header are further headers of a part, each as "Name: value".
	Header []string
}

// Encoding is how a body becomes bytes.
type Encoding uint8

const (
	// AsJSON writes the body as JSON.
	AsJSON Encoding = iota
	// AsForm writes an object as application/x-www-form-urlencoded.
	AsForm
	// AsText sends a string as it is.
	AsText
	// AsMultipart writes an object as multipart, each property as a part.
	AsMultipart
)

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
