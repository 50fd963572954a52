package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"

	"github.com/hubchannels/hubchannels-go/generator/internal/fetch"
	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// Reader reads the document and the files that it may refer to. A file is known by its address if it was fetched and by
// its slash path relative to the document's folder otherwise.
type Reader struct {
	// Given is the document as it was given, Root what it is known by, MaxSize how many bytes a file may have.
	Given, Root string
	MaxSize     int64
	// Raw are the files that were fetched, as they were.
	Raw map[string][]byte

	base   string // the folder as it was given
	folder *os.Root
	// fetch is nil where nothing may be fetched. Room is how many bytes still may, fetched how many files were.
	fetch   *fetch.Client
	room    int64
	fetched int
	// moved is where fetched files were in the end.
	moved map[string]*url.URL
}

// openDocument reads the document itself.
func openDocument(ctx context.Context, given string, opts Options) (*Reader, []byte, error) {
	f := &Reader{
		Given: given, Root: filepath.Base(given), base: filepath.Dir(given),
		MaxSize: opts.MaxSize, Raw: map[string][]byte{}, fetch: opts.Fetch, moved: map[string]*url.URL{},
	}
	if f.MaxSize <= 0 {
		f.MaxSize = DefaultMaxSize
	}
	f.room = f.MaxSize
	open := f.open
	if IsRemote(given) {
		open = f.openRemote
	}
	data, err := open(ctx, opts.Folder)
	if err != nil {
		return nil, nil, err
	}
	return f, data, nil
}

// open reads the document from disk.
func (r *Reader) open(_ context.Context, folder string) ([]byte, error) {
	if folder != "" {
		if err := r.within(folder); err != nil {
			return nil, err
		}
	}
	source, err := os.Open(r.Given)
	if err != nil {
		return nil, readingError(r.Given, err)
	}
	defer source.Close()
	data, err := r.Read(source)
	if err == nil {
		r.folder, err = os.OpenRoot(r.base)
	}
	if err != nil {
		return nil, readingError(r.Given, err)
	}
	return data, nil
}

// within makes the folder a larger one than the document's own.
func (r *Reader) within(folder string) error {
	from, err := filepath.Abs(folder)
	to, toErr := filepath.Abs(r.Given)
	if err = errors.Join(err, toErr); err != nil {
		return readingError(r.Given, err)
	}
	root, err := filepath.Rel(from, to)
	if err != nil || !filepath.IsLocal(root) {
		return problem.Problems{{
			Pos: problem.Position{File: r.Given}, Message: fmt.Sprintf("the document is not in %s, the folder that $refs may lead into", folder),
			Hint: "name a folder above the document",
		}}
	}
	r.Root, r.base = filepath.ToSlash(root), folder
	return nil
}

// readingError names the file once, as it was given.
func readingError(given string, err error) error {
	p := problem.Problem{Pos: problem.Position{File: given}, Message: "cannot read the document: " + problem.Reason(err)}
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		p.Hint = "check the path"
	}
	return problem.Problems{p}
}

// Close lets go of the document's folder.
func (r *Reader) Close() {
	if r.folder != nil {
		r.folder.Close()
	}
}

// Read reads a file of at most MaxSize bytes.
func (r *Reader) Read(source io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(source, r.MaxSize+1))
	if err == nil && int64(len(data)) > r.MaxSize {
		err = fmt.Errorf("larger than %d bytes", r.MaxSize)
	}
	return data, err
}

// ReadFile reads a file that may be read.
func (r *Reader) ReadFile(ctx context.Context, target string, problems *problem.List) (*Tree, error) {
	if IsRemote(target) {
		data, err := r.readRemote(ctx, target)
		if err != nil {
			return nil, err
		}
		return r.parseRemote(target, data, problems), nil
	}
	data, err := r.readLocal(target)
	if err != nil {
		return nil, err
	}
	return Parse(r.Shown(target), data, r.MaxSize, problems), nil
}

// readLocal reads a file in the document's folder. [os.Root] sees to it that no symbolic link leads out of it.
func (r *Reader) readLocal(target string) ([]byte, error) {
	name := filepath.FromSlash(target)
	info, err := r.folder.Stat(name)
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %s", r.Shown(target), problem.Reason(err))
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no file", r.Shown(target))
	}
	source, err := r.folder.Open(name)
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %s", r.Shown(target), problem.Reason(err))
	}
	defer source.Close()
	data, err := r.Read(source)
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %s", r.Shown(target), problem.Reason(err))
	}
	return data, nil
}

// Key is what a file is known by that a pointer names, empty for the document itself.
func (r *Reader) Key(file string) string {
	if file == "" {
		return r.Root
	}
	if IsRemote(file) {
		return file
	}
	return path.Clean(file)
}

// Shown is how problems name a file.
func (r *Reader) Shown(file string) string {
	if file == "" || file == r.Root {
		return r.Given
	}
	if IsRemote(file) {
		return file
	}
	return filepath.Join(r.base, filepath.FromSlash(file))
}

// HasFolder reports whether files on this machine may be read.
func (r *Reader) HasFolder() bool { return r.folder != nil }
