package resolve

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/message"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
)

// linker says in the comments of operations where the links of their answers lead. What they lead to is called like any
// operation: a method that takes its arguments from an answer would be longer than that call.
type linker struct {
	doc           *document.Document
	places        *place.Names
	byID, byPlace map[string]message.Operation
}

// link reads the links of all operations.
func link(doc *document.Document, places *place.Names, operations []message.Operation) {
	l := &linker{doc: doc, places: places, byID: map[string]message.Operation{}, byPlace: map[string]message.Operation{}}
	for _, o := range operations {
		l.byPlace[o.Pointer] = o
		if id := o.Operation.OperationID; id != "" {
			l.byID[id] = o
		}
	}
	for _, o := range operations {
		if o.Operation.Responses == nil {
			continue
		}
		for _, status := range o.Operation.Responses.Keys() {
			l.answer(o, o.Operation.Responses.Value(status), load.Join(o.Pointer, "responses", status))
		}
	}
}

// answer reads the links of one answer.
func (l *linker) answer(o message.Operation, ref *openapi3.ResponseRef, pointer string) {
	if ref == nil || ref.Value == nil {
		return
	}
	if ref.Ref != "" {
		pointer = l.places.Target(ref).Pointer
	}
	for _, key := range slices.Sorted(maps.Keys(ref.Value.Links)) {
		said := ref.Value.Links[key]
		if said == nil || said.Value == nil {
			continue
		}
		target, known := l.target(said.Value)
		if !known || said.Value.Server != nil {
			l.doc.Lose(loss.Answer, load.Join(pointer, "links", key), "", "the link leads to no operation of the SDK",
				"the comment of an operation names the others that its answers lead to, at the servers that these have")
			continue
		}
		if fact := linkText(said.Value, target); !slices.Contains(o.Model.Doc.Facts, fact) {
			o.Model.Doc.Facts = append(o.Model.Doc.Facts, fact)
		}
	}
}

// target is the operation that a link leads to.
func (l *linker) target(said *openapi3.Link) (target message.Operation, known bool) {
	if said.OperationID != "" {
		target, known = l.byID[said.OperationID]
		return target, known
	}
	target, known = l.byPlace[l.doc.Locate("", said.OperationRef)]
	return target, known
}

// linkText says what a link leads to, and what of the answer it takes.
func linkText(said *openapi3.Link, target message.Operation) string {
	var takes []string
	for _, name := range slices.Sorted(maps.Keys(said.Parameters)) {
		takes = append(takes, fmt.Sprintf("%s: %s", name, expression(said.Parameters[name])))
	}
	if said.RequestBody != nil {
		takes = append(takes, "the body: "+expression(said.RequestBody))
	}
	text := fmt.Sprintf("It leads to [%s.%s]", target.Model.Receiver(), target.Model.Call)
	if len(takes) > 0 {
		text += " with " + strings.Join(takes, ", ")
	}
	text += "."
	if said.Description != "" {
		text += " " + said.Description
	}
	return text
}

// expression is a value of a link: an expression as it is, other values as JSON.
func expression(value any) string {
	if text, is := value.(string); is {
		return text
	}
	data, err := json.Marshal(value)
	if err != nil {
		return fmt.Sprint(value)
	}
	return string(data)
}
