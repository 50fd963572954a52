package load

import (
	"regexp"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/pattern"
)

// compile compiles a pattern for kin-openapi. One that Go does not know is left to the server: any text matches it.
func compile(expression string) (openapi3.RegexMatcher, error) {
	text, err := pattern.Go(expression)
	switch {
	case pattern.IsForeign(err):
		return anyText{}, nil
	case err != nil:
		return nil, err
	}
	return regexp.Compile(text)
}

// anyText matches all texts.
type anyText struct{}

func (anyText) MatchString(string) bool { return true }
