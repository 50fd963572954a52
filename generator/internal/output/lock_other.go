//go:build !unix

package output

import (
	"context"
	"io/fs"
	"os"
)

// lock does nothing where directories cannot be locked.
func lock(context.Context, string) (locked bool, unlock func(), err error) {
	return false, func() {}, nil
}

func copyOwner(fs.FileInfo, *os.File) {}
