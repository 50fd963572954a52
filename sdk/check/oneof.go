package check

import "slices"

// OneOf reports whether the value is one of these.
//
// It is for generated code, and out of line because that calls it from hundreds of places.
//
//go:noinline
func OneOf[T comparable](value T, these ...T) bool {
	return slices.Contains(these, value)
}
