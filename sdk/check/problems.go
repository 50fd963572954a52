package check

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
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

// Check adds a problem unless ok. Inlined, it would make each Validate several times as large.
//
//go:noinline
func (p Problems) Check(ok bool, path, message string) Problems {
	if ok {
		return p
	}
	return append(p, Problem{Path: path, Message: message})
}

// ErrNil is what is wrong with a variant that is a nil pointer.
var ErrNil error = Problems{{Message: "is nil"}}

// Within adds what Validate says of a property's value.
func (p Problems) Within(path string, err error) Problems {
	if err == nil {
		return p
	}
	var inner Problems
	if !errors.As(err, &inner) {
		inner = Problems{{Message: err.Error()}}
	}
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

// Each has every element of a slice of objects or unions check itself.
func Each(p Problems, path string, slice any) Problems {
	items := reflect.ValueOf(slice)
	for i := range items.Len() {
		if err := valid(items.Index(i)); err != nil {
			p = p.Within(fmt.Sprintf("%s[%d]", path, i), err)
		}
	}
	return p
}

// EachValue has every value of a map of objects or unions check itself, in the order of the keys.
func EachValue(p Problems, path string, mapping any) Problems {
	values := reflect.ValueOf(mapping)
	names := values.MapKeys()
	slices.SortFunc(names, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	for _, name := range names {
		v := reflect.New(values.Type().Elem()).Elem()
		v.Set(values.MapIndex(name))
		if err := valid(v); err != nil {
			p = p.Within(fmt.Sprintf("%s[%q]", path, name.String()), err)
		}
	}
	return p
}

// valid has an object, which is addressable, or a union check itself.
func valid(v reflect.Value) error {
	if v.Kind() != reflect.Interface {
		v = v.Addr()
	} else if v.IsNil() {
		return ErrNil
	}
	if validator, ok := v.Interface().(interface{ Validate() error }); ok {
		return validator.Validate()
	}
	return nil
}

// EachFunc checks every element of a slice.
func EachFunc[T any](p Problems, path string, items []T, check func(*T) Problems) Problems {
	for i := range items {
		if err := check(&items[i]).Err(); err != nil {
			p = p.Within(fmt.Sprintf("%s[%d]", path, i), err)
		}
	}
	return p
}

// EachValueFunc checks every value of a map, in the order of the keys.
func EachValueFunc[T any](p Problems, path string, values map[string]T, check func(*T) Problems) Problems {
	for _, name := range slices.Sorted(maps.Keys(values)) {
		v := values[name]
		if err := check(&v).Err(); err != nil {
			p = p.Within(fmt.Sprintf("%s[%q]", path, name), err)
		}
	}
	return p
}

// ValidRaw checks that raw is JSON.
func ValidRaw(raw json.RawMessage) error {
	return Problems(nil).Check(json.Valid(raw), "", "is no valid JSON").Err()
}
