package keyword

import (
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// formats are those of strings that not all values of a Go type have, and that Validate can check without refusing what a server
// takes.
func formats() []string {
	return []string{"date", "decimal", "time", "duration", "uri", "ipv4", "ipv6", "email", "hostname"}
}

// format makes a rule of a string's format.
func (t *translator) format(s *openapi3.Schema, _ string) []ir.Check {
	if !slices.Contains(formats(), s.Format) || !s.Type.Includes("string") {
		return nil
	}
	return []ir.Check{call("Format", s.Format)}
}
