// Package lock records what a generated package was made of, so that somebody who finds it to be different can be told
// why, and where in the document each of its symbols comes from.
package lock

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"go.yaml.in/yaml/v4"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/output"
)

// Name is the file that holds the lock, in the generated package's folder.
const Name = output.ManifestName

// Lock is what a package was made of.
type Lock struct {
	// Document are the hashes of the files of the document. They are of what the files say, with overlays applied, and
	// not of how they are written: a comment changes nothing.
	Document map[string]string `yaml:"document"`
	// Config is the hash of the configuration file; empty if there is none.
	Config string `yaml:"config,omitempty"`
	// Generator is the version of the generator.
	Generator string `yaml:"generator"`
	// Modules are the versions of what the generator makes packages with.
	Modules map[string]string `yaml:"modules"`
	// Files are the hashes of the generated files. They show which of them somebody edited, and which are no longer made.
	Files output.Manifest `yaml:"files"`
}

// Input is what a package is made of.
type Input struct {
	Doc *load.Document
	// Config is the path of the configuration file; empty if there is none.
	Config string
}

// New makes the lock of generated files.
func New(input Input, files []output.File) (*Lock, error) {
	l := &Lock{Document: map[string]string{}, Files: output.Manifest{}}
	for _, file := range files {
		l.Files[file.Path] = output.Hash(file.Content)
	}
	for _, file := range input.Doc.Files() {
		l.Document[file] = hash(input.Doc.JSON(file))
	}
	if input.Config != "" {
		content, err := os.ReadFile(input.Config)
		if err != nil {
			return nil, err
		}
		l.Config = textHash(content)
	}
	version, modules, err := Versions()
	l.Generator, l.Modules = released(version), modules
	return l, err
}

// File is the lock as one of the generated files, which begins like the others.
func (l *Lock) File(header string) (output.File, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\n#\n# What this package was made of. generate --check tells by it why the package would be different now.\n\n", header)
	encoder := yaml.NewEncoder(&b)
	encoder.SetIndent(2)
	if err := encoder.Encode(l); err != nil {
		return output.File{}, err
	}
	return output.File{Path: Name, Content: b.Bytes()}, nil
}

// maxLock is the largest lock that is read, in bytes.
const maxLock = 4 << 20

// read reads the lock in a folder; it is nil if there is none.
func read(folder *os.Root) (*Lock, error) {
	content, err := output.ReadFile(folder, Name, maxLock)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	l := new(Lock)
	if err := yaml.Unmarshal(content, l); err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Join(folder.Name(), Name), err)
	}
	return l, nil
}

func hash(content []byte) string {
	sum := sha256.Sum256(content)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// textHash is the hash of a text, however its lines end: git may have changed that.
func textHash(content []byte) string {
	return hash(bytes.ReplaceAll(content, []byte("\r\n"), []byte("\n")))
}

// short is enough of a hash to tell it from another.
func short(hash string) string { return hash[:min(len(hash), len("sha256:")+12)] }
