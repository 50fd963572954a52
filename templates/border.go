package templates

import (
	"encoding/json"
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/hubchannels/hubchannels-go/internal/border"
	"github.com/hubchannels/hubchannels-go/internal/gotype"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// The functions of this file are the only ones that make comments, literals and tags: see package border.

// comment makes doc comments.
func comment(lines []string) *jen.Statement {
	s := jen.Null()
	for i, line := range lines {
		if i > 0 {
			s.Line()
		}
		s.Comment(border.Comment(line))
	}
	return s
}

// lit is a constant, untyped if it is a string or an integer.
func lit(value any) *jen.Statement {
	switch value := value.(type) {
	case string:
		return jen.Op(border.Literal(value))
	case json.Number:
		return jen.Op(value.String()) // JSON's numbers are Go's, too
	case int64:
		return jen.Op(strconv.FormatInt(value, 10))
	default:
		return jen.Lit(value)
	}
}

func literals(texts []string) []jen.Code {
	code := make([]jen.Code, len(texts))
	for i, text := range texts {
		code[i] = lit(text)
	}
	return code
}

// valueField is the field of a struct that is its whole JSON value.
func valueField(name string, t *ir.Type) *jen.Statement {
	return jen.Id(name).Add(goType(t)).Op(border.Tag(gotype.ValueTag(t)))
}

// tagField is the field of an unknown variant that holds the value of the discriminator.
func tagField(name string) *jen.Statement {
	return jen.Id("Type").String().Op(border.Tag(`json:` + strconv.Quote(name) + ` sdk:"tag"`))
}

// spelled is a type as Go source. Its prefix is of slices, maps and pointers alone.
func spelled(s gotype.Spelling) *jen.Statement {
	if s.Prefix == "" {
		return jen.Qual(s.Package, s.Name)
	}
	return jen.Op(s.Prefix).Qual(s.Package, s.Name)
}
