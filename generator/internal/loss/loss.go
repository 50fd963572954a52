// Package loss says what of a document does not reach the SDK, or reaches it with less than the document says.
//
// Every stage that reads a key of the document either uses it or records a [Loss] in a [List]. The losses travel beside
// what the stage makes.
package loss

import (
	"cmp"
	"slices"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// Kind says what sort of thing is lost.
type Kind string

// The kinds of losses.
const (
	// Operation is an operation, a webhook or a callback that the SDK does not have.
	Operation Kind = "operation"
	// Parameter is a parameter, or what the document says of how it is sent.
	Parameter Kind = "parameter"
	// Body is a request's body, a part of one, or what the document says of how it is sent.
	Body Kind = "body"
	// Answer is an answer, its body or a header of it.
	Answer Kind = "answer"
	// Security is a security scheme, or a requirement.
	Security Kind = "security"
	// Server is a server, or a variable of one.
	Server Kind = "server"
	// Schema is what a schema says of values.
	Schema Kind = "schema"
	// Text is what the document tells readers: summaries, examples, addresses.
	Text Kind = "text"
	// Extension is an x- key that means nothing to the generator.
	Extension Kind = "extension"
	// Weakened is what the SDK has with less than the document says: raw JSON where there is a schema, a check that is not
	// made, a media type that is not offered.
	Weakened Kind = "weakened"
)

// Kinds are all kinds, in the order in which they are listed.
func Kinds() []Kind {
	return []Kind{Operation, Parameter, Body, Answer, Security, Server, Schema, Weakened, Text, Extension}
}

// Loss is one thing that the document says and the SDK does not have.
type Loss struct {
	Kind Kind
	// Pos is where it stands, Pointer the same as a JSON pointer.
	Pos     problem.Position
	Pointer string
	// Key is the key of the document that is lost ("patternProperties"); "" where no single one is.
	Key string
	// What says what is lost, Why why, and what to do about it if something can be done. Each is one line, which begins in
	// lower case and ends without a full stop.
	What, Why string
}

// String gives "file:line: what: why", and the JSON pointer where the line alone does not say where it is.
func (l Loss) String() string {
	text := l.What
	if l.Why != "" {
		text += ": " + l.Why
	}
	if l.Pos.File != "" {
		text = l.Pos.At(l.Pointer) + ": " + text
	}
	return text
}

// List collects losses. The zero value is empty.
type List struct{ losses []Loss }

// Add adds losses. The same one twice counts once: a schema is read wherever it is used.
func (l *List) Add(losses ...Loss) { l.losses = append(l.losses, losses...) }

// All returns the losses in the order of the document.
func (l *List) All() []Loss {
	all := slices.Clone(l.losses)
	slices.SortFunc(all, Loss.compare)
	return slices.Compact(all)
}

func (l Loss) compare(m Loss) int {
	return cmp.Or(l.Pos.Compare(m.Pos), cmp.Compare(l.Pointer, m.Pointer), cmp.Compare(l.Kind, m.Kind), cmp.Compare(l.Key, m.Key),
		cmp.Compare(l.What, m.What), cmp.Compare(l.Why, m.Why))
}
