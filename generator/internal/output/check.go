package output

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	udiff "github.com/aymanbagabas/go-udiff"
)

// Check compares a directory with the files that [Write] would put there, and writes nothing. The diff says what Write
// would change; it is empty if that is nothing. The error is the one that Write would begin with. Check reads no file
// outside of the directory.
func Check(ctx context.Context, dir string, files []File) (diff string, err error) {
	if err := validate(files); err != nil {
		return "", err
	}
	target, err := realPath(dir)
	if err != nil {
		return "", err
	}
	root, err := os.OpenRoot(target)
	if errors.Is(err, fs.ErrNotExist) {
		return diffs(ctx, nil, added(files))
	}
	if err != nil {
		return "", err
	}
	defer root.Close()
	changes, err := plan(ctx, root, files)
	if err != nil {
		return "", err
	}
	return diffs(ctx, root, changes)
}

func added(files []File) []change {
	var changes []change
	for _, file := range files {
		changes = append(changes, change{File: file})
	}
	return changes
}

func diffs(ctx context.Context, root *os.Root, changes []change) (string, error) {
	slices.SortFunc(changes, func(a, b change) int { return cmp.Compare(a.Path, b.Path) })
	var all strings.Builder
	for _, c := range changes {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		text, err := fileDiff(root, c)
		if err != nil {
			return "", err
		}
		all.WriteString(text)
	}
	return all.String(), nil
}

func fileDiff(root *os.Root, c change) (string, error) {
	before, after := "/dev/null", "b/"+c.Path
	if c.Content == nil {
		after = "/dev/null"
	}
	var old []byte
	if c.old != nil {
		before = "a/" + c.Path
		if c.old.Size() > maxFile {
			return fmt.Sprintf("--- %s\n+++ %s\n(%d bytes are there)\n", before, after, c.old.Size()), nil
		}
		var err error
		if old, err = ReadFile(root, c.Path, maxFile); err != nil {
			return "", err
		}
	}
	return udiff.Unified(before, after, string(old), string(c.Content)), nil
}
