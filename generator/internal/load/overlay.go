package load

import (
	"fmt"
	"os"
	"strings"

	"github.com/speakeasy-api/openapi/overlay"
	yaml3 "gopkg.in/yaml.v3"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

const (
	// maxOverlaid bounds how many values overlays may add to a document: an action changes all that its target selects,
	// so that each can multiply the document.
	maxOverlaid = 500_000
	// maxDescents bounds how often a target descends: each multiplies the values that are looked at by their depth.
	maxDescents = 2
	overlayHint = "see the OpenAPI Overlay specification 1.0"
)

// overlaid builds the tree of the document with overlays applied, one after the other.
func (f *files) overlaid(data []byte, overlays []string, problems *problem.List) *tree {
	// The document is parsed as it is first: what is wrong with it is not the overlays' fault.
	plain := parse(f.given, data, f.maxSize, problems)
	if plain == nil || len(plain.nodes) == 0 {
		return plain
	}
	a := applier{files: f, document: &yaml3.Node{Kind: yaml3.DocumentNode, Content: []*yaml3.Node{plain.yaml(0, "")}}}
	a.room = len(plain.nodes) + maxOverlaid
	for i, path := range overlays {
		if p := a.apply(i, path); len(p) > 0 {
			problems.Add(p...)
			return nil
		}
	}
	b := &nodeBuilder{builder: newBuilder(f.given, problems), overlays: overlays, maxBytes: f.maxSize}
	if err := b.value("", nil, a.document.Content[0]); err != nil {
		problems.Add(err.(problem.Problem))
		return nil
	}
	b.tree.json = b.out.Bytes()
	return b.tree
}

// applier applies overlays to a document.
type applier struct {
	files    *files
	document *yaml3.Node
	room     int // how many values the document may have
}

// apply applies one overlay. An action that does nothing is a mistake: the document has changed, or the target is wrong.
func (a *applier) apply(number int, path string) problem.Problems {
	read, tree, problems := a.read(number, path)
	if len(problems) > 0 {
		return problems
	}
	for i, action := range read.Actions {
		at := tree.child(tree.child(0, "actions"), fmt.Sprint(i))
		fail := func(message, hint string) problem.Problems {
			return problem.Problems{{Pos: tree.position(at), Pointer: tree.pointer(at), Message: message, Hint: hint}}
		}
		if err := a.bounded(read, action); err != nil {
			return fail(err.Error(), "make the action smaller, or its target narrower")
		}
		markScalars(&action.Update)
		one := *read
		one.Actions = []overlay.Action{action}
		warnings, err := one.ApplyToStrict(a.document)
		unmarkScalars(a.document)
		if err != nil {
			return fail("the overlay does not apply: "+oneLine(err.Error()), "correct the target")
		}
		for _, warning := range warnings {
			_, warning, _ = strings.Cut(warning, action.Target+": ")
			problems = append(problems, fail("the overlay has no effect: "+oneLine(warning), "correct or remove the action")...)
		}
	}
	return problems
}

// read reads an overlay, within the bounds of a document.
func (a *applier) read(number int, path string) (*overlay.Overlay, *tree, problem.Problems) {
	fail := func(message, hint string) (*overlay.Overlay, *tree, problem.Problems) {
		return nil, nil, problem.Problems{{Pos: Position{File: path}, Message: message, Hint: hint}}
	}
	file, err := os.Open(path)
	if err != nil {
		return fail("cannot read the overlay: "+reason(err), "check the path")
	}
	defer file.Close()
	data, err := a.files.read(file)
	if err != nil {
		return fail("cannot read the overlay: "+reason(err), "")
	}
	var problems problem.List
	tree := parse(path, data, a.files.maxSize, &problems)
	if problems.Len() > 0 {
		return nil, nil, problems.Problems()
	}
	if len(tree.nodes) == 0 || tree.nodes[0].kind != mappingKind {
		return fail("not an overlay: it is no mapping", overlayHint)
	}
	var o overlay.Overlay
	err = tree.yaml(0, fmt.Sprintf("%d:", number)).Decode(&o)
	if err == nil {
		err = o.Validate()
	}
	if err != nil {
		return fail("not an overlay: "+oneLine(err.Error()), overlayHint)
	}
	return &o, tree, nil
}

// bounded refuses an action that would make the document larger than it may be.
func (a *applier) bounded(o *overlay.Overlay, action overlay.Action) error {
	if strings.Count(action.Target, "..") > maxDescents || strings.Count(action.Copy, "..") > maxDescents {
		return fmt.Errorf("the overlay's target is too wide: it has more than %d descents (\"..\")", maxDescents)
	}
	added := count(&action.Update)
	for _, source := range query(o, action.Copy, a.document) {
		added += count(source)
	}
	targets := len(query(o, action.Target, a.document))
	if count(a.document)+targets*added > a.room {
		return fmt.Errorf("the overlay adds too much: the document would have more than %d values", a.room)
	}
	return nil
}

// query gives what a path selects, nothing for one that is wrong: that is found when the action is applied.
func query(o *overlay.Overlay, path string, document *yaml3.Node) []*yaml3.Node {
	if path == "" {
		return nil
	}
	compiled, err := o.NewPath(path, nil)
	if err != nil {
		return nil
	}
	return compiled.Query(document)
}

// count is the number of nodes that a node consists of.
func count(n *yaml3.Node) int {
	sum := 1
	for _, child := range n.Content {
		sum += count(child)
	}
	return sum
}
