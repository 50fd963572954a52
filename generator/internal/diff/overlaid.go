package diff

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
)

// withOverlays writes a document to which overlays were applied into a folder of its own, and reads it from there: oasdiff
// reads documents itself, and knows no overlays. The files that it refers to stay beside it.
func withOverlays(ctx context.Context, from source, doc *load.Document, reading load.Options) (source, *load.Document, error) {
	folder, err := os.MkdirTemp("", "diff-*")
	if err != nil {
		return from, nil, err
	}
	overlaid := from
	overlaid.temporary = folder
	again, err := rewritten(ctx, &overlaid, doc, reading)
	if err != nil {
		_ = os.RemoveAll(folder) // in the system's folder for such files
	}
	return overlaid, again, err
}

// rewritten writes what the files of a document say, and reads that.
func rewritten(ctx context.Context, from *source, doc *load.Document, reading load.Options) (*load.Document, error) {
	for _, file := range doc.Files() {
		if !filepath.IsLocal(filepath.FromSlash(file)) {
			return nil, fmt.Errorf("%s: with overlays a document is compared that has no files above its folder or elsewhere: %s", from.name, file)
		}
		var text bytes.Buffer
		if err := json.Indent(&text, doc.JSON(file), "", "  "); err != nil {
			return nil, err
		}
		if err := place(from.temporary, filepath.ToSlash(file), text.Bytes()); err != nil {
			return nil, err
		}
	}
	from.path = filepath.Join(from.temporary, filepath.FromSlash(doc.Files()[0]))
	reading.Overlays, reading.Folder = nil, ""
	again, err := load.File(ctx, from.path, reading)
	if err != nil {
		return nil, from.rename(err)
	}
	return again, nil
}
