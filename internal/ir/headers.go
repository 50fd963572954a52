package ir

// Headers are those of the answers of some operations: a struct with a field for each.
type Headers struct {
	// Name is the Go name of the struct.
	Name   string
	Doc    Doc
	Fields []*HeaderField
}

// HeaderField is a header of an answer.
type HeaderField struct {
	// Field has the name on the wire, and the Go name, the type and the documentation.
	Field *Field
	// Kind is how the text becomes a value; some kinds have a Go type of their own. List means that commas part several values
	// of that kind.
	Kind HeaderKind
	List bool
	// Required are the statuses of the answers that must have it, Only those of the answers that it is read of; none are all. 4
	// is 4XX.
	Required, Only []int
}

// HeaderKind is how the text of a header becomes a value.
type HeaderKind int

// The kinds of headers.
const (
	HeaderText    HeaderKind = iota // what JSON writes as a string
	HeaderLiteral                   // what JSON writes as it is
	HeaderJSON                      // JSON
	HeaderTime                      // time.Time, by RFC 3339 or as HTTP writes it
	HeaderURL                       // *url.URL
	HeaderWait                      // time.Duration: Retry-After's seconds or date
	HeaderLinks                     // []sdk.Link
	HeaderCookies                   // []*http.Cookie
)
