package source

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// jsonBuilder reads JSON token by token, without building values, and writes it anew without the white space in between:
// kin-openapi reads every value once for each level above it, the indentation included.
type jsonBuilder struct {
	*builder
	data []byte
	dec  *jsontext.Decoder
	// line and lineStart belong to the offset counted: tokens come in order, so lines are counted once.
	counted, line, lineStart int
}

// parseJSON builds the tree of a JSON document. A syntax error ends up in the problems, and the tree is nil.
func parseJSON(name string, data []byte, problems *problem.List) *Tree {
	b := &jsonBuilder{
		builder: newBuilder(name, problems),
		data:    data,
		dec:     jsontext.NewDecoder(bytes.NewBuffer(data), jsontext.AllowDuplicateNames(true)),
		line:    1,
	}
	b.tree.json = make([]byte, 0, len(data)/2)
	err := b.value("")
	if err == nil {
		err = b.end()
	}
	if err != nil {
		problems.Add(b.syntaxProblem(err))
		return nil
	}
	return b.tree
}

// value reads one value. Its node stands at its key, or where the value begins when it has None.
func (b *jsonBuilder) value(key string) error {
	return b.keyed(key, b.tokenStart())
}

func (b *jsonBuilder) keyed(key string, at int) error {
	pos := b.locate(at)
	if err := b.tooDeep(pos); err != nil {
		return err
	}
	n := node{key: key, line: uint32(pos.Line), column: uint32(pos.Column), start: uint32(len(b.tree.json))}
	read := b.scalar
	switch b.dec.PeekKind() {
	case '{':
		n.kind, read = Mapping, b.mapping
	case '[':
		n.kind, read = Sequence, b.sequence
	case '"':
		n.kind = String
	}
	opened := b.open(n)
	if err := read(); err != nil {
		return err
	}
	b.close(opened, len(b.tree.json))
	return nil
}

func (b *jsonBuilder) scalar() error {
	raw, err := b.dec.ReadValue()
	b.write(raw...)
	return err
}

func (b *jsonBuilder) write(text ...byte) { b.tree.json = append(b.tree.json, text...) }

func (b *jsonBuilder) mapping() error {
	if _, err := b.dec.ReadToken(); err != nil {
		return err
	}
	b.write('{')
	for first := true; b.dec.PeekKind() == '"'; first = false {
		start := b.tokenStart()
		raw, err := b.dec.ReadValue()
		if err != nil {
			return err
		}
		key, err := b.unquote(raw)
		if err != nil {
			return err
		}
		b.separate(first)
		b.write(raw...)
		b.write(':')
		if err := b.keyed(key, start); err != nil {
			return err
		}
	}
	b.write('}')
	_, err := b.dec.ReadToken()
	return err
}

func (b *jsonBuilder) separate(first bool) {
	if !first {
		b.write(',')
	}
}

func (b *jsonBuilder) sequence() error {
	if _, err := b.dec.ReadToken(); err != nil {
		return err
	}
	b.write('[')
	first := true
	for kind := b.dec.PeekKind(); kind != ']' && kind != 0; kind = b.dec.PeekKind() {
		b.separate(first)
		first = false
		if err := b.value(""); err != nil {
			return err
		}
	}
	b.write(']')
	_, err := b.dec.ReadToken()
	return err
}

func (b *jsonBuilder) unquote(raw []byte) (string, error) {
	if bytes.IndexByte(raw, '\\') < 0 {
		return b.intern(raw[1 : len(raw)-1]), nil
	}
	plain, err := jsontext.AppendUnquote(nil, raw)
	return b.intern(plain), err
}

// end makes sure that nothing but white space follows.
func (b *jsonBuilder) end() error {
	start := b.tokenStart()
	if _, err := b.dec.ReadToken(); errors.Is(err, io.EOF) {
		return nil
	}
	return problem.Problem{
		Pos:     b.locate(start),
		Message: "invalid JSON: more text follows the document",
		Hint:    "remove it",
	}
}

// tokenStart is where the next token begins.
func (b *jsonBuilder) tokenStart() int {
	at := int(b.dec.InputOffset())
	for at < len(b.data) && strings.IndexByte(" \t\r\n,:", b.data[at]) >= 0 {
		at++
	}
	return at
}

// locate counts on to an offset. Asked for an earlier one, it starts again.
func (b *jsonBuilder) locate(offset int) problem.Position {
	if offset < b.counted {
		b.counted, b.line, b.lineStart = 0, 1, 0
	}
	offset = min(offset, len(b.data))
	b.line += bytes.Count(b.data[b.counted:offset], []byte{'\n'})
	if last := bytes.LastIndexByte(b.data[b.counted:offset], '\n'); last >= 0 {
		b.lineStart = b.counted + last + 1
	}
	b.counted = offset
	return problem.Position{File: b.tree.name, Line: b.line, Column: offset - b.lineStart + 1}
}

func (b *jsonBuilder) syntaxProblem(err error) problem.Problem {
	var known problem.Problem
	if errors.As(err, &known) {
		return known
	}
	offset, reason := int(b.dec.InputOffset()), err.Error()
	var syntactic *jsontext.SyntacticError
	if errors.As(err, &syntactic) {
		offset, reason = int(syntactic.ByteOffset), syntactic.Err.Error()
	}
	return problem.Problem{
		Pos:     b.locate(offset),
		Message: "invalid JSON: " + problem.OneLine(reason),
		Hint:    "correct the syntax there or just before",
	}
}

// Made builds the tree of JSON that was made and not read. What stands in it has no place until [Tree.Move] gives it one.
func Made(name string, data []byte, problems *problem.List) *Tree {
	t := parseJSON(name, data, problems)
	if t == nil {
		return nil
	}
	for i := range t.nodes {
		t.nodes[i].line, t.nodes[i].column = 0, 0
	}
	return t
}

// Move has a value stand where another does, in this or another file.
func (t *Tree) Move(at int32, to Place) {
	p := to.Tree.Position(to.At)
	if p.File == t.name {
		t.nodes[at].line, t.nodes[at].column = uint32(p.Line), uint32(p.Column)
		return
	}
	t.inserted[at] = p
}
