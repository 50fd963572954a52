package naming

import (
	"slices"
	"strings"
)

// OfIterator are the names that go with an iterator over items.
func OfIterator(items string) []string { return []string{PageIterator(items)} }

// PageIterator is the iterator over the pages of what another one iterates over: Channels has ChannelPages.
func PageIterator(items string) string {
	words := CamelWords(items)
	last := len(words) - 1
	return strings.Join(words[:last], "") + Singular(words[last]) + "Pages"
}

// Iterator leaves out of a method's name the word that says that it lists: ListChannels, GetChannels and ChannelsList go
// through Channels. What names no things without that word is called All: ListForOrg, AllForOrg.
func Iterator(method string) string {
	words := CamelWords(method)
	at := slices.IndexFunc(words, func(word string) bool { return word == "List" || word == "Get" })
	if at < 0 {
		return "All" + method
	}
	rest := slices.Delete(words, at, at+1)
	if len(rest) == 0 || Linking(rest[0]) {
		return "All" + strings.Join(rest, "")
	}
	return strings.Join(rest, "")
}
