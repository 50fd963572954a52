package emit

import (
	"maps"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// maxLines is about how long a file may become before it is split. It leaves room for the estimate to be wrong: no file
// shall have 10,000 lines.
const maxLines = 5000

// part is a file and what goes into it.
type part[T any] struct {
	file    string
	members []T
}

// maxLetters bounds the letters in a file's name: file systems know no names of more than 255 bytes.
const maxLetters = 100

// split divides members over files by the first letters of their names, with as few letters as it takes: so a type that
// comes or goes changes the file of its letters and no other.
func split[T any](file string, members []T, name func(T) string, lines func(T) int) []part[T] {
	if len(members) == 0 {
		return nil
	}
	return splitBy(file, members, name, lines, 0)
}

func splitBy[T any](file string, members []T, name func(T) string, lines func(T) int, letters int) []part[T] {
	total := 0
	longest := 0
	for _, member := range members {
		total += lines(member)
		longest = max(longest, len(name(member)))
	}
	if total <= maxLines || len(members) == 1 || letters > min(longest, maxLetters) {
		return []part[T]{{file: fileName(file, prefix(name(members[0]), letters)), members: members}}
	}
	groups := map[string][]T{}
	for _, member := range members {
		key := prefix(name(member), letters+1)
		groups[key] = append(groups[key], member)
	}
	var parts []part[T]
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		parts = append(parts, splitBy(file, groups[key], name, lines, letters+1)...)
	}
	return parts
}

func prefix(name string, letters int) string {
	return strings.ToLower(name[:min(letters, len(name))])
}

// fileName is a file's name with the suffix of generated files. Letters stand behind a hyphen: behind an underscore, Go
// takes some for a platform.
func fileName(base, letters string) string {
	base, test := strings.CutSuffix(base, "_test")
	if letters != "" {
		base += "-" + letters
	}
	if test {
		return base + ".gen_test.go"
	}
	return base + ".gen.go"
}

// The estimates of how long what templates make of one thing becomes.

const (
	testRequestLines = 20
	exampleLines     = 30
	descriptionLines = 10
)

func operationLines(*ir.Operation) int { return 80 }
func enumLines(enum *ir.Enum) int      { return 40 + 5*len(enum.Values) }
func unionLines(union *ir.Union) int   { return 60 + 12*len(union.Variants) }
func opaqueLines(o *ir.Opaque) int     { return 30 + 16*len(o.Variants) }
func listLines(*ir.List) int           { return 20 }
func headersLines(h *ir.Headers) int   { return 25 + 4*len(h.Fields) }
func builderLines(o *ir.Object) int    { return 15 + 10*len(o.Fields) }
func validateLines(o *ir.Object) int   { return 15 + 4*len(o.Fields) }

func getterLines(o *ir.Object) int {
	lines := 0
	for _, field := range o.Fields {
		if field.Pointer || o.Optional {
			lines += 8
		}
	}
	return lines
}
