//go:build !unix

package output

import (
	"context"
	"io/fs"
)

// lock does nothing where folders cannot be locked.
func lock(context.Context, string) (unlock func(), err error) {
	return func() {}, nil
}

// copyOwner does nothing where files have no owner of this kind.
func copyOwner(fs.FileInfo, string) {}
