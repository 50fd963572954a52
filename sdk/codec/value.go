package codec

import (
	"encoding/json"
	"math"
	"regexp"
	"sync"
	"time"
	"unicode/utf8"
)

// Value is what p points to, the zero value where it is nil.
func Value[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}

// AppendValues appends what the pointers point to. Nil ones are left out.
func AppendValues[T any](items []T, added []*T) []T {
	for _, p := range added {
		if p != nil {
			items = append(items, *p)
		}
	}
	return items
}

// SetNull makes a property be sent as null while its field is nil.
func SetNull(extra *map[string]json.RawMessage, name string) {
	keep(extra, []byte(name), []byte("null"))
}

// Now is the current time in UTC, in milliseconds, which is as fine as APIs keep it.
func Now() time.Time { return time.Now().UTC().Truncate(time.Millisecond) }

// Length is a string's length in characters, as JSON Schema counts them.
func Length[T ~string](s T) int { return utf8.RuneCountInString(string(s)) }

// Finite tells whether JSON has a text for the number.
func Finite[T real](f T) bool { return !math.IsNaN(float64(f)) && !math.IsInf(float64(f), 0) }

// Multiple tells whether f is a multiple of step, give or take what float64 loses.
func Multiple(f, step float64) bool {
	quotient := f / step
	return math.Abs(quotient-math.Round(quotient)) <= 1e-9*math.Max(1, math.Abs(quotient))
}

// patterns are the compiled patterns: they are the document's, so their number is bounded.
var patterns sync.Map

// Matches tells whether s matches the pattern, which the generator has compiled before.
func Matches[T ~string](pattern string, s T) bool {
	compiled, found := patterns.Load(pattern)
	if !found {
		compiled, _ = patterns.LoadOrStore(pattern, regexp.MustCompile(pattern))
	}
	return compiled.(*regexp.Regexp).MatchString(string(s))
}
