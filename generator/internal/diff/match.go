package diff

import (
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// operationAt is an operation of a document.
type operationAt struct {
	method, path, id string
	used             bool
}

func (o operationAt) name() string { return o.method + " " + o.path }

// operations are all operations of a document, in its order.
func (s *side) operations() []*operationAt {
	var all []*operationAt
	for _, path := range s.doc.Keys("#/paths") {
		item := s.doc.T.Paths.Value(path)
		if item == nil {
			continue
		}
		for method, operation := range item.Operations() {
			all = append(all, &operationAt{method: strings.ToUpper(method), path: path, id: operation.OperationID})
		}
	}
	slices.SortStableFunc(all, func(a, b *operationAt) int { return strings.Compare(a.name(), b.name()) })
	return all
}

// matchOperations finds the operations that are the same in both documents, though they moved: first by path, then by
// path without version, then by what they are called.
func matchOperations(old, new []*operationAt) map[string]string {
	same := map[string]string{}
	for _, key := range []func(*operationAt) string{
		(*operationAt).byPath, (*operationAt).byUnversioned, (*operationAt).byID,
	} {
		known := map[string][]*operationAt{}
		for _, operation := range old {
			if k := key(operation); !operation.used && k != "" {
				known[k] = append(known[k], operation)
			}
		}
		for _, operation := range new {
			candidates := known[key(operation)]
			if operation.used || len(candidates) == 0 {
				continue
			}
			same[operation.name()] = candidates[0].name()
			operation.used, candidates[0].used = true, true
			known[key(operation)] = candidates[1:]
		}
	}
	return same
}

func (o operationAt) byPath() string        { return o.name() }
func (o operationAt) byUnversioned() string { return o.method + " " + naming.Unversioned(o.path) }

func (o operationAt) byID() string {
	if o.id == "" {
		return ""
	}
	return o.method + " " + o.id
}

// matchPaths finds the paths that all of whose operations moved together.
func matchPaths(operations map[string]string) map[string]string {
	paths := map[string]string{}
	for now, before := range operations {
		_, path, _ := strings.Cut(now, " ")
		_, old, _ := strings.Cut(before, " ")
		if known, ok := paths[path]; ok && known != old {
			old = path
		}
		paths[path] = old
	}
	return paths
}

// matched translates what the new document calls things.
func matched(old, new *side) names {
	operations := matchOperations(old.operations(), new.operations())
	return names{schemas: matchSchemas(old, new), operations: operations, paths: matchPaths(operations),
		parameters: matchPlaceholders(operations)}
}
