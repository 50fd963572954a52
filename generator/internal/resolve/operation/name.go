package operation

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/internal/naming"
)

var usableID = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_.\- ]*$`)

// nameAll names the operations. Who named an operation comes first: the user, then the document; the others have
// names of method and path, those with fewer parameters first. This is not the document's order, because the next version
// may list them in another one.
func (o *Operations) nameAll() {
	inOrder := slices.Clone(o.Sources)
	slices.SortStableFunc(inOrder, func(a, b *Source) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(a.usableID(), b.usableID()),
			cmp.Compare(strings.Count(a.Path, "{"), strings.Count(b.Path, "{")),
			cmp.Compare(naming.Unversioned(a.Path), naming.Unversioned(b.Path)), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Method, b.Method))
	})
	for _, source := range inOrder {
		source.Name = o.free(source.names())
	}
}

func (s *Source) rank() int {
	switch {
	case s.given != "":
		return 0
	case s.usableID() != "":
		return 1
	default:
		return 2
	}
}

// usableID is the operationId, where that is a name.
func (s *Source) usableID() string {
	if id := s.Operation.OperationID; usableID.MatchString(id) || s.belongs(id) {
		return id
	}
	return ""
}

// belongs reports whether an operationId is a name below the operation's group or a tag of it: repos/list-for-org. Others
// that hold a slash are paths.
func (s *Source) belongs(id string) bool {
	to, name, _ := strings.Cut(id, "/")
	if !usableID.MatchString(to) || !usableID.MatchString(name) {
		return false
	}
	same := func(tag string) bool { return naming.Exported(tag) == naming.Exported(to) }
	return s.Group != nil && same(s.Group.Name) || slices.ContainsFunc(s.Operation.Tags, same)
}

// names are what an operation may be called, the best first.
func (s *Source) names() []string {
	switch {
	case s.given != "":
		given := groupName(s.Group) + s.given
		return []string{given, naming.ByParameter(given, s.Path)}
	case s.usableID() != "":
		given := naming.Exported(s.Operation.OperationID)
		names := []string{given, naming.ByParameter(given, s.Path)}
		if short := naming.WithoutPath(s.Operation.OperationID, s.Method, s.Path); short != "" {
			names = slices.Insert(names, 0, naming.Exported(short))
		}
		return names
	}
	name := func(host bool) string { return naming.OfPath(s.Method, s.Path, host) }
	whole := naming.ByParameter(name(true), s.Path)
	// PATCH and POST may both be there to update something.
	literal := naming.Exported(strings.ToLower(s.Method)) + strings.TrimPrefix(whole, naming.Verb(s.Method, true))
	return []string{name(false), name(true), whole, literal}
}

// free is the first of some names that no operation has, else one made of the last.
func (o *Operations) free(names []string) string {
	name := ""
	for _, name = range names {
		if !o.names.Taken(name) {
			break
		}
	}
	return o.names.Claim(name, "", naming.OfOperation)
}
