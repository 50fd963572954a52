package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// fetch downloads the sources that are not there yet and lists their documents.
func fetch(ctx context.Context, cache string) ([]document, error) {
	all, err := sources()
	if err != nil {
		return nil, err
	}
	var documents []document
	for _, s := range all {
		root, err := s.root(ctx, cache)
		if err != nil {
			return nil, fmt.Errorf("getting %s: %w", s.name, err)
		}
		found, err := s.documents(filepath.Join(root, filepath.FromSlash(s.below)))
		if err != nil {
			return nil, fmt.Errorf("listing %s: %w", s.name, err)
		}
		documents = append(documents, found...)
	}
	return documents, nil
}

// root is the folder of the source's package.
func (s source) root(ctx context.Context, cache string) (string, error) {
	if s.npm != "" {
		return s.pack(ctx, filepath.Join(cache, "npm", s.name))
	}
	out, err := command(ctx, os.TempDir(), "go", "mod", "download", "-json", s.module)
	var module struct{ Dir, Sum, Error string }
	if jsonErr := json.Unmarshal(out, &module); jsonErr != nil || module.Error != "" {
		return "", fmt.Errorf("%s: %w", module.Error, err)
	}
	if s.sum != "" && module.Sum != s.sum {
		return "", fmt.Errorf("%s has the checksum %s, not %s", s.module, module.Sum, s.sum)
	}
	return module.Dir, nil
}

// pack downloads a package with npm, from wherever npm is configured to, and keeps its document.
func (s source) pack(ctx context.Context, dir string) (string, error) {
	kept := filepath.Join(dir, filepath.Base(s.file))
	if s.check(kept) == nil {
		return dir, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	packed, err := command(ctx, dir, "npm", "pack", "--silent", s.npm)
	if err != nil {
		return "", err
	}
	archive := filepath.Join(dir, strings.TrimSpace(string(packed)))
	defer os.Remove(archive) //nolint:errcheck // a file too many does no harm
	content, err := command(ctx, dir, "tar", "-xzOf", archive, s.file)
	if err != nil {
		return "", err
	}
	if err := os.WriteFile(kept, content, 0o644); err != nil {
		return "", err
	}
	return dir, s.check(kept)
}

// check fails unless a file is there and has the source's checksum.
func (s source) check(file string) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(content)
	if got := hex.EncodeToString(sum[:]); got != s.sha256 {
		return fmt.Errorf("%s has the checksum %s, not %s", file, got, s.sha256)
	}
	return nil
}

// command runs a program and returns what it prints.
func command(ctx context.Context, dir, name string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		err = fmt.Errorf("%s: %w: %s", name, err, stderr.String())
	}
	return out, err
}
