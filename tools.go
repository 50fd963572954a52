// Package hubchannels is the root of the module. It holds no code: what is made by a command stands here.
//
// The generator is in generator, what it makes in generated, and what the made code calls in sdk.
package hubchannels

//go:generate go run ./generator generate --docs --strict-examples --spec spec/custom-channels/2026-03.yaml --out generated/customchannels/v202603 --package customchannels
//go:generate go run ./generator generate --docs --strict-examples --spec spec/custom-channels/v3.yaml --out generated/customchannels/v3 --package customchannels
//go:generate go run ./generator generate --docs --strict-examples --spec spec/files/2026-03.yaml --out generated/files/v202603 --package files
//go:generate go run ./generator generate --config examples/own-document/sdk.yaml
//go:generate go run ./generator generate --config examples/bridge/sdk.yaml
