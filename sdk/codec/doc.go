// Package codec is the JSON that generated code calls: single-pass reads and append-style writes on the tokens of
// github.com/go-faster/jx, and the two kinds of error that a model can have, one for JSON that does not fit and one for
// values that the API's document forbids.
//
// Generated code calls it; users of a generated package meet only *DecodeError and Problems.
//
// # What reading keeps
//
// A missing property and a null leave the zero value. A property that the document does not know is kept as raw JSON and
// written again. So is, under its own name, what a field's Go type cannot hold: a number out of range or with more digits
// than a float64 has, a time that is no RFC 3339 date-time or finer than a nanosecond, a null where null means something.
// Such a kept value is written as it came as long as the field still has the value that reading gave it. A value of
// another JSON type than the document's is a *DecodeError that names its path.
package codec
