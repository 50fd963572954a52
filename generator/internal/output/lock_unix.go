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

// lock waits until no other run writes next to the output. The lock is on the folder and ends with the process.
func lock(ctx context.Context, dir string) (unlock func(), err error) {
	folder, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	for {
		err := syscall.Flock(int(folder.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EWOULDBLOCK) && !errors.Is(err, syscall.EINTR) {
			break // locked, or on a file system that has no locks
		}
		select {
		case <-ctx.Done():
			folder.Close()
			return nil, ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
	return func() { folder.Close() }, nil
}

// copyOwner matters to root, who generates for others. It fails for everybody else.
func copyOwner(info fs.FileInfo, to string) {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		_ = os.Lchown(to, int(stat.Uid), int(stat.Gid))
	}
}
