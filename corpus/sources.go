package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"
)

// document is a document of the corpus.
type document struct{ name, path string }

// source is a pinned package of a registry and the documents in it.
type source struct {
	name string
	// module and sum are a Go module's path with its version, and its checksum; the go command has checked one without.
	module, sum string
	// npm, file and sha256 are a package of npm with its version, the file in it, and that one's checksum.
	npm, file, sha256 string
	// below is the folder with the documents, match says which files are such.
	below, match string
}

// sources are pinned here. The two generators' own test documents are those of the versions that this project uses.
func sources() ([]source, error) {
	kin, err := pinned("github.com/getkin/kin-openapi")
	if err != nil {
		return nil, err
	}
	oapi, err := pinned("github.com/oapi-codegen/oapi-codegen/v2")
	if err != nil {
		return nil, err
	}
	return []source{
		{name: "kin-openapi", module: kin, match: `testdata/.*\.(ya?ml|json)$`},
		{name: "oapi-codegen", module: oapi, match: `\.(ya?ml|json)$`},
		// Later versions keep examples and tests in nested modules, which are not published.
		{name: "oapi-codegen-v1", module: "github.com/deepmap/oapi-codegen@v1.11.0", sum: "h1:f/X2NdIkaBKsSdpeuwLnY/vDI0AtPUrmB5LMgc7YD+A=",
			match: `\.(ya?ml|json)$`},
		{name: "kubernetes", module: "k8s.io/kubernetes@v1.37.2", sum: "h1:A2VDEiObzkYqFTKhSsn0ZEb0RlLEXpHWj93gi2HqEwE=",
			below: "api/openapi-spec/v3", match: `\.json$`},
		{name: "github", npm: "@octokit/openapi@23.0.2", file: "package/generated/api.github.com.json",
			sha256: "829b4bebb19a53133289f7b0bc819f4f1118115821db2ca9f25e9ee995a7da2a", match: `^api\.github\.com\.json$`},
		{name: "stripe", module: "github.com/stripe/stripe-mock@v0.203.0", sum: "h1:EzW7nb/fphqcAkgVRHAaC88OaAZo6SBWSl54cflDTio=",
			below: "embedded/openapi", match: `^spec3\.json$`},
		// One each of what the others are not: recursive unions in OpenAPI 3.1, Swagger 2.0 of two ages, Swagger with files
		// of JSON Schema, a document without a version, paths that match alike, and remote procedures.
		{name: "figma", npm: "@figma/rest-api-spec@0.43.0", file: "package/openapi/openapi.yaml",
			sha256: "d0d7f955eecafa8166c8e0dd63ba10cc14c18677903c2b447921ba39eea5d598", match: `^openapi\.yaml$`},
		{name: "docker", module: "github.com/docker/docker@v28.5.2+incompatible", sum: "h1:DBX0Y0zAjZbSrm1uzOkdr1onVghKaftjlSWt4AFexzM=",
			match: `^(api/swagger|docs/api/v1\.25)\.yaml$`},
		{name: "rekor", module: "github.com/sigstore/rekor@v1.5.4", sum: "h1:A9zITTrkRwO+8lfq7L/gBR7rDHHcBQJRI+a0JQo4xDM=", match: `^openapi\.yaml$`},
		{name: "hydra", module: "github.com/ory/hydra/v2@v2.3.0", sum: "h1:bPs5MOWmYLZ9C3oQFhhjnaBrExUgF/zf3u1AJVlR//4=",
			below: "spec", match: `^api\.json$`},
		{name: "netlify", npm: "@netlify/open-api@2.60.0", file: "package/dist/swagger.json",
			sha256: "70aa5a0a052a689e87cad8fca256e9aa560165a7b6b3bdc41121ede385637521", match: `^swagger\.json$`},
		{name: "rclone", npm: "rclone-openapi@1.75.0", file: "package/openapi.json",
			sha256: "4c8a03e37f49a28beafdb5755632626be40940ccaf8ec04af5f8fdae6a3c0974", match: `^openapi\.json$`},
	}, nil
}

// pinned is a module with the version that the project's go.mod gives.
func pinned(module string) (string, error) {
	file := filepath.Join("..", "go.mod")
	data, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	parsed, err := modfile.Parse(file, data, nil)
	if err != nil {
		return "", err
	}
	for _, require := range parsed.Require {
		if require.Mod.Path == module {
			return require.Mod.String(), nil
		}
	}
	return "", fmt.Errorf("%s requires no %s", file, module)
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
		if err != nil || !match.MatchString(filepath.ToSlash(rel)) {
			return err
		}
		says, err := saysOpenAPI(path)
		if says {
			found = append(found, document{name: s.name + "/" + filepath.ToSlash(rel), path: path})
		}
		return err
	})
	slices.SortFunc(found, func(a, b document) int { return strings.Compare(a.name, b.name) })
	return found, err
}

// saysOpenAPI reports whether a file gives a version of OpenAPI, at whatever depth: a document may be broken.
func saysOpenAPI(path string) (bool, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return false, err
	}
	return regexp.MustCompile(`(?m)^\s*["']?(openapi|swagger)["']?\s*:`).Match(data), nil
}
