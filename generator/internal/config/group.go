package config

import (
	"fmt"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// Groups put operations behind fields of the client: each behind its first tag's, or those that a name chooses.
type Groups struct {
	ByTag bool
	Named map[string]Choice
}

// UnmarshalYAML reads the word tags, or a mapping from names to operations.
func (g *Groups) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind != yaml.ScalarNode {
		return node.Decode(&g.Named)
	}
	if g.ByTag = node.Value == "tags"; !g.ByTag {
		return fmt.Errorf("line %d: groups is %q: write tags, or a mapping from names to operations and tags", node.Line, node.Value)
	}
	return nil
}

// groups says of each operation which group it belongs to.
func (w *writer) groups() {
	groups := w.config.Groups
	used, tagged := map[string]bool{}, false
	for pointer, o := range operationsOf(w.doc) {
		if groups.ByTag && len(o.Tags) > 0 && strings.ContainsFunc(o.Tags[0], spoken) {
			w.annotations.set(pointer, "x-sdk-group", o.Tags[0])
			tagged = true
		}
		var found []string
		for _, name := range sorted(groups.Named) {
			if groups.Named[name].matches(append(o.names(), o.path), o.Tags) {
				found, used[name] = append(found, name), true
				w.annotations.set(pointer, "x-sdk-group", name)
			}
		}
		if len(found) > 1 {
			w.ungrouped(found[1], fmt.Sprintf("%s %s is in %s", o.method, o.path, strings.Join(found, " and in ")), "leave it to one of them")
		}
	}
	if groups.ByTag && !tagged {
		w.ungrouped("tags", "no operation has a tag", "name groups and what is in them")
	}
	for _, name := range sorted(groups.Named) {
		if !used[name] {
			w.ungrouped(name, fmt.Sprintf("no operation is in %s", name), "name operations or tags that the document has")
		}
	}
}

// spoken reports whether a character can be part of a group's name: a tag without any names none.
func spoken(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }

// ungrouped reports a group that cannot be.
func (w *writer) ungrouped(name, message, hint string) {
	if w.config.lax {
		return
	}
	w.problems.Add(problem.Problem{Pos: w.config.find("groups", name), Message: "groups: " + message, Hint: hint})
}
