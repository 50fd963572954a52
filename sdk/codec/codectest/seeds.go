package codectest

import (
	"reflect"
	"slices"

	"github.com/hubchannels/hubchannels-go/sdk/codec"
)

// seeds are JSON texts that a type can be read from: as the document has it, with what it does not know, with values that
// Go's types do not hold, and nothing at all.
func seeds(t typeUnderTest, types *codec.Types) []string {
	texts := []string{`{}`, `null`, `[]`, `{"type":"NEW_THING","new":[9007199254740993,1e400]}`}
	for _, s := range samplers(types) {
		texts = append(texts, string(s.sample(t.goType)))
		for _, variant := range s.variants(t.goType) {
			texts = append(texts, string(s.sample(variant)))
		}
	}
	return texts
}

// samplers are the ways to make a sample. The first holds nothing odd.
func samplers(types *codec.Types) []sampler {
	plain := sampler{
		types: types, text: `"text"`, integer: `42`, number: `52.5`, time: `"2026-03-30T12:00:00.123Z"`, bytes: `"aGVsbG8="`,
		flag: `true`,
	}
	known := plain
	known.unknown = true
	beyond := plain
	beyond.integer, beyond.number, beyond.time = `9223372036854775808`, `1e400`, `"yesterday"`
	beyond.text, beyond.bytes = `"\u00e9\ud83d\ude00\u0000<&>"`, `"no base64"`
	fine := plain
	fine.integer, fine.number, fine.time = `1.0`, `0.10000000000000001`, `"2026-03-30T14:00:00.000000000001+02:00"`
	fine.text, fine.bytes, fine.flag = `""`, `"aGVsbG9="`, `false`
	nulls := plain
	nulls.text, nulls.integer, nulls.number, nulls.time, nulls.bytes, nulls.flag = `null`, `null`, `null`, `null`, `null`, `null`
	return []sampler{plain, known, beyond, fine, nulls}
}

// variantsOf are the variants that a choice can come to.
func variantsOf(choice *codec.Choice) []reflect.Type {
	if choice == nil {
		return nil
	}
	var found []reflect.Type
	add := func(more ...reflect.Type) {
		for _, variant := range more {
			if !slices.Contains(found, variant) {
				found = append(found, variant)
			}
		}
	}
	if choice.Variant != nil {
		add(reflect.TypeOf(choice.Variant).Elem())
	}
	for _, c := range choice.Cases {
		if c.Variant != nil {
			add(reflect.TypeOf(c.Variant).Elem())
		}
		add(variantsOf(c.Then)...)
	}
	add(variantsOf(choice.Else)...)
	return found
}
