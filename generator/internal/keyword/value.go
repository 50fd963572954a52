package keyword

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/pattern"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// never makes the rule of the schema false.
func (t *translator) never(s *openapi3.Schema, _ string) []ir.Check {
	if s.Always == nil || *s.Always {
		return nil
	}
	return []ir.Check{call("Never")}
}

func (t *translator) types(s *openapi3.Schema, _ string) []ir.Check {
	if len(s.Type.Slice()) == 0 {
		return nil
	}
	return []ir.Check{call("Type", texts(s.Type.Slice())...)}
}

func texts(list []string) []any {
	args := make([]any, len(list))
	for i, text := range list {
		args[i] = text
	}
	return args
}

func (t *translator) enum(s *openapi3.Schema, _ string) []ir.Check {
	if len(s.Enum) == 0 {
		return nil
	}
	return []ir.Check{t.legal(s.Enum)}
}

func (t *translator) constant(s *openapi3.Schema, _ string) []ir.Check {
	if s.Const == nil {
		return nil
	}
	return []ir.Check{t.legal([]any{s.Const})}
}

// legal is the rule that a value is one of some.
func (t *translator) legal(values []any) ir.Check {
	args := make([]any, len(values))
	for i, value := range values {
		text, err := json.Marshal(value)
		if err != nil {
			t.err = fmt.Errorf("a value has no JSON: %w", err)
		}
		args[i] = string(text)
	}
	return call("Enum", args...)
}

func (t *translator) bounds(s *openapi3.Schema, _ string) (checks []ir.Check) {
	add := func(rule string, bound *float64) {
		if bound != nil {
			checks = append(checks, call(rule, *bound))
		}
	}
	least, most := "Least", "Most"
	if s.ExclusiveMin.IsTrue() {
		least = "More"
	}
	if s.ExclusiveMax.IsTrue() {
		most = "Less"
	}
	add(least, s.Min)
	add(most, s.Max)
	add("More", s.ExclusiveMin.Value)
	add("Less", s.ExclusiveMax.Value)
	add("MultipleOf", s.MultipleOf)
	return checks
}

// between are the rules that a count is between two numbers.
func between(rule string, least uint64, most *uint64) (checks []ir.Check) {
	if least > 0 {
		checks = append(checks, call("Min"+rule, int(least)))
	}
	if most != nil {
		checks = append(checks, call("Max"+rule, int(*most)))
	}
	return checks
}

func (t *translator) lengths(s *openapi3.Schema, _ string) []ir.Check {
	return between("Length", s.MinLength, s.MaxLength)
}

func (t *translator) pattern(s *openapi3.Schema, _ string) []ir.Check {
	if s.Pattern == "" {
		return nil
	}
	text, ok := t.compiled(s.Pattern)
	if !ok {
		return nil
	}
	return []ir.Check{call("Pattern", text)}
}

// compiled is a pattern in Go's words.
func (t *translator) compiled(expression string) (text string, ok bool) {
	text, err := pattern.Go(expression)
	if err != nil {
		t.err = fmt.Errorf("the pattern %s is none of Go's regular expressions", expression)
	}
	return text, t.err == nil
}

// encodings are those that Go's standard library can read. Base64 is in the type already.
func encodings() []string { return []string{"base16", "base32", "base64url", "quoted-printable"} }

// asItIs reports whether a string is what its encoding encodes.
func asItIs(s *openapi3.Schema) bool {
	return slices.Contains([]string{"", "7bit", "8bit", "binary"}, strings.ToLower(s.ContentEncoding))
}

// encoding makes a rule of a string that encodes something.
func (t *translator) encoding(s *openapi3.Schema, at string) []ir.Check {
	if asItIs(s) {
		return nil
	}
	encoding, inner := strings.ToLower(s.ContentEncoding), t.json(s, at)
	switch {
	case slices.Contains(encodings(), encoding), encoding == "base64" && len(inner) > 0:
		return []ir.Check{call("Encoded", append([]any{encoding}, rules(inner)...)...)}
	case encoding != "base64":
		t.err = fmt.Errorf("nothing reads the encoding %q", s.ContentEncoding)
	}
	return nil
}

// content makes a rule of a string that holds JSON as it is.
func (t *translator) content(s *openapi3.Schema, at string) []ir.Check {
	if !asItIs(s) {
		return nil
	}
	return t.json(s, at)
}

// json makes a rule of JSON in a string.
func (t *translator) json(s *openapi3.Schema, at string) []ir.Check {
	media, _, _ := strings.Cut(strings.ToLower(s.ContentMediaType), ";")
	switch {
	case media == "application/json" || strings.HasSuffix(media, "+json"):
		return []ir.Check{call("Text", rules(t.all(s.ContentSchema, source.Join(at, "contentSchema")))...)}
	case s.ContentSchema != nil:
		t.err = fmt.Errorf("contentSchema describes %q, which is no JSON", s.ContentMediaType)
	}
	return nil
}
