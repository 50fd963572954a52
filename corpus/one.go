package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/emit"
	"github.com/hubchannels/hubchannels-go/generator/ir"
	"github.com/hubchannels/hubchannels-go/generator/load"
	"github.com/hubchannels/hubchannels-go/generator/output"
	"github.com/hubchannels/hubchannels-go/generator/problem"
	"github.com/hubchannels/hubchannels-go/generator/resolve"
)

// generated is what a process that generates one document reports.
type generated struct {
	Loaded, Resolved, Emitted stage
	// Refusal is the first problem that stood in the way, Problems how many there were.
	Refusal            string
	Problems           int
	Operations, Raw    int
	Unions             map[string]int
	Why                map[string]int
	Files, Lines, Most int
}

// one generates a document and prints what came of it as JSON.
func one(ctx context.Context, args []string) int {
	flags := flag.NewFlagSet("one", flag.ExitOnError)
	lenient := flags.Bool("lenient", false, "")
	spec, out := flags.String("spec", "", ""), flags.String("out", "", "")
	_ = flags.Parse(args) // exits where it fails
	g := &generated{Unions: map[string]int{}, Why: map[string]int{}}
	err := g.run(ctx, *spec, *out, *lenient)
	var problems problem.Problems
	if errors.As(err, &problems) {
		g.Refusal, g.Problems = problems[0].Message, len(problems)
	} else if err != nil {
		g.Refusal, g.Problems = err.Error(), 1
	}
	if err := json.NewEncoder(os.Stdout).Encode(g); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func (g *generated) run(ctx context.Context, spec, out string, lenient bool) error {
	var doc *load.Document
	var api *ir.API
	var files []output.File
	if err := g.Loaded.measure(func() (err error) {
		doc, err = load.File(ctx, spec, load.Options{Lenient: lenient})
		return err
	}); err != nil {
		return err
	}
	if err := g.Resolved.measure(func() (err error) {
		api, err = resolve.API(doc, resolve.Options{Package: "sdk", Lenient: lenient})
		return err
	}); err != nil {
		return err
	}
	g.count(api)
	if err := g.Emitted.measure(func() (err error) {
		files, err = emit.Files(api)
		return err
	}); err != nil {
		return err
	}
	g.size(files)
	return output.Write(ctx, out, files)
}

func (g *generated) size(files []output.File) {
	for _, file := range files {
		lines := strings.Count(string(file.Content), "\n")
		g.Lines += lines
		g.Most = max(g.Most, lines)
	}
	g.Files = len(files)
}

// count counts what the document holds, its unions by how their variants are told apart.
func (g *generated) count(api *ir.API) {
	g.Operations, g.Raw = len(api.Operations), len(api.Opaques)
	for _, union := range api.Unions {
		g.Unions[manner(union.Choice)]++
	}
	for _, opaque := range api.Opaques {
		g.Why[reason(opaque.Why)]++
	}
}

// manner is how a union's variants are told apart: what its choice looks at first, and below.
func manner(choice *ir.Choice) string {
	words := map[string]bool{}
	collect(choice, words)
	if len(words) == 0 {
		return "single"
	}
	names := make([]string, 0, len(words))
	for word := range words {
		names = append(names, word)
	}
	slices.Sort(names)
	return strings.Join(names, "+")
}

func collect(choice *ir.Choice, words map[string]bool) {
	if choice == nil {
		return
	}
	switch choice.By {
	case ir.ByTag:
		words["tag"] = true
	case ir.ByKind:
		words["kind"] = true
	case ir.ByProperty:
		words["property"] = true
	}
	for _, c := range choice.Cases {
		collect(c.Then, words)
	}
	collect(choice.Else, words)
}

// reason sorts the reasons why unions are raw JSON.
func reason(why string) string {
	switch {
	case strings.Contains(why, "may be any JSON"):
		return "any-json"
	case strings.Contains(why, "same JSON type"):
		return "same-kind"
	default:
		return "nothing-differs"
	}
}
