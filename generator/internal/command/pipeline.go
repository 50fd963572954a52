package command

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/hubchannels/hubchannels-go/generator/internal/attention"
	"github.com/hubchannels/hubchannels-go/generator/internal/config"
	"github.com/hubchannels/hubchannels-go/generator/internal/coverage"
	"github.com/hubchannels/hubchannels-go/generator/internal/emit"
	"github.com/hubchannels/hubchannels-go/generator/internal/fetch"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/lock"
	"github.com/hubchannels/hubchannels-go/generator/internal/output"
	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/repair"
	"github.com/hubchannels/hubchannels-go/generator/internal/report"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// generation is what generate was asked for.
type generation struct {
	Spec, Out, Package string
	// Config is the path of the configuration, settings what it says of this SDK; nil is not read yet.
	Config, Refs    string
	settings        *config.Config
	Overlays, Fetch []string
	Check, Lenient  bool
	Docs            bool
	// FailOnLoss are the kinds of losses that are problems, with commas between.
	FailOnLoss string
	// ReportFile is where the report goes; "" is nowhere.
	ReportFile     string
	report         *report.Report
	StrictExamples bool
}

// product is what a run makes, before anything is written.
type product struct {
	files []output.File
	lock  *lock.Lock
}

// run makes the files and puts them where they belong.
func (g generation) run(ctx context.Context, stdout io.Writer, progress *progress) error {
	made, err := interruptible(ctx, func() (product, error) { return g.make(ctx, progress) })
	if err != nil {
		return err
	}
	if g.Check {
		return g.compare(ctx, made, stdout)
	}
	progress.enter("writing " + g.Out)
	_, err = report.Measure(g.report, "write", func() (struct{}, error) { return struct{}{}, output.Write(ctx, g.Out, made.files) })
	return err
}

// reported runs a generation and writes its report, if one is wanted, however the generation ends.
func (g *generation) reported(run func() error) error {
	if g.ReportFile == "" {
		return run()
	}
	g.report = report.New(g.Spec)
	err := run()
	g.report.End(err)
	return errors.Join(err, g.report.Write(g.ReportFile))
}

// make makes the files in memory.
func (g generation) make(ctx context.Context, progress *progress) (product, error) {
	progress.enter("reading " + g.Spec)
	resolved, err := g.resolved(ctx)
	if err != nil {
		return product{}, err
	}
	doc, api := resolved.doc, resolved.api
	if err := g.failOnLoss(resolved.report); err != nil {
		return product{}, err
	}
	noteLeniency(progress, doc, api)
	noteLosses(progress, resolved.report)
	noteNames(progress.note, attention.Names(api))
	doc.T = nil // all that it says is in the model now, and a large one takes much memory
	progress.enter("rendering")
	return report.Measure(g.report, "emit", func() (product, error) { return g.emit(doc, api, progress.note) })
}

func (g generation) emit(doc *load.Document, api *ir.API, note func(format string, args ...any)) (product, error) {
	if err := g.examples(api); err != nil {
		return product{}, err
	}
	pack, err := emit.Make(api)
	if err != nil {
		return product{}, err
	}
	guides, err := g.guides(api, note)
	if err != nil {
		return product{}, err
	}
	files, made, err := lock.Files(lock.Input{Doc: doc, Config: g.Config}, api, append(pack.Files, guides...), pack.Symbols)
	g.report.Files(files)
	return product{files, made}, err
}

// noteWarnings says what is wrong with the document and keeps nobody from using it, with the first of each kind.
func noteWarnings(note func(format string, args ...any), warnings problem.Problems) {
	firsts, counts := problem.Problems{}, map[string]int{}
	for _, warning := range warnings {
		if counts[warning.Rule]++; counts[warning.Rule] == 1 {
			firsts = append(firsts, warning)
		}
	}
	for _, first := range firsts {
		rule, _ := repair.Of(first.Rule)
		note("warning: %s (%d), first %v", rule.Sentence, counts[first.Rule], first)
	}
	if counts[repair.Contradiction] > 0 {
		note("--strict-examples makes errors of examples and defaults, and lists them all")
	}
}

// noteLeniency says what was repaired, with the first of each kind, and which unions are raw JSON, a few of many.
func noteLeniency(progress *progress, doc *load.Document, api *ir.API) {
	noteWarnings(progress.note, doc.Warnings)
	for _, repair := range doc.Repairs {
		if repair.First.Message == "" {
			progress.note("note: %s", repair)
			continue
		}
		progress.note("note: %s, first %s: %s", repair, repair.First.Place(), repair.First.Message)
	}
	const few = 5
	for _, opaque := range api.Opaques[:min(few, len(api.Opaques))] {
		progress.note("note: %s: %s is left as raw JSON: %s", opaque.Doc.Position, opaque.Name, opaque.Why)
	}
	if more := len(api.Opaques) - few; more > 0 {
		progress.note("note: %d more unions are left as raw JSON; the comment of each type says why", more)
	}
}

// compare prints what writing would change, and why. Any change is an error.
func (g generation) compare(ctx context.Context, made product, stdout io.Writer) error {
	diff, err := report.Measure(g.report, "compare", func() (string, error) {
		return interruptible(ctx, func() (string, error) { return output.Check(ctx, g.Out, made.files) })
	})
	if err != nil || diff == "" {
		return err
	}
	if err := sayText(stdout, diff); err != nil {
		return err
	}
	reasons, err := lock.Explain(g.Out, made.lock)
	if err != nil {
		return err
	}
	for _, reason := range reasons {
		if err := say(stdout, "because %s", reason); err != nil {
			return err
		}
	}
	return fmt.Errorf("%s is not what %s gives; run the same command without --check", g.Out, g.Spec)
}

// resolution is a document and what it says, with every name and every question decided.
type resolution struct {
	doc    *load.Document
	api    *ir.API
	report coverage.Report
}

// configured is what the configuration says; nil if there is none.
func (g generation) configured() (*config.Config, error) {
	if g.settings != nil || g.Config == "" {
		return g.settings, nil
	}
	c, err := config.File(g.Config)
	if err == nil && len(c.SDKs) > 0 {
		err = fmt.Errorf("%s makes several SDKs, so --spec does not say which of them is meant; leave it out", g.Config)
	}
	return c, err
}

// resolved reads the document and decides what it says.
func (g generation) resolved(ctx context.Context) (resolution, error) {
	options := resolve.Options{Package: g.Package, Lenient: g.Lenient}
	if g.Out != "" {
		options.Import = importPath(g.Out)
	}
	var err error
	if options.Config, err = g.configured(); err != nil {
		return resolution{}, err
	}
	client, err := fetch.New(g.Fetch, nil)
	if err != nil {
		return resolution{}, err
	}
	reading := load.Options{Lenient: g.Lenient, StrictExamples: g.StrictExamples, Overlays: g.Overlays, Folder: g.Refs, Fetch: client}
	doc, err := report.Measure(g.report, "read", func() (*load.Document, error) { return load.File(ctx, g.Spec, reading) })
	if err != nil {
		return resolution{}, err
	}
	return report.Measure(g.report, "resolve", func() (resolution, error) { return g.resolve(ctx, doc, options) })
}

// resolve decides what a document says, and what of it the SDK does not have.
func (g generation) resolve(ctx context.Context, doc *load.Document, options resolve.Options) (resolution, error) {
	g.report.Read(doc)
	api, losses, err := resolve.API(ctx, doc, options)
	if err != nil {
		return resolution{}, err
	}
	swept := coverage.Of(doc, options.Config.Includes, options.Config.Chooses())
	found := coverage.NewReport(g.Spec, swept, losses)
	g.report.Covered(found)
	g.report.Model(api)
	return resolution{doc, api, found}, nil
}
