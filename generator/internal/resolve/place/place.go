// Package place says what is called what: the types of component schemas, and what is declared for a schema at a place.
package place

import (
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// Place is where a schema stands and what a type that is declared for it would be called.
type Place struct {
	Pointer string
	Name    string
	// Word is the name of the property or parameter that it is in.
	Word string
}

// In is a place within another one: its name is added, its tokens lead there.
func (p Place) In(name string, tokens ...string) Place {
	word := p.Word
	if len(tokens) > 0 && tokens[0] == "properties" {
		word = name
	}
	if name != "" {
		name = naming.Exported(name)
	}
	return Place{Pointer: load.Join(p.Pointer, tokens...), Name: p.Name + name, Word: word}
}

// At is the place of a part of a value, at a pointer.
func (p Place) At(word, pointer string) Place {
	inner := p.In(word)
	inner.Pointer = pointer
	return inner
}
