package lock

import (
	"errors"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
)

// self is the module of the generator.
const self = "github.com/hubchannels/hubchannels-go"

// makers are the modules that decide what generated packages look like.
func makers() []string {
	return []string{
		"github.com/dave/jennifer",
		"github.com/getkin/kin-openapi",
		"github.com/oapi-codegen/oapi-codegen/v2",
	}
}

// Versions returns the versions of the generator and of the modules that decide what packages look like: as the program
// was built or, in tests, which are built without that knowledge, as go.mod says. The generator's is empty if unknown.
func Versions() (generator string, modules map[string]string, err error) {
	known := map[string]string{}
	info, ok := debug.ReadBuildInfo()
	if ok {
		for _, dependency := range info.Deps {
			known[dependency.Path] = dependency.Version
			if dependency.Path == self {
				generator = dependency.Version
			}
		}
		if info.Main.Path == self {
			generator = info.Main.Version
		}
	}
	if known[makers()[0]] == "" {
		if err := fromGoMod(known); err != nil {
			return "", nil, err
		}
	}
	modules = map[string]string{}
	for _, path := range makers() {
		modules[path] = known[path]
	}
	return generator, modules, nil
}

// released is the version of a release. What is built from a working copy is between two, and has a version that
// changes with every commit, or none: the same sources must give the same lock.
func released(version string) string {
	if version == "" || version == "(devel)" || strings.Contains(version, "+") || module.IsPseudoVersion(version) {
		return "devel"
	}
	return version
}

// fromGoMod reads the versions from the go.mod of the generator, in the current folder or above.
func fromGoMod(known map[string]string) error {
	folder, err := os.Getwd()
	if err != nil {
		return err
	}
	for {
		path := filepath.Join(folder, "go.mod")
		content, err := os.ReadFile(path)
		if err == nil {
			parsed, err := modfile.ParseLax(path, content, nil)
			if err == nil && parsed.Module != nil && parsed.Module.Mod.Path == self {
				for _, required := range parsed.Require {
					known[required.Mod.Path] = required.Mod.Version
				}
				return nil
			}
		}
		if filepath.Dir(folder) == folder {
			return errors.New("sdk.lock: the program does not know the versions of its modules; build it with go build")
		}
		folder = filepath.Dir(folder)
	}
}
