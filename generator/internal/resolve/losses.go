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

// loseSchema records that a schema that says something is raw JSON.
func (r *resolver) loseSchema(said *openapi3.Schema, at place) {
	if schema.Says(said) && !schema.IsNull(said) {
		r.lose(loss.Weakened, at.pointer, "", "the value is raw JSON", "no Go type holds what the schema allows")
	}
}
