package command

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/hubchannels/hubchannels-go/generator/internal/diff"
	"github.com/hubchannels/hubchannels-go/generator/internal/diff/compat"
	"github.com/hubchannels/hubchannels-go/generator/internal/diff/render"
	"github.com/hubchannels/hubchannels-go/generator/internal/fetch"
	"github.com/hubchannels/hubchannels-go/generator/internal/used"
)

// comparison is what diff was asked for.
type comparison struct {
	diff.Options
	Format, FailOn string
	Fetched        []string
	// UsedBy are patterns of the packages that use the old package; none is nobody's.
	UsedBy []string
	// EmitCompat is the folder of the new package that gets declarations for old code; "" is none.
	EmitCompat string
	// both is how both packages are made, where the flags of one side say nothing else.
	both diff.Making
}

func diffCommand() *cobra.Command {
	var c comparison
	command := &cobra.Command{
		Use:   "diff [--from OLD] [--to NEW] [--format text|markdown|html|json] [--fail-on breaking|variant|behavior|any] [--lenient] [--fetch URL]",
		Short: "Say what a new version of a document means for users of its SDK",
		Long: `Diff compares two OpenAPI documents, and the Go packages made of them. For each change
it says where it is, which Go symbols it moves, whether code that compiled stops
compiling, whether requests that were accepted may be refused, and what to write
instead. It ends with a verdict, the worst of all changes:
  breaking  code stops compiling, requests are refused, or answers are misread
  variant   a union has a variant more: its Match function needs a case
  behavior  all compiles, and a default or a header is another
  additive  what worked still works
  nothing   only words changed

A document is a file, a file of a git revision: REV:path, or a URL that --fetch allows. Operations and schemas
that only moved or were renamed are shown as that.

Where sdk.yaml, or the file that --config names, says what SDKs are made of, its documents,
overlays, names and the rest stand for flags that are missing: diff alone compares each SDK's
document with that of the last commit, --from v1.2.0: with that of a revision, --from FILE
an older document with it, and --to FILE it with a newer one.

With --used-by ./... only what touches a program is shown, with the places in it. The
program is read as it is, against the old package: ask before you generate the new one.

With --emit-compat, what was renamed, moved, or takes other arguments is declared in the
new package's folder once more, deprecated, so that go fix moves code that uses it.

With --lenient documents are compared that have something wrong with them: paths
that no URL can have, or unions that cannot be told apart.`,
		Example: `  # what have I changed since the last commit, in the documents of sdk.yaml?
  hubchannels diff

  # the same of one document
  hubchannels diff --from HEAD:spec/petstore.yaml --to spec/petstore.yaml

  # in CI: fail if users' code or requests break
  hubchannels diff --from v1.2.0:spec/petstore.yaml --to spec/petstore.yaml --fail-on breaking

  # a release note, a page to look at
  hubchannels diff --from old.yaml --to new.yaml --format markdown
  hubchannels diff --from old.yaml --to new.yaml --format html > diff.html

  # a new version of the document in the package's place; then have go fix move the code that uses it
  hubchannels diff --from HEAD:petstore.yaml --to petstore.yaml --emit-compat ./petstore
  go fix ./...`,
		Args:                  noArguments,
		DisableFlagsInUseLine: true,
		RunE: func(command *cobra.Command, _ []string) error {
			return c.each(command)
		},
	}
	c.flags(command)
	return command
}

func (c *comparison) flags(command *cobra.Command) {
	flags := command.Flags()
	flags.StringVar(&c.From, "from", "", "the old `DOCUMENT`, a file or REV:path; REV: is that of sdk.yaml then")
	flags.StringVar(&c.To, "to", "", "the new `DOCUMENT`, a file or REV:path")
	flags.StringVar(&c.Format, "format", "text", "text, markdown, html or json")
	flags.StringVar(&c.FailOn, "fail-on", "", "exit with 1 if the verdict is this or worse: breaking, variant, behavior or any")
	flags.BoolVar(&c.Lenient, "lenient", false, "compare documents that have something wrong with them")
	fetchFlag(command, &c.Fetched)
	c.makingFlags(command)
	flags.StringArrayVar(&c.UsedBy, "used-by", nil, "show only what touches the Go `PACKAGES`, such as ./..., and where; may be repeated")
	flags.StringVar(&c.EmitCompat, "emit-compat", "", "write deprecated declarations of what was renamed, moved or takes other arguments into `DIR`, the new package's folder")
	flags.StringVar(&c.FromImport, "from-import", "", "the import `PATH` of the old package, to name it in the report")
	flags.StringVar(&c.ToImport, "to-import", "", "the import `PATH` of the new package, to name it in the report")
	flags.SortFlags = false
	completeFiles(command, "from", "to", "config", "from-config", "to-config", "overlay", "from-overlay", "to-overlay")
	completeFolders(command, "emit-compat", "refs", "from-refs", "to-refs")
	completeWords(command, "format", "text", "markdown", "html", "json")
	completeWords(command, "fail-on", "breaking", "variant", "behavior", "any")
}

// makingFlags adds the flags that say how the packages are made: for both, or for one.
func (c *comparison) makingFlags(command *cobra.Command) {
	flags := command.Flags()
	flags.StringVar(&c.both.Config, "config", "", "the configuration `FILE` that both packages are made with: its names and groups are the report's")
	flags.StringVar(&c.Old.Config, "from-config", "", "the `FILE` that the old package is made with instead")
	flags.StringVar(&c.New.Config, "to-config", "", "the `FILE` that the new package is made with instead")
	flags.StringArrayVar(&c.both.Overlays, "overlay", nil, "an OpenAPI Overlay `FILE` to apply to both documents; may be repeated")
	flags.StringArrayVar(&c.Old.Overlays, "from-overlay", nil, "an overlay `FILE` for the old document instead; may be repeated")
	flags.StringArrayVar(&c.New.Overlays, "to-overlay", nil, "an overlay `FILE` for the new document instead; may be repeated")
	flags.StringVar(&c.both.Refs, "refs", "", "a `DIR` above both documents that their $refs may lead into")
	flags.StringVar(&c.Old.Refs, "from-refs", "", "a `DIR` above the old document instead")
	flags.StringVar(&c.New.Refs, "to-refs", "", "a `DIR` above the new document instead")
}

// made returns how a package is made.
func (c *comparison) made(side diff.Making) diff.Making {
	made := diff.Making{Config: cmp.Or(side.Config, c.both.Config), Refs: cmp.Or(side.Refs, c.both.Refs), Overlays: side.Overlays}
	if len(made.Overlays) == 0 {
		made.Overlays = c.both.Overlays
	}
	return made
}

func (c *comparison) validate() error {
	switch {
	case c.From == "":
		return errors.New("--from is missing")
	case c.To == "":
		return errors.New("--to is missing")
	case c.renderer() == nil:
		return fmt.Errorf("--format %s: there are text, markdown, html and json", c.Format)
	case !slices.Contains([]string{"", "breaking", "variant", "behavior", "any"}, c.FailOn):
		return fmt.Errorf("--fail-on %s: there are breaking, variant, behavior and any", c.FailOn)
	}
	c.settle()
	var err error
	if c.Fetch, err = fetch.New(c.Fetched, nil); err != nil {
		return fetchError(err)
	}
	return nil
}

// threshold returns the least verdict that --fail-on fails for.
func (c *comparison) threshold() diff.Verdict {
	if c.FailOn == "any" {
		return diff.Additive
	}
	return diff.Verdict(c.FailOn)
}

func (c *comparison) renderer() func(io.Writer, *diff.Report) error {
	switch c.Format {
	case "text":
		return render.Text
	case "markdown":
		return render.Markdown
	case "html":
		return render.HTML
	case "json":
		return render.JSON
	default:
		return nil
	}
}

func (c *comparison) run(command *cobra.Command) error {
	ctx := command.Context()
	report, err := interruptible(ctx, func() (*diff.Report, error) { return c.compare(ctx) })
	if err != nil {
		return inDocument(err, c.From+" or "+c.To, "; nothing was compared")
	}
	if err := c.renderer()(command.OutOrStdout(), report); err != nil {
		return err
	}
	if err := c.emitCompat(command.ErrOrStderr(), report); err != nil {
		return err
	}
	if c.FailOn != "" && report.Verdict.AtLeast(c.threshold()) {
		return fmt.Errorf("the change is %s", report.Verdict)
	}
	return nil
}

// compare compares the documents, as far as the program is concerned that was asked about.
func (c *comparison) compare(ctx context.Context) (*diff.Report, error) {
	options := c.Options
	if len(c.UsedBy) > 0 {
		uses, err := used.Program(ctx, c.UsedBy, c.FromImport)
		if err != nil {
			return nil, fmt.Errorf("--used-by: %w", err)
		}
		options.UsedBy = diff.Uses(uses)
	}
	return diff.Documents(ctx, options)
}

// emitCompat writes the declarations for old code, and says what to do with them.
func (c *comparison) emitCompat(out io.Writer, report *diff.Report) error {
	if c.EmitCompat == "" {
		return nil
	}
	if report.Compat == nil {
		return errors.New("--emit-compat: the packages were not compared, so nothing was written")
	}
	files, err := compat.Write(c.EmitCompat, report.Compat, report.CompatImports)
	if err != nil {
		return fmt.Errorf("--emit-compat: %w", err)
	}
	if len(files) == 0 {
		return say(out, "%s: nothing to declare", c.EmitCompat)
	}
	lines := []string{"wrote " + filepath.Join(c.EmitCompat, compat.FileName) + "; now run: hubchannels fix --compat " + c.EmitCompat + " ./..."}
	for _, left := range report.Compat.Left {
		lines = append(lines, "by hand, before that: "+left.Name+": "+left.Why)
	}
	for _, line := range lines {
		if err := say(out, "%s", line); err != nil {
			return err
		}
	}
	return nil
}
