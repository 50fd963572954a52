#!/usr/bin/env bash
# Compares how long the compiler takes for the generated package and for oapi-codegen's, with nothing of either in a cache
# and all that they import compiled before: the compiler is called as the go command calls it, ROUNDS times (15), by turns.
# Prints medians and their ratios as Markdown: elapsed time, and CPU time, which depends less on what else the machine does.
set -euo pipefail
cd "$(dirname "$0")"
source ./turns.sh

most=2.00
module=github.com/hubchannels/hubchannels-go
declare -A package=(
	[sdk]=$module/generated/customchannels/v202603
	[oapi]=$module/bench/internal/oapi
)

# prepare compiles what a package imports and notes where the results and the package's files are.
prepare() {
	go list -export -deps -f '{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}' "${package[$1]}" >"$scratch/$1.cfg"
	go list -f '{{range .GoFiles}}{{$.Dir}}/{{.}}{{"\n"}}{{end}}' "${package[$1]}" >"$scratch/$1.files"
}

compile() {
	local files
	mapfile -t files < <(grep . "$scratch/$1.files")
	go tool compile -o "$scratch/$1.a" -p "${package[$1]}" -lang=go1.26 -complete -pack -c=2 -importcfg "$scratch/$1.cfg" "${files[@]}"
}

sdk() { compile sdk; }
oapi() { compile oapi; }

prepare sdk
prepare oapi
echo "Compiling the generated package relative to oapi-codegen's ($(go env GOVERSION), at most $most):"
turns true sdk oapi
