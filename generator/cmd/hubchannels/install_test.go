package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

// thisModule is this repository as a release that nobody made.
var thisModule = module.Version{Path: "github.com/hubchannels/hubchannels-go", Version: "v0.99.0"}

// TestInstalled adds the command to an empty module, from a file proxy that has this repository as a release, and
// generates and compiles a package with it.
func TestInstalled(t *testing.T) {
	if os.Getenv("PROOFS") == "" {
		t.Skip("it compiles the generator for another module; make proofs runs it")
	}
	proxy, shop := fileProxy(t), t.TempDir()
	spec, err := os.ReadFile("../../testdata/groups/spec.yaml")
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(shop, "openapi.yaml"), string(spec))
	// In two parts, so that go generate does not find the line in this file.
	write(t, filepath.Join(shop, "sdk.go"), "// Package shop uses an API.\npackage shop\n\n//go:"+
		"generate go tool hubchannels generate --spec openapi.yaml --out ./petstore --package petstore\n")
	for _, line := range []string{
		"go mod init example.com/shop",
		"go get -tool " + thisModule.Path + "/generator/cmd/hubchannels@" + thisModule.Version,
		"go generate ./...",
		"go mod tidy",
		"go vet ./...",
		"go tool hubchannels generate --spec openapi.yaml --out ./petstore --package petstore --check",
	} {
		inShop(t, shop, proxy, line)
	}
	if said := inShop(t, shop, proxy, "go tool hubchannels --version"); !strings.HasPrefix(said, "hubchannels v0.99.0, built with go") {
		t.Errorf("got %s", said)
	}
}

// inShop runs a command in a module. What it downloads is this repository, and what is in the module cache already.
func inShop(t *testing.T, shop, proxy, line string) string {
	t.Helper()
	words := strings.Fields(line)
	command := exec.CommandContext(t.Context(), words[0], words[1:]...)
	command.Dir = shop
	command.Env = append(os.Environ(), "GOMODCACHE="+filepath.Join(proxy, "cache"), "GONOSUMDB="+thisModule.Path,
		"GOPROXY=file://"+proxy+",file://"+filepath.Join(goEnv(t, "GOMODCACHE"), "cache", "download")+","+goEnv(t, "GOPROXY"),
		"GOFLAGS=-modcacherw -trimpath", "GOWORK=off")
	said, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", line, err, said)
	}
	return string(said)
}

func goEnv(t *testing.T, name string) string {
	t.Helper()
	value, err := exec.CommandContext(t.Context(), "go", "env", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(value))
}

// fileProxy returns a folder that serves this repository as the go command expects it of a module proxy.
func fileProxy(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	proxy := t.TempDir()
	versions := filepath.Join(proxy, filepath.FromSlash(thisModule.Path), "@v")
	gomod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(versions, thisModule.Version+".mod"), string(gomod))
	write(t, filepath.Join(versions, thisModule.Version+".info"), `{"Version": "`+thisModule.Version+`"}`)
	write(t, filepath.Join(versions, "list"), thisModule.Version+"\n")
	archive, err := os.Create(filepath.Join(versions, thisModule.Version+".zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	if err := zip.CreateFromDir(archive, thisModule, root); err != nil {
		t.Fatal(err)
	}
	return proxy
}

func write(t *testing.T, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}
