package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
)

// workspace is a module in which the generated packages are compiled and tested, in a folder that is new for each run:
// so the go command has compiled none of them before.
type workspace struct {
	dir string
	// program is the generator, built is where the go command keeps what it compiled.
	program, built string
	// kept are the files in built that no generated package left there.
	kept map[string]bool
	// locked is the file whose lock keeps other runs out as long as it is open.
	locked *os.File
}

// packageAt is where a generated package is and what it is imported by.
type packageAt struct{ dir, path string }

const projectModule = "github.com/hubchannels/hubchannels-go"

func newWorkspace(ctx context.Context, cache string) (*workspace, error) {
	dir, err := os.MkdirTemp("", "hubchannels-corpus-")
	if err != nil {
		return nil, err
	}
	w := &workspace{dir: dir, program: filepath.Join(dir, "generator"), built: filepath.Join(cache, "go-build")}
	if err := cmp.Or(os.MkdirAll(cache, 0o755), w.lock(cache), w.writeModule(), w.buildGenerator(ctx)); err != nil {
		return nil, errors.Join(err, w.remove())
	}
	return w, nil
}

// lock fails if another run uses the cache: each would remove what the other leaves there.
func (w *workspace) lock(cache string) (err error) {
	if w.locked, err = os.OpenFile(filepath.Join(cache, "lock"), os.O_CREATE|os.O_RDWR, 0o644); err != nil {
		return err
	}
	if err := syscall.Flock(int(w.locked.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return fmt.Errorf("another run uses %s: %w", cache, err)
	}
	return nil
}

// writeModule gives the workspace the project's dependencies, and the project as one more.
func (w *workspace) writeModule() error {
	root, err := filepath.Abs("..")
	if err != nil {
		return err
	}
	module, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return err
	}
	module = bytes.Replace(module, []byte("module "+projectModule+"\n"), []byte("module corpus.test\n"), 1)
	module = fmt.Appendf(module, "\nrequire %s v0.0.0\n\nreplace %[1]s => %s\n", projectModule, root)
	sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
	return errors.Join(err,
		os.WriteFile(filepath.Join(w.dir, "go.mod"), module, 0o644), os.WriteFile(filepath.Join(w.dir, "go.sum"), sums, 0o644))
}

func (w *workspace) buildGenerator(ctx context.Context) error {
	_, err := command(ctx, "..", "go", "build", "-o", w.program, "./generator")
	return err
}

func (w *workspace) remove() error {
	_ = w.locked.Close() // it is nil where there was no lock to take
	return os.RemoveAll(w.dir)
}

// place is where a document's package goes.
func (w *workspace) place(document string) packageAt {
	folder := strings.Trim(regexp.MustCompile(`[^a-z0-9]+`).ReplaceAllString(strings.ToLower(document), "-"), "-")
	return packageAt{dir: filepath.Join(w.dir, folder), path: "corpus.test/" + folder}
}

// warm compiles what generated packages import, so that no document pays for it, and notes what that left.
func (w *workspace) warm(ctx context.Context) error {
	p := w.place("warm")
	spec, err := filepath.Abs(filepath.Join("..", "spec", "custom-channels", "2026-03.yaml"))
	if err != nil {
		return err
	}
	if g, crash := w.generate(ctx, spec, p, false); crash != "" || g.refusal() != "" {
		return fmt.Errorf("generating the project's own document: %s%s", crash, g.refusal())
	}
	for _, verb := range []string{"build", "vet", "test"} {
		if _, failure := w.check(ctx, p, verb); failure != "" {
			return fmt.Errorf("compiling the project's own document: %s", failure)
		}
	}
	w.kept, err = w.compiled()
	return err
}

// compiled are the files that the go command keeps.
func (w *workspace) compiled() (map[string]bool, error) {
	found := map[string]bool{}
	err := filepath.WalkDir(w.built, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			found[path] = true
		}
		return err
	})
	return found, err
}

// clear removes a generated package, and what the go command made of it. What cannot be removed costs space only.
func (w *workspace) clear(p packageAt) {
	_ = os.RemoveAll(p.dir)
	if w.kept == nil {
		return
	}
	compiled, _ := w.compiled()
	for path := range compiled {
		if !w.kept[path] {
			_ = os.Remove(path)
		}
	}
}

// check runs a command of the go command on a package and those below it, and returns what it said if it failed.
func (w *workspace) check(ctx context.Context, p packageAt, verb string, flags ...string) (s stage, failure string) {
	return w.gocommand(ctx, append(append([]string{verb}, flags...), p.path+"/...")...)
}

func (w *workspace) gocommand(ctx context.Context, args ...string) (s stage, failure string) {
	ran, err := runLimited(ctx, w.dir, []string{"GOCACHE=" + w.built, "GOWORK=off"}, append([]string{"go"}, args...)...)
	if err != nil {
		failure = fmt.Sprintf("%s: %s", args[0], w.complaint(ran, err))
	}
	return ran.stage, failure
}

// complaint is what the go command said first about a file or a test, or else how it ended.
func (w *workspace) complaint(ran process, err error) string {
	said := strings.ReplaceAll(string(ran.stderr)+string(ran.stdout), w.dir, "")
	for line := range strings.Lines(said) {
		if regexp.MustCompile(`\.go:\d+|FAIL:|panic:|fatal error:|out of memory`).MatchString(line) {
			return strings.TrimSpace(line)
		}
	}
	return fmt.Sprintf("%v: %s", err, firstLine(said))
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return line
}
