package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
)

// ManifestName is the file, one of those that are written, that lists the others.
const ManifestName = "sdk.lock"

// maxManifest is how much of a manifest is read, in bytes. Ten thousand files need a tenth of it.
const maxManifest = 4 << 20

// Manifest has the [Hash] of each generated file by its path.
type Manifest map[string]string

// entry is a line of the manifest that lists a file. A manifest is read by lines, whatever else is in it: git may have
// left both sides of a conflict there.
var entry = regexp.MustCompile(`(?m)^  ([^\s:]+): (sha256:[0-9a-f]{12})\r?$`)

// Hash returns the beginning of the hash of a generated file. It does not depend on how the lines of the file end, which
// git may change.
func Hash(content []byte) string {
	sum := sha256.Sum256(bytes.ReplaceAll(content, []byte("\r\n"), []byte("\n")))
	return "sha256:" + hex.EncodeToString(sum[:6])
}

// readManifest reads what the last run listed. Its paths are not checked yet.
func readManifest(root *os.Root) (Manifest, error) {
	content, err := ReadFile(root, ManifestName, maxManifest)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	listed := Manifest{}
	for _, match := range entry.FindAllSubmatch(content, -1) {
		listed[string(match[1])] = string(match[2])
	}
	return listed, nil
}

// made reports whether a listed file is still one that the generator made.
func (m Manifest) made(root *os.Root, name, author string) (bool, error) {
	by, err := authorOnDisk(root, name)
	if err != nil || by == author || isGo(name) {
		return by == author, err
	}
	content, err := ReadFile(root, name, maxFile)
	return err == nil && Hash(content) == m[name], nil
}

// maxFile is the largest file that is read, in bytes, to compare it with a hash or to show how it differs.
const maxFile = 256 << 20

// ReadFile reads a regular file below a root, if its path is local and no symbolic link is on the way to it. A file that
// is larger than max bytes is an error.
func ReadFile(root *os.Root, name string, max int64) ([]byte, error) {
	if !localPath(name) {
		return nil, fmt.Errorf("%q is not a path below %s", name, root.Name())
	}
	info, err := regular(root, name)
	if err != nil {
		return nil, err
	}
	if info.Size() > max {
		return nil, fmt.Errorf("%s has %d bytes, more than the %d that are read", filepath.Join(root.Name(), name), info.Size(), max)
	}
	return read(root, name, max)
}

// read reads at most max bytes of a file.
func read(root *os.Root, name string, max int64) ([]byte, error) {
	file, err := root.Open(filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, max))
}
