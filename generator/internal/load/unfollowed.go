package load

import (
	"fmt"
	"slices"
	"strings"
)

// unfollowed reports the $refs that an error of kin-openapi is about. To be lenient is to do without them, as without
// those that lead nowhere.
func (c *checker) unfollowed(err error) {
	var suspects []reference
	for _, ref := range c.files.refs {
		_, fragment, _ := strings.Cut(ref.target, "#")
		named := c.files.detours(ref) || strings.Contains(err.Error(), fmt.Sprintf("%q", "#"+fragment))
		if named && !slices.Contains(c.files.broken[ref.file], ref.holder) {
			suspects = append(suspects, ref)
		}
	}
	if c.files.lenient && slices.ContainsFunc(suspects, reference.astray) {
		suspects = slices.DeleteFunc(suspects, func(ref reference) bool { return !ref.astray() })
	}
	for _, ref := range suspects {
		p := ref.problem(fmt.Sprintf("$ref %s cannot be followed: %s", quote(ref.target), kinReason(err)),
			"refer to a definition, and to one of the right kind")
		p.Repair = repairDangling
		c.problems.Add(p)
		if c.files.lenient {
			c.files.broken[ref.file] = append(c.files.broken[ref.file], ref.holder)
		}
	}
}

// astray tells whether a reference to a component leads to one of another kind than belongs where it stands.
func (r reference) astray() bool {
	_, fragment, _ := strings.Cut(r.target, "#/components/")
	section, _, _ := strings.Cut(fragment, "/")
	_, tokens := splitPointer(r.tree.pointer(r.holder))
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
