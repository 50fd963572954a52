package codec_test

import (
	"math"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk/check"
)

func TestIntegers(t *testing.T) {
	tests := []struct {
		name, in string
		want     int64
		out      string
	}{
		{"plain", `12`, 12, `12`},
		{"negative", `-12`, -12, `-12`},
		{"zero", `0`, 0, `0`},
		{"minus zero", `-0`, 0, `0`},
		{"beyond 2^53", `9007199254740993`, 9007199254740993, `9007199254740993`},
		{"largest", `9223372036854775807`, math.MaxInt64, `9223372036854775807`},
		{"smallest", `-9223372036854775808`, math.MinInt64, `-9223372036854775808`},
		{"written as a decimal", `1.0`, 1, `1`},
		{"written as a long decimal", `1.000000000000000000000`, 1, `1`},
		{"beyond 2^53 as a decimal", `9007199254740993.0`, 9007199254740993, `9007199254740993`},
		{"written with an exponent", `1e3`, 1000, `1000`},
		{"written with a fraction and an exponent", `1.25E+2`, 125, `125`},
		{"beyond 2^53 with an exponent", `9007199254740993e0`, 0, `9007199254740993e0`},
		{"one more than the largest", `9223372036854775808`, 0, `9223372036854775808`},
		{"one less than the smallest", `-9223372036854775809`, 0, `-9223372036854775809`},
		{"more than twice the largest", `20700000000000000000`, 0, `20700000000000000000`},
		{"many digits", `123456789012345678901234567890`, 0, `123456789012345678901234567890`},
		{"a fraction", `1.5`, 0, `1.5`},
		{"nearly one", `0.99999999999999999999`, 0, `0.99999999999999999999`},
		{"hardly more than one", `1.00000000000000000001`, 0, `1.00000000000000000001`},
		{"hardly more than zero", `1e-400`, 0, `1e-400`},
		{"too large for a float64", `1e400`, 0, `1e400`},
		{"a huge exponent", `1e999999999`, 0, `1e999999999`},
		{"a tiny exponent", `1e-999999999`, 0, `1e-999999999`},
		{"an endless exponent", `1e99999999999999999999999999`, 0, `1e99999999999999999999999999`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, out, err := inAndOut[int64](test.in)
			if err != nil || got != test.want || out != test.out {
				t.Errorf("%s is read as %d and written as %s (%v), want %d and %s", test.in, got, out, err, test.want, test.out)
			}
		})
	}
}

func TestSmallIntegersAreKeptWhereTheyOverflow(t *testing.T) {
	type status int32
	for in, want := range map[string]int32{
		`2147483647`: math.MaxInt32, `-2147483648`: math.MinInt32, `2147483648`: 0, `-2147483649`: 0, `4294967297`: 0,
	} {
		got, out, err := inAndOut[int32](in)
		if err != nil || got != want || out != in {
			t.Errorf("int32: %s is read as %d and written as %s (%v), want %d", in, got, out, err, want)
		}
		named, out, err := inAndOut[status](in)
		if err != nil || int32(named) != want || out != in {
			t.Errorf("a named int32: %s is read as %d and written as %s (%v), want %d", in, named, out, err, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	tests := []struct {
		name, in string
		want     float64
		out      string
	}{
		{"plain", `52.5`, 52.5, `52.5`},
		{"an integer", `52`, 52, `52`},
		{"zero", `0`, 0, `0`},
		{"minus zero", `-0.0`, math.Copysign(0, -1), `-0`},
		{"with an exponent", `1e3`, 1000, `1000`},
		{"small", `1.5e-7`, 1.5e-7, `1.5e-7`},
		{"large", `1e308`, 1e308, `1e+308`},
		{"fifteen digits", `0.1234567890123`, 0.1234567890123, `0.1234567890123`},
		{"seventeen digits", `0.30000000000000004`, 0.30000000000000004, `0.30000000000000004`},
		{"seventeen digits where sixteen do", `0.10000000000000001`, 0.1, `0.10000000000000001`},
		{"an integer beyond 2^53", `9007199254740993`, 9007199254740992, `9007199254740993`},
		{"an even integer beyond 2^53", `9007199254740994`, 9007199254740994, `9007199254740994`},
		{"many digits", `3.14159265358979323846264338327950288`, math.Pi, `3.14159265358979323846264338327950288`},
		{"many digits of an integer", `123456789012345678901234567890`, 123456789012345678901234567890, `123456789012345678901234567890`},
		{"the smallest", `5e-324`, 5e-324, `5e-324`},
		{"less than the smallest", `1e-400`, 0, `1e-400`},
		{"a subnormal of few digits", `1.2345678e-320`, 1.2345678e-320, `1.2345678e-320`},
		{"too large", `1e400`, 0, `1e400`},
		{"too small", `-1e400`, 0, `-1e400`},
		{"a huge exponent", `1e999999999`, 0, `1e999999999`},
		{"a tiny exponent", `1e-999999999`, 0, `1e-999999999`},
		{"nothing with a huge exponent", `0e999999999`, 0, `0`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, out, err := inAndOut[float64](test.in)
			if err != nil || math.Float64bits(got) != math.Float64bits(test.want) || out != test.out {
				t.Errorf("%s is read as %v and written as %s (%v), want %v and %s", test.in, got, out, err, test.want, test.out)
			}
		})
	}
}

func TestSingleNumbers(t *testing.T) {
	type ratio float32
	tests := []struct {
		in   string
		want float32
		out  string
	}{
		{`3.14`, 3.14, `3.14`},
		{`16777217`, 16777216, `16777217`},
		{`3.14159265358979`, 3.1415927, `3.14159265358979`},
		{`1e39`, 0, `1e39`},
		{`1e-60`, 0, `1e-60`},
	}
	for _, test := range tests {
		got, out, err := inAndOut[float32](test.in)
		if err != nil || got != test.want || out != test.out {
			t.Errorf("float32: %s is read as %v and written as %s (%v), want %v", test.in, got, out, err, test.want)
		}
		named, out, err := inAndOut[ratio](test.in)
		if err != nil || float32(named) != test.want || out != test.out {
			t.Errorf("a named float32: %s is read as %v and written as %s (%v), want %v", test.in, named, out, err, test.want)
		}
	}
}

func TestNumbersWithManyDigitsAreReadQuickly(t *testing.T) {
	digits := make([]byte, 1<<20)
	for i := range digits {
		digits[i] = '7'
	}
	began := time.Now()
	for _, in := range []string{string(digits), "0." + string(digits), "1e" + string(digits), "1e-" + string(digits)} {
		if _, out, err := inAndOut[float64](in); err != nil || out != in {
			t.Errorf("a number of %d digits: %v, %d are written", len(in), err, len(out))
		}
		if _, out, err := inAndOut[int64](in); err != nil || out != in {
			t.Errorf("an integer of %d digits: %v, %d are written", len(in), err, len(out))
		}
	}
	if took := time.Since(began); took > time.Minute { // each digit looked at for each other one would take hours
		t.Errorf("a few megabytes of digits take %v", took)
	}
}

func TestNumbersThatJSONDoesNotKnow(t *testing.T) {
	for _, in := range []string{`01`, `+1`, `.5`, `1.`, `1.e3`, `1e`, `1e+`, `-`, `--1`, `0x10`, `1_000`, `NaN`, `Infinity`, `1 2`, `١`} {
		if v, _, err := inAndOut[float64](in); err == nil {
			t.Errorf("%s is read as %v", in, v)
		}
		if v, _, err := inAndOut[int64](in); err == nil {
			t.Errorf("%s is read as the integer %v", in, v)
		}
	}
	for _, f := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		if got := written(&f); got != "null" || check.Finite(f) {
			t.Errorf("%v is written as %s", f, got)
		}
	}
}
