package lock

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"

	"github.com/hubchannels/hubchannels-go/generator/internal/output"
)

// Explain says why the files in a folder are not those that were just made: what of all that they are made of has
// changed since. It reads no file outside of the folder, whatever the lock there lists.
func Explain(folder string, now *Lock) ([]string, error) {
	root, err := os.OpenRoot(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return []string{folder + " does not exist"}, nil
	}
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return explain(root, now), nil
}

func explain(folder *os.Root, now *Lock) []string {
	before, err := read(folder)
	if err != nil {
		return []string{fmt.Sprintf("what the files were made of is unknown: %v", err)}
	}
	if before == nil {
		return []string{"there is no " + Name + ", so what the files were made of is unknown"}
	}
	reasons := before.differences(now)
	reasons = append(reasons, before.edited(folder)...)
	if len(reasons) > 0 || maps.Equal(before.Files, now.Files) {
		return reasons
	}
	if before.onlyMap(now) {
		return []string{"the document's lines moved: it says the same at other places"}
	}
	return []string{"the generator itself changed: the document and the modules are those of " + Name}
}

// onlyMap reports whether no other file than the map of the symbols is different.
func (l *Lock) onlyMap(now *Lock) bool {
	for _, file := range union(l.Files, now.Files) {
		if file != MapName && l.Files[file] != now.Files[file] {
			return false
		}
	}
	return true
}

// differences are what of the input changed.
func (l *Lock) differences(now *Lock) []string {
	var reasons []string
	for _, file := range union(l.Document, now.Document) {
		if text := changed("the document "+file, l.Document[file], now.Document[file]); text != "" {
			reasons = append(reasons, text)
		}
	}
	if text := changed("the configuration file", l.Config, now.Config); text != "" {
		reasons = append(reasons, text)
	}
	if l.Generator != now.Generator {
		reasons = append(reasons, fmt.Sprintf("generator %s -> %s", l.Generator, now.Generator))
	}
	for _, path := range union(l.Modules, now.Modules) {
		if l.Modules[path] != now.Modules[path] {
			reasons = append(reasons, fmt.Sprintf("%s %s -> %s", path, orNone(l.Modules[path]), orNone(now.Modules[path])))
		}
	}
	return reasons
}

func union(a, b map[string]string) []string {
	keys := slices.Concat(slices.Collect(maps.Keys(a)), slices.Collect(maps.Keys(b)))
	slices.Sort(keys)
	return slices.Compact(keys)
}

func changed(what, before, now string) string {
	switch {
	case before == now:
		return ""
	case before == "":
		return what + " is new"
	case now == "":
		return what + " is no longer used"
	default:
		return fmt.Sprintf("%s changed: %s says %s, it is %s", what, Name, short(before), short(now))
	}
}

func orNone(version string) string {
	if version == "" {
		return "none"
	}
	return version
}

// maxFile is the largest generated file that is read, in bytes.
const maxFile = 256 << 20

// edited says which files on disk are not as they were made.
func (l *Lock) edited(folder *os.Root) []string {
	var reasons []string
	for _, file := range slices.Sorted(maps.Keys(l.Files)) {
		content, err := output.ReadFile(folder, file, maxFile)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			reasons = append(reasons, fmt.Sprintf("%s was removed after it was made", file))
		case err != nil:
			reasons = append(reasons, fmt.Sprintf("%s lists %q, which was not read: %v", Name, file, err))
		case output.Hash(content) != l.Files[file]:
			reasons = append(reasons, fmt.Sprintf("%s was edited after it was made", file))
		}
	}
	return reasons
}
