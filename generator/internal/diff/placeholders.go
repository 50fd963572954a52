package diff

import (
	"regexp"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/internal/naming"
)

var placeholder = regexp.MustCompile(`\{([^{}/]*)\}`)

// placeholders are the names of a path's parameters, in its order.
func placeholders(path string) (names []string) {
	for _, found := range placeholder.FindAllStringSubmatch(path, -1) {
		names = append(names, found[1])
	}
	return names
}

// renamedPlaceholders finds the parameters of a path that only another name stands for now, new to old: the name of a
// placeholder is never sent. Names that changed places are no pair, since code that calls by place notices nothing.
func renamedPlaceholders(now, before string) map[string]string {
	if naming.Unversioned(now) != naming.Unversioned(before) {
		return nil
	}
	is, was := placeholders(now), placeholders(before)
	renamed := map[string]string{}
	for i := range min(len(is), len(was)) {
		if !slices.Contains(was, is[i]) && !slices.Contains(is, was[i]) {
			renamed[is[i]] = was[i]
		}
	}
	return renamed
}

// matchPlaceholders finds the renamed placeholders of all operations and their paths, by "GET /path name" and "/path name".
func matchPlaceholders(operations map[string]string) map[string]string {
	all := map[string]string{}
	for now, before := range operations {
		_, path, _ := strings.Cut(now, " ")
		for is, was := range renamedPlaceholders(path, cutPath(before)) {
			all[now+" "+is], all[path+" "+is] = was, was
		}
	}
	return all
}

// withOldPlaceholders is an operation whose path parameters have their old names. Parameters are shared: it copies.
func withOldPlaceholders(parameters openapi3.Parameters, owner string, names names) openapi3.Parameters {
	renamed := slices.Clone(parameters)
	for i, ref := range renamed {
		if ref.Value == nil || ref.Value.In != openapi3.ParameterInPath {
			continue
		}
		if was := names.parameter(owner, ref.Value.Name); was != ref.Value.Name {
			value := *ref.Value
			value.Name = was
			renamed[i] = &openapi3.ParameterRef{Value: &value, Origin: ref.Origin}
		}
	}
	return renamed
}
