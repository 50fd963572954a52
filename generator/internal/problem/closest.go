package problem

import (
	"slices"
	"strings"
)

// Closest are the candidates that somebody may have meant by a name, the most similar first.
func Closest(name string, candidates []string) []string {
	limit := max(1, len(name)/3)
	type scored struct {
		candidate string
		distance  int
	}
	var near []scored
	for _, candidate := range candidates {
		if d := distance(strings.ToLower(name), strings.ToLower(candidate), limit); d <= limit {
			near = append(near, scored{candidate, d})
		}
	}
	slices.SortStableFunc(near, func(a, b scored) int { return a.distance - b.distance })
	var names []string
	for _, s := range near {
		names = append(names, s.candidate)
	}
	return names
}

// Suggestion is a hint for a name that nobody knows: the known one that somebody may have meant, else all of them after a
// few words.
func Suggestion(name, all string, known []string) string {
	if near := Closest(name, known); len(near) > 0 {
		return "did you mean " + near[0] + "?"
	}
	return all + " " + strings.Join(known, ", ")
}

// distance is the number of letters to insert, remove, replace or swap with their neighbour to make b of a. Beyond the
// limit it is only known to be beyond.
func distance(a, b string, limit int) int {
	if abs(len(a)-len(b)) > limit || len(a) > 200 {
		return limit + 1
	}
	var before []int
	previous := make([]int, len(b)+1)
	for j := range previous {
		previous[j] = j
	}
	for i := range len(a) {
		current := make([]int, len(b)+1)
		current[0] = i + 1
		for j := range len(b) {
			replaced := previous[j]
			if a[i] != b[j] {
				replaced++
			}
			current[j+1] = min(replaced, previous[j+1]+1, current[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				current[j+1] = min(current[j+1], before[j-1]+1)
			}
		}
		before, previous = previous, current
	}
	return previous[len(b)]
}

func abs(n int) int {
	return max(n, -n)
}
