#!/usr/bin/env bash
# Compares how long it takes, as whole processes, to generate all of the SDK of the shipped document, and to generate
# models and client with oapi-codegen alone. Both are built before; both write anew each of ROUNDS times (15), by turns.
# Prints medians and their ratios as Markdown: elapsed time, and CPU time, which depends less on what else the machine does.
set -euo pipefail
cd "$(dirname "$0")"
source ./turns.sh

most=1.50
spec=../spec/custom-channels/2026-03.yaml
go -C .. build -o "$scratch/hubchannels" ./generator
go build -o "$scratch/oapi-codegen" github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen

sdk() { "$scratch/hubchannels" generate --spec "$spec" --out "$scratch/sdk" --package customchannels; }
oapi() { "$scratch/oapi-codegen" -config internal/oapi/config.yaml -o "$scratch/oapi.gen.go" "$spec"; }

echo "Generating the SDK relative to oapi-codegen's models and client ($(go env GOVERSION), at most $most):"
fresh() { rm -rf "$scratch/sdk" "$scratch/oapi.gen.go"; }
turns fresh sdk oapi
