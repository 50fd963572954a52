package output

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
)

// staging is the folder, in the output directory, that holds new files until all are complete, and the old ones until
// all are replaced. Go ignores it.
const staging = ".generator-staging"

func staged(kind string, i int) string { return filepath.Join(staging, kind+strconv.Itoa(i)) }

// replace makes the changes, or none of them.
func (d disk) replace(ctx context.Context, root *os.Root, changes []change) error {
	if err := d.step("make %s", staging); err != nil {
		return err
	}
	if err := root.Mkdir(staging, 0o700); err != nil {
		return err
	}
	defer func() { _ = root.RemoveAll(staging) }()
	for i, c := range changes {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := d.prepare(root, i, c); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return d.commit(root, changes)
}

// prepare writes one new file, and keeps the old one, below the staging folder.
func (d disk) prepare(root *os.Root, i int, c change) error {
	if c.old != nil {
		if err := d.step("keep %s", c.Path); err != nil {
			return err
		}
		if err := keep(root, staged("old", i), c); err != nil {
			return err
		}
	}
	if c.Content == nil {
		return nil
	}
	if err := d.step("write %s", c.Path); err != nil {
		return err
	}
	return create(root, staged("new", i), bytes.NewReader(c.Content), c.old)
}

// keep links an old file, or copies it where there are no links.
func keep(root *os.Root, to string, c change) error {
	from := filepath.FromSlash(c.Path)
	if root.Link(from, to) == nil {
		return nil
	}
	file, err := root.Open(from)
	if err != nil {
		return err
	}
	defer file.Close()
	return create(root, to, file, c.old)
}

// create writes a file and waits until it is on the disk, where a full disk shows. It has the owner and the permissions of
// the file that it replaces.
func create(root *os.Root, name string, content io.Reader, old fs.FileInfo) (err error) {
	file, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if _, err := io.Copy(file, content); err != nil {
		return err
	}
	if old != nil {
		copyOwner(old, file)
		if err := file.Chmod(old.Mode().Perm()); err != nil {
			return err
		}
	}
	return file.Sync()
}

// commit gives all files their places. If one cannot have its own, those before it are taken back.
func (d disk) commit(root *os.Root, changes []change) error {
	var made []string
	for i, c := range changes {
		folders, err := d.apply(root, i, c)
		made = append(folders, made...)
		if err != nil {
			return errors.Join(err, takeBack(root, changes[:i], made))
		}
	}
	for _, c := range changes {
		if c.Content == nil {
			removeEmpty(root, foldersOf(c.Path))
		}
	}
	return nil
}

// apply makes one change. It returns the folders that it made, the innermost first.
func (d disk) apply(root *os.Root, i int, c change) (made []string, err error) {
	name := filepath.FromSlash(c.Path)
	if c.Content == nil {
		if err := d.step("remove %s", c.Path); err != nil {
			return nil, err
		}
		return nil, root.Remove(name)
	}
	if err := d.step("replace %s", c.Path); err != nil {
		return nil, err
	}
	for _, above := range foldersOf(c.Path) {
		if _, err := root.Lstat(filepath.FromSlash(above)); errors.Is(err, fs.ErrNotExist) {
			made = append(made, above)
		}
	}
	if err := root.MkdirAll(filepath.FromSlash(path.Dir(c.Path)), 0o777); err != nil {
		return made, err
	}
	return made, root.Rename(staged("new", i), name)
}

// takeBack undoes changes, and removes the folders that were made for them.
func takeBack(root *os.Root, changes []change, made []string) error {
	var errs []error
	for i, c := range changes {
		name := filepath.FromSlash(c.Path)
		if c.old != nil {
			errs = append(errs, root.Rename(staged("old", i), name))
		} else {
			errs = append(errs, root.Remove(name))
		}
	}
	removeEmpty(root, made)
	return errors.Join(errs...)
}

// removeEmpty removes folders, the innermost first, that hold nothing.
func removeEmpty(root *os.Root, folders []string) {
	for _, folder := range folders {
		_ = root.Remove(filepath.FromSlash(folder))
	}
}
