package starter

import (
	"cmp"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// TagsOf are the tags that operations have first, those of most operations first.
func TagsOf(doc *openapi3.T) []Tag {
	counts := map[string]int{}
	for _, item := range doc.Paths.Map() {
		for _, operation := range item.Operations() {
			if len(operation.Tags) > 0 {
				counts[operation.Tags[0]]++
			}
		}
	}
	tags := make([]Tag, 0, len(counts))
	for name, count := range counts {
		tags = append(tags, Tag{name, count})
	}
	slices.SortFunc(tags, func(a, b Tag) int { return cmp.Or(b.Count-a.Count, cmp.Compare(a.Name, b.Name)) })
	return tags
}
