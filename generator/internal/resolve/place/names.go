package place

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// Names are the Go names of a document's component schemas.
type Names struct {
	doc *document.Document
	// components are the names by pointer.
	components map[string]string
}

// NameComponents gives each component schema its Go name: its key, or what the user calls it.
func NameComponents(doc *document.Document) *Names {
	n := &Names{doc: doc, components: map[string]string{}}
	if doc.T.Components != nil {
		n.nameComponents(doc.Keys("#/components/schemas"))
	}
	return n
}

func (n *Names) nameComponents(keys []string) {
	owners := map[string]string{}
	for _, key := range keys {
		pointer := load.Join("#/components/schemas", key)
		name := naming.Exported(key)
		if ref := n.doc.T.Components.Schemas[key]; ref != nil && ref.Ref == "" && ref.Value != nil {
			name = n.doc.Called(ref.Value.Extensions, pointer, name)
		}
		if first, taken := owners[name]; taken && !n.doc.Lenient {
			n.doc.Fail(pointer, fmt.Sprintf("schemas %q and %q both make the Go type %s", first, key, name),
				"rename one of them, here or with x-sdk-name")
			continue
		}
		owners[name] = key
		n.components[pointer] = name
	}
}

// Target is the place that a $ref leads to. A component's name is its key, another place's is made of its way.
func (n *Names) Target(ref document.Reference) Place { return n.Of(n.doc.Pointer(ref)) }

// Of is the place that a pointer leads to.
func (n *Names) Of(pointer string) Place {
	if name, ok := n.components[pointer]; ok {
		return Place{Pointer: pointer, Name: name}
	}
	file, fragment, _ := strings.Cut(pointer, "#")
	tokens := strings.Split(strings.TrimPrefix(fragment, "/"), "/")
	if len(tokens) == 3 && tokens[0] == "components" {
		return Place{Pointer: pointer, Name: naming.Exported(load.Unescape(tokens[2]))}
	}
	name := ""
	for _, token := range tokens {
		switch token {
		case "", "components", "schemas", "properties", "definitions", "$defs", "models":
		default:
			name += naming.Exported(load.Unescape(token))
		}
	}
	return Place{Pointer: pointer, Name: cmp.Or(name, naming.OfFile(cmp.Or(file, n.doc.Name())))}
}
