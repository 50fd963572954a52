// Corpus runs the generator on public documents that nobody here wrote, and says how far each gets.
//
//	go run .                  # download what is missing, run all, compare with TABLE.md
//	go run . -only github     # the documents whose names hold a word
//	go run . -quick           # generate, and leave out compiling, vetting and testing
//	go run . -update          # write TABLE.md and COSTS.md anew
//	go run . -growth          # 1, 2, 4 and 8 copies of a document joined into one, and what -stress does
//	go run . -stress          # documents that have much of one thing, and twice as much
//	go run . -peer            # beside oapi-codegen alone, on GitHub's document
//	go run . -names           # what operations without operationIds are called
//	go run . -calls           # what a second validator says of the requests that generated clients send
//
// The documents come from registries, pinned in sources.go, and stay outside of the repository. Each is generated in a
// process of its own, which may neither take more than its time and memory nor take the others down with it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
)

// options are what a run was asked for.
type options struct {
	cache, only                 string
	update, quick, growth, peer bool
	names, calls, stress        bool
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == limitedCommand {
		os.Exit(limited(os.Args[2:]))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, parseOptions()); err != nil {
		fmt.Fprintln(os.Stderr, "corpus:", err)
		os.Exit(1)
	}
}

func parseOptions() options {
	var o options
	flag.StringVar(&o.cache, "cache", filepath.Join(cacheHome(), "hubchannels-corpus"), "where documents and compiled packages are kept")
	flag.StringVar(&o.only, "only", "", "run only the documents whose names hold this `word`")
	flag.BoolVar(&o.update, "update", false, "write TABLE.md and COSTS.md anew, with -only the rows that ran")
	flag.BoolVar(&o.quick, "quick", false, "generate only: neither compile nor vet nor test")
	flag.BoolVar(&o.growth, "growth", false, "only see how time and memory grow with a document")
	flag.BoolVar(&o.stress, "stress", false, "only see how each stage grows with documents that have much of one thing, those whose names hold the word of -only")
	flag.BoolVar(&o.peer, "peer", false, "only compare with oapi-codegen alone on GitHub's document")
	flag.BoolVar(&o.names, "names", false, "only measure what operations without operationIds are called")
	flag.BoolVar(&o.calls, "calls", false, "only call operations and have a second validator look at the requests")
	flag.Parse()
	return o
}

func cacheHome() string {
	if dir, err := os.UserCacheDir(); err == nil {
		return dir
	}
	return os.TempDir()
}

// run does what the options ask for, in a workspace that is removed afterwards.
func run(ctx context.Context, o options) (err error) {
	if o.update && o.quick {
		return errors.New("-update needs all stages, -quick leaves some out")
	}
	w, err := newWorkspace(ctx, o.cache)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.remove()) }()
	if o.stress {
		return stress(ctx, w, o.only)
	}
	documents, err := fetch(ctx, o.cache)
	if err != nil {
		return err
	}
	switch {
	case o.growth:
		return errors.Join(growth(ctx, w, documents), stress(ctx, w, o.only))
	case o.peer:
		return peers(ctx, w, documents)
	case o.names:
		return names(ctx, w, o, documents)
	case o.calls:
		return calls(ctx, w, o, documents)
	default:
		return corpus(ctx, w, o, documents)
	}
}

// corpus makes a row of every document and compares them with the committed ones.
func corpus(ctx context.Context, w *workspace, o options, documents []document) error {
	committed, err := readTable(tableFile, columns())
	if err != nil {
		return err
	}
	if !o.quick {
		if err := w.warm(ctx); err != nil {
			return err
		}
	}
	rows, err := rowsOf(ctx, w, o, documents)
	if err != nil {
		return err
	}
	if o.update {
		return update(committed, rows, o.only)
	}
	worse := compare(committed, rows, o)
	if o.only == "" && !o.quick {
		worse = errors.Join(worse, growth(ctx, w, documents))
	}
	return worse
}

func rowsOf(ctx context.Context, w *workspace, o options, documents []document) ([]row, error) {
	var rows []row
	for _, d := range documents {
		if !strings.Contains(d.name, o.only) {
			continue
		}
		r := w.row(ctx, d, o.quick)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		fmt.Println(r.summary())
		rows = append(rows, r)
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("no document's name holds %q", o.only)
	}
	return rows, nil
}
