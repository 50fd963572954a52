package compat

import (
	"go/types"
	"path"
	"regexp"
)

// imports writes types, and remembers the packages that they are from.
type imports struct {
	Input
	used map[string]string // path to name
}

func newImports(in Input) *imports { return &imports{Input: in, used: map[string]string{}} }

// own marks a name of the package itself in the text of a type.
const own = "\u00b7"

var ownName = regexp.MustCompile(own + `\.(\w+)`)

// text writes a type with the names that the new package has for those of its own. Use is asked for other packages.
func (i *imports) text(kind types.Type, home *types.Package, use func(*types.Package)) string {
	text := types.TypeString(unnamed(kind), func(from *types.Package) string {
		if from == home {
			return own
		}
		if use != nil {
			use(from)
			return from.Name()
		}
		return from.Path()
	})
	return ownName.ReplaceAllStringFunc(text, func(match string) string {
		name := match[len(own)+1:]
		if now, ok := i.Renamed[name]; ok && home == i.Old {
			name = now
		}
		return name
	})
}

// unnamed leaves the names of results out, which are no part of a type.
func unnamed(kind types.Type) types.Type {
	tuple, ok := kind.(*types.Tuple)
	if !ok {
		return kind
	}
	var plain []*types.Var
	for variable := range tuple.Variables() {
		plain = append(plain, types.NewParam(0, nil, "", variable.Type()))
	}
	return types.NewTuple(plain...)
}

// source writes a type as the new package's source does.
func (i *imports) source(kind types.Type) string {
	home := i.New
	use := func(from *types.Package) {
		if from != i.Old && from != i.New {
			i.used[from.Path()] = from.Name()
		}
	}
	if mentions(kind, i.Old) {
		home = i.Old
	}
	return i.text(kind, home, use)
}

// mentions reports whether a type has one of a package in it.
func mentions(kind types.Type, home *types.Package) bool {
	found := false
	types.TypeString(kind, func(from *types.Package) string {
		found = found || from == home
		return from.Name()
	})
	return found
}

// alias is the name that an import needs; "" where the path ends with it.
func alias(importPath, name string) string {
	if path.Base(importPath) == name {
		return ""
	}
	return name
}
