package testserver

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// documents are the document's files as they are, but for being JSON.
func documents(doc *load.Document) ([]ir.TestDocument, error) {
	var found []ir.TestDocument
	for _, name := range doc.Files() {
		text, err := layOut(doc.JSON(name))
		if err != nil {
			return nil, fmt.Errorf("writing %s as JSON: %w", name, err)
		}
		found = append(found, ir.TestDocument{Name: name, JSON: asciiJSON(text)})
	}
	return found, nil
}

const (
	// readableLines is up to how many lines JSON is laid out for readers, who see in a diff what has changed.
	readableLines = 5000
	// wideLine is about how long the lines of longer JSON are.
	wideLine = 4000
)

// layOut breaks JSON into lines.
func layOut(data []byte) (string, error) {
	var text bytes.Buffer
	if err := json.Indent(&text, data, "", "  "); err != nil {
		return "", err
	}
	if bytes.Count(text.Bytes(), []byte("\n")) <= readableLines {
		return text.String(), nil
	}
	text.Reset()
	if err := json.Compact(&text, data); err != nil {
		return "", err
	}
	return breakLines(text.Bytes()), nil
}

// breakLines breaks compact JSON behind commas that are not in a string.
func breakLines(compact []byte) string {
	var b strings.Builder
	begin, quoted := 0, false
	for i := 0; i < len(compact); i++ {
		switch char := compact[i]; {
		case quoted && char == '\\':
			i++
		case char == '"':
			quoted = !quoted
		case char == ',' && !quoted && i-begin > wideLine:
			b.Write(compact[begin : i+1])
			b.WriteByte('\n')
			begin = i + 1
		}
	}
	b.Write(compact[begin:])
	return b.String()
}

// asciiJSON escapes what is not ASCII, and the backquote, which may stand in JSON's strings only: so the text is itself in
// a raw string of Go, and nothing in it looks like what it is not.
func asciiJSON(text string) string {
	var b strings.Builder
	for _, char := range text {
		switch {
		case char == '`' || char >= utf8.RuneSelf && char <= 0xFFFF:
			fmt.Fprintf(&b, `\u%04x`, char)
		case char > 0xFFFF:
			char -= 0x10000
			fmt.Fprintf(&b, `\u%04x\u%04x`, 0xD800+char>>10, 0xDC00+char&0x3FF)
		default:
			b.WriteRune(char)
		}
	}
	return b.String()
}
