package load

import (
	"bytes"
	"fmt"
	"os"
	"strings"

	"github.com/speakeasy-api/openapi/overlay"
	"go.yaml.in/yaml/v4"
	yaml3 "gopkg.in/yaml.v3"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// overlaid builds the tree of the document with overlays applied, one after the other. What an overlay adds has the
// position of what it was added to.
func (f *files) overlaid(data []byte, overlays []string, problems *problem.List) *tree {
	// The document is parsed as it is first: what is wrong with it is not the overlays' fault.
	plain := parse(f.given, data, f.maxSize, problems)
	if plain == nil {
		return nil
	}
	var document yaml3.Node
	if err := yaml3.Unmarshal(data, &document); err != nil {
		problems.Add(problem.Problem{Pos: Position{File: f.given}, Message: "overlays cannot be applied: " + oneLine(err.Error())})
		return nil
	}
	applied := true
	for _, path := range overlays {
		applied = f.apply(path, &document, problems) && applied
	}
	if !applied {
		return nil
	}
	b := &yamlBuilder{
		builder:  newBuilder(f.given, problems),
		source:   data,
		maxBytes: f.maxSize,
		active:   map[*yaml.Node]bool{},
	}
	root := content(converted(&document, 1, map[*yaml3.Node]*yaml.Node{}))
	if err := b.value("", root, root); err != nil {
		problems.Add(b.syntaxProblem(err))
		return nil
	}
	b.tree.json = b.out.Bytes()
	return b.tree
}

// apply applies one overlay. An action that does nothing is a mistake: the document has changed, or the target is wrong.
func (f *files) apply(path string, document *yaml3.Node, problems *problem.List) bool {
	fail := func(message, hint string) bool {
		problems.Add(problem.Problem{Pos: Position{File: path}, Message: message, Hint: hint})
		return false
	}
	file, err := os.Open(path)
	if err != nil {
		return fail("cannot read the overlay: "+reason(err), "check the path")
	}
	defer file.Close()
	data, err := f.read(file)
	if err != nil {
		return fail("cannot read the overlay: "+reason(err), "")
	}
	o, err := overlay.ParseReader(bytes.NewReader(data))
	if err != nil {
		return fail("not an overlay: "+oneLine(err.Error()), "see the OpenAPI Overlay specification 1.0")
	}
	if err := o.Validate(); err != nil {
		return fail("not an overlay: "+oneLine(err.Error()), "see the OpenAPI Overlay specification 1.0")
	}
	warnings, err := o.ApplyToStrict(document)
	if err != nil {
		return fail("the overlay does not apply: "+oneLine(err.Error()), "correct the target")
	}
	for _, warning := range warnings {
		fail(fmt.Sprintf("the overlay has no effect: %s", strings.TrimSpace(warning)), "correct or remove the action")
	}
	return len(warnings) == 0
}

// converted copies nodes to the other version of the YAML library. Nodes without a line, which an overlay made, get the
// line of what contains them.
func converted(n *yaml3.Node, line int, seen map[*yaml3.Node]*yaml.Node) *yaml.Node {
	if n == nil {
		return nil
	}
	if known, ok := seen[n]; ok {
		return known
	}
	if n.Line > 0 {
		line = n.Line
	}
	copied := &yaml.Node{
		Kind: yaml.Kind(n.Kind), Style: yaml.Style(n.Style), Tag: n.Tag, Value: n.Value, Anchor: n.Anchor,
		Line: line, Column: max(n.Column, 1),
	}
	seen[n] = copied
	copied.Alias = converted(n.Alias, line, seen)
	for _, child := range n.Content {
		copied.Content = append(copied.Content, converted(child, line, seen))
	}
	return copied
}
