package naming

import (
	"regexp"
	"strings"
)

var versionSegment = regexp.MustCompile(`^([vV]\d+(\.\d+)*([a-z]+\d*)?|\d{4}-\d{2}(-\d{2})?(-(alpha|beta|rc)\d*)?)$`)

// IsVersion reports whether a segment of a path is a version: v3, v1.2beta1, 2026-03, 2026-09-15-beta.
func IsVersion(segment string) bool { return versionSegment.MatchString(segment) }

// Unversioned is a path without its versions, and without what its parameters are called: what two versions of an operation
// have in common.
func Unversioned(path string) string {
	var kept []string
	for segment := range strings.SplitSeq(path, "/") {
		switch {
		case IsVersion(segment):
		case strings.HasPrefix(segment, "{") && strings.HasSuffix(segment, "}"):
			kept = append(kept, "{}")
		default:
			kept = append(kept, segment)
		}
	}
	return strings.Join(kept, "/")
}
