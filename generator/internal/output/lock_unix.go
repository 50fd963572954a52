//go:build unix

package output

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"syscall"
	"time"
)

// lock waits until no other run writes to a directory. The lock is on the directory itself and ends with the process.
// Not every file system has locks.
func lock(ctx context.Context, dir string) (locked bool, unlock func(), err error) {
	folder, err := os.Open(dir)
	if err != nil {
		return false, nil, err
	}
	for {
		err := syscall.Flock(int(folder.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EWOULDBLOCK) && !errors.Is(err, syscall.EINTR) {
			return err == nil, func() { folder.Close() }, nil
		}
		select {
		case <-ctx.Done():
			folder.Close()
			return false, nil, ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// copyOwner gives a file the owner and the group of another, where the system lets it: root often generates for others.
func copyOwner(info fs.FileInfo, to *os.File) {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		_ = to.Chown(int(stat.Uid), int(stat.Gid))
	}
}
