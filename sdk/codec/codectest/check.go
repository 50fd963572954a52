package codectest

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"testing"
	"unicode/utf8"

	"github.com/hubchannels/hubchannels-go/sdk/codec"
)

// RoundTrip checks the types with samples of them.
func RoundTrip(t *testing.T, unions []Union, types ...Type) {
	for _, of := range types {
		t.Run(of.name, func(t *testing.T) {
			texts := seeds(of, unions)
			for _, text := range texts {
				check(t, of, []byte(text))
			}
			sample := samplers(unions)[0].sample(of.goType)
			if _, err := of.read(sample); err != nil {
				t.Errorf("%s: %v", sample, err)
			}
			truncate(t, of, sample)
		})
	}
}

// Fuzz checks a type with whatever the fuzzer makes of samples of it.
func Fuzz(f *testing.F, unions []Union, of Type) {
	for _, text := range seeds(of, unions) {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) { check(t, of, data) })
}

// truncate checks that no beginning of an object or array is read as if it were all.
func truncate(t *testing.T, of Type, sample []byte) {
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

// check reads data, writes what was read, and compares.
func check(t *testing.T, of Type, data []byte) {
	t.Helper()
	v, err := of.read(data)
	checkAgreement(t, of, data, v, err)
	if err != nil {
		var decode *codec.DecodeError
		if !errors.As(err, &decode) {
			t.Errorf("%q: the error is a %T: %v", data, err, err)
		}
		return
	}
	in, err := parse(data)
	if err != nil || !json.Valid(data) {
		t.Fatalf("%q is read, though it is no JSON: %v", data, err)
	}
	written := of.write(v)
	out, err := parse(written)
	if err != nil || !json.Valid(written) || !utf8.Valid(written) {
		t.Fatalf("%q is written as %q, which is no JSON: %v", data, written, err)
	}
	if text := lost(in.root, out.root, "$"); text != "" && !of.loose {
		t.Errorf("%s\nof  %s\nand %s", text, data, written)
	}
	checkMarshal(t, of, v, out)
	checkStable(t, of, written, in.repeated)
}

// checkAgreement holds the codec against encoding/json, which must come to the same value or fail as well.
func checkAgreement(t *testing.T, of Type, data []byte, v any, failed error) {
	t.Helper()
	twin := of.twin(v)
	if twin == nil {
		return
	}
	err := json.Unmarshal(data, twin)
	switch {
	case failed == nil && err != nil:
		t.Errorf("%q: encoding/json fails, the codec does not: %v", data, err)
	case failed != nil && err == nil:
		t.Errorf("%q: the codec fails, encoding/json does not: %v", data, failed)
	case err == nil && !reflect.DeepEqual(twin, of.inner(v)):
		t.Errorf("%q: encoding/json reads %+v, the codec %+v", data, twin, of.inner(v))
	}
}

func checkMarshal(t *testing.T, of Type, v any, out *document) {
	t.Helper()
	marshalled, err := of.marshal(v)
	if err != nil {
		t.Errorf("encoding/json does not write %+v: %v", v, err)
		return
	}
	same, err := parse(marshalled)
	if err != nil || !reflect.DeepEqual(same.root, out.root) {
		t.Errorf("encoding/json writes %s, which is not what the codec writes: %v", marshalled, err)
	}
}

// checkStable checks that reading what was written and writing it again changes nothing. Where a property was repeated
// that decides about a union's variant, the first occurrence was heard and the last was written.
func checkStable(t *testing.T, of Type, written []byte, repeated bool) {
	t.Helper()
	again, err := of.read(written)
	if repeated {
		return
	}
	if err != nil {
		t.Fatalf("%s was written and cannot be read: %v", written, err)
	}
	if twice := of.write(again); !bytes.Equal(twice, written) {
		t.Errorf("%s\nis written the second time as\n%s", written, twice)
	}
}
