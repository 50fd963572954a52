package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/emit"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/lock"
	"github.com/hubchannels/hubchannels-go/generator/internal/output"
	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// oneCommand makes this program generate one document and report, see one.
const oneCommand = "one"

// generated is what a process that generates one document reports.
type generated struct {
	Loaded, Resolved, Emitted stage
	// Refusal is the first problem that stood in the way, Problems how many there were.
	Refusal  string
	Problems int
	// Repairs are what was repaired, how often.
	Repairs    map[string]int
	Operations int
	// Unions are counted by what tells their variants apart, those that are raw JSON by why nothing does.
	Unions, Raw map[string]int
	// Files, Lines and Longest count the Go files that were written.
	Files, Lines, Longest int
}

// one generates a document and prints what came of it as JSON.
func one(ctx context.Context, args []string) int {
	flags := flag.NewFlagSet(oneCommand, flag.ExitOnError)
	lenient := flags.Bool("lenient", false, "")
	spec, out, path := flags.String("spec", "", ""), flags.String("out", "", ""), flags.String("import", "", "")
	_ = flags.Parse(args) // exits where it fails
	g := &generated{Repairs: map[string]int{}, Unions: map[string]int{}, Raw: map[string]int{}}
	g.refused(g.run(ctx, *spec, *out, resolve.Options{Package: "sdk", Import: *path, Lenient: *lenient}))
	if err := json.NewEncoder(os.Stdout).Encode(g); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func (g *generated) refused(err error) {
	var problems problem.Problems
	if errors.As(err, &problems) {
		g.Refusal, g.Problems = problems[0].Message, len(problems)
	} else if err != nil {
		g.Refusal, g.Problems = err.Error(), 1
	}
}

// run does what the generator's command does, stage by stage.
func (g *generated) run(ctx context.Context, spec, out string, options resolve.Options) error {
	var doc *load.Document
	var api *ir.API
	if err := g.Loaded.measure(func() (err error) {
		doc, err = load.File(ctx, spec, load.Options{Lenient: options.Lenient})
		return err
	}); err != nil {
		return err
	}
	for _, repair := range doc.Repairs {
		g.Repairs[repair.Kind] = repair.Count
	}
	if err := g.Resolved.measure(func() (err error) {
		api, err = resolve.API(doc, options)
		return err
	}); err != nil {
		return err
	}
	g.count(api)
	return g.Emitted.measure(func() error { return g.emit(ctx, doc, api, out) })
}

func (g *generated) emit(ctx context.Context, doc *load.Document, api *ir.API, out string) error {
	files, err := emit.Files(api)
	if err != nil {
		return err
	}
	files, _, err = lock.Files(lock.Input{Doc: doc}, api, files)
	if err != nil {
		return err
	}
	g.size(files)
	return output.Write(ctx, out, files)
}

func (g *generated) size(files []output.File) {
	for _, file := range files {
		if strings.HasSuffix(file.Path, ".go") {
			lines := bytes.Count(file.Content, []byte("\n"))
			g.Files++
			g.Lines += lines
			g.Longest = max(g.Longest, lines)
		}
	}
}

// count counts what the document holds.
func (g *generated) count(api *ir.API) {
	g.Operations = len(api.Operations)
	for _, union := range api.Unions {
		g.Unions[manner(union.Choice)]++
	}
	for _, opaque := range api.Opaques {
		g.Raw[reason(opaque.Why)]++
	}
}

// manner is what tells a union's variants apart: all that its choice looks at, first and below.
func manner(choice *ir.Choice) string {
	words := looksAt(choice)
	slices.Sort(words)
	if words = slices.Compact(words); len(words) > 0 {
		return strings.Join(words, "+")
	}
	return "single"
}

func looksAt(choice *ir.Choice) []string {
	if choice == nil {
		return nil
	}
	var words []string
	switch choice.By {
	case ir.ByTag:
		words = append(words, "tag")
	case ir.ByKind:
		words = append(words, "kind")
	case ir.ByProperty:
		words = append(words, "property")
	}
	for _, c := range choice.Cases {
		words = append(words, looksAt(c.Then)...)
	}
	return append(words, looksAt(choice.Else)...)
}

// reason sorts the reasons why unions are raw JSON.
func reason(why string) string {
	switch {
	case strings.Contains(why, "may be any JSON"):
		return "any JSON"
	case strings.Contains(why, "same JSON type"):
		return "same type"
	default:
		return "alike objects"
	}
}
