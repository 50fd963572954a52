package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	yaml3 "gopkg.in/yaml.v3"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// YAML gives the file the way the libraries for overlays want it. There are no aliases in it. Where a value
// stands is noted in its comment, which survives that the value is copied, behind a mark of the file.
func (t *Tree) YAML(mark string) *yaml3.Node { return t.yaml(0, mark) }

func (t *Tree) yaml(at int32, mark string) *yaml3.Node {
	n := &t.nodes[at]
	note := func(y *yaml3.Node) *yaml3.Node {
		y.LineComment = fmt.Sprintf("%s%d:%d", mark, n.line, n.column)
		y.Line, y.Column = int(n.line), int(n.column)
		return y
	}
	switch n.kind {
	case Mapping:
		y := note(&yaml3.Node{Kind: yaml3.MappingNode, Tag: "!!map"})
		for child := range t.Children(at) {
			value := t.yaml(child, mark)
			key := &yaml3.Node{Kind: yaml3.ScalarNode, Tag: "!!str", Value: t.nodes[child].key, LineComment: value.LineComment}
			y.Content = append(y.Content, key, value)
		}
		return y
	case Sequence:
		y := note(&yaml3.Node{Kind: yaml3.SequenceNode, Tag: "!!seq"})
		for child := range t.Children(at) {
			y.Content = append(y.Content, t.yaml(child, mark))
		}
		return y
	case String:
		return note(&yaml3.Node{Kind: yaml3.ScalarNode, Tag: "!!str", Value: t.Text(at)})
	}
	raw := string(t.json[n.start:n.end])
	return note(&yaml3.Node{Kind: yaml3.ScalarNode, Tag: scalarTag(raw), Value: raw})
}

func scalarTag(raw string) string {
	switch {
	case raw == "null":
		return "!!null"
	case raw == "true" || raw == "false":
		return "!!bool"
	case strings.ContainsAny(raw, ".eE"):
		return "!!float"
	}
	return "!!int"
}

// scalarMark begins the value of a scalar that an overlay brings. Where it meets another scalar the library takes the value
// alone over, and neither its type nor where it stands.
const scalarMark = "\x00"

// MarkScalars prepares what an overlay brings for being merged into a document.
func MarkScalars(n *yaml3.Node) {
	if n.Kind == yaml3.ScalarNode {
		n.Value = strings.Join([]string{scalarMark, n.Tag, n.LineComment, n.Value}, scalarMark)
	}
	for i, child := range n.Content {
		if n.Kind != yaml3.MappingNode || i%2 == 1 {
			MarkScalars(child)
		}
	}
}

// UnmarkScalars is the inverse of MarkScalars.
func UnmarkScalars(n *yaml3.Node) {
	if rest, ok := strings.CutPrefix(n.Value, scalarMark+scalarMark); ok && n.Kind == yaml3.ScalarNode {
		if parts := strings.SplitN(rest, scalarMark, 3); len(parts) == 3 {
			n.Tag, n.LineComment, n.Value = parts[0], parts[1], parts[2]
		}
	}
	for _, child := range n.Content {
		UnmarkScalars(child)
	}
}

// FromYAML makes a tree of what [Tree.YAML] gave, after overlays were applied to it. The nodes that an overlay brought carry
// the number of it as their mark, and stand in its file.
func FromYAML(name string, root *yaml3.Node, overlays []string, maxBytes int64, problems *problem.List) *Tree {
	b := &nodeBuilder{builder: newBuilder(name, problems), overlays: overlays, maxBytes: maxBytes}
	if err := b.value("", nil, root); err != nil {
		var p problem.Problem
		errors.As(err, &p)
		problems.Add(p)
		return nil
	}
	b.tree.json = b.out.Bytes()
	return b.tree
}

// nodeBuilder makes a tree of nodes that [Tree.YAML] made, after overlays were applied to them.
type nodeBuilder struct {
	*builder
	overlays []string
	out      bytes.Buffer
	maxBytes int64
}

// value writes one value. It stands where its key does, if it has one.
func (b *nodeBuilder) value(key string, keyNode, n *yaml3.Node) error {
	at := n
	if keyNode != nil {
		at = keyNode
	}
	position, inserted := b.noted(at)
	if err := b.bounded(position); err != nil {
		return err
	}
	opened := b.open(node{
		key: key, line: uint32(position.Line), column: uint32(position.Column), start: uint32(b.out.Len()), kind: yamlKind(n),
	})
	if inserted {
		b.tree.inserted[opened] = position
	}
	var err error
	switch n.Kind {
	case yaml3.MappingNode:
		err = b.mapping(n)
	case yaml3.SequenceNode:
		err = b.sequence(n)
	default:
		b.scalar(n)
	}
	b.close(opened, b.out.Len())
	return err
}

func (b *nodeBuilder) bounded(at problem.Position) error {
	if int64(b.out.Len()) > b.maxBytes {
		return problem.Problem{Pos: at, Message: fmt.Sprintf("with its overlays the document is larger than %d bytes", b.maxBytes)}
	}
	return b.tooDeep(at)
}

// noted reads where a node stands, and whether an overlay brought it there.
func (b *nodeBuilder) noted(n *yaml3.Node) (p problem.Position, inserted bool) {
	p.File = b.tree.name
	number := 0
	if _, err := fmt.Sscanf(n.LineComment, "%d:%d:%d", &number, &p.Line, &p.Column); err == nil && number < len(b.overlays) {
		p.File = b.overlays[number]
		return p, true
	}
	_, _ = fmt.Sscanf(n.LineComment, "%d:%d", &p.Line, &p.Column)
	return p, false
}

func yamlKind(n *yaml3.Node) Kind {
	switch {
	case n.Kind == yaml3.MappingNode:
		return Mapping
	case n.Kind == yaml3.SequenceNode:
		return Sequence
	case n.Tag == "!!str" || !json.Valid([]byte(n.Value)): // a copied value keeps the type of what it replaces
		return String
	}
	return Scalar
}

func (b *nodeBuilder) mapping(n *yaml3.Node) error {
	b.out.WriteByte('{')
	for i := 0; i+1 < len(n.Content); i += 2 {
		if i > 0 {
			b.out.WriteByte(',')
		}
		key := n.Content[i].Value
		writeText(&b.out, key)
		b.out.WriteByte(':')
		if err := b.value(b.intern([]byte(key)), n.Content[i], n.Content[i+1]); err != nil {
			return err
		}
	}
	b.out.WriteByte('}')
	return nil
}

func (b *nodeBuilder) sequence(n *yaml3.Node) error {
	b.out.WriteByte('[')
	for i, item := range n.Content {
		if i > 0 {
			b.out.WriteByte(',')
		}
		if err := b.value("", nil, item); err != nil {
			return err
		}
	}
	b.out.WriteByte(']')
	return nil
}

// scalar writes text in quotes and all else as it is: it was JSON before.
func (b *nodeBuilder) scalar(n *yaml3.Node) {
	if yamlKind(n) == String {
		writeText(&b.out, n.Value)
		return
	}
	b.out.WriteString(n.Value)
}
