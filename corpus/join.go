package main

import (
	"encoding/json"
	"fmt"
	"strings"
)

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
