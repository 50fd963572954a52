package load

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/repair"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// unresolved reports the $refs that an error of kin-openapi is about. To be lenient is to do without them, as without
// those that lead nowhere.
func (r reader) unresolved(err error) {
	var suspects []source.Reference
	for _, ref := range r.files.Refs {
		_, fragment, _ := strings.Cut(ref.Target, "#")
		named := strings.Contains(err.Error(), fmt.Sprintf("%q", "#"+fragment))
		if named && !slices.Contains(r.files.Broken(ref.File), ref.Holder) {
			suspects = append(suspects, ref)
		}
	}
	if slices.ContainsFunc(suspects, astray) {
		suspects = slices.DeleteFunc(suspects, func(ref source.Reference) bool { return !astray(ref) })
	}
	for _, ref := range suspects {
		p := ref.Problem(fmt.Sprintf("$ref %s cannot be followed: %s", problem.Quote(ref.Target), kinReason(err)),
			"refer to a definition, and to one of the right kind")
		p.Rule = repair.Dangling
		r.problems.Add(p)
		r.files.Break(ref)
	}
}

// astray reports whether a reference to a component leads to one of another kind than belongs where it stands.
func astray(r source.Reference) bool {
	_, fragment, _ := strings.Cut(r.Target, "#/components/")
	section, _, _ := strings.Cut(fragment, "/")
	_, tokens := source.Split(r.Tree.Pointer(r.Holder))
	if section == "" || len(tokens) < 2 {
		return false
	}
	switch last, above := tokens[len(tokens)-1], tokens[len(tokens)-2]; {
	case last == "requestBody":
		return section != "requestBodies"
	case last == "schema":
		return section != "schemas"
	case slices.Contains([]string{"responses", "parameters", "headers", "examples", "links", "callbacks", "requestBodies",
		"schemas", "securitySchemes"}, above):
		return section != above
	}
	return false
}
