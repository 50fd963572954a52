//go:build !linux

package output

import (
	"errors"
	"os"
)

// exchange gives each of two paths the other's place, in one step, which only Linux can do.
func exchange(a, b string) error {
	return &os.LinkError{Op: "exchange", Old: a, New: b, Err: errors.ErrUnsupported}
}
