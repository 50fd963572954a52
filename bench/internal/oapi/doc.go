// Package oapi is what oapi-codegen makes of the same document when it is left alone: its models, its unions and its
// client, unmodified. It is a peer of the benchmarks.
package oapi

//go:generate go tool oapi-codegen -config config.yaml -o oapi.gen.go ../../../spec/custom-channels/2026-03.yaml
