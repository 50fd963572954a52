package format

import (
	"math"
	"testing"
)

func TestIntegerOf(t *testing.T) {
	number := func(f float64) *float64 { return &f }
	for _, test := range []struct {
		name             string
		minimum, maximum *float64
		want             Integer
	}{
		{"", nil, nil, Integer{Bits: 64}},
		{"int64", nil, nil, Integer{Bits: 64}},
		{"unknown", nil, nil, Integer{Bits: 64}},
		{"int8", nil, nil, Integer{Bits: 8}},
		{"int16", nil, nil, Integer{Bits: 16}},
		{"int32", nil, nil, Integer{Bits: 32}},
		{"uint8", nil, nil, Integer{8, true}},
		{"uint16", nil, nil, Integer{16, true}},
		{"uint32", nil, nil, Integer{32, true}},
		{"uint64", nil, nil, Integer{64, true}},
		{"", number(0), number(100), Integer{Bits: 64}},
		{"", number(0), number(math.MaxUint64), Integer{64, true}},
		{"", nil, number(math.MaxUint64), Integer{Bits: 64}},
		{"int32", number(0), number(math.MaxUint64), Integer{Bits: 32}},
	} {
		if got := IntegerOf(test.name, test.minimum, test.maximum); got != test.want {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
	}
}

func TestWithin(t *testing.T) {
	number := func(f float64) *float64 { return &f }
	least, most := Integer{8, true}.Within(number(0), number(255))
	if least != nil || most != nil {
		t.Error("a uint8 holds no more anyway")
	}
	least, most = Integer{8, true}.Within(number(1), number(254))
	if *least != 1 || *most != 254 {
		t.Errorf("from %v to %v", *least, *most)
	}
	if _, most := (Integer{64, true}).Within(nil, number(math.MaxUint64)); most != nil {
		t.Error("a uint64 holds no more anyway")
	}
	if least, _ := (Integer{Bits: 8}).Within(number(-129), nil); least != nil {
		t.Error("an int8 holds no less anyway")
	}
}
