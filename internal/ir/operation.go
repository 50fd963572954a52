package ir

// Operation is a method of the client, or of one of its groups.
type Operation struct {
	// Name is what belongs to the operation is called after ("PublishMessage", "ReposListForOrg"). No other has it.
	Name string
	// Call is the Go method: the name, or what is left of it in a group ("ListForOrg").
	Call string
	// Group is what the operation belongs to; nil is the client itself.
	Group *Group
	// ID is the document's operationId.
	ID           string
	Method, Path string
	Doc          Doc
	// Server is where it goes: n is [API].OwnServers[n-1], and 0 is the API's server.
	Server int
	// PathParams are arguments of the method, in the path's order.
	PathParams []*Param
	// Params is the struct of the other parameters; nil where there are none.
	Params      *Object
	QueryParams []*Param
	// Body is what is sent; nil is nothing.
	Body *Body
	// Result is what a success answers; nil is nothing.
	Result *Result
	// Answers are the successes and redirects that the document declares.
	Answers []Answer
	// Results is what successes answer that do not all have the type of Result; nil where they do.
	Results *Results
	// Failures are the errors that the document declares, if one of them has a body that is not the API's error.
	Failures []Failure
	// Headers are those that answers have, errors included; nil is none that the document describes.
	Headers *Headers
	// Security are the alternatives; each is the schemes that must be given together.
	Security [][]*Scheme
	// Repeat says which failures may be repeated.
	Repeat     Repeat
	Pagination *Pagination
	// Flag is what the method sets in the request so that the answer is a stream, or is none; nil is nothing.
	Flag *StreamFlag
	// Alternatives are the same operation with other media types, each a method of its own. They have none.
	Alternatives []*Operation
}

// Receiver is the Go type that has the operation's method.
func (o *Operation) Receiver() string {
	if o.Group == nil {
		return "Client"
	}
	return o.Group.Type
}

// Title is what the operation is called behind a client ("PublishMessage", "Repos.ListForOrg").
func (o *Operation) Title() string {
	if o.Group == nil {
		return o.Call
	}
	return o.Group.Name + "." + o.Call
}

// Key is the parameter with the idempotency key, by its name on the wire; "" is none.
func (o *Operation) Key() string {
	for _, param := range o.QueryParams {
		if param.Key {
			return param.Field.JSON
		}
	}
	return ""
}

// Group are operations that belong together: a field of the client, whose type has their methods.
type Group struct {
	// Name is the field ("Repos"), Type its type ("ReposClient").
	Name, Type string
	Doc        Doc
}

// Repeat says when a failed operation may be sent again.
type Repeat int

// The ways of repeating.
const (
	RepeatUnprocessed Repeat = iota
	RepeatAlways
	RepeatNever
)

// Param is a parameter and how it travels.
type Param struct {
	Field *Field
	// In is path, query, header or cookie.
	In string
	// Style is OpenAPI's word, "" where the document has none; Explode is what the document says or OpenAPI presumes.
	Style   string
	Explode bool
	// Reserved is OpenAPI's allowReserved, Empty its allowEmptyValue.
	Reserved, Empty bool
	// Inner means that arrays and objects within others are JSON, where the style has no text for them.
	Inner bool
	// Key means that it is the idempotency key, which the client fills.
	Key bool
	// JSON means that the value is no styled one but content; Text that it is content of another kind than JSON, which the
	// caller has written.
	JSON, Text bool
	// Whole means that the value is all of the query: an object as a form has it, unless JSON or Text.
	Whole bool
	// Parts say how its properties are written then.
	Parts []Part
	// WireType is the document's type where Go's differs (an int32 that is a string in Go).
	WireType *Type
}

// Encoding is how a body becomes bytes.
type Encoding int

// The encodings of bodies.
const (
	AsJSON      Encoding = iota
	AsForm               // application/x-www-form-urlencoded
	AsMultipart          // multipart/form-data and others
	AsText               // a string as it is
	AsStream             // an io.Reader, which is not held in memory
)

// Body is a request's body.
type Body struct {
	Type     *Type
	Encoding Encoding
	// Items are those of a body that is a sequence of them, and whose Type is Stream; nil is no such one.
	Items *Items
	// AnyMedia means that the caller names the media type: the document has a range, or none that says enough.
	AnyMedia bool
	// Parts are what is said of how properties of a form or multipart body are written.
	Parts []Part
	// MediaType is the document's. ContentType is what a request says: the same, unless that is a range.
	MediaType, ContentType string
	Required               bool
	Arg                    string
	Doc                    string
}

// Part is OpenAPI's Encoding Object of a property of a form or multipart body.
type Part struct {
	Name string
	// Style is OpenAPI's word, "" where no key speaks of styles. Explode is what the document says or OpenAPI presumes.
	Style             string
	Explode, Reserved bool
	// ContentType is the media type; Text means that a string is content of that type, also if that is JSON.
	ContentType string
	Text        bool
	// Header are headers that have one value, each as "Name: value".
	Header []string
	// Pointer is where the document says so.
	Pointer string
}

// Result is a successful response's body.
type Result struct {
	Type      *Type
	Encoding  Encoding
	MediaType string
	Status    string
	// MayBeEmpty means that there is another success, which has no body.
	MayBeEmpty bool
	// Items are those of a body that is a sequence of them, and whose Type is Stream; nil is no such one.
	Items *Items
}

// Answer is a status that is a success or a redirect.
type Answer struct {
	// Status is the HTTP status; 2 and 3 are 2XX and 3XX, and 0 is default.
	Status int
	// Empty means that it has no body, Other that its body is neither the operation's Result nor one of its Results.
	Empty, Other bool
	// Elsewhere are the media types of its body that only another method reads.
	Elsewhere []string
	// Variant is the body where the operation has Results.
	Variant *ResultVariant
}

// Received are the types of all bodies that an operation answers, errors included.
func (o *Operation) Received() []*Type {
	var types []*Type
	if o.Result != nil {
		types = append(types, o.Result.Type)
		if items := o.Result.Items; items != nil && items.Type != nil {
			types = append(types, items.Type)
		}
	}
	if o.Headers != nil {
		for _, header := range o.Headers.Fields {
			types = append(types, header.Field.Type)
		}
	}
	for _, answer := range o.Answers {
		if answer.Variant != nil {
			types = append(types, answer.Variant.Type)
		}
	}
	for _, failure := range o.Failures {
		if failure.Object != nil {
			types = append(types, &Type{Kind: Named, Decl: failure.Object})
		}
	}
	return types
}

// Results is the sealed union of what an operation answers, where that differs from status to status.
type Results struct {
	// Name is the Go name of the union, Operation the name of the operation that declares it.
	Name, Operation string
	// Variants are in the order of the statuses.
	Variants []*ResultVariant
}

// ResultVariant is what some statuses answer.
type ResultVariant struct {
	// Name is the Go name of the struct that the union declares around a plain value.
	Name     string
	Type     *Type
	Encoding Encoding
	// MediaType is that of the first status.
	MediaType string
}

// Plain reports whether it is no object of JSON: the union declares a struct with the field Value for it.
func (v *ResultVariant) Plain() bool { return v.Encoding != AsJSON || v.Type.Object() == nil }

// TypeName is the Go name of its struct.
func (v *ResultVariant) TypeName() string {
	if v.Plain() {
		return v.Name
	}
	return v.Type.Object().Name
}

// Failure is an error's status.
type Failure struct {
	// Status is the HTTP status; 4 and 5 are 4XX and 5XX, and 0 is default.
	Status int
	// Object is the body; nil is none that has a type. Base means that it is that of the API's error, too.
	Object *Object
	Base   bool
}

// Error is what the API answers instead of a result.
type Error struct {
	// Name is the Go name of the generated error type.
	Name string
	// Body is the object that an error's body is; nil where the document does not say.
	Body *Object
	// Fields are the body's fields that the error type repeats, so that they are at hand.
	Fields []ErrorField
}

// ErrorField is a field of the error's body and what the error type calls it.
type ErrorField struct {
	Name  string
	Field *Field
}
