package resolve

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// label gives the members of a union the tags that the document's discriminator gives them. A member that has no
// properties needs none: its JSON type tells.
func (r *resolver) label(u *union) {
	d := u.tags
	if d == nil {
		return
	}
	tags := r.mapping(u)
	for i := range u.members {
		if len(tags[i]) == 0 && objectOf(u.members[i].t) != nil {
			tags[i] = r.unmapped(u, i)
		}
		if len(tags[i]) > 0 {
			u.members[i].labels = map[string][]string{d.PropertyName: tags[i]}
		}
	}
}

// mapping reads the discriminator's mapping: the tags of each member.
func (r *resolver) mapping(u *union) map[int][]string {
	d := u.tags
	at := load.Join(u.holder, "discriminator", "mapping")
	tags := map[int][]string{}
	for _, key := range r.doc.Keys(at) {
		pointer := r.mapped(u.holder, d.Mapping[key].Ref)
		i := slices.IndexFunc(u.members, func(m member) bool {
			return m.from.target == pointer
		})
		switch {
		case i >= 0:
			tags[i] = append(tags[i], key)
		case !r.lenient: // otherwise, what it maps is an unknown variant
			r.fail(load.Join(at, key),
				fmt.Sprintf("the discriminator maps %q to %s, which is no variant of %s", key, d.Mapping[key].Ref, u.decl.Name),
				"add it to oneOf or map another schema")
		}
	}
	return tags
}

// mapped is the pointer of a mapping's value: a reference, or the name of a component, in the file of the union.
func (r *resolver) mapped(union, value string) string {
	file, _, _ := strings.Cut(union, "#")
	if !strings.ContainsAny(value, "#/") {
		return load.Join(file+"#/components/schemas", value)
	}
	return r.doc.Target(file, value)
}

// unmapped gives a member that the mapping leaves out its tags: the constants that it declares, else its name.
func (r *resolver) unmapped(u *union, i int) []string {
	property := u.tags.PropertyName
	if u.members[i].self {
		return nil // it is what remains: any other tag means it
	}
	if values := r.constants(objectOf(u.members[i].t), property); len(values) > 0 {
		return values
	}
	if ref := u.members[i].from.ref; ref != nil && ref.Ref != "" {
		return []string{load.Unescape(ref.Ref[strings.LastIndexByte(ref.Ref, '/')+1:])}
	}
	if !r.lenient { // otherwise, something else may tell it apart
		r.fail(u.members[i].from.at.pointer, fmt.Sprintf("nothing says which value of %q means %s of %s", property,
			r.variantName(u, i), u.decl.Name), "give the property an enum with one value, or name the variant and map it")
	}
	return nil
}

// under adds the tags that lead to the union that a member belongs to. Its own count more.
func (m member) under(labels map[string][]string) member {
	own := m.labels
	m.labels = map[string][]string{}
	for name, tags := range labels {
		m.labels[name] = tags
	}
	for name, tags := range own {
		m.labels[name] = tags
	}
	return m
}

// typeKey is the same for types that are the same in Go.
func typeKey(t *ir.Type) string { return ir.GoType(t) }

// constants are the legal values of an object's property, as texts.
func (r *resolver) constants(decl *ir.Object, name string) []string {
	o := r.known(decl)
	if o == nil {
		return nil
	}
	for _, f := range o.fields {
		if f.decl.JSON == name {
			return enumTexts(f.decl.Type)
		}
	}
	return nil
}
