package diff

import (
	"encoding/json"
	"fmt"
)

// leaf is a keyword that is not the same in both documents.
type leaf struct {
	from, to string // pointers; both lead to the nearest that exists
	keyword  string
	before   any // nil is absent
	after    any
}

// words means that the keyword only speaks to people.
func (l leaf) words() bool { return isWords(l.keyword) }

func (l leaf) String() string {
	switch {
	case l.before == nil:
		return fmt.Sprintf("%s %s added", l.keyword, brief(l.after))
	case l.after == nil:
		return fmt.Sprintf("%s %s removed", l.keyword, brief(l.before))
	default:
		return fmt.Sprintf("%s changed from %s to %s", l.keyword, brief(l.before), brief(l.after))
	}
}

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
