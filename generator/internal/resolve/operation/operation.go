// Package operation finds the operations of a document and decides what they are called.
package operation

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/config"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// Source is an operation of the document and where it stands.
type Source struct {
	Path, Method string
	Item         *openapi3.PathItem
	Operation    *openapi3.Operation
	// ItemAt is the pointer of the path item, Pointer that of the operation.
	ItemAt, Pointer string
	// Name is what no other operation is called, Call the method of Group, or, where that is nil, of the client.
	Name, Call string
	Group      *ir.Group
	// given is what the user calls the method; "" is nothing.
	given string
}

// Operations are the operations that the SDK has, in the document's order.
type Operations struct {
	Sources []*Source
	Groups  []*ir.Group

	doc *document.Document
	// names are those of operations, which the package has only once.
	names *naming.Scope
	// members are the names behind each group, and behind the client itself.
	members map[*ir.Group]*naming.Scope
}

// Find finds and names the operations that a configuration includes. The types of groups are among declared.
func Find(doc *document.Document, declared *place.Declared, c *config.Config) *Operations {
	o := &Operations{
		doc: doc, names: naming.NewScope(),
		members: map[*ir.Group]*naming.Scope{nil: naming.NewScope("Limits", "CloseIdleConnections")},
	}
	for _, path := range doc.Keys("#/paths") {
		if item := doc.T.Paths.Value(path); item != nil && fits(doc, path) {
			o.find(path, item, c)
		}
	}
	o.group(declared)
	o.nameAll()
	o.callAll()
	return o
}

// find finds the operations of a path.
func (o *Operations) find(path string, item *openapi3.PathItem, c *config.Config) {
	at := load.Join("#/paths", path)
	if item.Ref != "" {
		at = o.doc.Locate("", item.Ref)
	}
	byMethod := item.Operations()
	add := func(method, pointer string) {
		operation := byMethod[method]
		if operation != nil && c.Includes(operation.OperationID, method, path, operation.Tags) {
			o.Sources = append(o.Sources, &Source{Path: path, Method: method, Item: item, Operation: operation, ItemAt: at, Pointer: pointer})
		}
	}
	for _, key := range o.doc.Keys(at) {
		if key != additional {
			add(strings.ToUpper(key), load.Join(at, key))
			continue
		}
		for _, method := range o.doc.Keys(load.Join(at, key)) {
			add(method, load.Join(at, key, method))
		}
	}
}

// additional is OpenAPI 3.2's key for operations of methods that have no key of their own.
const additional = "additionalOperations"

// Another names a further method for an operation: the operation that it is, and the method.
func (o *Operations) Another(of *Source, suffix string) (name, call string) {
	return o.names.Claim(of.Name+suffix, "", naming.OfOperation), o.members[of.Group].Claim(of.Call+suffix, "", nil)
}

// Iterator names an operation's iterator.
func (o *Operations) Iterator(of *Source) string {
	return o.members[of.Group].Claim(naming.Iterator(of.Call), "Items", naming.OfIterator)
}

// fits refuses paths that need one value at two places.
func fits(doc *document.Document, path string) bool {
	seen := map[string]bool{}
	for _, parameter := range placeholder.FindAllString(path, -1) {
		if seen[parameter] && !doc.Lenient {
			doc.Fail(load.Join("#/paths", path), fmt.Sprintf("the path %q holds %s twice", path, parameter),
				"give each part a parameter of its own, or use --lenient to send one value at both places")
			return false
		}
		seen[parameter] = true
	}
	return true
}

var placeholder = regexp.MustCompile(`\{[^/{}]+\}`)
