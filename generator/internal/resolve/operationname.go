package resolve

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/internal/naming"
)

var usableID = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_.\- ]*$`)

// nameOperations names the operations. Who named an operation comes first: the user, then the document; the others have
// names of method and path, those with fewer parameters first. This is not the document's order, because the next version
// may list them in another one.
func (r *resolver) nameOperations() {
	for _, o := range r.sources {
		o.group = r.groupOf(o)
		o.call = r.name(o.operation.Extensions, o.pointer, "")
	}
	inOrder := slices.Clone(r.sources)
	slices.SortStableFunc(inOrder, func(a, b *operationAt) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(a.usableID(), b.usableID()),
			cmp.Compare(strings.Count(a.path, "{"), strings.Count(b.path, "{")),
			cmp.Compare(naming.Unversioned(a.path), naming.Unversioned(b.path)), cmp.Compare(a.path, b.path), cmp.Compare(a.method, b.method))
	})
	for _, o := range inOrder {
		o.name = r.operationName(o)
	}
}

func (o *operationAt) rank() int {
	switch {
	case o.call != "":
		return 0
	case o.usableID() != "":
		return 1
	default:
		return 2
	}
}

// usableID is the operationId, where that is a name.
func (o *operationAt) usableID() string {
	if id := o.operation.OperationID; usableID.MatchString(id) || o.belongs(id) {
		return id
	}
	return ""
}

// belongs tells whether an operationId is a name below the operation's group or a tag of it: repos/list-for-org. Others
// that hold a slash are paths.
func (o *operationAt) belongs(id string) bool {
	to, name, _ := strings.Cut(id, "/")
	if !usableID.MatchString(to) || !usableID.MatchString(name) {
		return false
	}
	same := func(tag string) bool { return naming.Exported(tag) == naming.Exported(to) }
	return o.group != nil && same(o.group.Name) || slices.ContainsFunc(o.operation.Tags, same)
}

// names are what an operation may be called, the best first.
func (o *operationAt) names() []string {
	switch {
	case o.call != "":
		given := groupName(o.group) + o.call
		return []string{given, naming.ByParameter(given, o.path)}
	case o.usableID() != "":
		given := naming.Exported(o.operation.OperationID)
		names := []string{given, naming.ByParameter(given, o.path)}
		if short := naming.WithoutPath(o.operation.OperationID, o.method, o.path); short != "" {
			names = slices.Insert(names, 0, naming.Exported(short))
		}
		return names
	}
	name := func(host bool) string { return naming.OfPath(o.method, o.path, host) }
	whole := naming.ByParameter(name(true), o.path)
	// PATCH and POST may both be there to update something.
	literal := naming.Exported(strings.ToLower(o.method)) + strings.TrimPrefix(whole, naming.Verb(o.method, true))
	return []string{name(false), name(true), whole, literal}
}
