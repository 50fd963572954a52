package command

import (
	"os"
	"path"
	"path/filepath"

	"golang.org/x/mod/modfile"
)

// importPath is the path that a package in a directory is imported by: "" outside of a module. The directory need not
// exist yet. What cannot be read is as good as not there: writing will tell.
func importPath(dir string) string {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	for below := ""; ; {
		if data, err := os.ReadFile(filepath.Join(dir, "go.mod")); err == nil {
			if module := modfile.ModulePath(data); module != "" {
				return path.Join(module, below)
			}
			return ""
		}
		above := filepath.Dir(dir)
		if above == dir {
			return ""
		}
		dir, below = above, path.Join(filepath.Base(dir), below)
	}
}
