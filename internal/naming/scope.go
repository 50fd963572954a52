package naming

import (
	"slices"
	"strconv"
)

// Scope hands out names, each once. The zero value has handed out none.
type Scope struct {
	taken map[string]bool
	// tries is how far the numbers of a stem are taken: the next claim goes on from there.
	tries map[string]int
}

// NewScope makes a scope in which some names are taken.
func NewScope(taken ...string) *Scope {
	s := &Scope{}
	for _, name := range taken {
		s.Take(name)
	}
	return s
}

// Take takes a name that nobody else may have.
func (s *Scope) Take(name string) {
	if s.taken == nil {
		s.taken, s.tries = map[string]bool{}, map[string]int{}
	}
	s.taken[name] = true
}

// Taken reports whether somebody has a name.
func (s *Scope) Taken(name string) bool { return s.taken[name] }

// Claim takes a name and what is derived from it; nil derives nothing. Where one of them is taken, the name gets the
// suffix, if there is one, else or besides a number.
func (s *Scope) Claim(name, suffix string, derived Family) string {
	if s.claim(name, derived) {
		return name
	}
	stem := name + suffix
	for i := max(s.tries[stem], 1); ; i++ {
		if candidate := numbered(name, stem, i); s.claim(candidate, derived) {
			s.tries[stem] = i
			return candidate
		}
	}
}

// ClaimOne claims the first of some names that is free, else the first of them with a suffix or a number.
func (s *Scope) ClaimOne(names []string, suffix string, derived Family) string {
	for _, name := range names {
		if s.claim(name, derived) {
			return name
		}
	}
	return s.Claim(names[0], suffix, derived)
}

// numbered is the stem at first, if it differs from the name, then the stem with a number.
func numbered(name, stem string, i int) string {
	if i == 1 && stem != name {
		return stem
	}
	return stem + strconv.Itoa(i+1)
}

// claim takes a name and what is derived from it, if all are free.
func (s *Scope) claim(name string, derived Family) bool {
	wanted := []string{name}
	if derived != nil {
		wanted = append(wanted, derived(name)...)
	}
	if slices.ContainsFunc(wanted, s.Taken) {
		return false
	}
	for _, name := range wanted {
		s.Take(name)
	}
	return true
}
