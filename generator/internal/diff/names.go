package diff

import (
	"strings"
)

// names translates what the new document calls things to what the old one called them. The zero value changes nothing.
type names struct {
	schemas    map[string]string
	operations map[string]string // "GET /path"
	paths      map[string]string
}

func (n names) schema(name string) string {
	if old, ok := n.schemas[name]; ok {
		return old
	}
	return name
}

func (n names) path(section, path string) string {
	if section == "webhooks" {
		return "webhook " + path
	}
	if old, ok := n.paths[path]; ok {
		return old
	}
	return path
}

func (n names) operation(section, method, path string) string {
	if section == "webhooks" {
		return "webhook " + path
	}
	name := strings.ToUpper(method) + " " + path
	if old, ok := n.operations[name]; ok {
		return old
	}
	return name
}

// unversioned is a path without the segments that name a version, and without the names of its parameters: what two
// versions of an operation have in common.
func unversioned(path string) string {
	var kept []string
	for segment := range strings.SplitSeq(path, "/") {
		switch {
		case isVersion(segment):
		case strings.HasPrefix(segment, "{") && strings.HasSuffix(segment, "}"):
			kept = append(kept, "{}")
		default:
			kept = append(kept, segment)
		}
	}
	return strings.Join(kept, "/")
}

// isVersion tells whether a segment of a path is a version: v3, v1.2beta1, 2026-03, 2026-09-15-beta.
func isVersion(segment string) bool {
	if number, ok := strings.CutPrefix(segment, "v"); ok {
		return number != "" && isDigit(number[0]) && !strings.ContainsFunc(number, func(r rune) bool {
			return !strings.ContainsRune("0123456789.alphbetrc", r) // digits and dots, alpha, beta, rc
		})
	}
	date := strings.TrimSuffix(strings.TrimSuffix(segment, "-beta"), "-alpha")
	if len(date) != len("2026-03") && len(date) != len("2026-03-30") {
		return false
	}
	for i := range len(date) {
		if hyphen := i == 4 || i == 7; hyphen != (date[i] == '-') || !hyphen && !isDigit(date[i]) {
			return false
		}
	}
	return true
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
