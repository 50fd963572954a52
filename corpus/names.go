package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// maxMedian is what the median length of a source's names has to stay under.
const maxMedian = 30

// names takes the operationIds out of large documents and measures what the operations are called then. It fails where
// names are long, and where the next version of a document, which lists its paths backwards, has others.
func names(ctx context.Context, w *workspace, o options, documents []document) error {
	fmt.Print("| document | operations | median | longest |\n| --- | ---: | ---: | ---: |\n")
	lengths := map[string][]int{}
	var failed []error
	for _, d := range documents {
		source, _, _ := strings.Cut(d.name, "/")
		if !slices.Contains([]string{"github", "stripe", "kubernetes"}, source) || !strings.Contains(d.name, o.only) {
			continue
		}
		called, err := w.unchanging(ctx, d)
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", d.name, err))
		}
		lengths[source] = append(lengths[source], reportNames(d.name, called)...)
	}
	for _, source := range slices.Sorted(maps.Keys(lengths)) {
		reportLengths("all of "+source, lengths[source])
		if m := middle(lengths[source]); m >= maxMedian {
			failed = append(failed, fmt.Errorf("%s: the median is %d, not under %d", source, m, maxMedian))
		}
	}
	return errors.Join(failed...)
}

// unchanging is what a document's operations are called, by method and path, if they are called that in its next version.
func (w *workspace) unchanging(ctx context.Context, d document) (map[string]string, error) {
	data, err := os.ReadFile(d.path)
	if err != nil {
		return nil, err
	}
	called, err := w.called(ctx, data, false)
	if err != nil {
		return nil, err
	}
	next, err := w.called(ctx, data, true)
	if err != nil {
		return nil, err
	}
	return called, difference(called, next)
}

// difference fails if two versions of a document call an operation differently, or one calls two the same.
func difference(called, next map[string]string) error {
	by := map[string]string{}
	for _, operation := range slices.Sorted(maps.Keys(called)) {
		name := called[operation]
		if other := by[name]; other != "" {
			return fmt.Errorf("%s and %s are both %s", other, operation, name)
		}
		if next[operation] != name {
			return fmt.Errorf("%s is %s and, in the next version, %s", operation, name, next[operation])
		}
		by[name] = operation
	}
	return nil
}

// called is what the operations of a document without operationIds are called, by method and path, the path without its
// versions' numbers. The next version has other numbers, and lists its paths backwards.
func (w *workspace) called(ctx context.Context, data []byte, next bool) (map[string]string, error) {
	data, err := withoutIDs(data, next)
	if err != nil {
		return nil, err
	}
	spec := filepath.Join(w.dir, "nameless.json")
	if err := os.WriteFile(spec, data, 0o644); err != nil {
		return nil, err
	}
	g, crash := w.generator(ctx, "validate", "--lenient", "--spec", spec)
	if crash != "" || g.refusal() != "" {
		return nil, errors.New(crash + g.refusal())
	}
	found := map[string]string{}
	for _, operation := range g.Operations {
		path := operation.Path
		if !next {
			path = nextVersion(path)
		}
		_, found[operation.Method+" "+path], _ = strings.Cut(operation.Symbol, ".")
	}
	return found, nil
}

// withoutIDs is a document without operationIds, or its next version.
func withoutIDs(data []byte, next bool) ([]byte, error) {
	var document map[string]any
	if err := json.Unmarshal(data, &document); err != nil {
		return nil, err
	}
	paths := object(document["paths"])
	for _, item := range paths {
		for _, operation := range object(item) {
			delete(object(operation), "operationId")
		}
	}
	if !next {
		return json.Marshal(document)
	}
	delete(document, "paths")
	rest, err := json.Marshal(document)
	if err != nil {
		return nil, err
	}
	b := bytes.NewBuffer(bytes.TrimSuffix(rest, []byte("}")))
	b.WriteString(`,"paths":{`)
	for i, path := range slices.Backward(slices.Sorted(maps.Keys(paths))) {
		item, err := json.Marshal(paths[path])
		if err != nil {
			return nil, err
		}
		separator := map[bool]string{true: ","}[i > 0]
		fmt.Fprintf(b, "%q:%s%s", nextVersion(path), item, separator)
	}
	b.WriteString("}}")
	return b.Bytes(), nil
}

// nextVersion is a path as the next version of a document has it: /v1/x is /v2/x, and /2026-03/x is /2026-09/x.
func nextVersion(path string) string {
	segments := strings.Split(path, "/")
	for i, segment := range segments {
		if parts := regexp.MustCompile(`^v(\d+)(.*)$`).FindStringSubmatch(segment); parts != nil {
			number, _ := strconv.Atoi(parts[1])
			segments[i] = fmt.Sprintf("v%d%s", number+1, parts[2])
		}
		segments[i] = regexp.MustCompile(`^(\d{4})-03`).ReplaceAllString(segments[i], "$1-09")
	}
	return strings.Join(segments, "/")
}

// reportNames prints a document's row and returns the lengths of its names.
func reportNames(document string, called map[string]string) []int {
	var lengths []int
	for _, name := range called {
		lengths = append(lengths, len(name))
	}
	reportLengths(document, lengths)
	return lengths
}

func reportLengths(of string, lengths []int) {
	if len(lengths) > 0 {
		fmt.Printf("| %s | %d | %d | %d |\n", of, len(lengths), middle(lengths), slices.Max(lengths))
	}
}

// middle is the median, the upper of the two, where there are two in the middle.
func middle(lengths []int) int {
	return slices.Sorted(slices.Values(lengths))[len(lengths)/2]
}
