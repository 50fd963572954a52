package command

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/hubchannels/hubchannels-go/generator/internal/diff"
)

// lastCommit is what an SDK's document is compared with where no flag says it.
const lastCommit = "HEAD:"

// each compares the documents that flags name, or those of each SDK of the configuration.
func (c *comparison) each(command *cobra.Command) error {
	if c.From != "" && c.To != "" && !isRevision(c.From) {
		return c.one(command)
	}
	all, err := generation{Config: c.both.Config}.sdks()
	if err != nil {
		return err
	}
	if alone := c.onlyForOne(); len(all) > 1 && alone != "" {
		return usage(command, fmt.Errorf("%s makes %d SDKs, and %s is for one", all[0].Config, len(all), alone))
	}
	return eachOf(command, all, func(g generation) error {
		one := *c
		if g.Spec != "" {
			if err := one.with(g); err != nil {
				return usage(command, err)
			}
		}
		return one.one(command)
	})
}

// one compares two documents.
func (c *comparison) one(command *cobra.Command) error {
	if err := c.validate(); err != nil {
		return usage(command, err)
	}
	return c.run(command)
}

// isRevision reports whether a document is that of the configuration at a revision.
func isRevision(name string) bool { return len(name) > 1 && strings.HasSuffix(name, ":") }

// onlyForOne is a flag that was given and cannot be for several SDKs.
func (c *comparison) onlyForOne() string {
	switch {
	case c.From != "" && !isRevision(c.From):
		return "--from " + c.From
	case c.To != "":
		return "--to"
	case c.EmitCompat != "":
		return "--emit-compat"
	case c.Format == "html":
		return "--format html"
	case c.FromImport+c.ToImport != "":
		return "--from-import or --to-import"
	}
	return ""
}

// with compares the document of an SDK of the configuration: with a former one, or with one that may come. What it names and
// the other document lacks is no problem. Flags take precedence.
func (c *comparison) with(g generation) error {
	switch {
	case c.From == "" && c.To == "":
		c.From = lastCommit
	case c.From == "":
		c.From = g.Spec
	}
	if c.To == "" {
		c.To = g.Spec
	}
	c.both.Settings = g.settings
	if isRevision(c.From) {
		relative, err := relativeToHere(g.Spec)
		if err != nil {
			return err
		}
		c.From = c.From + relative
	} else {
		c.Old.Refs = cmp.Or(c.Old.Refs, g.Refs)
	}
	c.New.Refs = cmp.Or(c.New.Refs, g.Refs)
	if len(c.both.Overlays) == 0 {
		c.both.Overlays = g.Overlays
	}
	c.Fetched, c.Lenient = slices.Concat(g.Fetch, c.Fetched), c.Lenient || g.Lenient
	if path := importPath(g.Out); c.FromImport+c.ToImport == "" && len(c.UsedBy) > 0 {
		c.FromImport, c.ToImport = path, path
	}
	return nil
}

// relativeToHere is a document's path as git takes it behind a revision.
func relativeToHere(spec string) (string, error) {
	if strings.Contains(spec, "://") {
		return "", errors.New("--from is missing: git has no document that is fetched")
	}
	absolute, err := filepath.Abs(spec)
	if err != nil {
		return "", err
	}
	here, err := filepath.Abs(".")
	if err != nil {
		return "", err
	}
	relative, err := filepath.Rel(here, absolute)
	return "./" + filepath.ToSlash(relative), err
}

// settle gives both sides the configuration that is for both.
func (c *comparison) settle() {
	c.Old, c.New = c.made(c.Old), c.made(c.New)
	for _, side := range []*diff.Making{&c.Old, &c.New} {
		if side.Config == c.both.Config && c.both.Settings != nil {
			side.Settings = c.both.Settings.Lax()
		}
	}
}
