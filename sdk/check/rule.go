package check

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// Rule is what keywords of JSON Schema demand of a JSON value. Generated code makes rules where the document demands more
// than Go types and comparisons of Go values can say: what a property demands of another one, or what a value must not be.
type Rule struct {
	// says completes "must": "be at least 3".
	says func() string
	// find holds a decoded JSON value, whose numbers are [json.Number], against the rule.
	find func(v any) Problems
}

// JSON adds what rules find in a value's JSON. What is no JSON has no problems here: it cannot be written.
func JSON(p Problems, path string, data json.RawMessage, rules ...Rule) Problems {
	v, err := decoded(data)
	if err != nil {
		return p
	}
	return p.Within(path, All(rules...).find(v).Err())
}

func decoded(data []byte) (v any, err error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	err = decoder.Decode(&v)
	return v, err
}

// simple makes a rule that a value keeps to or does not.
func simple(says func() string, holds func(v any) bool) Rule {
	return Rule{says: says, find: func(v any) Problems {
		if holds(v) {
			return nil
		}
		return Problems{{Message: "must " + says()}}
	}}
}

func saying(text string) func() string { return func() string { return text } }

// maxSaid is how many rules a message lists.
const maxSaid = 8

// listed is what rules say, as one text.
func listed(rules []Rule, between string) func() string {
	return func() string {
		texts := make([]string, 0, len(rules))
		for i, rule := range rules {
			if i == maxSaid {
				texts = append(texts, "...")
				break
			}
			texts = append(texts, rule.says())
		}
		return strings.Join(texts, between)
	}
}

// All is the rule that all of some rules hold. Without any, everything is legal.
func All(rules ...Rule) Rule {
	if len(rules) == 0 {
		return simple(saying("be anything"), func(any) bool { return true })
	}
	if len(rules) == 1 {
		return rules[0]
	}
	return Rule{says: listed(rules, " and "), find: func(v any) (problems Problems) {
		for _, rule := range rules {
			problems = append(problems, rule.find(v)...)
		}
		return problems
	}}
}

// Any is the rule that at least one of some rules holds.
func Any(rules ...Rule) Rule {
	return simple(listed(rules, ", or "), func(v any) bool { return holding(rules, v) > 0 })
}

// One is the rule that exactly one of some rules holds.
func One(rules ...Rule) Rule {
	says := listed(rules, ", or ")
	return Rule{says: func() string { return "do exactly one of these: " + says() }, find: func(v any) Problems {
		switch holding(rules, v) {
		case 0:
			return Problems{{Message: "must " + says()}}
		case 1:
			return nil
		default:
			return Problems{{Message: "must do only one of these: " + says()}}
		}
	}}
}

func holding(rules []Rule, v any) (count int) {
	for _, rule := range rules {
		if len(rule.find(v)) == 0 {
			count++
		}
	}
	return count
}

// Not is the rule that not all of some rules hold.
func Not(rules ...Rule) Rule {
	all := All(rules...)
	return simple(func() string { return "not " + all.says() }, func(v any) bool { return len(all.find(v)) > 0 })
}

// If is the rule that one rule holds where another one, the condition, does, and a third one where that does not.
func If(condition, then, otherwise Rule) Rule {
	says := func() string {
		return fmt.Sprintf("(if it would %s, then %s, else %s)", condition.says(), then.says(), otherwise.says())
	}
	return Rule{says: says, find: func(v any) Problems {
		if len(condition.find(v)) == 0 {
			return because(then.find(v), "as it would "+condition.says())
		}
		return because(otherwise.find(v), "as it would not "+condition.says())
	}}
}

func because(problems Problems, why string) Problems {
	for i := range problems {
		problems[i].Message += ", " + why
	}
	return problems
}

// Never is the rule that nothing keeps to.
func Never() Rule { return simple(saying("be absent"), func(any) bool { return false }) }
