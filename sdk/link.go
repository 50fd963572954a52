package sdk

// Link is a link of a Link header (RFC 8288).
type Link struct {
	// Target is the address as the server wrote it, which may be relative to that of the request.
	Target string
	// Rel is what it is to the response ("next"), several words at most.
	Rel string
	// Params are the other parameters by their names in lower case, such as title.
	Params map[string]string
}
