package diff

import (
	"encoding/json"
	"fmt"
	"strings"
)

// leaf is a keyword that is not the same in both documents.
type leaf struct {
	from, to string // pointers; both lead to the nearest that exists
	keyword  string
	before   any // nil is absent
	after    any
	// path is the way from the place to what changed, where that stands behind a reference that only one document has.
	path string
	// reference are the names of what the place leads to in the two documents, where one of them is a reference.
	reference []string
}

// words means that the keyword only speaks to people.
func (l leaf) words() bool { return isWords(l.keyword) }

func (l leaf) String() string {
	if l.path != "" {
		return l.path + ": " + l.text()
	}
	return l.text()
}

func (l leaf) text() string {
	if said := flag(l.keyword); said != "" {
		if l.after == true {
			return said
		}
		return "no longer " + said
	}
	switch {
	case l.long() && !l.named() && l.before != nil && l.after != nil:
		return l.keyword + " changed"
	case l.long() && !l.named():
		return l.keyword + map[bool]string{true: " added", false: " removed"}[l.before == nil]
	case l.before == nil:
		return fmt.Sprintf("%s %s added", l.keyword, brief(l.after))
	case l.after == nil:
		return fmt.Sprintf("%s %s removed", l.keyword, brief(l.before))
	default:
		return fmt.Sprintf("%s changed from %s to %s", l.keyword, brief(l.before), brief(l.after))
	}
}

// flag is what a keyword says that is true or absent.
func flag(keyword string) string {
	switch keyword {
	case "deprecated":
		return "deprecated"
	case "nullable":
		return "nullable"
	case "readOnly":
		return "read-only"
	case "writeOnly":
		return "write-only"
	default:
		return ""
	}
}

// long reports whether a value does not fit into a line.
func (l leaf) long() bool { return structured(l.before) || structured(l.after) }

func structured(value any) bool {
	list, isList := value.([]any)
	_, isObject := value.(map[string]any)
	return isObject || isList && !scalars(list)
}

// named reports whether the keyword is a name of the document, such as a media type.
func (l leaf) named() bool { return strings.HasPrefix(l.keyword, "“") }

// brief writes a value so that it fits into a line.
func brief(value any) string {
	text, ok := value.(string)
	if !ok {
		data, _ := json.Marshal(value) // of JSON, which can be written again
		text = string(data)
	}
	const limit = 60
	if runes := []rune(text); len(runes) > limit {
		return string(runes[:limit]) + "…"
	}
	return text
}
