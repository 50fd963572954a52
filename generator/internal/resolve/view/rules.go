package view

import (
	"fmt"

	"github.com/hubchannels/hubchannels-go/generator/internal/keyword"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/pattern"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Refuse refuses what no value can satisfy; leniency makes it raw JSON.
func (r *Reader) Refuse(v *View, at place.Place) {
	for _, c := range v.Conflicts {
		what := fmt.Sprintf("no value can satisfy this and %s: %s", r.doc.Short(c.First), c.What)
		if r.doc.Lenient {
			r.doc.Lose(loss.Weakened, c.Second, "", at.Name+" is raw JSON", what)
			continue
		}
		r.doc.Fail(c.Second, what, "make the two agree, or use --lenient to leave the value as raw JSON")
	}
}

// Rules are the validation keywords. A pattern that Go's regular expressions do not know is left to the server.
func (r *Reader) Rules(v *View) ir.Rules {
	l := v.Limits
	rules := ir.Rules{
		Minimum: l.Min, Maximum: l.Max, ExclusiveMin: l.ExclusiveMin, ExclusiveMax: l.ExclusiveMax,
		MultipleOf: l.MultipleOf, MinItems: l.MinItems, MaxItems: l.MaxItems, Unique: l.Unique,
		MinLength: l.MinLength, MaxLength: l.MaxLength, MinProperties: l.MinProps, MaxProperties: l.MaxProps,
	}
	for _, expression := range l.Patterns {
		text, err := pattern.Go(expression)
		if err != nil {
			r.doc.Lose(loss.Weakened, v.Parts[len(v.Parts)-1].Pointer, "pattern", "the pattern is not checked", "Go's regular expressions do not know it")
			continue
		}
		rules.Patterns = append(rules.Patterns, text)
	}
	rules.Checks = r.Checks(v, keyword.Beyond)
	return rules
}
