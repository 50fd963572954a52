package lock

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/diff/symbol"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/output"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// MapName is the file that tells where in the document each symbol comes from.
const MapName = "sdk.map"

// Map tells for each of the symbols of the package, by their names, where in the document it comes from. A symbol stands on a line of
// its own, sorted, so that a change of one is a change of one line.
func Map(header string, doc *load.Document, api *ir.API, names []string) output.File {
	index := symbol.Of(api)
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\n#\n# Where in the document each symbol of this package comes from.\n\n", header)
	for _, name := range sorted(names) {
		if pointer, ok := index.Pointer(name); ok && pointer != "" {
			position := doc.Position(pointer)
			position.File = filepath.Base(position.File)
			fmt.Fprintf(&b, "%s %s\n", name, position)
		}
	}
	return output.File{Path: MapName, Content: b.Bytes()}
}

// sorted sorts names, of which each is there once. Case does not part a type from its members.
func sorted(names []string) []string {
	lower := make(map[string]string, len(names))
	for _, name := range names {
		lower[name] = strings.ToLower(name)
	}
	return slices.SortedFunc(maps.Keys(lower), func(a, b string) int {
		return cmp.Or(cmp.Compare(lower[a], lower[b]), cmp.Compare(a, b))
	})
}
