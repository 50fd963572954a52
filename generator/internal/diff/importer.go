package diff

import (
	"bytes"
	"context"
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// Importer makes an importer of packages that the go command finds from the current directory or, failing that, from the
// generator's own source. It needs no network for what is in the module cache, and compiles nothing that is in the build
// cache.
func Importer(ctx context.Context, paths []string) (types.Importer, error) {
	listed, err := list(ctx, "", paths)
	if own := sourceFolder(); err != nil && own != "" {
		if again, failed := list(ctx, own, paths); failed == nil {
			listed, err = again, nil
		}
	}
	if err != nil {
		return nil, fmt.Errorf("looking for what the packages import: %w; run it in a module that requires %s", err, module)
	}
	exports := map[string]string{}
	for line := range strings.Lines(listed) {
		if path, file, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			exports[path] = file
		}
	}
	open := func(path string) (io.ReadCloser, error) {
		if exports[path] == "" {
			return nil, fmt.Errorf("no compiled package %s", path)
		}
		return os.Open(exports[path])
	}
	return importer.ForCompiler(token.NewFileSet(), "gc", open), nil
}

// module is what the generated packages need.
const module = "github.com/hubchannels/hubchannels-go"

// list has the go command tell where the compiled packages are.
func list(ctx context.Context, folder string, paths []string) (string, error) {
	args := append([]string{"list", "-export", "-deps", "-f", "{{.ImportPath}}\t{{.Export}}", "--"}, paths...)
	command := exec.CommandContext(ctx, "go", args...)
	command.Dir = folder
	var complaint bytes.Buffer
	command.Stderr = &complaint
	listed, err := command.Output()
	if err != nil {
		first, _, _ := strings.Cut(strings.TrimSpace(complaint.String()), "\n")
		return "", fmt.Errorf("go list: %w: %s", err, first)
	}
	return string(listed), nil
}

// sourceFolder is where this package was compiled from, if that still exists.
func sourceFolder() string {
	_, file, _, ok := runtime.Caller(0)
	if !ok {
		return ""
	}
	if _, err := os.Stat(file); err != nil {
		return ""
	}
	return filepath.Dir(file)
}
