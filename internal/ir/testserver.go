package ir

// TestServer is what the package for users' own tests holds: a server that plays the API.
type TestServer struct {
	// Package is the name of the Go package, and of its folder beside the client's.
	Package string
	// Import is the path that the client's package is imported by.
	Import string
	// Documents are the OpenAPI document, first, and the files that it refers to.
	Documents []TestDocument
	// Credentials are the constants with the credentials that the server's clients have.
	Credentials []TestCredential
	// Kept is what operations deal with of what the server keeps.
	Kept map[*Operation]Kept
	// Resources are what the server keeps.
	Resources []*Resource
}

// TestDocument is a file of an OpenAPI document.
type TestDocument struct {
	// Name is its path relative to the document's folder, JSON what it says, in ASCII.
	Name, JSON string
}

// TestCredential is a constant with a credential for tests.
type TestCredential struct {
	Name, Value string
	Scheme      *Scheme
}

// Kept is what an operation deals with: the path template of a collection, and the way to the items in what a list of it
// answers.
type Kept struct {
	Collection string
	Items      []string
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
