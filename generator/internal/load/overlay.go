package load

import (
	"cmp"
	"fmt"
	"os"
	"strings"

	"github.com/speakeasy-api/openapi/overlay"
	yaml3 "gopkg.in/yaml.v3"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
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
func (r reader) overlaid(data []byte, overlays []string) *source.Tree {
	f := r.files
	// The document is parsed as it is first: what is wrong with it is not the overlays' fault.
	plain := source.Parse(f.Given, data, f.MaxSize, r.problems)
	if plain == nil || plain.Empty() {
		return plain
	}
	a := applier{files: f, document: &yaml3.Node{Kind: yaml3.DocumentNode, Content: []*yaml3.Node{plain.YAML("")}}}
	a.room = plain.Len() + maxOverlaid
	for i, path := range overlays {
		if p := a.apply(i, path); len(p) > 0 {
			r.problems.Add(p...)
			return nil
		}
	}
	return source.FromYAML(f.Given, a.document.Content[0], overlays, f.MaxSize, r.problems)
}

// applier applies overlays to a document.
type applier struct {
	files    *source.Files
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
		at := tree.Child(tree.Child(0, "actions"), fmt.Sprint(i))
		fail := func(message, hint string) problem.Problems {
			return problem.Problems{{Pos: tree.Position(at), Pointer: tree.Pointer(at), Message: message, Hint: hint}}
		}
		one := *read
		one.JSONPathVersion = cmp.Or(read.JSONPathVersion, overlay.JSONPathRFC9535) // what the specification says of 1.0, too
		a.listed(&one, &action)
		one.Actions = []overlay.Action{action}
		if err := a.bounded(&one, action); err != nil {
			return fail(err.Error(), "make the action smaller, or its target narrower")
		}
		source.MarkScalars(&action.Update)
		warnings, err := one.ApplyToStrict(a.document)
		source.UnmarkScalars(a.document)
		if err != nil {
			return fail("the overlay does not apply: "+problem.OneLine(err.Error()), "correct the target")
		}
		for _, warning := range warnings {
			_, warning, _ = strings.Cut(warning, action.Target+": ")
			problems = append(problems, fail("the overlay has no effect: "+problem.OneLine(warning), "correct or remove the action")...)
		}
	}
	return problems
}

// listed makes a list of an update whose targets are lists: it is an entry that is appended.
func (a *applier) listed(o *overlay.Overlay, action *overlay.Action) {
	targets := query(o, action.Target, a.document)
	for _, target := range targets {
		if target.Kind != yaml3.SequenceNode {
			return
		}
	}
	if update := action.Update; len(targets) > 0 && (update.Kind == yaml3.MappingNode || update.Kind == yaml3.ScalarNode) {
		action.Update = yaml3.Node{Kind: yaml3.SequenceNode, Tag: "!!seq", Line: update.Line, Column: update.Column, Content: []*yaml3.Node{&update}}
	}
}

// read reads an overlay, within the bounds of a document.
func (a *applier) read(number int, path string) (*overlay.Overlay, *source.Tree, problem.Problems) {
	fail := func(message, hint string) (*overlay.Overlay, *source.Tree, problem.Problems) {
		return nil, nil, problem.Problems{{Pos: problem.Position{File: path}, Message: message, Hint: hint}}
	}
	file, err := os.Open(path)
	if err != nil {
		return fail("cannot read the overlay: "+problem.Reason(err), "check the path")
	}
	defer file.Close()
	data, err := a.files.Read(file)
	if err != nil {
		return fail("cannot read the overlay: "+problem.Reason(err), "")
	}
	var problems problem.List
	tree := source.Parse(path, data, a.files.MaxSize, &problems)
	if problems.Len() > 0 {
		return nil, nil, problems.Problems()
	}
	if tree.Empty() || tree.Kind(0) != source.Mapping {
		return fail("not an overlay: it is no mapping", overlayHint)
	}
	var o overlay.Overlay
	err = tree.YAML(fmt.Sprintf("%d:", number)).Decode(&o)
	if err == nil {
		err = o.Validate()
	}
	if err != nil {
		return fail("not an overlay: "+problem.OneLine(err.Error()), overlayHint)
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
