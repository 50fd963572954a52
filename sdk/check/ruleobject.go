package check

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// object makes a rule for objects.
func object(says func() string, find func(properties map[string]any) Problems) Rule {
	return Rule{says: says, find: func(v any) Problems {
		properties, is := v.(map[string]any)
		if !is {
			return nil
		}
		return find(properties)
	}}
}

func objectIs(says string, holds func(properties map[string]any) bool) Rule {
	return object(saying(says), func(properties map[string]any) Problems {
		return Problems(nil).Check(holds(properties), "", "must "+says)
	})
}

// MinProperties is the rule that an object has at least n properties.
func MinProperties(n int) Rule {
	return objectIs("have at least "+count(n, "property"), func(properties map[string]any) bool { return len(properties) >= n })
}

// MaxProperties is the rule that an object has at most n properties.
func MaxProperties(n int) Rule {
	return objectIs("have at most "+count(n, "property"), func(properties map[string]any) bool { return len(properties) <= n })
}

// Required is the rule that an object has some properties.
func Required(names ...string) Rule {
	says := func() string {
		quoted := make([]string, len(names))
		for i, name := range names {
			quoted[i] = strconv.Quote(name)
		}
		return "have " + strings.Join(quoted, " and ")
	}
	return object(says, func(properties map[string]any) (problems Problems) {
		for _, name := range names {
			_, has := properties[name]
			problems = problems.Check(has, name, "is required")
		}
		return problems
	})
}

// Present is the rule that rules hold of an object that has a property.
func Present(name string, rules ...Rule) Rule {
	rule := All(rules...)
	says := func() string { return fmt.Sprintf("%s where it has %q", rule.says(), name) }
	return object(says, func(properties map[string]any) Problems {
		if _, has := properties[name]; !has {
			return nil
		}
		return because(rule.find(properties), fmt.Sprintf("as it has %q", name))
	})
}

// Property is the rule that rules hold of a property, if an object has it.
func Property(name string, rules ...Rule) Rule {
	rule := All(rules...)
	says := func() string { return fmt.Sprintf("have %q %s", name, rule.says()) }
	return object(says, func(properties map[string]any) Problems {
		value, has := properties[name]
		if !has {
			return nil
		}
		return Problems(nil).Within(name, rule.find(value).Err())
	})
}

// Matching is the rule that rules hold of the properties whose names match a pattern.
func Matching(pattern string, rules ...Rule) Rule {
	return each(fmt.Sprintf("have the properties that match %s ", pattern), All(rules...), func(name string) bool {
		return Matches(pattern, name)
	})
}

// Further is the rule that rules hold of the properties that have none of some names and match none of some patterns.
func Further(names, patterns []string, rules ...Rule) Rule {
	return each("have further properties ", All(rules...), func(name string) bool {
		return !slices.Contains(names, name) && !slices.ContainsFunc(patterns, func(pattern string) bool { return Matches(pattern, name) })
	})
}

// each makes a rule for the properties of some names.
func each(says string, rule Rule, chosen func(name string) bool) Rule {
	return object(func() string { return says + rule.says() }, func(properties map[string]any) (problems Problems) {
		for _, name := range slices.Sorted(maps.Keys(properties)) {
			if chosen(name) {
				problems = problems.Within(fmt.Sprintf("[%q]", name), rule.find(properties[name]).Err())
			}
		}
		return problems
	})
}

// Names is the rule that rules hold of the names of an object's properties.
func Names(rules ...Rule) Rule {
	rule := All(rules...)
	says := func() string { return "have names of properties that must " + rule.says() }
	return object(says, func(properties map[string]any) (problems Problems) {
		for _, name := range slices.Sorted(maps.Keys(properties)) {
			problems = problems.Within(fmt.Sprintf("[%q]", name), because(rule.find(name), "as a name").Err())
		}
		return problems
	})
}
