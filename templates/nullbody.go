package templates

import (
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// wholeType is the type of an argument that is a whole body: a pointer to what may be null and has no nil of its own.
func wholeType(t *ir.Type) *jen.Statement {
	if ir.PointerElement(t) && !isStruct(t) {
		return jen.Op("*").Add(goType(t))
	}
	return argumentType(t)
}

// nullText says which of an operation's bodies may be null, and what that is in Go; "" for none.
func nullText(operation *ir.Operation) string {
	var texts []string
	if body := operation.Body; body != nil && body.Type.Nullable && body.Required {
		texts = append(texts, fmt.Sprintf("A nil %s is sent as null.", body.Arg))
	}
	if result := operation.Result; result != nil && result.Type.Nullable && operation.Results == nil {
		texts = append(texts, "The result is nil where the answer is null.")
	}
	return strings.Join(texts, " ")
}
