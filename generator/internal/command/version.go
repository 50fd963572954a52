package command

import (
	"cmp"
	"io"
	"maps"
	"runtime"
	"slices"

	"github.com/hubchannels/hubchannels-go/generator/internal/lock"
)

// sayVersion prints what the program was built from: its own version, Go's, and those of the modules that decide what
// packages look like, which sdk.lock lists.
func sayVersion(out io.Writer) error {
	version, modules, err := lock.Versions()
	if err != nil {
		return err
	}
	if err := say(out, "%s %s, built with %s for %s/%s", Name, cmp.Or(version, "(devel)"), runtime.Version(), runtime.GOOS, runtime.GOARCH); err != nil {
		return err
	}
	for _, path := range slices.Sorted(maps.Keys(modules)) {
		if err := say(out, "%s %s", path, modules[path]); err != nil {
			return err
		}
	}
	return nil
}
