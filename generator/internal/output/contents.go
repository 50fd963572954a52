package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// contents are the files and folders in a directory and what tells whether they changed.
type contents map[string]fs.FileInfo

// maxCopied is how many files and folders a directory may hold to be copied for the sake of a few.
const maxCopied = 5000

// contentsOf looks at everything in a directory. It gives nil if that is too much.
func contentsOf(dir string) (contents, error) {
	all := contents{}
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(dir, name)
		all[relative] = info
		if len(all) > maxCopied {
			return fs.SkipAll
		}
		return err
	})
	if len(all) > maxCopied {
		return nil, err
	}
	return all, err
}

func (c contents) equal(other contents) bool {
	if len(c) != len(other) {
		return false
	}
	for name, info := range c {
		now, ok := other[name]
		if !ok || !os.SameFile(info, now) || !info.ModTime().Equal(now.ModTime()) || info.Mode() != now.Mode() {
			return false
		}
	}
	return true
}

// syncFolder waits until a folder's entries are on the disk. Not every file system can.
func syncFolder(dir string) error {
	folder, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer folder.Close()
	if err := folder.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, fs.ErrInvalid) {
		return err
	}
	return nil
}

// syncFolders does so for all folders in a directory.
func syncFolders(dir string) error {
	return filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() {
			return syncFolder(name)
		}
		return err
	})
}
