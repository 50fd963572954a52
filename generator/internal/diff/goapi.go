package diff

import (
	"cmp"
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/exp/apidiff"
)

// goChange is a change that apidiff found.
type goChange struct {
	symbol     string // Type, Func, Type.Field or Type.Method, by its old name
	what       string // "removed", "changed from X to Y"
	compatible bool
}

// comparePackages has apidiff compare the packages.
func comparePackages(old, new *types.Package) []goChange {
	var changes []goChange
	for _, change := range apidiff.Changes(old, new).Changes {
		name, what, _ := strings.Cut(change.Message, ": ")
		name, _, _ = strings.Cut(name, ",") // "Enum, value" and the like are about a part that has no name
		changes = append(changes, goChange{
			symbol:     strings.NewReplacer("(*", "", ")", "", "(", "").Replace(name),
			what:       short(what),
			compatible: change.Compatible || strings.HasPrefix(what, "value changed"),
		})
	}
	return changes
}

// short leaves out of a type what a reader of the generated package does not write.
func short(what string) string {
	return strings.NewReplacer(
		"github.com/hubchannels/hubchannels-go/", "",
		"sdk.CallOption", "CallOption",
		packageName+".", "",
		"encoding/json.", "json.",
	).Replace(what)
}

// renamedSymbols are the declarations that have another name now, new to old: the known pairs, and those that go with
// renamed types, such as NewCheque with NewCheck when Cheque became Check. A pair is one that the packages do not both have.
func renamedSymbols(types, pairs map[string]string, old, new map[string]bool) map[string]string {
	renamed := map[string]string{}
	taken := map[string]bool{}
	for before, now := range pairs {
		if !strings.Contains(before, ".") {
			renamed[now], taken[before] = before, true
		}
	}
	// The longer name first: NewCheckList goes with CheckList, whatever became of Check.
	byLength := slices.SortedFunc(maps.Keys(types), func(a, b string) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b))
	})
	for name := range new {
		if old[name] || renamed[name] != "" {
			continue
		}
		for _, now := range byLength {
			candidate := strings.Replace(name, now, types[now], 1)
			if candidate != name && old[candidate] && !new[candidate] && !taken[candidate] {
				renamed[name] = candidate
				break
			}
		}
	}
	return renamed
}
