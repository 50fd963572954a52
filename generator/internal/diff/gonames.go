package diff

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// names are the symbols of a draft that something became of, sorted.
func (d *draft) names(change string) []string {
	var names []string
	for _, symbol := range d.symbols {
		if symbol.Change == change {
			names = append(names, symbol.Name)
		}
	}
	slices.Sort(names)
	return names
}

// made is the Go struct of the new package whose constructor a draft changes; nil if there is none.
func (j *joiner) made(d *draft) *ir.Object {
	for _, symbol := range d.symbols {
		name := naming.Constructed(symbol.Name)
		if name != "" && strings.HasPrefix(symbol.Change, "changed from") {
			return j.new.object(j.newName(name))
		}
	}
	return nil
}

// changed is the field of a draft whose type lost a prefix, "*" for a pointer; empty if there is none.
func (d *draft) changed(prefix string) string {
	for _, symbol := range d.symbols {
		before, after, ok := strings.Cut(strings.TrimPrefix(symbol.Change, "changed from "), " to ")
		if ok && before == prefix+after {
			return symbol.Name
		}
	}
	return ""
}

// goName is what the new package calls the type of a schema.
func (j *joiner) goName(about subject) string {
	if found, ok := j.newTypes[about]; ok {
		return found.name
	}
	return about.owner
}

// call shows how a constructor is called.
func call(object *ir.Object) string {
	if object.Required != "" {
		return fmt.Sprintf("%s(%s{...})", object.New, object.Required)
	}
	return fmt.Sprintf("%s(%s)", object.New, strings.Join(argumentNames(object.Constructor), ", "))
}
