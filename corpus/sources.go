package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// document is a document of the corpus.
type document struct{ name, path string }

// source is a pinned package of a registry and the documents in it.
type source struct {
	name, module, npm string
	// below is the folder with the documents, match says which files are such.
	below, match string
}

func sources() []source {
	return []source{
		{name: "github", npm: "@octokit/openapi@23.0.2", below: "package/generated", match: `^api\.github\.com\.json$`},
		{name: "stripe", module: "github.com/stripe/stripe-mock@v0.203.0", below: "embedded/openapi", match: `^spec3\.json$`},
		{name: "kubernetes", module: "k8s.io/kubernetes@v1.37.2", below: "api/openapi-spec/v3", match: `\.json$`},
		{name: "kin-openapi", module: "github.com/getkin/kin-openapi@v0.152.0", match: `testdata/.*\.(ya?ml|json)$`},
		{name: "oapi-codegen", module: "github.com/oapi-codegen/oapi-codegen/v2@v2.8.2", match: `\.(ya?ml|json)$`},
	}
}

// fetch downloads the sources that are not there yet and lists their documents.
func fetch(ctx context.Context, cache string) ([]document, error) {
	var all []document
	for _, s := range sources() {
		root, err := s.root(ctx, cache)
		if err != nil {
			return nil, fmt.Errorf("getting %s: %w", s.name, err)
		}
		found, err := s.documents(filepath.Join(root, filepath.FromSlash(s.below)))
		if err != nil {
			return nil, fmt.Errorf("listing %s: %w", s.name, err)
		}
		all = append(all, found...)
	}
	return all, nil
}

// root is the folder of the source's package.
func (s source) root(ctx context.Context, cache string) (string, error) {
	if s.npm != "" {
		return s.pack(ctx, filepath.Join(cache, "npm", s.name))
	}
	out, err := command(ctx, os.TempDir(), "go", "mod", "download", "-json", s.module)
	var module struct{ Dir, Error string }
	if jsonErr := json.Unmarshal(out, &module); jsonErr != nil || module.Error != "" {
		return "", fmt.Errorf("%s: %w", module.Error, err)
	}
	return module.Dir, nil
}

// pack downloads and unpacks a package of npm.
func (s source) pack(ctx context.Context, dir string) (string, error) {
	if _, err := os.Stat(filepath.Join(dir, "package")); err == nil {
		return dir, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	out, err := command(ctx, dir, "npm", "pack", "--silent", s.npm)
	if err != nil {
		return "", err
	}
	_, err = command(ctx, dir, "tar", "-xzf", strings.TrimSpace(string(out)))
	return dir, err
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

// documents are the files below a folder that say that they are OpenAPI documents.
func (s source) documents(root string) ([]document, error) {
	match := regexp.MustCompile(s.match)
	var found []document
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil || !match.MatchString(filepath.ToSlash(rel)) || !saysOpenAPI(path) {
			return err
		}
		found = append(found, document{name: s.name + "/" + filepath.ToSlash(rel), path: path})
		return nil
	})
	slices.SortFunc(found, func(a, b document) int { return strings.Compare(a.name, b.name) })
	return found, err
}

var version = regexp.MustCompile(`(?m)^\s*["']?(openapi|swagger)["']?\s*:`)

func saysOpenAPI(path string) bool {
	data, err := os.ReadFile(path)
	return err == nil && version.Match(data)
}
