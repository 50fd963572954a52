package lock

import (
	"bytes"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/output"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Files adds the map of the symbols and the lock to the files of a package, which declare the symbols.
func Files(input Input, api *ir.API, files []output.File, symbols []string) ([]output.File, *Lock, error) {
	header := headerOf(files)
	files = append(files, Map(header, input.Doc, api, symbols))
	l, err := New(input, files)
	if err != nil {
		return nil, nil, err
	}
	file, err := l.File(header)
	return append(files, file), l, err
}

// headerOf is the line that marks the files as generated, as a comment that YAML has, too.
func headerOf(files []output.File) string {
	line, _, _ := bytes.Cut(files[0].Content, []byte("\n"))
	return "# " + strings.TrimPrefix(string(line), "// ")
}
