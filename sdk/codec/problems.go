package codec

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Problem is one thing about a value that the API's document forbids.
type Problem struct {
	// Path is where, as JSON path: "attachments[2].latitude".
	Path string
	// Message is what is wrong, to follow the path: "must be at most 90".
	Message string
}

// Problems are all that is wrong with a value. As an error its text is one line per problem.
type Problems []Problem

// Error lists the problems, one per line.
func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, problem := range p {
		lines[i] = strings.TrimSpace(problem.Path + " " + problem.Message)
	}
	return strings.Join(lines, "\n")
}

// Err returns the problems as an error, nil where there is none.
func (p Problems) Err() error {
	if len(p) == 0 {
		return nil
	}
	return p
}

// Check adds a problem unless ok.
func (p Problems) Check(ok bool, path, message string) Problems {
	if ok {
		return p
	}
	return append(p, Problem{Path: path, Message: message})
}

// Within adds the problems of a property's value.
func (p Problems) Within(path string, inner Problems) Problems {
	for _, problem := range inner {
		p = append(p, Problem{Path: join(path, problem.Path), Message: problem.Message})
	}
	return p
}

func join(path, inner string) string {
	if path == "" || inner == "" || inner[0] == '[' {
		return path + inner
	}
	return path + "." + inner
}

// Each checks every element of an array.
func Each[T any](p Problems, path string, items []T, check func(*T) Problems) Problems {
	for i := range items {
		if inner := check(&items[i]); inner != nil {
			p = p.Within(fmt.Sprintf("%s[%d]", path, i), inner)
		}
	}
	return p
}

// EachValue checks every value of a map, in the order of the keys.
func EachValue[T any](p Problems, path string, values map[string]T, check func(*T) Problems) Problems {
	for _, key := range slices.Sorted(maps.Keys(values)) {
		v := values[key]
		if inner := check(&v); inner != nil {
			p = p.Within(fmt.Sprintf("%s[%q]", path, key), inner)
		}
	}
	return p
}

// ValidRaw checks that raw is JSON.
func ValidRaw(raw json.RawMessage) Problems {
	return Problems(nil).Check(json.Valid(raw), "", "is no valid JSON")
}
