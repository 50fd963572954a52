// Package attention finds names of a generated package that somebody may want otherwise.
package attention

import (
	"fmt"
	"iter"
	"strings"
	"unicode"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// Longest is how many letters a name may have that nobody minds.
const Longest = 40

// Name is a name that wants attention.
type Name struct {
	// Operation means that it is a method; others are types.
	Operation bool
	// Key is what the configuration calls it: its section of names takes Key: Go.
	Key, Go string
	// Why is what is odd about it, Position where the document has it.
	Why, Position string
}

// Line is what stands in the configuration's names.
func (n Name) Line() string { return fmt.Sprintf("%s: %s", Word(n.Key), n.Go) }

// Names returns the names of a package that are numbered though the document's own are not, that gave way to
// others, or are long, in the package's order.
func Names(api *ir.API) []Name {
	var found []Name
	seen, several := map[string]bool{}, shared(api)
	for one := range named(api) {
		if one.Why = odd(one); one.Why == "" || one.Key == "" || seen[one.Key+one.Go] || several[one.Key] {
			continue
		}
		seen[one.Key+one.Go] = true
		found = append(found, one)
	}
	return found
}

// shared are the keys that several names have, of which a configuration can choose none: variants within variants, for instance.
func shared(api *ir.API) map[string]bool {
	first, several := map[string]string{}, map[string]bool{}
	for one := range named(api) {
		if name, known := first[one.Key]; known && name != one.Go {
			several[one.Key] = true
		}
		first[one.Key] = one.Go
	}
	return several
}

// odd says why a name wants attention; "" is not at all.
func odd(n Name) string {
	switch digits := n.Go[len(strings.TrimRightFunc(n.Go, unicode.IsDigit)):]; {
	case digits != "" && !strings.HasSuffix(strings.TrimRightFunc(n.Key, ends), digits):
		return "numbered"
	case gaveWay(n):
		return "gave way to another"
	case len(n.Go) > Longest:
		return "long"
	}
	return ""
}

// gaveWay reports whether a name ends in a word that the document's own does not have.
func gaveWay(n Name) bool {
	key := strings.ToLower(n.Key)
	return strings.HasSuffix(n.Go, "Model") && !n.Operation && !strings.HasPrefix(key, "#/") && !strings.HasSuffix(key, "model")
}

// ends reports whether a character at the end of a key is no part of a word.
func ends(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }

// named are the names that a configuration can change.
func named(api *ir.API) iter.Seq[Name] {
	return func(yield func(Name) bool) {
		for _, o := range api.Operations {
			if !yield(Name{Operation: true, Key: o.Method + " " + o.Path, Go: o.Name, Position: o.Doc.Position}) {
				return
			}
		}
		for _, t := range types(api) {
			if !yield(Name{Key: Key(t.doc.Pointer), Go: t.name, Position: t.doc.Position}) {
				return
			}
		}
	}
}

// declared is a declared type and what is said of it.
type declared struct {
	name string
	doc  ir.Doc
}

func types(api *ir.API) []declared {
	var all []declared
	for _, o := range api.Objects {
		all = append(all, declared{o.Name, o.Doc})
	}
	for _, u := range api.Unions {
		all = append(all, declared{u.Name, u.Doc})
	}
	for _, o := range api.Opaques {
		all = append(all, declared{o.Name, o.Doc})
	}
	for _, e := range api.Enums {
		all = append(all, declared{e.Name, e.Doc})
	}
	for _, l := range api.Lists {
		all = append(all, declared{l.Name, l.Doc})
	}
	return all
}
