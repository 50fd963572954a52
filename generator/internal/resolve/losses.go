package resolve

import (
	"fmt"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// loseAnswer records that a success beside the first one has no type.
func (r *resolver) loseAnswer(pointer, status string, result *ir.Result) {
	r.lose(loss.Answer, pointer, "", fmt.Sprintf("what a %s answers has no type", status),
		fmt.Sprintf("the method returns what a %s answers; CaptureResponse has the bytes", result.Status))
}

// failureAt is an error's body and where the document has it.
type failureAt struct {
	object  *ir.Object
	pointer string
	status  string
}

// loseFailures records the bodies of errors that are not the error type's.
func (r *resolver) loseFailures() {
	for _, failure := range r.failed {
		if failure.object == nil || failure.object != r.api.Error.Body {
			r.lose(loss.Answer, failure.pointer, "", fmt.Sprintf("what a %s answers has no type", failure.status),
				"Error has the fields of the document's most frequent error; its Body has the bytes")
		}
	}
}

// loseSchema records that a schema that says something is raw JSON.
func (r *resolver) loseSchema(said *openapi3.Schema, at place) {
	if schema.Says(said) && !schema.IsNull(said) {
		r.lose(loss.Weakened, at.pointer, "", "the value is raw JSON", "no Go type holds what the schema allows")
	}
}
