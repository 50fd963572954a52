// Package ir is the resolved model of an SDK: plain values, every name decided, every question about the document
// answered. It knows neither OpenAPI nor how Go source is written; it imports the standard library only.
package ir

// API is everything that the generated package will hold.
type API struct {
	// Package is the name of the generated Go package.
	Package string
	// Yields are the run-time's names that the document's types have: the package does not have these.
	Yields map[string]bool
	// Imports are the packages of types of the user's own, and what they are imported as.
	Imports map[string]string
	// Name and Version identify the API in user agents and traces ("custom-channels", "2026-03").
	Name, Version string
	// Title and Doc come from the document's info object.
	Title string
	Doc   string
	// Link is the address of the document's documentation; "" is none.
	Link string
	// Source is the document's file name, for headers.
	Source string
	// BaseURL is the server that requests go to unless told otherwise.
	BaseURL string
	// Variables are those of BaseURL, which has them in braces.
	Variables []ServerVariable
	// OwnServers are those of operations that have one of their own.
	OwnServers []Server
	// Servers are the document's, if there are several.
	Servers []NamedServer
	// Vendor names the package below sdk/ that knows this vendor's manners; "" is none.
	Vendor string

	Operations  []*Operation
	Groups      []*Group
	Objects     []*Object
	Params      []*Object
	Headers     []*Headers
	Unions      []*Union
	Opaques     []*Opaque
	Enums       []*Enum
	Lists       []*List
	Credentials []*Credential
	// Error is what the API answers instead of a result; it is never nil, its Fields may be empty.
	Error *Error
	// Webhooks are the requests that the API sends of its own accord.
	Webhooks []*Webhook
	// Signature is how they are signed; nil is not said.
	Signature *Signature
	// Sensitive are the wire names whose values never reach a log.
	Sensitive []string
	// Test is the package for users' own tests; nil is none.
	Test *TestServer
	// Examples are calls that are executed and shown; none where nobody asks for them.
	Examples []*Example
}

// Methods are the operations, each with its alternatives behind it.
func (a *API) Methods() []*Operation {
	methods := make([]*Operation, 0, len(a.Operations))
	for _, operation := range a.Operations {
		methods = append(append(methods, operation), operation.Alternatives...)
	}
	return methods
}

// Server is an address that the document names. What its URL has in braces are variables.
type Server struct {
	URL       string
	Variables []ServerVariable
}

// NamedServer is an address that the document names, with a constant for it.
type NamedServer struct {
	Name, URL, Doc string
	// Server is what it is with its variables: URL has their defaults.
	Server Server
}

// ServerVariable is a part of a server's address.
type ServerVariable struct {
	Name, Default string
	// Values are those that the document allows; none are any.
	Values []string
	Doc    string
}

// Doc is the documentation of a declaration, still as plain text: what makes it a comment is the templates' affair.
type Doc struct {
	// Text is the summary and description, paragraphs separated by blank lines.
	Text string
	// Facts are single sentences: ranges, defaults, formats.
	Facts []string
	// Link is the address of a reference page.
	Link string
	// Deprecated is why and what to use instead; "" is not deprecated.
	Deprecated string
	// Position is where in the document it stands: "2026-03.yaml:120".
	Position string
	// Pointer is the same as a JSON pointer, which edits elsewhere in the document do not move.
	Pointer string
}

// Credential is one way to authenticate: schemes that are set together by one option.
type Credential struct {
	// Option is the name of the client option ("WithAccessToken").
	Option string
	// ClientCredentials is the name of the option that takes a client's id and secret; "" is none.
	ClientCredentials string
	// Config is the name of the function that makes the configuration of the authorization code grant, Refresh that of the option
	// that takes what a user has authorized; "" is none.
	Config, Refresh string
	// Schemes are what the option's arguments fill, in their order.
	Schemes []*Scheme
	Doc     Doc
}

// Scheme is a security scheme of the document.
type Scheme struct {
	// Name is its key in the document.
	Name string
	// Var is the Go variable that describes it.
	Var string
	// Option is the client option that sets it.
	Option string
	// Arg is the Go name of the argument that carries its value.
	Arg string
	// In is where the credential travels: header, query or cookie; Key is its name there; Prefix precedes the value.
	In, Key, Prefix string
	// Basic means that the value is user:password, to be encoded.
	Basic bool
	// Token means that the value is a bearer token, which an OAuth 2.0 token source can supply.
	Token bool
	// TokenURL is the token endpoint of OAuth 2.0's client credentials grant, TokenScopes what it knows; "" is none.
	TokenURL    string
	TokenScopes []string
	// Code is OAuth 2.0's authorization code grant; nil is none.
	Code *CodeGrant
}

// CodeGrant is where users authorize a program.
type CodeGrant struct {
	AuthURL, TokenURL string
	// RefreshURL is where tokens are refreshed; "" is TokenURL.
	RefreshURL string
	Scopes     []string
}
