package source

import (
	"fmt"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// DanglingRule is the id of the rule about $refs that lead nowhere.
const DanglingRule = "dangling-ref"

// MisplacedRule is the id of the rule about $refs that stand where OpenAPI allows none.
const MisplacedRule = "misplaced-ref"

// checkRefs reports every $ref that leads nowhere, and remembers them: the rest of the document is looked at without.
func (f *Files) checkRefs(problems *problem.List) {
	for _, ref := range f.Refs {
		if !f.checkRef(ref, problems) {
			f.Break(ref)
		}
	}
}

func (f *Files) checkRef(ref Reference, problems *problem.List) bool {
	file, tokens, no := f.Target(ref.File, ref.Target)
	if no != nil || f.Trees[file] == nil {
		return false // reported when the file was asked for
	}
	tokens = f.throughAnchor(file, tokens)
	found, nearest, ok := f.Find(file, tokens)
	if !ok {
		message, hint := f.Dangling(ref, tokens, nearest)
		f.nowhere(ref, problems, message, hint)
		return false
	}
	end, ok := f.Definition(found)
	if !ok {
		f.nowhere(ref, problems, fmt.Sprintf("$ref %s leads in a circle: it ends at no definition", problem.Quote(ref.Target)),
			"put a definition in place of one of the $refs")
		return false
	}
	switch {
	case ref.Misplaced != "":
		f.spliced(ref, end, problems)
	case ofPart(ref) && !within(ref, end):
		f.Splice(ref, end)
	case f.isIndirect(ref):
		f.Edit(ref.File, ref.At, quoted(f.reference(ref.File, found.File, found.Tree.Pointer(found.At)[1:])))
	}
	return true
}

// ofPart reports whether a $ref stands for a header of a part of a body: kin-openapi does not follow it there.
func ofPart(ref Reference) bool {
	_, tokens := Split(ref.Tree.Pointer(ref.Holder))
	n := len(tokens)
	return n > 3 && tokens[n-2] == "headers" && tokens[n-4] == "encoding"
}

// within reports whether a $ref stands in what it refers to.
func within(ref Reference, end Place) bool {
	return end.File == ref.File && end.At <= ref.Holder && ref.Holder < end.Tree.nodes[end.At].after
}

// nowhere reports a $ref that leads nowhere. What stands in place of more than a component cannot do without.
func (f *Files) nowhere(ref Reference, problems *problem.List, message, hint string) {
	p := ref.Problem(message, hint)
	if ref.Misplaced == "" {
		p.Rule = DanglingRule
	}
	problems.Add(p)
}

// spliced has what a misplaced $ref leads to read in its place.
func (f *Files) spliced(ref Reference, end Place, problems *problem.List) {
	p := ref.Problem(fmt.Sprintf("$ref %s stands in place of %s, where OpenAPI allows none", problem.Quote(ref.Target), problem.Quote(ref.Misplaced)),
		"put there what it refers to")
	if within(ref, end) {
		p.Hint = "correct it: it refers to what it is in"
		problems.Add(p)
		return
	}
	p.Rule = MisplacedRule
	if ref.Misplaced != "content" || !f.MediaTypeRefs {
		problems.Add(p)
	}
	f.Splice(ref, end)
}

// isIndirect reports whether a reference goes a way that a JSON pointer alone does not: through another $ref, to an anchor
// or to a whole file from within.
func (f *Files) isIndirect(ref Reference) bool {
	file, fragment, _ := strings.Cut(ref.Target, "#")
	within := file == "" && fragment == ""
	return within || fragment != "" && fragment[0] != '/' || f.Detours(ref)
}

// dangling says what a reference misses and what it may have meant.
func (f *Files) Dangling(ref Reference, tokens []string, nearest Place) (message, hint string) {
	hint = "add what it refers to, or correct it"
	// Who has a hundred of these has one mistake, and looking for names takes long among thousands.
	if f.suggested++; f.suggested <= 100 {
		if better := f.Suggest(ref, tokens, nearest); better != "" {
			hint = fmt.Sprintf("did you mean %s?", problem.Quote(better))
		}
	}
	missing := "what it refers to"
	for i := range tokens {
		if _, _, ok := f.Find(nearest.File, tokens[:i+1]); !ok {
			missing = problem.Quote(tokens[i])
			break
		}
	}
	where := "the document"
	if nearest.At > 0 {
		where = problem.Quote(f.Pointer(nearest))
	} else if nearest.File != f.Root {
		where = problem.Quote(nearest.File)
	}
	return fmt.Sprintf("dangling $ref %s: there is no %s in %s", problem.Quote(ref.Target), missing, where), hint
}

// suggest looks for what a reference may have meant: a similar name in the same place, or the same name elsewhere.
func (f *Files) Suggest(ref Reference, tokens []string, nearest Place) string {
	if len(tokens) == 0 || nearest.Tree == nil {
		return ""
	}
	before, _, _ := strings.Cut(ref.Target, "#")
	for i := range tokens {
		at, _, ok := f.Find(nearest.File, tokens[:i])
		if !ok {
			break
		}
		for _, key := range problem.Closest(tokens[i], at.Tree.Keys(at.At)) {
			better := append(append(append([]string{}, tokens[:i]...), key), tokens[i+1:]...)
			if _, _, ok := f.Find(nearest.File, better); ok {
				return before + Join("#", better...)
			}
		}
	}
	return f.elsewhere(before, tokens[len(tokens)-1], nearest)
}

// elsewhere finds a component of a name, as for "#/definitions/Message" in a document that was Swagger once.
func (f *Files) elsewhere(before, name string, nearest Place) string {
	components, _, ok := f.Find(nearest.File, []string{"components"})
	if !ok {
		return ""
	}
	for _, section := range components.Tree.Keys(components.At) {
		if _, _, ok := f.Find(nearest.File, []string{"components", section, name}); ok {
			return before + Join("#/components", section, name)
		}
	}
	return ""
}
