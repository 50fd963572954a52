package output

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
)

// A journalled write replaces files one by one, where a directory cannot be exchanged as a whole. The new files are
// complete, and copies of the old ones safe, before the first is touched; a failure or an interrupt puts the old ones
// back. If the machine itself stops in between, the next run finds the journal and puts them back.

// journalFolder is in the directory itself, to be on its file system. Go ignores it.
const journalFolder = ".generator-staging"

// change is a line of the journal: a file whose new content is kept as new/N and whose old content as old/N.
type change struct {
	Path     string
	New, Old bool
	// Folders are those that have to be made for the file.
	Folders []string
}

func (d disk) journal(ctx context.Context, p *plan) (err error) {
	folder := filepath.Join(p.dir, journalFolder)
	defer func() {
		if err != nil {
			err = errors.Join(err, disk{}.rollBack(p.dir))
		}
	}()
	changes, err := d.prepare(ctx, p, folder)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := d.writeJournal(folder, changes); err != nil {
		return err
	}
	for i, c := range changes {
		if err := d.apply(p.dir, folder, i, c); err != nil {
			return err
		}
	}
	return d.commit(p.dir, folder)
}

// prepare writes the new files and keeps the old ones. Nothing outside of the folder changes.
func (d disk) prepare(ctx context.Context, p *plan, folder string) ([]change, error) {
	for _, name := range []string{"new", "old"} {
		if err := os.MkdirAll(filepath.Join(folder, name), 0o777); err != nil {
			return nil, err
		}
	}
	var changes []change
	for _, file := range p.write {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		mode, exists := p.modes[file.Path]
		if err := d.put(staged(folder, "new", len(changes)), file.Content, mode); err != nil {
			return nil, err
		}
		changes = append(changes, change{Path: file.Path, New: true, Old: exists, Folders: missingFolders(p.dir, file.Path)})
	}
	for _, name := range p.stale {
		changes = append(changes, change{Path: name, Old: true})
	}
	return changes, d.keepOld(p.dir, folder, changes)
}

// missingFolders are the folders above a file that are not there yet, the innermost first.
func missingFolders(dir, file string) []string {
	var missing []string
	for above := path.Dir(file); above != "."; above = path.Dir(above) {
		if _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(above))); err != nil {
			missing = append(missing, above)
		}
	}
	return missing
}

// keepOld links the old files, or copies them where there are no links.
func (d disk) keepOld(dir, folder string, changes []change) error {
	for i, c := range changes {
		if !c.Old {
			continue
		}
		name, kept := filepath.Join(dir, filepath.FromSlash(c.Path)), staged(folder, "old", i)
		if err := d.step("keep %s", c.Path); err != nil {
			return err
		}
		if os.Link(name, kept) == nil {
			continue
		}
		info, err := os.Stat(name)
		if err != nil {
			return err
		}
		content, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if err := d.put(kept, content, info.Mode().Perm()); err != nil {
			return err
		}
	}
	return syncFolders(folder)
}

func staged(folder, kind string, i int) string {
	return filepath.Join(folder, kind, strconv.Itoa(i))
}

// writeJournal makes the journal appear in one step: from then on the files outside are replaced.
func (d disk) writeJournal(folder string, changes []change) error {
	encoded, err := json.Marshal(changes)
	if err != nil {
		return err
	}
	draft := filepath.Join(folder, "draft")
	if err := d.put(draft, encoded, 0); err != nil {
		return err
	}
	if err := d.step("begin"); err != nil {
		return err
	}
	if err := os.Rename(draft, filepath.Join(folder, "journal")); err != nil {
		return err
	}
	return syncFolder(folder)
}

func (d disk) apply(dir, folder string, i int, c change) error {
	name := filepath.Join(dir, filepath.FromSlash(c.Path))
	if !c.New {
		if err := d.step("remove %s", c.Path); err != nil {
			return err
		}
		return os.Remove(name)
	}
	if err := d.step("replace %s", c.Path); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	return os.Rename(staged(folder, "new", i), name)
}

// commit makes the new files final by taking the journal away.
func (d disk) commit(dir, folder string) error {
	if err := syncFolder(dir); err != nil {
		return err
	}
	if err := d.step("commit"); err != nil {
		return err
	}
	if err := os.Remove(filepath.Join(folder, "journal")); err != nil {
		return err
	}
	_ = d.removeAll(folder) // the next run does if this one cannot
	return nil
}

// rollBack puts the old files back that a journal names, and removes what was prepared.
func (d disk) rollBack(dir string) error {
	folder := filepath.Join(dir, journalFolder)
	encoded, err := os.ReadFile(filepath.Join(folder, "journal"))
	if errors.Is(err, fs.ErrNotExist) {
		return d.removeAll(folder)
	}
	if err != nil {
		return err
	}
	var changes []change
	if err := json.Unmarshal(encoded, &changes); err != nil {
		return fmt.Errorf("%s: %w", filepath.Join(folder, "journal"), err)
	}
	for i, c := range changes {
		if err := d.takeBack(dir, folder, i, c); err != nil {
			return err
		}
	}
	if err := errors.Join(syncFolder(dir), os.Remove(filepath.Join(folder, "journal"))); err != nil {
		return err
	}
	return d.removeAll(folder)
}

// takeBack undoes one change, whether it was made or not.
func (d disk) takeBack(dir, folder string, i int, c change) error {
	if !filepath.IsLocal(filepath.FromSlash(c.Path)) {
		return fmt.Errorf("the journal in %s names %q: it is not by this program; remove the folder", folder, c.Path)
	}
	name := filepath.Join(dir, filepath.FromSlash(c.Path))
	if err := d.step("take back %s", c.Path); err != nil {
		return err
	}
	if c.Old {
		err := os.Rename(staged(folder, "old", i), name)
		if errors.Is(err, fs.ErrNotExist) {
			return nil // taken back by a run that was interrupted as well
		}
		return err
	}
	if _, err := os.Lstat(staged(folder, "new", i)); err == nil {
		return nil // it never got to its place
	}
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, made := range c.Folders {
		if filepath.IsLocal(filepath.FromSlash(made)) {
			_ = os.Remove(filepath.Join(dir, filepath.FromSlash(made))) // fails while other files are in it
		}
	}
	return nil
}
