package command

import (
	"errors"
	"fmt"
	"go/token"
	"strings"

	"github.com/spf13/cobra"

	"github.com/hubchannels/hubchannels-go/generator/internal/config"
	"github.com/hubchannels/hubchannels-go/generator/internal/fetch"
)

func generateCommand() *cobra.Command {
	var g generation
	command := &cobra.Command{
		Use:                   "generate [--spec FILE --out DIR --package NAME] [--lenient] [--config FILE] [--overlay FILE] [--fetch URL] [--check]",
		Short:                 "Write the SDK for a document",
		Long:                  generateHelp,
		Example:               generateExamples,
		Args:                  noArguments,
		DisableFlagsInUseLine: true,
		RunE: func(command *cobra.Command, _ []string) error {
			return g.each(command, func(g generation) error { return g.generate(command) })
		},
	}
	g.specFlag(command)
	flags := command.Flags()
	flags.StringVar(&g.Out, "out", "", "the `DIR` to write to; made if it does not exist")
	flags.StringVar(&g.Package, "package", "", "the `NAME` of the Go package")
	g.readingFlags(command, "repair what is safe to repair in the document, and say what was")
	flags.BoolVar(&g.Check, "check", false, "write nothing, print what would change")
	flags.BoolVar(&g.Docs, "docs", false, "write README.md, reference.md and executed examples, too; files of the user's own are left alone")
	g.lossFlag(command)
	g.reportFlag(command)
	completeFolders(command, "out")
	return command
}

// generate makes one SDK.
func (g generation) generate(command *cobra.Command) error {
	if err := g.validate(); err != nil {
		return usage(command, err)
	}
	progress := newProgress(command.ErrOrStderr())
	err := g.reported(func() error { return g.run(command.Context(), command.OutOrStdout(), progress) })
	progress.close()
	return inDocument(err, g.Spec, "; nothing was written")
}

func validateCommand() *cobra.Command {
	var g generation
	command := &cobra.Command{
		Use:   "validate [--spec FILE] [--lenient] [--config FILE] [--overlay FILE] [--fetch URL]",
		Short: "Say what is wrong with a document",
		Long: `Validate looks for everything that would keep generate from making an SDK of an
OpenAPI 3 document, and prints every problem with the file and the line where it is.
It writes nothing.`,
		Example:               `  hubchannels validate --spec openapi.yaml`,
		Args:                  noArguments,
		DisableFlagsInUseLine: true,
		RunE: func(command *cobra.Command, _ []string) error {
			return g.each(command, func(g generation) error { return g.check(command) })
		},
	}
	g.specFlag(command)
	g.readingFlags(command, "let pass what generate --lenient repairs")
	g.reportFlag(command)
	return command
}

// check says what is wrong with one document.
func (g generation) check(command *cobra.Command) error {
	if g.Spec == "" {
		return usage(command, errors.New("--spec is missing"))
	}
	if _, err := fetch.New(g.Fetch, nil); err != nil {
		return usage(command, fetchError(err))
	}
	g.Package = "api"
	ctx := command.Context()
	var resolved resolution
	if err := g.reported(func() (err error) {
		resolved, err = interruptible(ctx, func() (resolution, error) { return g.resolved(ctx) })
		return err
	}); err != nil {
		return inDocument(err, g.Spec, "")
	}
	noteWarnings(func(format string, args ...any) { _ = say(command.ErrOrStderr(), format, args...) }, resolved.doc.Warnings)
	return say(command.OutOrStdout(), "%s is fine", g.Spec)
}

// reportFlag adds --report to a command.
func (g *generation) reportFlag(command *cobra.Command) {
	command.Flags().StringVar(&g.ReportFile, "report", "",
		"a `FILE` to write a JSON report to: problems, repairs, losses, counts, time and memory")
}

// specFlag adds --spec to a command.
func (g *generation) specFlag(command *cobra.Command) {
	command.Flags().StringVar(&g.Spec, "spec", "", "the OpenAPI document, a YAML or JSON `FILE`, or a URL that --fetch allows")
	completeFiles(command, "spec")
}

// readingFlags adds the flags that say how a document is read.
func (g *generation) readingFlags(command *cobra.Command, lenient string) {
	flags := command.Flags()
	flags.StringArrayVar(&g.Overlays, "overlay", nil, "an OpenAPI Overlay `FILE` to apply to the document; may be repeated")
	flags.StringVar(&g.Refs, "refs", "", "a `DIR` above the document that its $refs may lead into; its own if not given")
	fetchFlag(command, &g.Fetch)
	flags.StringVar(&g.Config, "config", "", "a YAML `FILE` that says what you want otherwise, see generate -h; sdk.yaml if there is one and no --spec")
	flags.BoolVar(&g.Lenient, "lenient", false, lenient)
	flags.BoolVar(&g.StrictExamples, "strict-examples", false, "refuse examples and defaults that contradict their schemas, which are warnings otherwise")
	flags.SortFlags = false
	completeFiles(command, "overlay", "config")
	completeFolders(command, "refs")
}

// fetchFlag adds --fetch to a command.
func fetchFlag(command *cobra.Command, into *[]string) {
	command.Flags().StringArrayVar(into, "fetch", nil,
		"a `URL`, of a host or a folder, from which $refs may be fetched; nothing is if not given; may be repeated")
}

func fetchError(err error) error { return fmt.Errorf("--fetch %w", err) }

func noArguments(command *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage(command, fmt.Errorf("unexpected argument %q", args[0]))
	}
	return nil
}

// usageError is a mistake on the command line.
type usageError struct{ error }

func usage(command *cobra.Command, err error) error {
	return usageError{fmt.Errorf("%w; see %s -h", err, command.CommandPath())}
}

// validate looks at what can be told from the command line alone.
func (g generation) validate() error {
	var missing []string
	for _, flag := range []struct{ name, value string }{{"--spec", g.Spec}, {"--out", g.Out}, {"--package", g.Package}} {
		if flag.value == "" {
			missing = append(missing, flag.name)
		}
	}
	switch {
	case len(missing) == 1:
		return fmt.Errorf("%s is missing", missing[0])
	case len(missing) == 3:
		return fmt.Errorf("%s are missing, and there is no %s", strings.Join(missing, " and "), config.FileName)
	case len(missing) > 1:
		return fmt.Errorf("%s are missing", strings.Join(missing, " and "))
	case !token.IsIdentifier(g.Package) || g.Package == "_":
		return fmt.Errorf("--package %s: not a Go identifier", g.Package)
	case g.Package == "main":
		return errors.New("--package main: a package of that name cannot be imported")
	}
	if _, err := fetch.New(g.Fetch, nil); err != nil {
		return fetchError(err)
	}
	_, err := g.refusedLosses()
	return err
}
