package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	udiff "github.com/aymanbagabas/go-udiff"
)

// Check compares a directory with the files that Write would put there. It writes nothing. The diff says what Write
// would change, and is empty if that is nothing; the error is the one that Write would begin with.
func Check(dir string, files []File) (diff string, err error) {
	if err := validate(files); err != nil {
		return "", err
	}
	target, err := resolve(dir)
	if err != nil {
		return "", err
	}
	p, err := newPlan(target, files)
	if err != nil {
		return "", err
	}
	changes := slices.Clone(p.write)
	for _, name := range p.stale {
		changes = append(changes, File{Path: name})
	}
	slices.SortFunc(changes, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	var all strings.Builder
	for _, change := range changes {
		text, err := fileDiff(target, change)
		if err != nil {
			return "", err
		}
		all.WriteString(text)
	}
	return all.String(), nil
}

// fileDiff is what changes in one file. Without content it goes away.
func fileDiff(dir string, file File) (string, error) {
	before, after := "a/"+file.Path, "b/"+file.Path
	if file.Content == nil {
		after = "/dev/null"
	}
	old, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(file.Path)))
	if errors.Is(err, fs.ErrNotExist) {
		before, err = "/dev/null", nil
	}
	if err != nil {
		return "", err
	}
	return udiff.Unified(before, after, string(old), string(file.Content)), nil
}
