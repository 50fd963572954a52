package resolve

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// extensionKeys are the x-sdk-* keys that a document may hold; spec/README.md says what each does.
func extensionKeys() []string {
	return []string{
		"x-sdk-constructor", "x-sdk-credential", "x-sdk-default", "x-sdk-error", "x-sdk-error-text", "x-sdk-event-id",
		"x-sdk-group", "x-sdk-idempotency-key", "x-sdk-name", "x-sdk-pagination", "x-sdk-retry", "x-sdk-sensitive", "x-sdk-shorthands",
		"x-sdk-stream", "x-sdk-string", "x-sdk-union", "x-sdk-vendor",
	}
}

// idleExtensions reports every x-sdk-* key that nothing has read: a misspelt or misplaced one would be without effect, and
// nobody would see.
func (r *resolver) idleExtensions() {
	known := extensionKeys()
	for pointer, key := range r.doc.Extensions("x-sdk-") {
		switch {
		case !slices.Contains(known, key):
			r.fail(pointer, "unknown extension "+key, problem.Suggestion(key, "the extensions are", known))
		case !r.read[pointer]:
			r.fail(pointer, key+" means nothing here", "move it to where spec/README.md says that it may stand, or remove it")
		}
	}
}

// name reads what the user calls something, else returns the given name.
func (r *resolver) name(extensions map[string]any, pointer, otherwise string) string {
	value, given := r.extension(extensions, pointer, "x-sdk-name")
	if !given {
		return otherwise
	}
	name, _ := value.(string)
	if !naming.IsExported(name) {
		r.fail(load.Join(pointer, "x-sdk-name"), fmt.Sprintf("%v is no exported Go name", value), "write it like UserProfile")
		return otherwise
	}
	return name
}

// vendor reads whose manners the runtime shall have.
func (r *resolver) vendor() {
	if vendor, given := r.extension(r.doc.T.Extensions, "#", "x-sdk-vendor"); given {
		if vendor != "hubspot" {
			r.fail("#/x-sdk-vendor", fmt.Sprintf("unknown vendor %v", vendor), `the only one is "hubspot"`)
		}
		r.api.Vendor, _ = vendor.(string)
	}
}

// extension reads an extension of the value at a pointer: what the configuration says, else the document.
func (r *resolver) extension(extensions map[string]any, pointer, key string) (value any, given bool) {
	value, given = extensions[key]
	if given {
		r.read[load.Join(pointer, key)] = true
	}
	if said, annotated := r.annotations[pointer][key]; annotated {
		return said, true
	}
	return value, given
}

// flag reads an extension that is true or absent.
func (r *resolver) flag(extensions map[string]any, at place, key string) bool {
	value, given := r.extension(extensions, at.pointer, key)
	if !given {
		return false
	}
	flag, ok := value.(bool)
	if !ok {
		r.fail(load.Join(at.pointer, key), fmt.Sprintf("%s is %v", key, value), "use true or leave it out")
	}
	return flag
}

// word reads an extension that is one of several words.
func (r *resolver) word(extensions map[string]any, at place, key string, words ...string) string {
	value, given := r.extension(extensions, at.pointer, key)
	if !given {
		return ""
	}
	word, _ := value.(string)
	if !slices.Contains(words, word) {
		r.fail(load.Join(at.pointer, key), fmt.Sprintf("%s is %v", key, value), "use one of "+strings.Join(words, ", "))
		return ""
	}
	return word
}

// list reads an extension that is a list of strings.
func (r *resolver) list(extensions map[string]any, at place, key string) ([]string, bool) {
	value, given := r.extension(extensions, at.pointer, key)
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
		r.fail(load.Join(at.pointer, key), key+" is no list of names", "write it as [name, name]")
	}
	return list, ok
}
