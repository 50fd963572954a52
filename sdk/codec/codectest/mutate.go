package codectest

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
)

// mutants are variations of a sample: some values are replaced by odd ones, some properties are missing, some are new.
// They are the same in every run.
func mutants(sample []byte, count int) []string {
	doc, err := parse(sample)
	if err != nil {
		return nil
	}
	random := rand.New(rand.NewPCG(uint64(len(sample)), uint64(count)))
	texts := make([]string, count)
	for i := range texts {
		texts[i] = string(mutate(random, doc.root))
	}
	return texts
}

// mutate writes a value with changes.
func mutate(random *rand.Rand, v any) json.RawMessage {
	if random.IntN(12) == 0 {
		values := oddities()
		return json.RawMessage(values[random.IntN(len(values))])
	}
	switch v := v.(type) {
	case map[string]any:
		members := map[string]json.RawMessage{}
		for _, name := range slices.Sorted(maps.Keys(v)) {
			if random.IntN(16) > 0 {
				members[name] = mutate(random, v[name])
			}
		}
		if random.IntN(8) == 0 {
			members["x-new"] = json.RawMessage(`[1e400]`)
		}
		return marshal(members)
	case []any:
		items := make([]json.RawMessage, len(v))
		for i := range v {
			items[i] = mutate(random, v[i])
		}
		return marshal(items)
	default:
		return marshal(v)
	}
}

func oddities() []string {
	return []string{
		`null`, `true`, `[]`, `{}`, `[null]`, `{"key":null}`, `""`, `"text"`, `"\ud83d\u0000"`,
		`0`, `-0.0`, `1.0`, `1e3`, `1e400`, `1e-400`, `2147483648`, `9007199254740993`, `9223372036854775808`, `20700000000000000000`,
		`0.10000000000000001`, `1.50`, `[1.50,1e400]`, `{"key":20700000000000000000}`, `[[0.10000000000000001]]`,
		`"2026-03-30T12:00:00.000000000001Z"`, `"2026-03-30"`, `"aGVsbG9="`, `{"type":"NEW_THING","new":[1e400]}`,
	}
}
