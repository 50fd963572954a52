package ir

// Example is a call of an operation against the package's own test server: executed by go test, and shown beside the
// operation's documentation.
type Example struct {
	Operation *Operation
	// Path are the arguments for the path's parameters, as JSON values: string, json.Number, bool, []any, map[string]any, and
	// OfVariant where the type is a union.
	Path []any
	// Params are the required parameters by their names on the wire; nil is that none is required.
	Params map[string]any
	// Body is what is sent; nil is nothing.
	Body any
	// Listed means that the server lists the document's examples.
	Listed bool
	// Paged means that the call is a loop over the items of a list.
	Paged bool
	// Shown are the fields of the answer, or of its first item, that are printed; none prints what arrived at the server.
	Shown []*Field
	// Output is what is printed; "" is that the example is compiled and not executed.
	Output string
}

// OfVariant is a value of one of a union's variants.
type OfVariant struct {
	// Index is the variant's in the union, Value the JSON value.
	Index int
	Value any
}
