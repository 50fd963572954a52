package source

import (
	"bytes"
	"context"
	"fmt"
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

// Files are the document and the files that it refers to, each read once by its Reader, and what is read in place of some
// of their values.
type Files struct {
	*Reader
	// Trees are what was read, nil for a file that could not be. Refs are all $refs in them.
	Trees map[string]*Tree
	Refs  []Reference
	// MediaTypeRefs lets a $ref stand for a media type, as OpenAPI 3.2 does.
	MediaTypeRefs bool

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
}

// Open reads the document itself, whatever it is and wherever it lies: somebody named it. The data has no tree yet.
func Open(ctx context.Context, given string, opts Options) (*Files, []byte, error) {
	reader, data, err := openDocument(ctx, given, opts)
	if err != nil {
		return nil, nil, err
	}
	f := &Files{
		Reader:  reader,
		Trees:   map[string]*Tree{},
		broken:  map[string][]int32{},
		edits:   map[string]Edits{},
		applied: map[string]map[int32]int32{},
		pointed: map[string]map[int32]string{},
		splices: map[string]map[int32]Place{},
		names:   map[Place]string{},
		endings: map[Place]ending{},
	}
	return f, data, nil
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
