package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/hubchannels/hubchannels-go/generator/internal/fetch"
	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// DefaultMaxSize is how large a file may be, and how large a YAML file may become once its aliases are written out.
const DefaultMaxSize = 64 << 20

// Options say what a document may do. The zero value suits a document from anywhere.
type Options struct {
	// MaxSize is the size in bytes up to which a file is read. Zero means DefaultMaxSize.
	MaxSize int64
	// Folder holds the document and all that its $refs may lead to. Empty is the document's own folder.
	Folder string
	// Fetch fetches what may be fetched over the network. Nil is nothing.
	Fetch *fetch.Client
}

// Files are the document and the files that it refers to, each read once. A file is known by its address if it was
// fetched and by its slash path relative to the document's folder otherwise.
type Files struct {
	// Given is the document as it was given, Root what it is known by, MaxSize how many bytes a file may have.
	Given, Root string
	MaxSize     int64
	// Trees are what was read, nil for a file that could not be. Refs are all $refs in them.
	Trees map[string]*Tree
	Refs  []Reference
	// MediaTypeRefs lets a $ref stand for a media type, as OpenAPI 3.2 does.
	MediaTypeRefs bool
	// Raw are the files that were fetched, as they were.
	Raw map[string][]byte

	base   string // the folder as it was given
	folder *os.Root
	broken map[string][]int32 // the mappings whose $ref leads nowhere, by file
	edits  map[string]Edits   // what is read in place of other values, by file
	// applied are the $refs that are read as one of the schemas in allOf, by file, and the allOf beside each.
	applied map[string]map[int32]int32
	// pointed are the pointers that references by $id mean, by file and node.
	pointed map[string]map[int32]string
	// splices are what is read in place of misplaced $refs, by file and by what holds them. Unending means that one of them
	// holds itself, or too much.
	splices  map[string]map[int32]Place
	names    map[Place]string
	unending bool
	// endings are what is known about where $refs end.
	endings map[Place]ending
	// byFile are the first so many of the Refs, by file.
	byFile  map[string][]Reference
	counted int
	// suggested counts the names looked for.
	suggested int
	// fetch is nil where nothing may be fetched. Room is how many bytes still may, fetched how many files were.
	fetch   *fetch.Client
	room    int64
	fetched int
	// moved is where fetched files were in the end.
	moved map[string]*url.URL
}

// Open reads the document itself, whatever it is and wherever it lies: somebody named it. The data has no tree yet.
func Open(ctx context.Context, given string, opts Options) (*Files, []byte, error) {
	f := &Files{
		Given:   given,
		Root:    filepath.Base(given),
		MaxSize: opts.MaxSize,
		Trees:   map[string]*Tree{},
		Raw:     map[string][]byte{},
		base:    filepath.Dir(given),
		broken:  map[string][]int32{},
		edits:   map[string]Edits{},
		applied: map[string]map[int32]int32{},
		pointed: map[string]map[int32]string{},
		splices: map[string]map[int32]Place{},
		names:   map[Place]string{},
		endings: map[Place]ending{},
		fetch:   opts.Fetch,
		moved:   map[string]*url.URL{},
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
func (f *Files) open(_ context.Context, folder string) ([]byte, error) {
	if folder != "" {
		if err := f.within(folder); err != nil {
			return nil, err
		}
	}
	source, err := os.Open(f.Given)
	if err != nil {
		return nil, readingError(f.Given, err)
	}
	defer source.Close()
	data, err := f.Read(source)
	if err == nil {
		f.folder, err = os.OpenRoot(f.base)
	}
	if err != nil {
		return nil, readingError(f.Given, err)
	}
	return data, nil
}

// within makes the folder a larger one than the document's own.
func (f *Files) within(folder string) error {
	from, err := filepath.Abs(folder)
	to, toErr := filepath.Abs(f.Given)
	if err = errors.Join(err, toErr); err != nil {
		return readingError(f.Given, err)
	}
	root, err := filepath.Rel(from, to)
	if err != nil || !filepath.IsLocal(root) {
		return problem.Problems{{
			Pos: problem.Position{File: f.Given}, Message: fmt.Sprintf("the document is not in %s, the folder that $refs may lead into", folder),
			Hint: "name a folder above the document",
		}}
	}
	f.Root, f.base = filepath.ToSlash(root), folder
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
func (f *Files) Close() {
	if f.folder != nil {
		f.folder.Close()
	}
}

// Read reads a file of at most MaxSize bytes.
func (f *Files) Read(source io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(source, f.MaxSize+1))
	if err == nil && int64(len(data)) > f.MaxSize {
		err = fmt.Errorf("larger than %d bytes", f.MaxSize)
	}
	return data, err
}

// Parse builds the tree of one file. JSON is recognised by how it begins: the extensions of documents lie.
func Parse(name string, data []byte, maxSize int64, problems *problem.List) *Tree {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(data) {
		problems.Add(notUTF8(name, data))
		return nil
	}
	trimmed := bytes.TrimLeft(data, " \t\r\n")
	if len(trimmed) == 0 || trimmed[0] != '{' && trimmed[0] != '[' {
		return parseYAML(name, data, maxSize, problems)
	}
	if !isYAML(name) {
		return parseJSON(name, data, problems)
	}
	// YAML may begin with a brace, too. What it says about a mistake is worse, so JSON goes first.
	var asJSON problem.List
	if t := parseJSON(name, data, &asJSON); t != nil {
		problems.Add(asJSON.Problems()...)
		return t
	}
	return parseYAML(name, data, maxSize, problems)
}

// notUTF8 finds the first byte that is no text.
func notUTF8(name string, data []byte) problem.Problem {
	valid := 0
	for valid < len(data) {
		r, size := utf8.DecodeRune(data[valid:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		valid += size
	}
	line := 1 + bytes.Count(data[:valid], []byte{'\n'})
	column := valid - bytes.LastIndexByte(data[:valid], '\n')
	return problem.Problem{
		Pos:     problem.Position{File: name, Line: line, Column: column},
		Message: fmt.Sprintf("not UTF-8: byte %#x begins no character", data[valid]),
		Hint:    "save the file as UTF-8",
	}
}

func isYAML(name string) bool {
	if IsRemote(name) {
		name, _, _ = strings.Cut(name, "?")
	}
	ext := strings.ToLower(filepath.Ext(name))
	return ext == ".yaml" || ext == ".yml"
}

// ReadAll reads every file that the document refers to, and the files that these refer to, and checks all $refs.
func (f *Files) ReadAll(ctx context.Context, problems *problem.List) {
	fetching, stop := withFetchTimeout(ctx)
	defer stop()
	queue := []string{f.Root}
	for i := 0; i < len(queue) && ctx.Err() == nil; i++ {
		t := f.Trees[queue[i]]
		if t == nil {
			continue
		}
		refs := References(queue[i], t)
		f.byID(queue[i], t, refs)
		f.bySelf(queue[i], t, refs)
		for _, ref := range refs {
			f.Refs = append(f.Refs, ref)
			if target, ok := f.require(fetching, ref, problems); ok {
				queue = append(queue, target)
			}
		}
	}
	f.checkRefs(problems)
}

// require reads the file of a reference. It reports whether that file is new and readable.
func (f *Files) require(ctx context.Context, ref Reference, problems *problem.List) (string, bool) {
	target, _, no := f.Target(ref.File, ref.Target)
	if no != nil {
		problems.Add(ref.Problem(no.Message, no.Hint))
		return "", false
	}
	if _, known := f.Trees[target]; known {
		return "", false
	}
	if no := f.Forbidden(target); no != nil {
		problems.Add(ref.Problem(fmt.Sprintf("remote $ref %s: %s", problem.Quote(ref.Target), no.Message), no.Hint))
		return "", false
	}
	var err error
	if f.Trees[target], err = f.ReadFile(ctx, target, problems); err != nil {
		hint := LocalHint
		if IsRemote(target) {
			hint = fetchHint(err)
		}
		problems.Add(ref.Problem(fmt.Sprintf("$ref %s: %s", problem.Quote(ref.Target), problem.OneLine(err.Error())), hint))
	}
	return target, f.Trees[target] != nil
}

// ReadFile reads a file that may be read.
func (f *Files) ReadFile(ctx context.Context, target string, problems *problem.List) (*Tree, error) {
	if IsRemote(target) {
		data, err := f.readRemote(ctx, target)
		if err != nil {
			return nil, err
		}
		return f.parseRemote(target, data, problems), nil
	}
	data, err := f.readLocal(target)
	if err != nil {
		return nil, err
	}
	return Parse(f.Shown(target), data, f.MaxSize, problems), nil
}

// readLocal reads a file in the document's folder. [os.Root] sees to it that no symbolic link leads out of it.
func (f *Files) readLocal(target string) ([]byte, error) {
	name := filepath.FromSlash(target)
	info, err := f.folder.Stat(name)
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %s", f.Shown(target), problem.Reason(err))
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no file", f.Shown(target))
	}
	source, err := f.folder.Open(name)
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %s", f.Shown(target), problem.Reason(err))
	}
	defer source.Close()
	data, err := f.Read(source)
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %s", f.Shown(target), problem.Reason(err))
	}
	return data, nil
}
