package check

import "fmt"

// array makes a rule for arrays.
func array(says func() string, find func(items []any) Problems) Rule {
	return Rule{says: says, find: func(v any) Problems {
		items, is := v.([]any)
		if !is {
			return nil
		}
		return find(items)
	}}
}

func arrayIs(says string, holds func(items []any) bool) Rule {
	return array(saying(says), func(items []any) Problems { return Problems(nil).Check(holds(items), "", "must "+says) })
}

// MinItems is the rule that an array has at least n elements.
func MinItems(n int) Rule {
	return arrayIs("have at least "+count(n, "element"), func(items []any) bool { return len(items) >= n })
}

// MaxItems is the rule that an array has at most n elements.
func MaxItems(n int) Rule {
	return arrayIs("have at most "+count(n, "element"), func(items []any) bool { return len(items) <= n })
}

// Unique is the rule that no two elements of an array are equal.
func Unique() Rule {
	return arrayIs("not have an element twice", func(items []any) bool { return DistinctJSON(items) })
}

// Item is the rule that rules hold of the element at an index, if there is one.
func Item(index int, rules ...Rule) Rule {
	rule := All(rules...)
	says := func() string { return fmt.Sprintf("have element %d %s", index, rule.says()) }
	return array(says, func(items []any) Problems {
		if index >= len(items) {
			return nil
		}
		return Problems(nil).Within(fmt.Sprintf("[%d]", index), rule.find(items[index]).Err())
	})
}

// Items is the rule that rules hold of each element from an index on.
func Items(from int, rules ...Rule) Rule {
	rule := All(rules...)
	says := func() string { return "have each element " + rule.says() }
	return array(says, func(items []any) (problems Problems) {
		for i := from; i < len(items); i++ {
			problems = problems.Within(fmt.Sprintf("[%d]", i), rule.find(items[i]).Err())
		}
		return problems
	})
}

// Contains is the rule that rules hold of at least min elements and, unless that is negative, at most max.
func Contains(min, max int, rules ...Rule) Rule {
	rule := All(rules...)
	says := func() string {
		text := "have at least " + count(min, "element")
		if max >= 0 {
			text += fmt.Sprintf(" and at most %d", max)
		}
		return text + ", each of which must " + rule.says()
	}
	return array(says, func(items []any) Problems {
		found := 0
		for _, item := range items {
			if len(rule.find(item)) == 0 {
				found++
			}
		}
		return Problems(nil).Check(found >= min && (max < 0 || found <= max), "", "must "+says())
	})
}
