package command

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/hubchannels/hubchannels-go/generator/internal/config"
	"github.com/hubchannels/hubchannels-go/generator/internal/fetch"
	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/starter"
)

func initCommand() *cobra.Command {
	var g generation
	command := &cobra.Command{
		Use:   "init [--spec FILE] [--out DIR] [--package NAME] [--lenient] [--overlay FILE] [--fetch URL]",
		Short: "Write a first sdk.yaml for a document, with what it holds",
		Long: `Init reads a document as generate does, and writes sdk.yaml into the working directory,
with what it found: servers, credentials, lists, idempotency keys, tags for groups, unions
that stay raw, and names that somebody may want otherwise, as comments. What is wrong with
the document and --lenient repairs makes it lenient. After that, generate alone makes the
SDK. A file that is there is never overwritten.

Without --spec, the document is openapi.yaml, openapi.json, swagger.yaml or the like, if there
is one of them. The package is called after its title, and the folder after the package.`,
		Example: `  hubchannels init && hubchannels generate
  hubchannels init --spec api/petstore.yaml --package pets`,
		Args:                  noArguments,
		DisableFlagsInUseLine: true,
		RunE:                  func(command *cobra.Command, _ []string) error { return g.begin(command) },
	}
	g.specFlag(command)
	flags := command.Flags()
	flags.StringVar(&g.Out, "out", "", "the `DIR` that generate writes to; called as the package if not given")
	flags.StringVar(&g.Package, "package", "", "the `NAME` of the Go package; the document's title says it if not given")
	flags.StringArrayVar(&g.Overlays, "overlay", nil, "an OpenAPI Overlay `FILE` to apply to the document; may be repeated")
	flags.StringVar(&g.Refs, "refs", "", "a `DIR` above the document that its $refs may lead into; its own if not given")
	fetchFlag(command, &g.Fetch)
	flags.BoolVar(&g.Lenient, "lenient", false, "have generate repair what is safe to repair; it does where that is needed")
	flags.BoolVar(&g.StrictExamples, "strict-examples", false, "have generate refuse examples and defaults that contradict their schemas")
	flags.SortFlags = false
	completeFiles(command, "overlay")
	completeFolders(command, "out", "refs")
	return command
}

// begin writes the configuration and says what to do next.
func (g generation) begin(command *cobra.Command) error {
	if _, err := os.Lstat(config.FileName); err == nil {
		return fmt.Errorf("%s is there already, and stays as it is; change it, or move it away", config.FileName)
	}
	if err := g.find(); err != nil {
		return usage(command, err)
	}
	if _, err := fetch.New(g.Fetch, nil); err != nil {
		return usage(command, fetchError(err))
	}
	ctx := command.Context()
	text, err := interruptible(ctx, func() (string, error) { return g.first(ctx) })
	if err != nil {
		return inDocument(err, g.Spec, "; nothing was written")
	}
	if err := writeNew(config.FileName, text); err != nil {
		return err
	}
	return say(command.OutOrStdout(), "wrote %s; read it, then run: %s generate", config.FileName, Name)
}

// find looks for the document where no flag names it.
func (g *generation) find() error {
	if g.Spec != "" {
		return nil
	}
	names := []string{"openapi.yaml", "openapi.yml", "openapi.json", "swagger.yaml", "swagger.yml", "swagger.json"}
	found := slices.DeleteFunc(slices.Clone(names), func(name string) bool { _, err := os.Stat(name); return err != nil })
	switch len(found) {
	case 1:
		g.Spec = found[0]
		return nil
	case 0:
		return errors.New("--spec is missing, and there is no openapi.yaml or the like")
	default:
		return fmt.Errorf("--spec is missing, and there are %s", strings.Join(found, " and "))
	}
}

// first is the text of the first configuration.
func (g *generation) first(ctx context.Context) (string, error) {
	resolved, err := g.eased(ctx)
	if err != nil {
		return "", err
	}
	g.Package = cmp.Or(g.Package, starter.Package(resolved.doc.T.Info.Title))
	g.Out = cmp.Or(g.Out, g.Package)
	if err := g.validate(); err != nil {
		return "", usageError{err}
	}
	found := starter.Found{API: resolved.api, Tags: starter.TagsOf(resolved.doc.T), Losses: len(resolved.report.Losses)}
	for _, repair := range resolved.doc.Repairs {
		found.Repairs = append(found.Repairs, repair.String())
	}
	return starter.Text(g.making(), found), nil
}

// eased reads the document, leniently if it needs that.
func (g *generation) eased(ctx context.Context) (resolution, error) {
	reading := *g
	reading.Package, reading.Out = cmp.Or(g.Package, "api"), ""
	resolved, err := reading.resolved(ctx)
	var problems problem.Problems
	if g.Lenient || !errors.As(err, &problems) || !slices.ContainsFunc(problems, func(p problem.Problem) bool { return p.Repair != "" }) {
		return resolved, err
	}
	g.Lenient, reading.Lenient = true, true
	return reading.resolved(ctx)
}

// making is what the flags, and the document's title, say of what the SDK is made of.
func (g *generation) making() config.Making {
	return config.Making{Spec: g.Spec, Out: g.Out, Package: g.Package, Overlays: g.Overlays, Refs: g.Refs, Fetch: g.Fetch,
		Lenient: g.Lenient, StrictExamples: g.StrictExamples}
}

// writeNew writes a file that is not there.
func writeNew(path, text string) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already, and stays as it is", path)
	}
	if err != nil {
		return fmt.Errorf("writing the configuration: %w", err)
	}
	_, err = file.WriteString(text)
	if err = errors.Join(err, file.Close()); err != nil {
		return errors.Join(fmt.Errorf("writing the configuration: %w", err), os.Remove(path))
	}
	return nil
}
