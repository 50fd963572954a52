package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v4"

	"github.com/hubchannels/hubchannels-go/generator/internal/config"
	"github.com/hubchannels/hubchannels-go/generator/internal/diff/symbol"
	"github.com/hubchannels/hubchannels-go/generator/internal/fetch"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve"
	"github.com/hubchannels/hubchannels-go/generator/internal/used"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// useQuestion asks what a program uses of a package.
type useQuestion struct {
	generation
	Import   string
	Patterns []string
}

func usedCommand() *cobra.Command {
	var q useQuestion
	command := &cobra.Command{
		Use:   "used [--spec FILE] [--config FILE] [--lenient] [--import PATH] PACKAGES...",
		Short: "Print the configuration for an SDK of only what a program calls",
		Long: `Used reads a Go program that uses the package made of the whole document, and prints
what makes a package of the operations that it calls: the include lines of a
configuration, and names where types would be called otherwise without the rest. Put
them into the file that --config names. The program compiles with the smaller package
as it did with the larger one.

Without --spec, that is printed for the SDK of sdk.yaml, or for each of them: put it
into its mapping there.`,
		Example: `  hubchannels used --spec stripe.json --lenient ./... > sdk.part.yaml
  hubchannels generate --spec stripe.json --lenient --config sdk.part.yaml --out ./stripe --package stripe`,
		DisableFlagsInUseLine: true,
		RunE: func(command *cobra.Command, patterns []string) error {
			q.Patterns = patterns
			return q.each(command)
		},
	}
	q.specFlag(command)
	q.readingFlags(command, "read what generate --lenient reads")
	command.Flags().StringVar(&q.Import, "import", "", "the import `PATH` of the generated package; the only one that the program imports if not given")
	return command
}

// each answers for each SDK that the command line asks about.
func (q useQuestion) each(command *cobra.Command) error {
	all, err := q.sdks()
	if err != nil {
		return err
	}
	if len(all) > 1 && q.Import != "" {
		return usage(command, fmt.Errorf("%s makes %d SDKs, and --import is for one", all[0].Config, len(all)))
	}
	return eachOf(command, all, func(g generation) error {
		one := useQuestion{generation: g, Import: q.Import, Patterns: q.Patterns}
		if one.Import == "" && g.Out != "" {
			one.Import = importPath(g.Out)
		}
		if err := one.validate(); err != nil {
			return usage(command, err)
		}
		if len(all) > 1 {
			if err := say(command.OutOrStdout(), "# %s", g.Out); err != nil {
				return err
			}
		}
		return inDocument(one.run(command.Context(), command.OutOrStdout()), g.Spec, "")
	})
}

func (q useQuestion) validate() error {
	if q.Spec == "" {
		return errors.New("--spec is missing")
	}
	if len(q.Patterns) == 0 {
		return errors.New("say which packages use the SDK: ./... is all below this folder")
	}
	if _, err := fetch.New(q.Fetch, nil); err != nil {
		return fetchError(err)
	}
	return nil
}

func (q useQuestion) run(ctx context.Context, out io.Writer) error {
	uses, err := used.Program(ctx, q.Patterns, q.Import)
	if err != nil {
		return err
	}
	text, err := interruptible(ctx, func() (string, error) { return q.lines(ctx, uses) })
	if err != nil {
		return err
	}
	return sayText(out, text)
}

// lines are those of a configuration.
func (q useQuestion) lines(ctx context.Context, uses used.Uses) (string, error) {
	q.Package = "api"
	whole, err := q.resolved(ctx)
	if err != nil {
		return "", err
	}
	called := used.Operations(whole.api, uses)
	if len(called) == 0 {
		return "", errors.New("the program calls no operation of the document")
	}
	part, names, others, err := q.part(ctx, whole, called)
	if err != nil {
		return "", err
	}
	chosen := map[string]any{"include": map[string]any{"operations": called}}
	if len(names) > 0 {
		chosen["names"] = map[string]any{"schemas": names}
	}
	text, err := yaml.Marshal(chosen)
	return string(text) + otherwise(others) + missing(whole.api, part, uses), err
}

// part resolves what is called alone. Names that it would have otherwise are given to it; one more name may move others, so
// this takes a few rounds. Others are the types that keep their names in no round.
func (q useQuestion) part(ctx context.Context, whole resolution, called []string) (api *ir.API, names, others map[string]string, err error) {
	names = map[string]string{}
	for range 4 {
		if api, err = q.resolvedPart(ctx, whole.doc, called, names); err != nil {
			return nil, nil, nil, err
		}
		others = used.Renamed(whole.api, api)
		before := len(names)
		if maps.Copy(names, others); len(names) == before {
			break
		}
	}
	for pointer := range others { // naming them did not help
		delete(names, pointer)
	}
	return api, names, others, nil
}

// otherwise lists, as comments, the types that have other names in the smaller package.
func otherwise(others map[string]string) string {
	var b strings.Builder
	for _, pointer := range slices.Sorted(maps.Keys(others)) {
		fmt.Fprintf(&b, "# %s, at %s of the document, has another name in the smaller package\n", others[pointer], pointer)
	}
	return b.String()
}

func (q useQuestion) resolvedPart(ctx context.Context, doc *load.Document, called []string, names map[string]string) (*ir.API, error) {
	c := &config.Config{}
	configured, err := q.configured()
	if err != nil {
		return nil, err
	}
	if configured != nil {
		copied := *configured
		c = &copied
	}
	c.Include = config.Choice{Operations: called}
	c.Names.Schemas = maps.Clone(c.Names.Schemas)
	if c.Names.Schemas == nil {
		c.Names.Schemas = map[string]string{}
	}
	maps.Copy(c.Names.Schemas, names)
	api, _, err := resolve.API(ctx, doc, resolve.Options{Package: q.Package, Lenient: q.Lenient, Config: c})
	return api, err
}

// missing lists, as comments, what the program uses and the operations do not lead to.
func missing(whole, part *ir.API, uses used.Uses) string {
	before, after := symbol.Of(whole), symbol.Of(part)
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(uses)) {
		_, had := before[name]
		if _, has := after[name]; had && !has {
			fmt.Fprintf(&b, "# nothing of this leads to %s, which is used at %s: include an operation that does\n", name, uses[name][0])
		}
	}
	return b.String()
}
