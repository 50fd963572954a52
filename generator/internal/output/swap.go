package output

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"syscall"
)

// staging is where the next state of a directory is put together: next to it, on the same file system.
func staging(target string) string {
	return filepath.Join(filepath.Dir(target), "."+filepath.Base(target)+".generator-staging")
}

// swap builds the directory anew next to the old one, with hard links to all that is not generated, and exchanges the
// two in a single step of the kernel. There is no moment at which a crash or a reader sees half of it, and all that can
// go wrong with a disk goes wrong before.
func (d disk) swap(ctx context.Context, p *plan) error {
	next := staging(p.dir)
	defer func() { _ = d.removeAll(next) }()
	if err := d.build(ctx, p, next); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := d.step("exchange %s", p.dir); err != nil {
		return err
	}
	// Once the directory is in its place, an error would claim that it is not.
	defer func() { _ = syncFolder(filepath.Dir(p.dir)) }()
	if !p.exists {
		return os.Rename(next, p.dir)
	}
	if err := exchange(next, p.dir); err != nil {
		return unswappable{err}
	}
	// Somebody may have saved a file while the links were made: it would be in the old directory only.
	if after, err := contentsOf(next); err != nil || !p.before.equal(after) {
		err = errors.Join(err, exchange(next, p.dir))
		return errors.Join(fmt.Errorf("%s changed while it was written; run again", p.dir), err)
	}
	return nil
}

// build makes the next state of the directory.
func (d disk) build(ctx context.Context, p *plan, next string) error {
	if err := d.step("make %s", next); err != nil {
		return err
	}
	if err := os.Mkdir(next, 0o777); err != nil {
		return unswappable{err}
	}
	for _, file := range p.write {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := d.put(filepath.Join(next, filepath.FromSlash(file.Path)), file.Content, p.modes[file.Path]); err != nil {
			return err
		}
	}
	if p.exists {
		if err := d.copyFolder(ctx, p, next, "."); err != nil {
			return err
		}
	}
	return syncFolders(next)
}

// copyFolder links what stays and copies the folders around it.
func (d disk) copyFolder(ctx context.Context, p *plan, next, folder string) error {
	from := filepath.Join(p.dir, filepath.FromSlash(folder))
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		name := path.Join(folder, entry.Name())
		if err := ctx.Err(); err != nil {
			return err
		}
		if p.replaces(name) {
			continue
		}
		if err := d.copyEntry(ctx, p, next, name, entry); err != nil {
			return err
		}
	}
	return copyAttributes(from, filepath.Join(next, filepath.FromSlash(folder)))
}

func (d disk) copyEntry(ctx context.Context, p *plan, next, name string, entry fs.DirEntry) error {
	from, to := filepath.Join(p.dir, filepath.FromSlash(name)), filepath.Join(next, filepath.FromSlash(name))
	if err := d.step("copy %s", name); err != nil {
		return err
	}
	if !entry.IsDir() {
		if err := os.Link(from, to); err != nil {
			return unswappable{err}
		}
		return nil
	}
	if err := os.MkdirAll(to, 0o777); err != nil {
		return err
	}
	return d.copyFolder(ctx, p, next, name)
}

// replaces tells whether a file does not stay as it is.
func (p *plan) replaces(name string) bool {
	for _, file := range p.write {
		if file.Path == name {
			return true
		}
	}
	for _, stale := range p.stale {
		if stale == name {
			return true
		}
	}
	return false
}

// copyAttributes gives a copied folder the permissions, the times and, if possible, the owner of its original.
func copyAttributes(from, to string) error {
	info, err := os.Stat(from)
	if err != nil {
		return err
	}
	copyOwner(info, to)
	if err := os.Chmod(to, info.Mode()); err != nil {
		return err
	}
	return os.Chtimes(to, info.ModTime(), info.ModTime())
}

// put writes a file and waits until it is on the disk.
func (d disk) put(name string, content []byte, mode fs.FileMode) (err error) {
	if err := d.step("write %s", name); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if _, err := file.Write(content); err != nil {
		return err
	}
	if mode != 0 {
		if err := file.Chmod(mode); err != nil {
			return err
		}
	}
	return file.Sync()
}

// unswappable is an error for which journal may do where swap does not.
type unswappable struct{ error }

func (u unswappable) Unwrap() error { return u.error }

// isUnswappable tells whether the file system cannot exchange or link here, or nobody may. A full disk is another matter.
func isUnswappable(err error) bool {
	var u unswappable
	if !errors.As(err, &u) {
		return false
	}
	for _, reason := range []error{
		errors.ErrUnsupported, fs.ErrPermission, syscall.EXDEV, syscall.EBUSY, syscall.EMLINK, syscall.EINVAL, syscall.EROFS,
	} {
		if errors.Is(err, reason) {
			return true
		}
	}
	return false
}
