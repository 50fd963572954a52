// Package codectest checks that a generated codec loses nothing: what is decoded and encoded again says what came, twice
// is the same as once, and encoding/json agrees. Generated tests call it; they hold no checks of their own.
//
// # What may differ
//
// A null disappears where the property is optional and null means nothing, and becomes the zero value, [] or {} where it
// is required. A missing property that is required appears with its zero value. Of properties of one name the last counts.
// A number may be written with other digits of the same value, a time with another fraction or offset of the same instant.
// An identifier that the document calls a string may come as a number and is sent as the string.
package codectest
