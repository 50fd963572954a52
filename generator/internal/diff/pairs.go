package diff

import (
	"go/token"
	"go/types"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// role is what a symbol is to what part of a document.
type role struct {
	about subject
	role  string
}

// pairs finds the symbols that the new package calls otherwise, old to new: they come from the same part of the document
// and have the same role there. What both packages have is no pair, nor is a member whose type alone has another name.
func (j *joiner) pairs(old, new *types.Package) map[string]string {
	before, after := symbols(old), symbols(new)
	was, is := j.old.roles(names{}, before, j.new.same(after)), j.new.roles(j.names, after, j.old.same(before))
	pairs := map[string]string{}
	for key, name := range was {
		now := is[j.underOldName(key)]
		if name != "" && now != "" {
			pairs[name] = now
		}
	}
	maps.DeleteFunc(pairs, func(name, now string) bool {
		owner, member, isMember := strings.Cut(name, ".")
		nowOwner, nowMember, _ := strings.Cut(now, ".")
		return isMember && member == nowMember && pairs[owner] == nowOwner
	})
	return pairs
}

// underOldName is the key of the new document's symbols for one of the old one: a property that was renamed is about
// what the new document calls otherwise.
func (j *joiner) underOldName(key role) role {
	for now, before := range j.drafts.aliases {
		if before == key.about && now.hasName() {
			key.about = now
		}
	}
	if now, ok := j.extracted[key.about]; ok {
		key.about = now
	}
	return key
}

// roles are the symbols that a package has and the other one lacks, by what they are about. "" is what several are.
func (s *side) roles(names names, own map[string]bool, others func(name, role string) bool) map[role]string {
	roles := map[role]string{}
	for _, name := range slices.Sorted(maps.Keys(s.symbols)) {
		origin := s.symbols[name]
		if origin.Pointer == "" || !own[name] || others(name, origin.Role) {
			continue
		}
		about, _ := s.subject(s.canonical(origin.Pointer), names)
		key := role{about, origin.Role}
		if _, several := roles[key]; several {
			name = ""
		}
		roles[key] = name
	}
	return roles
}

// same reports whether the package has a symbol of a name. A member of another role is another one: Client.Orders may have
// been an iterator, and be a group.
func (s *side) same(own map[string]bool) func(name, role string) bool {
	return func(name, role string) bool {
		origin, known := s.symbols[name]
		return own[name] && !(known && strings.Contains(name, ".") && origin.Role != role)
	}
}

// symbols are the exported symbols of a package, with the fields and methods of its types.
func symbols(p *types.Package) map[string]bool {
	found := map[string]bool{}
	for _, name := range p.Scope().Names() {
		if token.IsExported(name) {
			found[name] = true
			members(found, p.Scope().Lookup(name))
		}
	}
	return found
}

func members(found map[string]bool, object types.Object) {
	kind, ok := object.(*types.TypeName)
	if !ok {
		return
	}
	if named, ok := kind.Type().(*types.Named); ok {
		for method := range named.Methods() {
			found[object.Name()+"."+method.Name()] = true
		}
	}
	if structure, ok := kind.Type().Underlying().(*types.Struct); ok {
		for field := range structure.Fields() {
			found[object.Name()+"."+field.Name()] = true
		}
	}
}

// joinMembers makes one change of the methods and fields that went and came under another name.
func (j *joiner) joinMembers(changes []goChange) []goChange {
	joined := map[string]bool{}
	for i, change := range changes {
		now, ok := j.compat.Renamed[change.symbol]
		if !ok || change.what != "removed" || !strings.Contains(now, ".") {
			continue
		}
		changes[i].what = "renamed to " + j.shown(now)
		joined[j.oldOwner(now)] = true
		if before, after := j.typeTexts(change.symbol, now); before != after {
			changes = append(changes, goChange{symbol: j.shown(now), what: "changed from " + before + " to " + after})
		}
	}
	return slices.DeleteFunc(changes, func(change goChange) bool { return change.what == "added" && joined[change.symbol] })
}

// shown is how users reach a method: Client.Letters.Get for a method of a group.
func (j *joiner) shown(symbol string) string {
	owner, member, _ := strings.Cut(symbol, ".")
	for _, group := range j.new.api.Groups {
		if group.Type == owner {
			return "Client." + group.Name + "." + member
		}
	}
	return symbol
}

// oldOwner is a member under the name that its type has in the old package.
func (j *joiner) oldOwner(symbol string) string {
	owner, member, _ := strings.Cut(symbol, ".")
	for before, now := range j.compat.Renamed {
		if now == owner {
			owner = before
		}
	}
	return owner + "." + member
}

// typeTexts are the types of a member before and now, in the new package's names.
func (j *joiner) typeTexts(before, now string) (string, string) {
	was := types.TypeString(unnamed(member(j.compat.Old, before)), (*types.Package).Name)
	is := types.TypeString(unnamed(member(j.compat.New, now)), (*types.Package).Name)
	was = ownSymbol.ReplaceAllStringFunc(was, func(name string) string {
		if renamed, ok := j.compat.Renamed[name[len(packageName)+1:]]; ok {
			return packageName + "." + renamed
		}
		return name
	})
	return short(was), short(is)
}

var ownSymbol = regexp.MustCompile(packageName + `\.\w+`)

// member is the type of a field or method.
func member(p *types.Package, symbol string) types.Type {
	owner, name, _ := strings.Cut(symbol, ".")
	found, _, _ := types.LookupFieldOrMethod(types.NewPointer(p.Scope().Lookup(owner).Type()), true, p, name)
	if found == nil {
		return types.Typ[types.Invalid]
	}
	return found.Type()
}

// unnamed leaves the names of parameters and results out of a function's type.
func unnamed(kind types.Type) types.Type {
	signature, ok := kind.(*types.Signature)
	if !ok {
		return kind
	}
	plain := func(tuple *types.Tuple) *types.Tuple {
		var variables []*types.Var
		for variable := range tuple.Variables() {
			variables = append(variables, types.NewParam(token.NoPos, nil, "", variable.Type()))
		}
		return types.NewTuple(variables...)
	}
	return types.NewSignatureType(nil, nil, nil, plain(signature.Params()), plain(signature.Results()), signature.Variadic())
}
