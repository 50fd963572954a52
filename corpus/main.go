// Corpus runs the generator on public documents that nobody here wrote, and says how far each gets.
//
//	go run .                  # download what is missing, run all, compare with TABLE.tsv
//	go run . -only github     # the documents whose names hold a word
//	go run . -update          # write TABLE.tsv anew
//	go run . -growth          # 1, 2, 4 and 8 copies of a document joined into one
//
// The documents come from registries, pinned in sources.go, and stay outside of the repository. Each is generated in a
// process of its own, which may neither take more than its time nor take the others down with it.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
)

// options are what a run was asked for.
type options struct {
	cache, only           string
	update, quick, growth bool
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if len(os.Args) > 1 && os.Args[1] == "one" {
		os.Exit(one(ctx, os.Args[2:]))
	}
	var o options
	flag.StringVar(&o.cache, "cache", filepath.Join(cacheHome(), "hubchannels-corpus"), "where documents and packages are kept")
	flag.StringVar(&o.only, "only", "", "run only the documents whose names hold this `word`")
	flag.BoolVar(&o.update, "update", false, "write TABLE.tsv anew")
	flag.BoolVar(&o.quick, "quick", false, "generate only: neither compile nor test")
	flag.BoolVar(&o.growth, "growth", false, "see how time and memory grow with a document")
	flag.Parse()
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "corpus:", err)
		os.Exit(1)
	}
}

func cacheHome() string {
	if dir, err := os.UserCacheDir(); err == nil {
		return dir
	}
	return os.TempDir()
}

// run makes a row of every document and compares them with the committed ones.
func run(ctx context.Context, o options) error {
	documents, err := fetch(ctx, o.cache)
	if err != nil {
		return err
	}
	work, err := newWorkspace(o.cache)
	if err != nil {
		return err
	}
	if o.growth {
		return growth(ctx, work, documents)
	}
	var rows []row
	for _, d := range documents {
		if !strings.Contains(d.name, o.only) {
			continue
		}
		r := work.row(ctx, d, o.quick)
		if err := ctx.Err(); err != nil {
			return err
		}
		fmt.Println(r.summary())
		rows = append(rows, r)
	}
	if o.update {
		return writeTable("TABLE.tsv", rows)
	}
	return compare("TABLE.tsv", rows)
}
