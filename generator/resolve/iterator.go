package resolve

import (
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/ir"
)

// iteratorNames are what the iterators over a list's items and pages are called: ListChannels has Channels and
// ChannelPages.
func (r *resolver) iteratorNames(operation *ir.Operation) (items, pages string) {
	items = r.members[operation.Group].claim(iteratorName(operation.Call), "Items", operation.Name, func(name string) []string {
		return []string{pagesName(name)}
	})
	return items, pagesName(items)
}

func pagesName(items string) string { return strings.TrimSuffix(items, "s") + "Pages" }

// iteratorName leaves out of a method's name the word that says that it lists: ListChannels, GetChannels and
// ChannelsList go through Channels. What names no things without that word is called All: ListForOrg, AllForOrg.
func iteratorName(method string) string {
	words := splitCase([]rune(method))
	for i, word := range words {
		if word != "List" && (i > 0 || word != "Get") {
			continue
		}
		rest := append(words[:i:i], words[i+1:]...)
		if len(rest) > 0 && !linking(rest[0]) {
			return strings.Join(rest, "")
		}
		return "All" + strings.Join(rest, "")
	}
	return "All" + method
}

// linking tells whether a word only links others, so that no name begins with it.
func linking(word string) bool {
	switch word {
	case "For", "By", "Via", "Of", "In", "On", "With", "From", "To", "All", "Per", "As", "At":
		return true
	default:
		return false
	}
}
