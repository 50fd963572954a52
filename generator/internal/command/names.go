package command

import (
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/attention"
)

// noteNames offers the lines of a configuration for names that somebody may want otherwise: a few of many.
func noteNames(note func(format string, args ...any), names []attention.Name) {
	const few = 5
	if len(names) == 0 {
		return
	}
	note("note: names are numbered, long, or gave way to others (%d); to choose them, write what you want behind the colons:", len(names))
	for _, line := range nameLines(names[:min(few, len(names))]) {
		note("%s", line)
	}
	if more := len(names) - few; more > 0 {
		note("# and %d more", more)
	}
}

// nameLines are the lines of a configuration that give names as they are, to be changed.
func nameLines(names []attention.Name) []string {
	lines := []string{"names:"}
	for _, section := range []struct {
		name      string
		operation bool
	}{{"operations", true}, {"schemas", false}} {
		var inner []string
		for _, name := range names {
			if name.Operation == section.operation {
				inner = append(inner, "    "+name.Line()+" # "+strings.Join([]string{name.Why, name.Position}, ", "))
			}
		}
		if len(inner) > 0 {
			lines = append(append(lines, "  "+section.name+":"), inner...)
		}
	}
	return lines
}
