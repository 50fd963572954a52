#!/usr/bin/env bash
# Runs all benchmarks ROUNDS times (15), each for BENCHTIME (0.05s) a round: a peer's results are spread over the whole run,
# so that what else the machine does hits all peers alike. BENCH selects benchmarks. Make the README's table with
#
#	./run.sh | go run ./table -chart ../docs/pictures/call
#	GOTOOLCHAIN=go1.27.3 ./run.sh | go run ./table
set -euo pipefail
cd "$(dirname "$0")"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
go test -c -o "$scratch/bench.test" .
(cd .. && go test -c -o "$scratch/client.test" ./generated/customchannels/v202603)
for ((round = 0; round < ${ROUNDS:-15}; round++)); do
	"$scratch/bench.test" -test.run '^$' -test.bench "${BENCH:-.}" -test.benchtime "${BENCHTIME:-0.05s}"
	(cd ../generated/customchannels/v202603 && "$scratch/client.test" -test.run '^$' -test.bench '^BenchmarkEncode$' -test.benchtime "${BENCHTIME:-0.05s}")
done
