package check

import "encoding/json"

// Distinct reports whether no two items are equal.
func Distinct[T comparable](items []T) bool {
	if len(items) < 2 {
		return true
	}
	seen := make(map[T]struct{}, len(items))
	for _, item := range items {
		seen[item] = struct{}{}
	}
	return len(seen) == len(items)
}

// DistinctJSON reports whether no two items are the same JSON. One that has no JSON is like no other.
func DistinctJSON[T any](items []T) bool {
	texts := make([]string, 0, len(items))
	for i := range items {
		if text, err := json.Marshal(&items[i]); err == nil {
			texts = append(texts, string(text))
		}
	}
	return Distinct(texts)
}
