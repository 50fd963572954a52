package command

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/hubchannels/hubchannels-go/generator/internal/config"
)

// sdks returns what a command line asks for: the SDK that its flags name, or without --spec those of the configuration, each
// with what the flags add. A configuration that is not named is config.FileName in the working directory.
func (g generation) sdks() ([]generation, error) {
	if g.Spec != "" {
		return []generation{g}, nil
	}
	path, err := g.configuration()
	if err != nil || path == "" {
		return []generation{g}, err
	}
	configured, err := config.File(path)
	if err != nil {
		return nil, inDocument(err, path, "; nothing was written")
	}
	all := configured.All()
	if len(all) == 0 && g.Config == "" {
		return nil, fmt.Errorf("%s names no document; write spec, out and package into it, or give --spec", path)
	}
	if len(all) == 0 {
		return []generation{g}, nil
	}
	if alone := g.onlyForOne(); len(all) > 1 && alone != "" {
		return nil, usageError{fmt.Errorf("%s makes %d SDKs, and %s is for one; write it into the file", path, len(all), alone)}
	}
	made := make([]generation, len(all))
	for i, one := range all {
		made[i] = g.with(path, one)
	}
	return made, nil
}

// configuration is the path of the configuration; "" if there is none.
func (g generation) configuration() (string, error) {
	if g.Config != "" {
		return g.Config, nil
	}
	switch _, err := os.Stat(config.FileName); {
	case errors.Is(err, fs.ErrNotExist):
		return "", nil
	case err != nil:
		return "", fmt.Errorf("looking for %s: %w", config.FileName, err)
	}
	return config.FileName, nil
}

// onlyForOne is a flag that was given and cannot be for several SDKs.
func (g generation) onlyForOne() string {
	for _, flag := range []struct{ name, value string }{{"--out", g.Out}, {"--package", g.Package}, {"--report", g.ReportFile}} {
		if flag.value != "" {
			return flag.name
		}
	}
	return ""
}

// with is the generation of an SDK of a configuration. What flags say takes precedence, and lists of theirs come behind.
func (g generation) with(path string, c *config.Config) generation {
	g.Config, g.settings = path, c
	g.Spec = c.Spec
	g.Out, g.Package, g.Refs = cmp.Or(g.Out, c.Out), cmp.Or(g.Package, c.Package), cmp.Or(g.Refs, c.Refs)
	g.FailOnLoss = cmp.Or(g.FailOnLoss, strings.Join(c.FailOnLoss, ","))
	g.Overlays, g.Fetch = slices.Concat(c.Overlays, g.Overlays), slices.Concat(c.Fetch, g.Fetch)
	g.Lenient, g.StrictExamples, g.Docs = g.Lenient || c.Lenient, g.StrictExamples || c.StrictExamples, g.Docs || c.Docs
	return g
}

// each does something for each SDK that the command line asks for.
func (g generation) each(command *cobra.Command, do func(generation) error) error {
	all, err := g.sdks()
	if err != nil {
		return err
	}
	return eachOf(command, all, do)
}

// eachOf does something for each SDK. One that fails keeps none of the others from being made; each says what is wrong with it.
func eachOf(command *cobra.Command, all []generation, do func(generation) error) error {
	if len(all) == 1 {
		return do(all[0])
	}
	failed := 0
	for _, one := range all {
		if err := command.Context().Err(); err != nil {
			return err
		}
		if err := do(one); err != nil {
			sayError(command.ErrOrStderr(), err)
			failed++
		}
	}
	if failed > 0 {
		return fmt.Errorf("%d of the %d SDKs of %s failed", failed, len(all), all[0].Config)
	}
	return nil
}
