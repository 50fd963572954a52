package ir

// Framing is how a body is divided into items.
type Framing int

// The ways of dividing.
const (
	Events   Framing = iota // text/event-stream
	Lines                   // a JSON value on each line
	Sequence                // application/json-seq
)

// DataKind is what an item's data is.
type DataKind int

// The kinds of data.
const (
	DataJSON DataKind = iota
	DataText
	DataEither // a JSON object or array where it is one, else text
)

// Items are the items of a body that is a sequence of them.
type Items struct {
	// Type is an item's; nil is the event as it comes.
	Type    *Type
	Framing Framing
	// Whole means that the type is an event's with its fields, and not that of what stands in data.
	Whole bool
	// Data is what data is, Named what it is in events of some names.
	Data  DataKind
	Named []NamedData
	// NumberID means that a whole event's id is a number, Message that one without a name is called message.
	NumberID, Message bool
	// End is the data that ends the stream; "" is none.
	End string
	// Errors means that events called error are items as any other.
	Errors bool
}

// NamedData is what the data is in events of a name.
type NamedData struct {
	Name string
	Data DataKind
}

// StreamFlag is a property of the body, or a parameter, that says whether an answer is to be a stream.
type StreamFlag struct {
	Field *Field
	// InBody says that the field is one of the body's, and not of the parameters.
	InBody bool
	// On is the value that the method sets.
	On bool
}
