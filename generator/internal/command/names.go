package command

import "github.com/hubchannels/hubchannels-go/generator/internal/attention"

// noteNames offers the lines of a configuration for names that somebody may want otherwise: a few of many.
func noteNames(note func(format string, args ...any), names []attention.Name) {
	const few = 5
	if len(names) == 0 {
		return
	}
	note("note: names are numbered, long, or gave way to others (%d); to choose them, write what you want behind the colons:", len(names))
	for _, line := range attention.Lines(names[:min(few, len(names))]) {
		note("%s", line)
	}
	if more := len(names) - few; more > 0 {
		note("# and %d more", more)
	}
}
