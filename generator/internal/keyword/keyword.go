// Package keyword says which rules the keywords of JSON Schema make that no Go type holds, such as not, if and
// dependentRequired: those of [ir.Check], which generated code holds against a value's JSON. It is pure, and bounded: a schema
// that is too large or contains itself makes no rule, but is named with the reason.
//
// The table in rows.go has a row for each keyword. To support another one takes a row there, and a function in package
// sdk/check where none of those says it.
package keyword

import (
	"errors"
	"fmt"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/schema"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Unchecked is a keyword that makes no rule.
type Unchecked struct {
	// Pointer is the schema that has the keyword.
	Pointer, Keyword string
	// Why is why: "the schema contains itself".
	Why string
}

// Made are the rules of a value, and the keywords that make none.
type Made struct {
	Checks    []ir.Check
	Unchecked []Unchecked
}

func (m *Made) add(other Made) {
	m.Checks, m.Unchecked = append(m.Checks, other.Checks...), append(m.Unchecked, other.Unchecked...)
}

// Beyond are the rules of what a schema says that neither the Go type of its values nor [ir.Rules] hold. Lists of variants are
// left to [Union].
func Beyond(doc schema.Document, said *schema.Schema) Made {
	return read(doc, said, func(r row) bool { return r.beyond })
}

// OfObject are the same of objects with known properties, which Go cannot count.
func OfObject(doc schema.Document, said *schema.Schema) Made {
	return read(doc, said, func(r row) bool { return r.beyond || r.keyword == "minProperties" })
}

// OfMap are the same of objects without known properties, whose names are not in their Go type.
func OfMap(doc schema.Document, said *schema.Schema) Made {
	return read(doc, said, func(r row) bool { return r.beyond || r.keyword == "required" })
}

// Whole are the rules of all that a schema says, for values that are kept as raw JSON. Known values may get more.
func Whole(doc schema.Document, said *schema.Schema) Made {
	return read(doc, said, func(r row) bool { return r.keyword != "allOf" && r.keyword != "enum" })
}

func read(doc schema.Document, said *schema.Schema, chosen func(row) bool) (made Made) {
	readOnly := onlyRead(said)
	for _, source := range said.Sources {
		for _, row := range rows() {
			if chosen(row) {
				made.add(one(doc, row, source, readOnly))
			}
		}
	}
	return made
}

// Union are the rules of a list of variants that makes no Go type: a value is one of them. Exactly reports whether it must be
// only one where the keyword is oneOf.
func Union(doc schema.Document, said *schema.Schema, union schema.Union, exactly bool) Made {
	list := row{keyword: union.Keyword, checks: func(t *translator, s *openapi3.Schema, at string) []ir.Check {
		if union.Keyword == "oneOf" && exactly {
			return t.oneOf(s, at)
		}
		return t.either(append(s.OneOf, s.AnyOf...), source.Join(at, union.Keyword))
	}}
	holder := openapi3.Schema{OneOf: union.Holder.OneOf}
	if union.Keyword == "anyOf" {
		holder = openapi3.Schema{AnyOf: union.Holder.AnyOf}
	}
	return one(doc, list, schema.Part{Ref: &openapi3.SchemaRef{Value: &holder}, Pointer: union.Pointer}, onlyRead(said))
}

// Merged is the rule of a list of variants that are all of one Go type: a value is one of them. There is none where a variant
// has only a type, or known values, which may get more.
func Merged(doc schema.Document, said *schema.Schema, union schema.Union) Made {
	return telling(Union(doc, said, union, false))
}

// Either is the rule that a value is what all of some parts say, or all of some others, where both are of one Go type. There is
// none where [Merged] makes none.
func Either(doc schema.Document, variants [][]schema.Part) Made {
	t := &translator{doc: doc, within: map[string]bool{}}
	checks := make([]ir.Check, len(variants))
	for i, parts := range variants {
		checks[i] = t.together(parts)
	}
	switch first := variants[0][len(variants[0])-1]; {
	case t.err != nil:
		return Made{Unchecked: []Unchecked{{Pointer: first.Pointer, Why: t.err.Error()}}}
	case slices.ContainsFunc(checks, saysNothing):
		return Made{}
	}
	return telling(Made{Checks: []ir.Check{call("Any", rules(checks)...)}})
}

// together is the rule that a value is what all of some parts say.
func (t *translator) together(parts []schema.Part) ir.Check {
	var checks []ir.Check
	for _, part := range parts {
		ref := *part.Ref
		ref.Value = schema.Own(part)
		checks = append(checks, t.all(&ref, part.Pointer)...)
	}
	if len(checks) == 1 {
		return checks[0]
	}
	return call("All", rules(checks)...)
}

// telling are rules without those that have nothing to tell: a variant has only a type, or known values, which may get more.
func telling(made Made) Made {
	for _, check := range made.Checks {
		if slices.ContainsFunc(check.Args, anyOfItsType) {
			return Made{Unchecked: made.Unchecked}
		}
	}
	return made
}

func anyOfItsType(arg any) bool {
	check := arg.(ir.Check)
	return check.Rule == "Type" && !slices.Equal(check.Args, []any{openapi3.TypeNull}) || check.Rule == "Enum" ||
		check.Rule == "All" && slices.ContainsFunc(check.Args, func(arg any) bool { return arg.(ir.Check).Rule == "Enum" })
}

// one are the rules that one keyword of a schema makes: all of them, or none.
func one(doc schema.Document, r row, source schema.Part, readOnly map[string]bool) Made {
	t := &translator{doc: doc, within: map[string]bool{source.Pointer: true}, readOnly: readOnly}
	checks := r.checks(t, source.Ref.Value, source.Pointer)
	if t.err != nil {
		return Made{Unchecked: []Unchecked{{Pointer: source.Pointer, Keyword: r.keyword, Why: t.err.Error()}}}
	}
	return Made{Checks: checks}
}

// onlyRead are the properties that requests leave out: none of these can be required.
func onlyRead(said *schema.Schema) map[string]bool {
	names := map[string]bool{}
	for _, property := range said.Properties {
		for _, part := range property.Parts {
			if part.Ref.Value.ReadOnly {
				names[property.Name] = true
			}
		}
	}
	return names
}

// maxSize bounds how many schemas a keyword may hold, with those that these refer to.
const maxSize = 300

var (
	errCycle = errors.New("the schema contains itself")
	errSize  = fmt.Errorf("the schema holds more than %d others", maxSize)
)

// translator makes rules of schemas.
type translator struct {
	doc      schema.Document
	within   map[string]bool
	readOnly map[string]bool
	size     int
	// err is why a schema makes no rule. What holds it makes none, either: a part of a condition alone is another condition.
	err error
}

// top reports whether a keyword of the value itself is translated, and none inside of another one.
func (t *translator) top() bool { return t.size == 0 }

// all are the rules of a schema inside of a keyword.
func (t *translator) all(ref *openapi3.SchemaRef, pointer string) []ir.Check {
	if t.err != nil || ref == nil || ref.Value == nil {
		return nil
	}
	part := schema.PartAt(t.doc, ref, pointer)
	switch t.size++; {
	case t.within[part.Pointer] && ref.Ref != "":
		t.err = errCycle
		return nil
	case t.size > maxSize:
		t.err = errSize
		return nil
	}
	t.within[part.Pointer] = true
	defer delete(t.within, part.Pointer)
	return t.schema(ref.Value, part.Pointer)
}

func (t *translator) schema(s *openapi3.Schema, pointer string) []ir.Check {
	var checks []ir.Check
	for _, row := range rows() {
		checks = append(checks, row.checks(t, s, pointer)...)
	}
	if s.Nullable && len(checks) > 0 {
		return []ir.Check{call("Any", call("Type", "null"), call("All", rules(checks)...))}
	}
	return checks
}

// call is a rule.
func call(rule string, args ...any) ir.Check { return ir.Check{Rule: rule, Args: args} }

// rules are checks as arguments.
func rules(checks []ir.Check) []any {
	args := make([]any, len(checks))
	for i, check := range checks {
		args[i] = check
	}
	return args
}

// held is a schema as one rule.
func (t *translator) held(ref *openapi3.SchemaRef, pointer string) ir.Check {
	checks := t.all(ref, pointer)
	if len(checks) == 1 {
		return checks[0]
	}
	return call("All", rules(checks)...)
}

// inner makes a rule of a schema that holds of a part of the value, none where the schema says nothing.
func (t *translator) inner(rule string, ref *openapi3.SchemaRef, pointer string, args ...any) []ir.Check {
	checks := t.all(ref, pointer)
	if len(checks) == 0 {
		return nil
	}
	return []ir.Check{call(rule, append(args, rules(checks)...)...)}
}
