# Sourced by generate.sh and compile.sh: measures two commands by turns.

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# turns PREPARE FIRST SECOND runs the two functions ROUNDS times, PREPARE before each, and prints their medians.
turns() {
	local prepare=$1 command round
	shift
	TIMEFORMAT='%R %U %S'
	for ((round = 0; round < ${ROUNDS:-15}; round++)); do
		for command in "$@"; do
			"$prepare"
			{ time "$command" >"$scratch/log" 2>&1; } 2>>"$scratch/$command.times" || { cat "$scratch/log" >&2 && return 1; }
		done
	done
	compare "$@"
}

compare() {
	printf '\n| | %s | %s | ratio |\n|---|---:|---:|---:|\n' "$@"
	row elapsed "$(median "$1" '$1')" "$(median "$2" '$1')"
	row CPU "$(median "$1" '$2+$3')" "$(median "$2" '$2+$3')"
}

median() { awk "{ print $2 }" "$scratch/$1.times" | sort -g | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

row() { awk -v name="$1" -v a="$2" -v b="$3" 'BEGIN { printf "| %s | %.2fs | %.2fs | %.2f |\n", name, a, b, a / b }'; }
