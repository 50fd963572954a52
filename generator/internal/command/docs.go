package command

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/hubchannels/hubchannels-go/generator/internal/guide"
	"github.com/hubchannels/hubchannels-go/generator/internal/output"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// guides makes README.md and reference.md, as far as what is in their places was made here. It tells of those that are
// somebody else's, which are left alone.
func (g generation) guides(api *ir.API, note func(format string, args ...any)) ([]output.File, error) {
	if !g.Docs {
		return nil, nil
	}
	importPath := importPath(g.Out)
	if importPath == "" {
		return nil, errors.New("--docs needs to know how the package is imported: put --out below a folder with a go.mod")
	}
	made := []output.File{
		{Path: guide.ReadmeName, Content: guide.Readme(api, importPath)},
		{Path: guide.ReferenceName, Content: guide.Reference(api, importPath)},
	}
	var ours []output.File
	for _, file := range made {
		free, err := free(filepath.Join(g.Out, file.Path))
		if err != nil {
			return nil, err
		}
		if !free {
			note("note: %s is not a generated file, and is left as it is", filepath.Join(g.Out, file.Path))
			continue
		}
		ours = append(ours, file)
	}
	return ours, nil
}

// free reports whether nothing is at a path, or a file that was generated.
func free(path string) (bool, error) {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil || !info.Mode().IsRegular() {
		return false, err
	}
	file, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer file.Close()
	const maxHeader = 1 << 12
	content, err := io.ReadAll(io.LimitReader(file, maxHeader))
	if err != nil {
		return false, fmt.Errorf("reading %s: %w", path, err)
	}
	return guide.Generated(content), nil
}
