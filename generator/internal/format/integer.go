// Package format says what Go type holds the values of a schema's format.
package format

import (
	"math"
)

// Integer is a Go integer type: int8 to int64, or uint8 to uint64.
type Integer struct {
	Bits     int
	Unsigned bool
}

// IntegerOf is the type for integers of a format and bounds, which are nil where there are none. What the format does not
// say the bounds do: numbers from 0 on that may be larger than an int64 holds are uint64. All others are int64.
func IntegerOf(name string, minimum, maximum *float64) Integer {
	switch name {
	case "int8", "sint8":
		return Integer{Bits: 8}
	case "int16", "sint16":
		return Integer{Bits: 16}
	case "int32", "sint32":
		return Integer{Bits: 32}
	case "uint8":
		return Integer{8, true}
	case "uint16":
		return Integer{16, true}
	case "uint32":
		return Integer{32, true}
	case "uint64":
		return Integer{64, true}
	}
	if minimum != nil && *minimum >= 0 && maximum != nil && *maximum > math.MaxInt64 {
		return Integer{64, true}
	}
	return Integer{Bits: 64}
}

// AsElement is the type for elements of arrays: []uint8 is []byte in Go, which is no array in JSON.
func (i Integer) AsElement() Integer {
	if i == (Integer{8, true}) {
		return Integer{16, true}
	}
	return i
}

// Bounds are the smallest and the largest number that the type holds. Those of 64 bits are the nearest that a float64 holds.
func (i Integer) Bounds() (smallest, largest float64) {
	if i.Unsigned {
		return 0, math.Ldexp(1, i.Bits) - 1
	}
	return -math.Ldexp(1, i.Bits-1), math.Ldexp(1, i.Bits-1) - 1
}

// Within leaves out bounds that say no more than the type does.
func (i Integer) Within(minimum, maximum *float64) (least, most *float64) {
	smallest, largest := i.Bounds()
	if minimum != nil && *minimum > smallest {
		least = minimum
	}
	if maximum != nil && *maximum < largest {
		most = maximum
	}
	return least, most
}
