package check_test

import (
	"encoding/json"
	"errors"
	"math"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk/check"
)

// checked is an object that checks itself.
type checked struct{ text string }

func (c *checked) Validate() error {
	return check.Problems(nil).Check(len(c.text) < 3, "text", "is too long").Err()
}

// validator is a union of objects that check themselves, or do not.
type validator interface{ isValidator() }

type unchecked struct{}

type failing struct{}

func (*failing) Validate() error { return errors.New("cannot be checked") }

func (*checked) isValidator()   {}
func (*unchecked) isValidator() {}
func (*failing) isValidator()   {}

func TestProblemsAreAllThereWithTheirPaths(t *testing.T) {
	short := func(v *string) (problems check.Problems) {
		return problems.Check(len(*v) < 3, "", "is too long")
	}
	inner := check.Problems(nil).Check(false, "latitude", "must be at most 90").Check(true, "longitude", "must be at most 180")
	var problems check.Problems
	problems = problems.Check(false, "text", "is required").Within("location", inner).Within("right", nil).Within("other", errors.New("is odd"))
	problems = check.EachFunc(problems, "tags", []string{"ab", "abcd", "abc"}, short)
	problems = check.EachValueFunc(problems, "names", map[string]string{"b c": "abc", "a": "abc", "d": ""}, short)
	problems = problems.Within("", inner).Within("lists", check.EachFunc(nil, "", []string{"abc"}, short).Err())
	problems = check.Each(problems, "objects", []checked{{"ab"}, {"abc"}})
	problems = check.Each(problems, "unions", []validator{&checked{"abc"}, nil, &unchecked{}, &failing{}})
	problems = check.EachValue(problems, "byName", map[string]checked{"b c": {"abc"}, "a": {"abc"}, "d": {""}})
	problems = check.EachValue(problems, "named", map[string]validator{"b": nil, "a": &checked{"abc"}})
	problems = check.Each(check.EachValue(problems, "none", map[string]checked(nil)), "none", []checked(nil))
	const want = `text is required
location.latitude must be at most 90
other is odd
tags[1] is too long
tags[2] is too long
names["a"] is too long
names["b c"] is too long
latitude must be at most 90
lists[0] is too long
objects[1].text is too long
unions[0].text is too long
unions[1] is nil
unions[3] cannot be checked
byName["a"].text is too long
byName["b c"].text is too long
named["a"].text is too long
named["b"] is nil`
	if got := problems.Error(); got != want {
		t.Errorf("the problems are\n%s\nwant\n%s", got, want)
	}
	var as check.Problems
	if !errors.As(problems.Err(), &as) || len(as) != len(problems) {
		t.Errorf("the error is %v", problems.Err())
	}
	if err := (check.Problems)(nil).Err(); err != nil {
		t.Errorf("no problems are the error %v", err)
	}
}

func TestValidRaw(t *testing.T) {
	for text, valid := range map[string]bool{`{"a":[1]}`: true, `null`: true, ``: false, `{`: false, `{} {}`: false} {
		if got := check.ValidRaw(json.RawMessage(text)) == nil; got != valid {
			t.Errorf("%q is valid: %v", text, got)
		}
	}
}

func TestRules(t *testing.T) {
	if check.Length("Grüße😀") != 6 {
		t.Error("length is not in characters")
	}
	if !check.Matches(`^[a-z]+$`, "abc") || check.Matches(`^[a-z]+$`, "ABC") {
		t.Error("patterns do not match")
	}
	for _, multiple := range []struct {
		value, step float64
		is          bool
	}{{0.3, 0.1, true}, {0.35, 0.1, false}, {0, 5, true}, {1e15, 10, true}, {7, 2, false}} {
		if got := check.Multiple(multiple.value, multiple.step); got != multiple.is {
			t.Errorf("%v is a multiple of %v: %v", multiple.value, multiple.step, got)
		}
	}
	if check.Finite(math.NaN()) || check.Finite(float32(math.Inf(1))) || !check.Finite(1.5) {
		t.Error("finite numbers are not told apart")
	}
}
