package load

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

// files are the document and the files that it refers to, each read once.
type files struct {
	given   string // the document as it was given
	root    string // its slash path within the folder
	base    string // the folder as it was given
	folder  *os.Root
	maxSize int64
	lenient bool
	trees   map[string]*tree // by address, or by slash path relative to the folder; nil for a file that could not be read
	refs    []reference
	broken  map[string][]int32 // the mappings whose $ref leads nowhere, by file
	edits   map[string]edits   // what leniency reads in place of other values, by file
	// converted tells that the document was Swagger 2.0.
	converted bool
	// endings are what is known about where $refs end.
	endings map[place]ending
	// suggested counts the names looked for.
	suggested int
	// fetch is nil where nothing may be fetched. Room is how many bytes still may, fetched how many files were.
	fetch   *fetch.Client
	room    int64
	fetched int
	// moved is where fetched files were in the end, raw what they say.
	moved map[string]*url.URL
	raw   map[string][]byte
}

// openFiles reads the document itself, whatever it is and wherever it lies: somebody named it.
func openFiles(ctx context.Context, given string, opts Options, problems *problem.List) (*files, error) {
	f := &files{
		given:   given,
		root:    filepath.Base(given),
		base:    filepath.Dir(given),
		maxSize: opts.MaxSize,
		lenient: opts.Lenient,
		trees:   map[string]*tree{},
		broken:  map[string][]int32{},
		endings: map[place]ending{},
		fetch:   opts.Fetch,
		moved:   map[string]*url.URL{},
		raw:     map[string][]byte{},
		edits:   map[string]edits{},
	}
	if f.maxSize <= 0 {
		f.maxSize = DefaultMaxSize
	}
	f.room = f.maxSize
	open := f.open
	if isRemote(given) {
		open = f.openRemote
	}
	data, err := open(ctx, opts.Folder)
	if err != nil {
		return nil, err
	}
	if len(opts.Overlays) > 0 {
		f.trees[f.root] = f.overlaid(data, opts.Overlays, problems)
	} else {
		f.trees[f.root] = parse(f.given, data, f.maxSize, problems)
	}
	f.convert(ctx, problems)
	return f, nil
}

// open reads the document from disk.
func (f *files) open(_ context.Context, folder string) ([]byte, error) {
	if folder != "" {
		if err := f.within(folder); err != nil {
			return nil, err
		}
	}
	source, err := os.Open(f.given)
	if err != nil {
		return nil, readingError(f.given, err)
	}
	defer source.Close()
	data, err := f.read(source)
	if err == nil {
		f.folder, err = os.OpenRoot(f.base)
	}
	if err != nil {
		return nil, readingError(f.given, err)
	}
	return data, nil
}

// within makes the folder a larger one than the document's own.
func (f *files) within(folder string) error {
	from, err := filepath.Abs(folder)
	to, toErr := filepath.Abs(f.given)
	if err = errors.Join(err, toErr); err != nil {
		return readingError(f.given, err)
	}
	root, err := filepath.Rel(from, to)
	if err != nil || !filepath.IsLocal(root) {
		return problem.Problems{{
			Pos: Position{File: f.given}, Message: fmt.Sprintf("the document is not in %s, the folder that $refs may lead into", folder),
			Hint: "name a folder above the document",
		}}
	}
	f.root, f.base = filepath.ToSlash(root), folder
	return nil
}

// readingError names the file once, as it was given.
func readingError(given string, err error) error {
	p := problem.Problem{Pos: Position{File: given}, Message: "cannot read the document: " + reason(err)}
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		p.Hint = "check the path"
	}
	return problem.Problems{p}
}

func (f *files) close() {
	if f.folder != nil {
		f.folder.Close()
	}
}

func (f *files) read(source io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(source, f.maxSize+1))
	if err == nil && int64(len(data)) > f.maxSize {
		err = fmt.Errorf("larger than %d bytes", f.maxSize)
	}
	return data, err
}

// parse builds the tree of one file. JSON is recognised by how it begins: the extensions of documents lie.
func parse(name string, data []byte, maxSize int64, problems *problem.List) *tree {
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
		Pos:     Position{File: name, Line: line, Column: column},
		Message: fmt.Sprintf("not UTF-8: byte %#x begins no character", data[valid]),
		Hint:    "save the file as UTF-8",
	}
}

func isYAML(name string) bool {
	if isRemote(name) {
		name, _, _ = strings.Cut(name, "?")
	}
	ext := strings.ToLower(filepath.Ext(name))
	return ext == ".yaml" || ext == ".yml"
}

// readAll reads every file that the document refers to, and the files that these refer to, and checks all $refs.
func (f *files) readAll(ctx context.Context, problems *problem.List) {
	fetching, stop := patiently(ctx)
	defer stop()
	queue := []string{f.root}
	for i := 0; i < len(queue) && ctx.Err() == nil; i++ {
		t := f.trees[queue[i]]
		if t == nil {
			continue
		}
		for _, ref := range references(queue[i], t) {
			f.refs = append(f.refs, ref)
			if target, ok := f.require(fetching, ref, problems); ok {
				queue = append(queue, target)
			}
		}
	}
	f.checkRefs(problems)
}

// require reads the file of a reference. It tells whether that file is new and readable.
func (f *files) require(ctx context.Context, ref reference, problems *problem.List) (string, bool) {
	target, _, no := f.target(ref.file, ref.target)
	if no != nil {
		problems.Add(ref.problem(no.message, no.hint))
		return "", false
	}
	if _, known := f.trees[target]; known {
		return "", false
	}
	if no := f.forbidden(target); no != nil {
		problems.Add(ref.problem(fmt.Sprintf("remote $ref %s: %s", quote(ref.target), no.message), no.hint))
		return "", false
	}
	var err error
	if f.trees[target], err = f.readFile(ctx, target, problems); err != nil {
		hint := localHint
		if isRemote(target) {
			hint = fetchHint(err)
		}
		problems.Add(ref.problem(fmt.Sprintf("$ref %s: %s", quote(ref.target), oneLine(err.Error())), hint))
	}
	return target, f.trees[target] != nil
}

// readFile reads a file that may be read.
func (f *files) readFile(ctx context.Context, target string, problems *problem.List) (*tree, error) {
	if isRemote(target) {
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
	return parse(f.shown(target), data, f.maxSize, problems), nil
}

// readLocal reads a file in the document's folder. [os.Root] sees to it that no symbolic link leads out of it.
func (f *files) readLocal(target string) ([]byte, error) {
	name := filepath.FromSlash(target)
	info, err := f.folder.Stat(name)
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %s", f.shown(target), reason(err))
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no file", f.shown(target))
	}
	source, err := f.folder.Open(name)
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %s", f.shown(target), reason(err))
	}
	defer source.Close()
	data, err := f.read(source)
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %s", f.shown(target), reason(err))
	}
	return data, nil
}

// reason is an error without the operation and the path that the message around it gives already.
func reason(err error) string {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return oneLine(pathErr.Err.Error())
	}
	var urlErr *url.Error
	if errors.As(err, &urlErr) {
		return oneLine(urlErr.Err.Error())
	}
	return oneLine(err.Error())
}

// oneLine makes text from elsewhere fit for a message.
func oneLine(s string) string {
	const limit = 300
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > limit {
		s = strings.ToValidUTF8(s[:limit], "") + "…"
	}
	return s
}
