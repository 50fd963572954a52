package config

import (
	"strings"
	"testing"
)

func TestGroups(t *testing.T) {
	for _, text := range []string{"groups: tags", "groups: {pets: {tags: [pets]}}", "groups: {pets: {operations: [getPet]}}",
		"groups: {pets: {operations: ['GET /pets/*']}}"} {
		annotations, err := annotate(t, text)
		if err != nil || annotations["#/paths/~1pets~1{id}/get"]["x-sdk-group"] != "pets" {
			t.Errorf("%s: %v, %v", text, annotations, err)
		}
	}
}

func TestWrongGroups(t *testing.T) {
	for text, want := range map[string]string{
		"\ngroups: tag":                                          `groups is "tag"; write tags, or a mapping`,
		"groups: {Pets: {tag: [pets]}}":                          `sdk.yaml:1: unknown key "tag"; did you mean "tags"?`,
		"groups:\n  Cats: {tags: [cats]}":                        `sdk.yaml:2: groups: no operation is in Cats; name operations or tags that the document has`,
		"groups: {A: {tags: [pets]}, B: {operations: [getPet]}}": "sdk.yaml:1: groups: GET /pets/{id} is in A and in B; leave it to one of them",
	} {
		if _, err := annotate(t, text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
}

// TestGroupsWithoutTags has grouping by tag do nothing.
func TestGroupsWithoutTags(t *testing.T) {
	const want = "sdk.yaml:1: groups: no operation has a tag; name groups and what is in them"
	untagged := strings.Replace(document, "tags: [pets]", "summary: A pet", 1)
	if _, err := annotateDocument(t, untagged, "groups: tags"); err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want %s", err, want)
	}
}
