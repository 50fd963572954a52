package check

import (
	"math"
	"regexp"
	"sync"
	"unicode/utf8"
)

// Length is a string's length in characters, as JSON Schema counts them.
func Length[T ~string](s T) int { return utf8.RuneCountInString(string(s)) }

// Finite reports whether JSON has a text for the number.
func Finite[T ~float32 | ~float64](f T) bool {
	return !math.IsNaN(float64(f)) && !math.IsInf(float64(f), 0)
}

// Multiple reports whether f is a multiple of step, give or take what float64 loses.
func Multiple(f, step float64) bool {
	quotient := f / step
	return math.Abs(quotient-math.Round(quotient)) <= 1e-9*math.Max(1, math.Abs(quotient))
}

// patterns are the compiled patterns: they are the document's, so their number is bounded.
var patterns sync.Map

// Matches reports whether s matches the pattern, which the generator has compiled before.
func Matches[T ~string](pattern string, s T) bool {
	compiled, found := patterns.Load(pattern)
	if !found {
		compiled, _ = patterns.LoadOrStore(pattern, regexp.MustCompile(pattern))
	}
	return compiled.(*regexp.Regexp).MatchString(string(s))
}
