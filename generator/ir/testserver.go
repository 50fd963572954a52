package ir

// TestServer is what the package for users' own tests holds: a server that plays the API.
type TestServer struct {
	// Package is the name of the Go package, and of its folder beside the client's.
	Package string
	// Import is the path that the client's package is imported by.
	Import string
	// Document is the OpenAPI document as JSON, in ASCII.
	Document string
	// Credentials are the constants with the credentials that the server's clients have.
	Credentials []TestCredential
	// Resources are what the server keeps.
	Resources []*Resource
}

// TestCredential is a constant with a credential for tests.
type TestCredential struct {
	Name, Value string
	Scheme      *Scheme
}

// Resource is a kind of thing that a test server keeps.
type Resource struct {
	// List is the method that returns what is there ("Messages"), Put the one that adds to it ("PutMessage").
	List, Put string
	// Collection is the path template of all of them, Params what stands in it.
	Collection string
	Params     []*Param
	// Item is what one of them is.
	Item *Object
}
