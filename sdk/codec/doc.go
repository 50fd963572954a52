// Package codec is the JSON that generated code calls: single-pass reads of what lies in memory, and
// append-style writes.
//
// Generated code calls it; users of a generated package meet only *DecodeError.
//
// # How types are read and written
//
// A generated package has one [Types] value. How one of its types is read and written follows from the type's Go
// declaration, worked out by reflection when the type is first met, and from what the type says of itself, see
// [Described]: which properties have one legal value only, and by what the variants of a union are told apart. So a model needs no code of its own,
// which would be most of what there is to compile. Fields are reached by their offsets, not by reflection, which takes
// about the time that functions of each type's own would.
//
// A struct is a JSON object. A field's tag "json" names its property; one without ",omitempty" is always written. Names
// that such a tag cannot say are in a tag "name". AdditionalProperties, tagged "-", keeps the properties that no field
// has. A tag "sdk" holds what the Go type does not say, in words with commas between:
//
//	null      null differs from what is written for nil, and is kept
//	number    a string accepts a JSON number, too
//	literal   a text is a number in JSON
//	json      the type has methods for its own JSON
//	own       the type has methods for its text, or else for its own JSON
//	optional  the field is left out where it is nil, if its name is in the tag "name"
//	value     the field is the whole JSON value of the struct
//	readonly  requests leave the field out
//	any       the document knows that there may be further properties
//	tag       the field has the text of the property that tells variants apart
//	items.X   the word X about the elements of a slice or map
//
// # What reading keeps
//
// A missing property and a null leave the zero value. A property that the document does not know is kept as raw JSON and
// written again. So is, under its own name, what a field's Go type cannot hold: a number out of range or with more digits
// than a float64 has, a time that is no RFC 3339 date-time or finer than a nanosecond, a text that the type's own methods refuse
// or write otherwise, a null where null means something.
// Such a kept value is written as it came as long as the field still has the value that reading gave it. A value of
// another JSON type than the document's is a *DecodeError that names its path.
package codec
