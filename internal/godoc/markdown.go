package godoc

import (
	"regexp"
	"strings"
)

// kind is what a block is to go doc.
type kind int

const (
	prose kind = iota // a paragraph or a heading
	bulletItem
	numberItem
	code
)

// block is a part of a comment: lines that stand together. The lines of an item have no mark yet.
type block struct {
	kind  kind
	lines []string
	// number is that of a numbered item.
	number string
}

// reader goes through the lines of a text in Markdown.
type reader struct {
	lines  []string
	blocks []block
	// open is the paragraph or item that is being read.
	open block
}

// markdown finds the blocks of a text. Each line is looked at once.
func markdown(text string) []block {
	r := &reader{lines: strings.Split(withoutTags(text), "\n")}
	for len(r.lines) > 0 {
		r.next()
	}
	r.flush()
	return r.blocks
}

// The signs of Markdown that go doc shows in its own way.
var (
	fence   = regexp.MustCompile("^ {0,3}(```+|~~~+)")
	heading = regexp.MustCompile(`^ {0,3}#{1,6} +(.*?)[ #]*$`)
	bullet  = regexp.MustCompile(`^\s*[-*+•] +(.*)$`)
	number  = regexp.MustCompile(`^\s*(\d{1,9})[.)] +(.*)$`)
	rule    = regexp.MustCompile(`^ {0,3}([-*_=] *){3,}$`)
	divider = regexp.MustCompile(`^ *\|? *:?-+:? *(\| *:?-+:? *)*\|? *$`)
	link    = regexp.MustCompile(`!?\[([^\[\]]*)\]\(([^()\s]+)\)`)
)

// next reads what the first line begins.
func (r *reader) next() {
	line := r.lines[0]
	switch {
	case strings.TrimSpace(line) == "":
		r.flush()
		r.lines = r.lines[1:]
	case fence.MatchString(line):
		r.fenced(fence.FindStringSubmatch(line)[1])
	case len(r.open.lines) == 0 && indented(line):
		r.preformatted()
	case len(r.lines) > 1 && strings.Contains(line, "|") && strings.Contains(r.lines[1], "|") && divider.MatchString(r.lines[1]):
		r.table()
	default:
		r.text(line)
		r.lines = r.lines[1:]
	}
}

// text reads a line of running text, or one that is a block of its own.
func (r *reader) text(line string) {
	if found := heading.FindStringSubmatch(line); found != nil {
		r.flush()
		r.add(block{lines: []string{"# " + inline(found[1])}})
		return
	}
	if found := bullet.FindStringSubmatch(line); found != nil && !rule.MatchString(line) {
		r.flush()
		r.open = block{kind: bulletItem, lines: []string{found[1]}}
		return
	}
	if found := number.FindStringSubmatch(line); found != nil && (len(r.open.lines) == 0 || r.open.kind != prose) {
		r.flush()
		r.open = block{kind: numberItem, number: found[1], lines: []string{found[2]}}
		return
	}
	if rule.MatchString(line) { // a line across the page, or under a heading
		r.flush()
		return
	}
	r.open.lines = append(r.open.lines, strings.TrimPrefix(strings.TrimSpace(line), "> "))
}

// flush ends the paragraph or item.
func (r *reader) flush() {
	indent := ""
	if r.open.kind != prose {
		indent = "    "
	}
	r.open.lines = wrap(inline(strings.Join(r.open.lines, " ")), indent)
	if len(r.open.lines) > 0 {
		r.add(r.open)
	}
	r.open = block{}
}

func (r *reader) add(b block) { r.blocks = append(r.blocks, b) }

// inline shows links as go doc does for what stands in a text: in words, with the address behind them.
func inline(text string) string {
	return link.ReplaceAllStringFunc(text, func(found string) string {
		parts := link.FindStringSubmatch(found)
		if parts[1] == "" || parts[1] == parts[2] {
			return parts[2]
		}
		return parts[1] + " (" + parts[2] + ")"
	})
}

// indented reports whether a line is preformatted by its indent.
func indented(line string) bool {
	return strings.HasPrefix(line, "    ") || strings.HasPrefix(line, "\t")
}

// fenced reads the lines up to the fence that ends them, or to the end.
func (r *reader) fenced(sign string) {
	r.flush()
	end := 1
	for end < len(r.lines) && !strings.HasPrefix(strings.TrimSpace(r.lines[end]), sign) {
		end++
	}
	r.code(r.lines[1:end])
	r.lines = r.lines[min(end+1, len(r.lines)):]
}

// preformatted reads the lines that are indented.
func (r *reader) preformatted() {
	end := 0
	for end < len(r.lines) && (indented(r.lines[end]) || strings.TrimSpace(r.lines[end]) == "") {
		end++
	}
	lines := make([]string, end)
	for i, line := range r.lines[:end] {
		rest, tab := strings.CutPrefix(line, "\t")
		if !tab {
			rest = strings.TrimPrefix(line, "    ")
		}
		lines[i] = rest
	}
	r.code(lines)
	r.lines = r.lines[end:]
}

// code adds preformatted lines, without blank ones at their beginning and end.
func (r *reader) code(lines []string) {
	for len(lines) > 0 && strings.TrimSpace(lines[0]) == "" {
		lines = lines[1:]
	}
	for len(lines) > 0 && strings.TrimSpace(lines[len(lines)-1]) == "" {
		lines = lines[:len(lines)-1]
	}
	if len(lines) == 0 {
		return
	}
	shown := make([]string, len(lines))
	for i, line := range lines {
		if shown[i] = ""; strings.TrimSpace(line) != "" {
			shown[i] = "\t" + strings.ReplaceAll(strings.TrimRight(line, " \t"), "\t", "    ")
		}
	}
	r.add(block{kind: code, lines: shown})
}
