package resolve

import (
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// iteratorNames are what the iterators over a list's items and pages are called: ListChannels has Channels and
// ChannelPages.
func (r *resolver) iteratorNames(operation *ir.Operation) (items, pages string) {
	items = r.members[operation.Group].claim(iteratorName(operation.Call), "Items", operation.Name, func(name string) []string {
		return []string{pagesName(name)}
	})
	return items, pagesName(items)
}

func pagesName(items string) string {
	words := splitCase([]rune(items))
	last := len(words) - 1
	return strings.Join(words[:last], "") + singular(words[last]) + "Pages"
}

// iteratorName leaves out of a method's name the word that says that it lists: ListChannels, GetChannels and
// ChannelsList go through Channels. What names no things without that word is called All: ListForOrg, AllForOrg.
func iteratorName(method string) string {
	words := splitCase([]rune(method))
	at := slices.IndexFunc(words, func(word string) bool { return word == "List" || word == "Get" })
	if at < 0 {
		return "All" + method
	}
	rest := slices.Delete(words, at, at+1)
	if len(rest) == 0 || linking(rest[0]) {
		return "All" + strings.Join(rest, "")
	}
	return strings.Join(rest, "")
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
