package codectest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"testing"
	"unicode/utf8"

	"github.com/hubchannels/hubchannels-go/sdk/codec"
)

// mutantsPerSample is how many variations of a sample a test tries: documents may have thousands of types.
const mutantsPerSample = 8

// RoundTrip checks the types that the samples point to. The samples themselves do not matter.
func RoundTrip(t *testing.T, types *codec.Types, samples ...any) {
	for _, sample := range samples {
		of := typeOf(types, sample)
		t.Run(of.name, func(t *testing.T) {
			texts := seeds(of, types)
			for _, sampler := range samplers(types) {
				texts = append(texts, mutants(sampler.sample(of.goType), mutantsPerSample)...)
			}
			for _, text := range texts {
				check(t, of, []byte(text))
			}
			sample := samplers(types)[0].sample(of.goType)
			if _, err := of.read(sample); err != nil {
				t.Errorf("%s: %v", sample, err)
			}
			truncate(t, of, sample)
		})
	}
}

// Fuzz checks the type that a sample points to with what the fuzzer makes of samples of it.
func Fuzz(f *testing.F, types *codec.Types, sample any) {
	of := typeOf(types, sample)
	for _, text := range seeds(of, types) {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) { check(t, of, data) })
}

// check reads data, writes what was read, and compares.
func check(t *testing.T, of typeUnderTest, data []byte) {
	t.Helper()
	for _, fault := range faults(of, data) {
		t.Error(fault)
	}
}

// truncate checks that no beginning of an object or array is read as if it were all.
func truncate(t *testing.T, of typeUnderTest, sample []byte) {
	if sample[0] != '{' && sample[0] != '[' {
		return
	}
	const enough = 1024
	for i := range min(len(sample), enough) {
		if _, err := of.read(sample[:i]); err == nil {
			t.Errorf("%s is read", sample[:i])
		}
	}
}

// faults are what is wrong with the way in which a type's codec treats data.
func faults(of typeUnderTest, data []byte) []string {
	v, err := of.read(data)
	found := disagreement(of, data, v, err)
	if err != nil {
		var decode *codec.DecodeError
		if !errors.As(err, &decode) {
			found = append(found, fmt.Sprintf("%q: the error is a %T: %v", data, err, err))
		}
		return found
	}
	in, err := parse(data)
	if err != nil || !json.Valid(data) {
		return append(found, fmt.Sprintf("%q is read, though it is no JSON: %v", data, err))
	}
	written := of.write(v)
	out, err := parse(written)
	if err != nil || !json.Valid(written) || !utf8.Valid(written) {
		return append(found, fmt.Sprintf("%q is written as %q, which is no JSON: %v", data, written, err))
	}
	if text := lost(in.root, out.root, "$"); text != "" && !of.loose {
		found = append(found, fmt.Sprintf("%s\nof  %s\nand %s", text, data, written))
	}
	found = append(found, marshalled(of, v, out)...)
	return append(found, unstable(of, written, in.repeated)...)
}

// disagreement holds the codec against encoding/json, which must come to the same value or fail as well.
func disagreement(of typeUnderTest, data []byte, v any, failed error) []string {
	twin := of.twin(v)
	if twin == nil {
		return nil
	}
	err := json.Unmarshal(data, twin)
	switch {
	case failed == nil && err != nil:
		return []string{fmt.Sprintf("%q: encoding/json fails, the codec does not: %v", data, err)}
	case failed != nil && err == nil:
		return []string{fmt.Sprintf("%q: the codec fails, encoding/json does not: %v", data, failed)}
	case err == nil && !reflect.DeepEqual(twin, of.inner(v)):
		return []string{fmt.Sprintf("%q: encoding/json reads %+v, the codec %+v", data, twin, of.inner(v))}
	}
	return nil
}

// marshalled holds what encoding/json writes against what the codec has written.
func marshalled(of typeUnderTest, v any, out *document) []string {
	data, err := of.marshal(v)
	if err != nil {
		return []string{fmt.Sprintf("encoding/json does not write %+v: %v", v, err)}
	}
	same, err := parse(data)
	if err != nil || !reflect.DeepEqual(same.root, out.root) {
		return []string{fmt.Sprintf("encoding/json writes %s, which is not what the codec writes: %v", data, err)}
	}
	return nil
}

// unstable reads what was written, writes it again, and looks for changes. Where a property was repeated that decides
// about a union's variant, the first was heard and the last is written.
func unstable(of typeUnderTest, written []byte, repeated bool) []string {
	again, err := of.read(written)
	switch {
	case repeated:
		return nil
	case err != nil:
		return []string{fmt.Sprintf("%s was written and cannot be read: %v", written, err)}
	}
	if twice := of.write(again); !bytes.Equal(twice, written) {
		return []string{fmt.Sprintf("%s\nis written the second time as\n%s", written, twice)}
	}
	return nil
}
