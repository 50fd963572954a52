package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"

	"go.yaml.in/yaml/v4"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// maxAliased bounds how many values aliases may add to a document: nine lines of YAML can mean a billion of them.
const maxAliased = 500_000

// yamlBuilder writes what YAML means as JSON, and remembers where each value came from.
type yamlBuilder struct {
	*builder
	source   []byte
	out      bytes.Buffer
	maxBytes int64
	aliased  int
	inAlias  int
	active   map[*yaml.Node]bool // aliases that are being expanded
}

// parseYAML builds the tree of a YAML document. A syntax error ends up in the problems, and the tree is nil.
func parseYAML(name string, data []byte, maxBytes int64, problems *problem.List) *Tree {
	b := &yamlBuilder{
		builder:  newBuilder(name, problems),
		source:   data,
		maxBytes: maxBytes,
		active:   map[*yaml.Node]bool{},
	}
	root, err := b.compose(data)
	if err == nil {
		err = b.value("", root, root)
	}
	if err != nil {
		problems.Add(b.syntaxProblem(err))
		return nil
	}
	b.tree.json = b.out.Bytes()
	return b.tree
}

// compose parses the one YAML document that a file holds.
func (b *yamlBuilder) compose(data []byte) (*yaml.Node, error) {
	loader, err := yaml.NewLoader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	var root, second yaml.Node
	if err := loader.Load(&root); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	switch err := loader.Load(&second); {
	case err == nil:
		return nil, problem.Problem{
			Pos:     b.at(&second),
			Message: "a second YAML document begins: a file holds one",
			Hint:    "move it to a file of its own",
		}
	case !errors.Is(err, io.EOF):
		return nil, err
	}
	return content(&root), nil
}

// content unwraps a document node. An empty file means null.
func content(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.DocumentNode && len(n.Content) > 0 {
		return n.Content[0]
	}
	if n.Kind == 0 || n.Kind == yaml.DocumentNode {
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Line: 1, Column: 1}
	}
	return n
}

func (b *yamlBuilder) at(n *yaml.Node) problem.Position {
	return problem.Position{File: b.tree.name, Line: n.Line, Column: n.Column}
}

// value writes one value; place is the node whose position it gets, that of its key where it has one.
func (b *yamlBuilder) value(key string, Place, n *yaml.Node) error {
	if n.Kind == yaml.AliasNode {
		return b.alias(key, Place, n)
	}
	if err := b.bounded(Place); err != nil {
		return err
	}
	opened := b.open(node{
		key: key, line: uint32(Place.Line), column: uint32(Place.Column),
		start: uint32(b.out.Len()), kind: kindOf(n),
	})
	if err := b.body(n); err != nil {
		return err
	}
	b.close(opened, b.out.Len())
	return nil
}

func (b *yamlBuilder) body(n *yaml.Node) error {
	switch n.Kind {
	case yaml.MappingNode:
		return b.mapping(n)
	case yaml.SequenceNode:
		return b.sequence(n)
	default:
		return b.scalar(n)
	}
}

func kindOf(n *yaml.Node) Kind {
	switch {
	case n.Kind == yaml.MappingNode:
		return Mapping
	case n.Kind == yaml.SequenceNode:
		return Sequence
	case isText(n):
		return String
	}
	return Scalar
}

// alias writes what an alias stands for, as often as it is used.
func (b *yamlBuilder) alias(key string, Place, n *yaml.Node) error {
	if n.Alias == nil || b.active[n.Alias] {
		return problem.Problem{
			Pos:     b.at(n),
			Message: fmt.Sprintf("alias %s contains itself", problem.Quote("*"+n.Value)),
			Hint:    "use a $ref: it may be recursive",
		}
	}
	b.active[n.Alias] = true
	b.inAlias++
	err := b.value(key, Place, n.Alias)
	b.inAlias--
	delete(b.active, n.Alias)
	return err
}

// bounded refuses documents that mean far more than they hold.
func (b *yamlBuilder) bounded(Place *yaml.Node) error {
	if b.inAlias > 0 {
		b.aliased++
	}
	if b.aliased > maxAliased || int64(b.out.Len()) > b.maxBytes {
		return problem.Problem{
			Pos:     b.at(Place),
			Message: "the document's aliases stand for too much: more than it may hold when written out",
			Hint:    "use $ref in place of aliases",
		}
	}
	return b.tooDeep(b.at(Place))
}

func (b *yamlBuilder) sequence(n *yaml.Node) error {
	b.out.WriteByte('[')
	for i, item := range n.Content {
		if i > 0 {
			b.out.WriteByte(',')
		}
		if err := b.value("", item, item); err != nil {
			return err
		}
	}
	b.out.WriteByte(']')
	return nil
}

func (b *yamlBuilder) mapping(n *yaml.Node) error {
	pairs, err := b.pairs(n)
	if err != nil {
		return err
	}
	b.out.WriteByte('{')
	for i, pair := range pairs {
		if i > 0 {
			b.out.WriteByte(',')
		}
		b.text(pair.key.Value)
		b.out.WriteByte(':')
		if err := b.value(b.intern([]byte(pair.key.Value)), pair.key, pair.value); err != nil {
			return err
		}
	}
	b.out.WriteByte('}')
	return nil
}

// scalar writes text as text and everything else as the JSON it means. Numbers keep their digits.
func (b *yamlBuilder) scalar(n *yaml.Node) error {
	if isText(n) {
		b.text(n.Value)
		return nil
	}
	if tag := n.ShortTag(); (tag == "!!int" || tag == "!!float") && json.Valid([]byte(n.Value)) {
		b.out.WriteString(n.Value)
		return nil
	}
	var value any
	if err := n.Decode(&value); err != nil {
		p := b.syntaxProblem(err)
		p.Pos = b.at(n)
		return p
	}
	encoded, err := json.Marshal(value)
	if err != nil {
		return problem.Problem{Pos: b.at(n), Message: fmt.Sprintf("%s has no form in JSON", problem.Quote(n.Value)), Hint: "put it in quotes"}
	}
	b.out.Write(encoded)
	return nil
}

// isText reports whether a scalar is a string. Dates are: JSON has None.
func isText(n *yaml.Node) bool {
	switch n.ShortTag() {
	case "!!int", "!!float", "!!bool", "!!null":
		return false
	}
	return true
}

func (b *yamlBuilder) text(s string) { writeText(&b.out, s) }

// writeText writes a string as JSON.
func writeText(out *bytes.Buffer, s string) {
	if plain(s) {
		out.WriteByte('"')
		out.WriteString(s)
		out.WriteByte('"')
		return
	}
	quoted, _ := json.Marshal(s) // a string always has a JSON form
	out.Write(quoted)
}

// plain reports whether a string is its own JSON form.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7f || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			return false
		}
	}
	return true
}

func (b *yamlBuilder) syntaxProblem(err error) problem.Problem {
	var known problem.Problem
	if errors.As(err, &known) {
		return known
	}
	p := problem.Problem{
		Pos:     problem.Position{File: b.tree.name},
		Message: "invalid YAML: " + problem.OneLine(err.Error()),
		Hint:    "correct the syntax there or just before",
	}
	var loadErr *yaml.LoadError
	if errors.As(err, &loadErr) {
		p.Pos.Line, p.Pos.Column = max(loadErr.Mark.Line, 1), max(loadErr.Mark.Column, 1)
		p.Message = "invalid YAML: " + yamlReason(loadErr)
	}
	if b.indentsByTab(p.Pos.Line) {
		p.Message, p.Hint = "invalid YAML: a tab is no indentation", "use spaces"
	}
	return p
}

// indentsByTab reports whether a line has a tab before its text, which the parser has no words for.
func (b *yamlBuilder) indentsByTab(line int) bool {
	rest := b.source
	for range line - 1 {
		rest = rest[bytes.IndexByte(rest, '\n')+1:]
	}
	indentation := rest[:len(rest)-len(bytes.TrimLeft(rest, " \t"))]
	return bytes.IndexByte(indentation, '\t') >= 0
}

// yamlReason says what the parser was doing, and since which line, when it found the error.
func yamlReason(err *yaml.LoadError) string {
	reason := problem.OneLine(err.Message)
	if err.ContextMsg != "" {
		reason = problem.OneLine(err.ContextMsg) + ": " + reason
	}
	if err.ContextMark.Line > 0 && err.ContextMark.Line != err.Mark.Line {
		reason += " (began on line " + strconv.Itoa(err.ContextMark.Line) + ")"
	}
	return reason
}
