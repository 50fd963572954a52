// Package load reads an OpenAPI document and says everything that is wrong with it.
//
// [File] gives a document that kin-openapi has parsed, resolved and validated, examples and defaults included, together
// with what kin-openapi forgets: on which line something stands and in which order keys were written. A document that
// does not pass gives all of its problems at once, as [problem.Problems].
package load

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/fetch"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// Options say what a document may do. The zero value suits a document from anywhere.
type Options struct {
	// MaxSize is the size in bytes up to which a file is read. Zero means [source.DefaultMaxSize].
	MaxSize int64
	// Folder holds the document and all that its $refs may lead to. Empty is the document's own folder.
	Folder string
	// Fetch fetches what may be fetched over the network. Nil is nothing.
	Fetch *fetch.Client
	// Overlays are OpenAPI Overlay files to apply to the document before anything else, in this order.
	Overlays []string
	// Lenient repairs what is safe to repair, see [Document.Repairs].
	Lenient bool
	// StrictExamples makes problems of examples and defaults that contradict their schemas, which are warnings otherwise.
	StrictExamples bool
}

// Position is a place in a document.
type Position = problem.Position

// Document is a valid OpenAPI document.
type Document struct {
	// T is the document as kin-openapi sees it, every $ref resolved.
	T *openapi3.T
	// Repairs are what leniency did, each kind with how often.
	Repairs []Repair
	// Warnings are mistakes that keep nobody from using the rest of the document.
	Warnings problem.Problems
	// Losses are what the document says and its T does not.
	Losses loss.List

	files *source.Files
	// repaired is the document as JSON after the repairs, nil where there were none.
	repaired []byte
}

// File reads the document at a path or, if that may be fetched, at an address. Its error, if any, is a [problem.Problems]
// with everything that is wrong with the document, unless it could not be read at all.
func File(ctx context.Context, path string, opts Options) (*Document, error) {
	var problems problem.List
	files, data, err := source.Open(ctx, path, source.Options{MaxSize: opts.MaxSize, Folder: opts.Folder, Fetch: opts.Fetch})
	if err != nil {
		return nil, err
	}
	defer files.Close()
	doc, converted, err := read(ctx, report{files, &problems}, data, opts.Overlays)
	if err != nil {
		return nil, err
	}
	repairs, warnings, remaining := opts.sorted(problems.Problems())
	if len(remaining) > 0 {
		return nil, remaining
	}
	loaded := &Document{T: doc, Repairs: repairs, Warnings: warnings, files: files}
	if len(repairs)+len(warnings) > 0 {
		if loaded.repaired, err = doc.MarshalJSON(); err != nil {
			return nil, fmt.Errorf("writing the repaired document: %w", err)
		}
	}
	if converted {
		loaded.Repairs = append(repairs, Repair{Kind: "Swagger 2.0 is converted to OpenAPI 3", Count: 1})
	}
	return loaded, nil
}

// Position is where the value at a JSON pointer stands: its key, or its beginning in a sequence. A pointer without a
// file ("#/paths/~1x") is about the document itself, one with a file ("other.yaml#/X") about a file that it refers to,
// by its path relative to the document's folder or by its address. For a value that does not exist it is the nearest that
// does, so that something missing is reported where it should be.
func (d *Document) Position(pointer string) Position { return d.files.Position(pointer) }

// Keys are the keys of the mapping at a JSON pointer in the order in which they were written, nil if there is none.
func (d *Document) Keys(pointer string) []string {
	file, tokens := source.Split(pointer)
	found, _, ok := d.files.Find(d.files.Key(file), tokens)
	if !ok {
		return nil
	}
	return found.Tree.Keys(found.At)
}

// Said is the JSON of the value at a JSON pointer as it was written, also where kin-openapi reads another one; "" is none.
func (d *Document) Said(pointer string) string {
	file, tokens := source.Split(pointer)
	found, _, ok := d.files.Find(d.files.Key(file), tokens)
	if !ok {
		return ""
	}
	return string(found.Tree.Raw(found.At))
}

// Name is the document's file as it was given.
func (d *Document) Name() string { return d.files.Given }

// FileAt is the file at a location that kin-openapi gives, as pointers name it: empty for the document itself.
func (d *Document) FileAt(location *url.URL) string {
	if location == nil {
		return ""
	}
	if file := source.Known(location); file != "." && file != d.files.Root {
		return file
	}
	return ""
}

// Target is the pointer of what a reference in a file of the document leads to, empty if it must not be followed. The file
// is named as in pointers.
func (d *Document) Target(file, reference string) string {
	target, _, no := d.files.Target(d.files.Key(file), reference)
	if no != nil {
		return ""
	}
	if target == d.files.Root {
		target = ""
	}
	_, fragment, _ := strings.Cut(reference, "#")
	return target + "#" + fragment
}

// Source is a file that was fetched, as it was; nil for others.
func (d *Document) Source(location *url.URL) []byte { return d.files.Raw[source.Known(location)] }

// Join is how kin-openapi has to resolve relative references.
func (d *Document) Join(base, relative *url.URL) *url.URL { return d.files.Join(base, relative) }
