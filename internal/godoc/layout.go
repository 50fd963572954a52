package godoc

import "strings"

// layOut puts blank lines between blocks. To go doc, indented blocks without a paragraph in between are one: a list of one
// kind, or preformatted text. So they are made one of these.
func layOut(blocks []block) []string {
	var all []string
	for len(blocks) > 0 {
		if len(all) > 0 {
			all = append(all, "")
		}
		if blocks[0].kind == prose {
			all, blocks = append(all, blocks[0].lines...), blocks[1:]
			continue
		}
		end := 1
		for end < len(blocks) && blocks[end].kind != prose {
			end++
		}
		all, blocks = append(all, span(blocks[:end])...), blocks[end:]
	}
	return all
}

// span are the lines of indented blocks.
func span(blocks []block) []string {
	has := map[kind]bool{}
	for _, b := range blocks {
		has[b.kind] = true
	}
	var lines []string
	for i, b := range blocks {
		if i > 0 && (b.kind == code || blocks[i-1].kind == code) {
			lines = append(lines, "")
		}
		switch {
		case b.kind == code:
			lines = append(lines, b.lines...)
		case has[code]:
			lines = append(lines, preformattedItem(b)...)
		default:
			lines = append(lines, listItem(b, has[bulletItem])...)
		}
	}
	return lines
}

// listItem is an item of a list. In one with bullets, numbers are words: go doc knows no list with both.
func listItem(b block, bullets bool) []string {
	mark := "  - "
	switch {
	case b.kind == numberItem && bullets:
		mark += b.number + ". "
	case b.kind == numberItem:
		mark = " " + b.number + ". "
	}
	return append([]string{mark + strings.TrimSpace(b.lines[0])}, b.lines[1:]...)
}

// preformattedItem is an item beside preformatted text, which would become part of an item. Go doc takes the dot for no
// mark of an item.
func preformattedItem(b block) []string {
	mark := "· "
	if b.kind == numberItem {
		mark = "· " + b.number + ". "
	}
	lines := []string{"\t" + mark + strings.TrimSpace(b.lines[0])}
	for _, line := range b.lines[1:] {
		lines = append(lines, "\t  "+strings.TrimSpace(line))
	}
	return lines
}
