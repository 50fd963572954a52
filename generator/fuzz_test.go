package main

import (
	"bytes"
	"context"
	"errors"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/generator/internal/emit"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve"
)

// fuzzPatience is how long a small document may take, on a machine that does much else.
const fuzzPatience = 30 * time.Second

// FuzzDocument generates from documents that nobody would write. What comes of it is Go that parses, or problems; it comes
// soon, and a panic is neither.
func FuzzDocument(f *testing.F) {
	seeds, err := filepath.Glob("testdata/*/spec.*")
	if err != nil || len(seeds) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, seed := range seeds {
		data, err := os.ReadFile(seed)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data, true)
		f.Add(data, false)
	}
	f.Fuzz(func(t *testing.T, data []byte, lenient bool) {
		if len(data) > 1<<16 {
			t.Skip("mutation is slow on large documents, and finds nothing else in them")
		}
		begin := time.Now()
		generatesOrRefuses(t, data, lenient)
		if took := time.Since(begin); took > fuzzPatience {
			t.Errorf("it took %v", took)
		}
	})
}

func generatesOrRefuses(t *testing.T, data []byte, lenient bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), fuzzPatience)
	defer cancel()
	spec := filepath.Join(t.TempDir(), "spec.yaml")
	if err := os.WriteFile(spec, data, 0o600); err != nil {
		t.Fatal(err)
	}
	doc, err := load.File(ctx, spec, load.Options{Lenient: lenient})
	if err != nil {
		return // package load fuzzes itself
	}
	api, _, err := resolve.API(ctx, doc, resolve.Options{Package: "sdk", Lenient: lenient})
	if err != nil {
		if problems := (problem.Problems)(nil); !errors.As(err, &problems) {
			t.Errorf("no problem of the document: %v", err)
		}
		return
	}
	files, err := emit.Files(api)
	if err != nil {
		t.Fatalf("emit: %v", err)
	}
	for _, file := range files {
		if _, err := parser.ParseFile(token.NewFileSet(), file.Path, bytes.NewReader(file.Content), 0); err != nil {
			t.Errorf("%s: %v", file.Path, err)
		}
	}
}
