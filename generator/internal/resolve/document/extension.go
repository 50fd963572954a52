package document

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// extensionKeys are the x-sdk-* keys that a document may hold; spec/README.md says what each does.
func extensionKeys() []string {
	return []string{
		"x-sdk-constructor", "x-sdk-credential", "x-sdk-default", "x-sdk-error", "x-sdk-error-text", "x-sdk-event-id",
		"x-sdk-group", "x-sdk-idempotency-key", "x-sdk-name", "x-sdk-pagination", "x-sdk-retry", "x-sdk-sensitive", "x-sdk-shorthands",
		StreamKey, "x-sdk-string", "x-sdk-union", "x-sdk-vendor", "x-sdk-webhook-signature",
	}
}

// StreamKey says what the schema of a stream describes.
const StreamKey = "x-sdk-stream"

// CheckExtensions reports every x-sdk-* key that nothing has read: a misspelt or misplaced one would be without effect, and
// nobody would see. With leniency it is a loss: documents of others have keys of other generators that begin alike.
func (d *Document) CheckExtensions() {
	known := extensionKeys()
	for pointer, key := range d.Extensions("x-sdk-") {
		message, hint := key+" means nothing here", "move it to where spec/README.md says that it may stand, or remove it"
		if !slices.Contains(known, key) {
			message, hint = "unknown extension "+key, problem.Suggestion(key, "the extensions are", known)
		} else if d.read[pointer] {
			continue
		}
		if d.Lenient {
			d.Lose(loss.Extension, pointer, "", key+" means nothing here", "it is another tool's, or misspelt")
			continue
		}
		d.Fail(pointer, message, hint+" (with --lenient it is left to other tools)")
	}
}

// Called reads what the user calls something, else returns the given name.
func (d *Document) Called(extensions map[string]any, pointer, otherwise string) string {
	value, given := d.Extension(extensions, pointer, "x-sdk-name")
	if !given {
		return otherwise
	}
	name, _ := value.(string)
	if !naming.IsExported(name) {
		d.Fail(load.Join(pointer, "x-sdk-name"), fmt.Sprintf("%v is no exported Go name", value), "write it like UserProfile")
		return otherwise
	}
	return name
}

// Extension reads an extension of the value at a pointer: what the configuration says, else the document.
func (d *Document) Extension(extensions map[string]any, pointer, key string) (value any, given bool) {
	value, given = extensions[key]
	if given {
		d.read[load.Join(pointer, key)] = true
	}
	if said, annotated := d.annotations[pointer][key]; annotated {
		return said, true
	}
	return value, given
}

// Flag reads an extension that is true or absent.
func (d *Document) Flag(extensions map[string]any, pointer string, key string) bool {
	value, given := d.Extension(extensions, pointer, key)
	if !given {
		return false
	}
	flag, ok := value.(bool)
	if !ok {
		d.Fail(load.Join(pointer, key), fmt.Sprintf("%s is %v", key, value), "use true or leave it out")
	}
	return flag
}

// Word reads an extension that is one of several words.
func (d *Document) Word(extensions map[string]any, pointer string, key string, words ...string) string {
	value, given := d.Extension(extensions, pointer, key)
	if !given {
		return ""
	}
	word, _ := value.(string)
	if !slices.Contains(words, word) {
		d.Fail(load.Join(pointer, key), fmt.Sprintf("%s is %v", key, value), "use one of "+strings.Join(words, ", "))
		return ""
	}
	return word
}

// List reads an extension that is a list of strings.
func (d *Document) List(extensions map[string]any, pointer string, key string) ([]string, bool) {
	value, given := d.Extension(extensions, pointer, key)
	if !given {
		return nil, false
	}
	items, ok := value.([]any)
	list := make([]string, 0, len(items))
	for _, item := range items {
		text, isText := item.(string)
		ok = ok && isText
		list = append(list, text)
	}
	if !ok {
		d.Fail(load.Join(pointer, key), key+" is no list of names", "write it as [name, name]")
	}
	return list, ok
}

// Annotated reports whether the configuration speaks of a schema or of something in it.
func (d *Document) Annotated(pointer string) bool {
	for at := range d.annotations {
		if at == pointer || strings.HasPrefix(at, pointer+"/") {
			return true
		}
	}
	return false
}

// Configured is what the configuration calls the type at a pointer, else the given name.
func (d *Document) Configured(pointer, otherwise string) string {
	if given, ok := d.annotations[pointer]["x-sdk-name"].(string); ok {
		return given
	}
	return otherwise
}

// IsIdempotencyKey reports whether the configuration says that headers of a name are idempotency keys.
func (d *Document) IsIdempotencyKey(header string) bool { return d.config.IsIdempotencyKey(header) }
