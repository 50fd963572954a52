package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// growthOf is the document that is joined with copies of itself.
const growthOf = "kubernetes/api__v1_openapi.json"

// growth generates 1, 2, 4 and 8 copies of a document joined into one, and fails unless time and memory grow no faster
// than the document.
func growth(ctx context.Context, w workspace, documents []document) error {
	for _, d := range documents {
		if d.name == growthOf {
			return grow(ctx, w, d)
		}
	}
	return fmt.Errorf("%s is not in the corpus", growthOf)
}

func grow(ctx context.Context, w workspace, d document) error {
	data, err := os.ReadFile(d.path)
	if err != nil {
		return err
	}
	spec := filepath.Join(w.dir, "joined.json")
	first := 0.0
	for copies := 1; copies <= 8; copies *= 2 {
		joined, err := join(data, copies)
		if err != nil {
			return err
		}
		if err := os.WriteFile(spec, joined, 0o644); err != nil {
			return err
		}
		g, crash := generate(ctx, spec, filepath.Join(w.dir, "joined"), true)
		if crash != "" || g.Refusal != "" {
			return fmt.Errorf("%d copies: %s%s", copies, crash, g.Refusal)
		}
		each := (g.Loaded.Seconds + g.Resolved.Seconds + g.Emitted.Seconds) / float64(copies)
		fmt.Printf("%d copies: %d lines, %.2f s and %d MB for each\n", copies, g.Lines, each, g.Emitted.PeakMB/copies)
		if first == 0 {
			first = each
		}
		if each > 1.5*first+0.5 {
			return fmt.Errorf("%d copies take %.2f s each, one takes %.2f s", copies, each, first)
		}
	}
	return nil
}

// join makes one document of copies of one, whose paths, components and operations have names of their own.
func join(data []byte, copies int) ([]byte, error) {
	var all map[string]any
	for i := range copies {
		var one map[string]any
		if err := json.Unmarshal(data, &one); err != nil {
			return nil, err
		}
		rename(one, fmt.Sprintf("C%d", i))
		if all == nil {
			all = one
			continue
		}
		merge(all["paths"], one["paths"])
		for kind, components := range object(one["components"]) {
			if kind != "securitySchemes" {
				merge(object(all["components"])[kind], components)
			}
		}
	}
	return json.Marshal(all)
}

func object(value any) map[string]any {
	found, _ := value.(map[string]any)
	return found
}

func merge(into, from any) {
	for key, value := range object(from) {
		object(into)[key] = value
	}
}

// rename gives a copy's paths, components and operations names of their own.
func rename(document map[string]any, copyName string) {
	paths := map[string]any{}
	for path, item := range object(document["paths"]) {
		paths["/"+copyName+path] = item
	}
	document["paths"] = paths
	for kind, components := range object(document["components"]) {
		if kind == "securitySchemes" {
			continue
		}
		renamed := map[string]any{}
		for key, component := range object(components) {
			renamed[key+copyName] = component
		}
		object(document["components"])[kind] = renamed
	}
	renameWithin(document, copyName)
}

func renameWithin(value any, copyName string) {
	switch value := value.(type) {
	case map[string]any:
		if ref, ok := value["$ref"].(string); ok && strings.HasPrefix(ref, "#/components/") {
			value["$ref"] = ref + copyName
		}
		if id, ok := value["operationId"].(string); ok {
			value["operationId"] = id + copyName
		}
		for _, inner := range value {
			renameWithin(inner, copyName)
		}
	case []any:
		for _, inner := range value {
			renameWithin(inner, copyName)
		}
	}
}
