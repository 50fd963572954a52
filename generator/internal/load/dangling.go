package load

import (
	"fmt"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

const repairDangling = "dangling $refs are free-form"

// checkRefs reports every $ref that leads nowhere, and remembers them: the rest of the document is looked at without.
func (f *files) checkRefs(problems *problem.List) {
	for _, ref := range f.refs {
		if f.checkRef(ref, problems) {
			continue
		}
		f.broken[ref.file] = append(f.broken[ref.file], ref.holder)
	}
}

func (f *files) checkRef(ref reference, problems *problem.List) bool {
	file, tokens, no := f.target(ref.file, ref.target)
	if no != nil || f.trees[file] == nil {
		return false // reported when the file was asked for
	}
	found, nearest, ok := f.find(file, tokens)
	if !ok {
		p := ref.problem(f.dangling(ref, tokens, nearest))
		p.Repair = repairDangling
		problems.Add(p)
		return false
	}
	if _, ok := f.definition(found); !ok {
		p := ref.problem(fmt.Sprintf("$ref %s leads in a circle: it ends at no definition", quote(ref.target)),
			"put a definition in place of one of the $refs")
		p.Repair = repairDangling
		problems.Add(p)
		return false
	}
	return true
}

// dangling says what a reference misses and what it may have meant.
func (f *files) dangling(ref reference, tokens []string, nearest place) (message, hint string) {
	hint = "add what it refers to, or correct it"
	// Who has a hundred of these has one mistake, and looking for names takes long among thousands.
	if f.suggested++; f.suggested <= 100 {
		if better := f.suggest(ref, tokens, nearest); better != "" {
			hint = fmt.Sprintf("did you mean %s?", quote(better))
		}
	}
	missing := "what it refers to"
	for i := range tokens {
		if _, _, ok := f.find(nearest.file, tokens[:i+1]); !ok {
			missing = quote(tokens[i])
			break
		}
	}
	where := "the document"
	if nearest.at > 0 {
		where = quote(f.pointer(nearest))
	} else if nearest.file != f.root {
		where = quote(nearest.file)
	}
	return fmt.Sprintf("dangling $ref %s: there is no %s in %s", quote(ref.target), missing, where), hint
}

// suggest looks for what a reference may have meant: a similar name in the same place, or the same name elsewhere.
func (f *files) suggest(ref reference, tokens []string, nearest place) string {
	if len(tokens) == 0 || nearest.tree == nil {
		return ""
	}
	before, _, _ := strings.Cut(ref.target, "#")
	for i := range tokens {
		at, _, ok := f.find(nearest.file, tokens[:i])
		if !ok {
			break
		}
		for _, key := range problem.Closest(tokens[i], at.tree.keys(at.at)) {
			better := append(append(append([]string{}, tokens[:i]...), key), tokens[i+1:]...)
			if _, _, ok := f.find(nearest.file, better); ok {
				return before + Join("#", better...)
			}
		}
	}
	return f.elsewhere(before, tokens[len(tokens)-1], nearest)
}

// elsewhere finds a component of a name, as for "#/definitions/Message" in a document that was Swagger once.
func (f *files) elsewhere(before, name string, nearest place) string {
	components, _, ok := f.find(nearest.file, []string{"components"})
	if !ok {
		return ""
	}
	for _, section := range components.tree.keys(components.at) {
		if _, _, ok := f.find(nearest.file, []string{"components", section, name}); ok {
			return before + Join("#/components", section, name)
		}
	}
	return ""
}
