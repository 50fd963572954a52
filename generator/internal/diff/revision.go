package diff

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

// source is a document on disk, and how it and its neighbours are called in the report.
type source struct {
	name string // as it was given
	path string // where it is read
	// checkout is the folder that stands for the folder of a revision; empty for a document that is where it is.
	checkout, shown string
	// temporary is a folder that was made for it besides, and is removed in the end; "" is none.
	temporary string
}

// open finds a document: a file, or a file of a git revision as REV:path. The result's close removes what was made.
func open(ctx context.Context, name string) (source, func(), error) {
	nothing := func() {}
	if isAddress(name) {
		return source{name: name, path: name}, nothing, nil
	}
	revision, file, isRevision := strings.Cut(name, ":")
	if _, err := os.Stat(name); err == nil || !isRevision || filepath.VolumeName(name) != "" || file == "" {
		return source{name: name, path: name}, nothing, nil
	}
	folder, err := os.MkdirTemp("", "diff-*")
	if err != nil {
		return source{}, nothing, err
	}
	remove := func() { _ = os.RemoveAll(folder) }
	relative := strings.HasPrefix(file, ".")
	file = path.Clean(filepath.ToSlash(file))
	if relative {
		revision += ":." // git takes REV:./path for a path from here, and REV:path for one from the top
	}
	if err := checkOut(ctx, revision, file, folder); err != nil {
		remove()
		return source{}, nothing, fmt.Errorf("%s: %w", name, err)
	}
	shown, _ := strings.CutSuffix(revision, ":.")
	s := source{name: name, path: filepath.Join(folder, path.Base(file)), checkout: folder, shown: shown + ":" + path.Dir(file)}
	return s, remove, nil
}

// isAddress reports whether a document is to be fetched.
func isAddress(name string) bool {
	return strings.HasPrefix(name, "https://") || strings.HasPrefix(name, "http://")
}

// place names a file as it was given, not as the copy that was read.
func (s source) place(file string) string {
	if s.checkout == "" || isAddress(file) {
		return filepath.ToSlash(file)
	}
	relative, err := filepath.Rel(s.checkout, file)
	if err != nil {
		return file
	}
	revision, folder, _ := strings.Cut(s.shown, ":")
	return revision + ":" + path.Join(folder, filepath.ToSlash(relative))
}

// checkOut copies a document of a revision, and the files that it refers to, into a folder.
func checkOut(ctx context.Context, revision, file, folder string) error {
	content, err := show(ctx, revision, file)
	if err != nil {
		return err
	}
	base := path.Dir(file)
	known := map[string]bool{path.Base(file): true}
	queue := []string{path.Base(file)}
	for i := 0; i < len(queue); i++ {
		if i > 0 {
			// What looks like a reference need not be one: a file that is missing is reported when it is needed.
			if content, err = show(ctx, revision, path.Join(base, queue[i])); err != nil {
				continue
			}
		}
		if err := place(folder, queue[i], content); err != nil {
			return err
		}
		for _, neighbour := range neighbours(queue[i], content) {
			if !known[neighbour] {
				known[neighbour] = true
				queue = append(queue, neighbour)
			}
		}
	}
	return nil
}

// show is a file of a revision.
func show(ctx context.Context, revision, file string) ([]byte, error) {
	// A revision that begins with a hyphen would be an option.
	object := revision + ":" + file
	if here, ok := strings.CutSuffix(revision, ":."); ok {
		object = here + ":./" + file
	}
	command := exec.CommandContext(ctx, "git", "show", "--end-of-options", object)
	var complaint bytes.Buffer
	command.Stderr = &complaint
	content, err := command.Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return nil, errors.New(strings.TrimPrefix(strings.TrimSpace(complaint.String()), "fatal: "))
	}
	return content, err
}

// place writes a file below a folder.
func place(folder, file string, content []byte) error {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer root.Close()
	if err := root.MkdirAll(path.Dir(file), 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return root.WriteFile(file, content, 0o600)
}

// neighbours are the files that a document refers to, by their paths relative to the root document's folder.
func neighbours(file string, content []byte) []string {
	reference := regexp.MustCompile(`["']?\$ref["']?\s*:\s*["']?([^"'#\s,{}]+)`)
	var found []string
	for _, match := range reference.FindAllSubmatch(content, -1) {
		target := path.Join(path.Dir(file), string(match[1]))
		if filepath.IsLocal(target) && !strings.Contains(string(match[1]), "://") {
			found = append(found, target)
		}
	}
	return found
}
