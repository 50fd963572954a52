package keyword

import (
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/source"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

func (t *translator) allOf(s *openapi3.Schema, at string) (checks []ir.Check) {
	for i, ref := range s.AllOf {
		checks = append(checks, t.all(ref, source.Join(at, "allOf", index(i)))...)
	}
	return checks
}

func (t *translator) anyOf(s *openapi3.Schema, at string) []ir.Check {
	return t.either(s.AnyOf, source.Join(at, "anyOf"))
}

// either is the rule that a value is at least one of some. Where one of them says nothing there is none.
func (t *translator) either(refs openapi3.SchemaRefs, at string) []ir.Check {
	if len(refs) == 0 {
		return nil
	}
	variants := t.list(refs, at)
	if slices.ContainsFunc(variants, saysNothing) {
		return nil
	}
	return []ir.Check{call("Any", rules(variants)...)}
}

func saysNothing(check ir.Check) bool { return check.Rule == "All" && len(check.Args) == 0 }

func (t *translator) oneOf(s *openapi3.Schema, at string) []ir.Check {
	if len(s.OneOf) == 0 {
		return nil
	}
	return []ir.Check{call("One", rules(t.list(s.OneOf, source.Join(at, "oneOf")))...)}
}

func (t *translator) list(refs openapi3.SchemaRefs, at string) []ir.Check {
	checks := make([]ir.Check, len(refs))
	for i, ref := range refs {
		checks[i] = t.held(ref, source.Join(at, index(i)))
	}
	return checks
}

func (t *translator) not(s *openapi3.Schema, at string) []ir.Check {
	if s.Not == nil {
		return nil
	}
	return []ir.Check{call("Not", rules(t.all(s.Not, source.Join(at, "not")))...)}
}

// condition makes the rule of if, then and else. Without both of these it says nothing.
func (t *translator) condition(s *openapi3.Schema, at string) []ir.Check {
	if s.If == nil || s.Then == nil && s.Else == nil {
		return nil
	}
	return []ir.Check{call("If", t.held(s.If, source.Join(at, "if")), t.held(s.Then, source.Join(at, "then")), t.held(s.Else, source.Join(at, "else")))}
}
