package diff

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/config"
	"github.com/hubchannels/hubchannels-go/generator/internal/diff/symbol"
	"github.com/hubchannels/hubchannels-go/generator/internal/emit"
	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/output"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// packageName is the name of both packages: that one was called something else says nothing.
const packageName = "client"

// side is one of the two documents and what is made of it.
type side struct {
	source source
	doc    *load.Document
	// written is the document where its overlays are applied in memory, and so knows the lines; nil if there are none.
	written *load.Document
	config  *config.Config // nil is none
	trees   map[string]any // what each file says
	api     *ir.API        // nil if nothing can be made of the document
	files   []output.File
	// symbols tells where the package's symbols come from.
	symbols symbol.Index
	title   string
	version string
	// paths are the operations and path items by where they stand: another file may call them something else.
	paths map[string]string
	// known are pointers without detours, by pointers: finding one takes a look at the whole file.
	known map[string]string
}

// read loads a document and its configuration. Problems name the document as it was given.
func read(ctx context.Context, from source, making Making, options Options) (*side, error) {
	reading := load.Options{Lenient: options.Lenient, Fetch: options.Fetch, Folder: making.Refs, Overlays: making.Overlays}
	doc, err := load.File(ctx, from.path, reading)
	if err != nil {
		return nil, from.rename(err)
	}
	var written *load.Document
	if len(making.Overlays) > 0 {
		written = doc
		if from, doc, err = withOverlays(ctx, from, doc, reading); err != nil {
			return nil, err
		}
	}
	configured := making.Settings
	if configured == nil && making.Config != "" {
		if configured, err = config.File(making.Config); err != nil {
			return nil, err
		}
	}
	s := &side{source: from, doc: doc, written: written, config: configured, trees: map[string]any{}, known: map[string]string{}, title: doc.T.Info.Title, version: doc.T.Info.Version}
	for _, file := range doc.Files() {
		decoder := json.NewDecoder(bytes.NewReader(doc.JSON(file)))
		decoder.UseNumber()
		var tree any
		if err := decoder.Decode(&tree); err != nil {
			return nil, fmt.Errorf("%s: %w", from.name, err)
		}
		s.trees[file] = tree
	}
	s.namePaths()
	return s, nil
}

// close removes what was written for a side.
func (s *side) close() {
	if s != nil && s.source.temporary != "" {
		_ = os.RemoveAll(s.source.temporary) // in the system's folder for such files
	}
}

// namePaths remembers what the document calls the operations and path items that it has from elsewhere.
func (s *side) namePaths() {
	s.paths = map[string]string{}
	for _, path := range s.doc.Keys("#/paths") {
		item := load.Join("#/paths", path)
		for _, key := range s.doc.Keys(item) {
			if key == "$ref" {
				s.nameItem(path, item)
			}
		}
	}
}

func (s *side) nameItem(path, item string) {
	for method := range s.doc.T.Paths.Value(path).Operations() {
		pointer := s.canonical(load.Join(item, strings.ToLower(method)))
		file, tokens := tokensOf(pointer)
		if len(tokens) < 3 {
			continue
		}
		s.paths[join(file, tokens[:2])] = path
	}
}

// generate makes the package.
func (s *side) generate(ctx context.Context, lenient bool) error {
	api, _, err := resolve.API(ctx, s.doc, resolve.Options{Package: packageName, Lenient: lenient, Config: s.config})
	if err != nil {
		return s.source.rename(err)
	}
	if s.files, err = emit.Files(api); err != nil {
		return fmt.Errorf("%s: %w", s.source.name, err)
	}
	s.api, s.symbols = api, symbol.Of(api)
	return nil
}

// root is the name of the document itself among its files.
func (s *side) root() string { return s.doc.Files()[0] }

// canonical is a pointer without detours through $refs: the one of the place where the value stands.
func (s *side) canonical(pointer string) string {
	if known, ok := s.known[pointer]; ok {
		return known
	}
	found := s.withoutDetours(pointer)
	s.known[pointer] = found
	return found
}

func (s *side) withoutDetours(pointer string) string {
	position := s.doc.Position(pointer)
	if position.Line == 0 {
		return pointer
	}
	return s.doc.Pointer(position)
}

// place is where a pointer leads.
func (s *side) place(pointer string) *Place {
	position := s.doc.Position(pointer)
	if s.written != nil {
		position = s.written.Position(pointer)
	}
	return &Place{File: s.source.place(position.File), Line: position.Line, Pointer: pointer}
}

// value is what stands at a canonical pointer; nil if nothing does.
func (s *side) value(pointer string) any {
	file, tokens := tokensOf(pointer)
	if file == "" {
		file = s.root()
	}
	at := s.trees[file]
	for _, token := range tokens {
		at = child(at, token)
	}
	return at
}

// follow goes on to where the $ref that a value consists of leads.
func (s *side) follow(pointer string, value any) (string, any) {
	for range 64 { // a circle ends, too
		reference, ok := child(value, "$ref").(string)
		if !ok {
			break
		}
		file, _ := tokensOf(pointer)
		pointer = s.doc.Target(file, reference)
		value = s.value(pointer)
	}
	return pointer, value
}

func child(value any, token string) any {
	switch value := value.(type) {
	case map[string]any:
		return value[token]
	case []any:
		if i, err := strconv.Atoi(token); err == nil && i >= 0 && i < len(value) {
			return value[i]
		}
	}
	return nil
}
