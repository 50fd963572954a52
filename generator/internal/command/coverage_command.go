package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/hubchannels/hubchannels-go/generator/internal/coverage"
	"github.com/hubchannels/hubchannels-go/generator/internal/fetch"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// allKinds is what --fail-on-loss means without kinds.
const allKinds = "all"

func coverageCommand() *cobra.Command {
	var g generation
	var format string
	command := &cobra.Command{
		Use:   "coverage [--spec FILE] [--format text|json|html] [--fail-on-loss[=KINDS]] [--lenient] [--config FILE]",
		Short: "List what of a document is not in the SDK",
		Long: `Coverage reads a document as generate does, and lists by kind, with the file and the
line, what of it the SDK does not have, or has with less than the document says. As
HTML it is a page that shows the document beside what became of each line. It writes
to standard output and changes no file.`,
		Example: `  hubchannels coverage --spec openapi.yaml
  hubchannels coverage --spec openapi.yaml --format html > coverage.html`,
		Args:                  noArguments,
		DisableFlagsInUseLine: true,
		RunE: func(command *cobra.Command, _ []string) error {
			return g.each(command, func(g generation) error {
				if err := g.validateCoverage(format); err != nil {
					return usage(command, err)
				}
				return inDocument(g.cover(command.Context(), format, command.OutOrStdout()), g.Spec, "")
			})
		},
	}
	g.specFlag(command)
	flags := command.Flags()
	flags.StringVar(&format, "format", "text", "`FORMAT` of the list: text, json or html")
	completeWords(command, "format", "text", "json", "html")
	g.lossFlag(command)
	g.readingFlags(command, "read what generate --lenient reads")
	return command
}

// lossFlag adds --fail-on-loss to a command.
func (g *generation) lossFlag(command *cobra.Command) {
	names := []string{}
	for _, kind := range loss.Kinds() {
		names = append(names, string(kind))
	}
	command.Flags().StringVar(&g.FailOnLoss, "fail-on-loss", "",
		"fail if the document says what the SDK does not have; of these `KINDS` alone: "+strings.Join(names, ", "))
	command.Flags().Lookup("fail-on-loss").NoOptDefVal = allKinds
}

func (g generation) validateCoverage(format string) error {
	if g.Spec == "" {
		return errors.New("--spec is missing")
	}
	if !slices.Contains([]string{"text", "json", "html"}, format) {
		return fmt.Errorf("--format %s: use text, json or html", format)
	}
	if _, err := fetch.New(g.Fetch, nil); err != nil {
		return fetchError(err)
	}
	_, err := g.refusedLosses()
	return err
}

// refusedLosses are the kinds of losses that --fail-on-loss makes problems.
func (g generation) refusedLosses() ([]loss.Kind, error) {
	switch g.FailOnLoss {
	case "":
		return nil, nil
	case allKinds:
		return loss.Kinds(), nil
	}
	var kinds []loss.Kind
	for name := range strings.SplitSeq(g.FailOnLoss, ",") {
		kind := loss.Kind(strings.TrimSpace(name))
		if !slices.Contains(loss.Kinds(), kind) {
			known := []string{allKinds}
			for _, kind := range loss.Kinds() {
				known = append(known, string(kind))
			}
			return nil, fmt.Errorf("--fail-on-loss %s: there is no such kind; %s", name, problem.Suggestion(name, "the kinds are", known))
		}
		kinds = append(kinds, kind)
	}
	return kinds, nil
}

// failOnLoss makes problems of the losses that the user does not want.
func (g generation) failOnLoss(report coverage.Report) error {
	kinds, err := g.refusedLosses()
	if err != nil {
		return err
	}
	if problems := report.Problems(kinds); len(problems) > 0 {
		return problems
	}
	return nil
}

// cover writes the report of a document.
func (g generation) cover(ctx context.Context, format string, stdout io.Writer) error {
	g.Package = "api"
	resolved, err := interruptible(ctx, func() (resolution, error) { return g.resolved(ctx) })
	if err != nil {
		return err
	}
	switch format {
	case "json":
		err = writeJSON(stdout, resolved.report)
	case "html":
		err = resolved.writePage(stdout)
	default:
		err = sayText(stdout, resolved.report.Text())
	}
	if err != nil {
		return err
	}
	return g.failOnLoss(resolved.report)
}

func writeJSON(out io.Writer, report coverage.Report) error {
	data, err := report.JSON()
	if err != nil {
		return err
	}
	_, err = out.Write(data)
	return err
}

// writePage writes the document beside what became of it.
func (r resolution) writePage(out io.Writer) error {
	var files []coverage.File
	for _, file := range r.doc.Files() {
		name := r.doc.Position(file + "#").File
		text, err := r.doc.Text(file)
		if err != nil {
			return fmt.Errorf("reading %s anew: %w", name, err)
		}
		files = append(files, coverage.File{Name: name, Text: string(text)})
	}
	var page bytes.Buffer
	if err := r.report.WritePage(&page, files, coverage.MadeOf(r.api, r.doc.Position)); err != nil {
		return err
	}
	_, err := page.WriteTo(out)
	return err
}

// noteLosses says in one line that something of the document is not in the SDK.
func noteLosses(progress *progress, report coverage.Report) {
	switch n := len(report.Losses); n {
	case 0:
	case 1:
		progress.note("note: 1 thing in the document is not in the SDK: run coverage to see it")
	default:
		progress.note("note: %d things in the document are not in the SDK: run coverage to see them", n)
	}
}
