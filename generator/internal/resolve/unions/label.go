package unions

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/types"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// label gives the members of a union the tags that the document's discriminator gives them. A member that has no
// properties needs none: its JSON type tells.
func (p *pass) label(u *types.Union) {
	d := u.Tags
	if d == nil {
		return
	}
	tags := p.mapping(u)
	p.otherwise(u, tags)
	for i := range u.Members {
		if len(tags[i]) == 0 && u.Members[i].T.Object() != nil {
			tags[i] = p.unmapped(u, i)
		}
		if len(tags[i]) > 0 {
			u.Members[i].Labels = map[string][]string{d.PropertyName: tags[i]}
		}
	}
}

// otherwise finds the member that OpenAPI 3.2's defaultMapping names: it is what remains, whatever the tag.
func (p *pass) otherwise(u *types.Union, tags map[int][]string) {
	at := load.Join(u.Holder, "discriminator", "defaultMapping")
	var value string
	if said := p.doc.Said(at); said == "" || json.Unmarshal([]byte(said), &value) != nil {
		return
	}
	target := p.mapped(u.Holder, value)
	i := slices.IndexFunc(u.Members, func(m types.Member) bool { return m.From.Target == target })
	if i < 0 {
		p.doc.Fail(at, fmt.Sprintf("defaultMapping names %s, which is no variant of %s", value, u.Decl.Name), "name one of the variants")
		return
	}
	u.Members[i].Self, tags[i] = true, nil
}

// mapping reads the discriminator's mapping: the tags of each member.
func (p *pass) mapping(u *types.Union) map[int][]string {
	d := u.Tags
	at := load.Join(u.Holder, "discriminator", "mapping")
	tags := map[int][]string{}
	for _, key := range p.doc.Keys(at) {
		pointer := p.mapped(u.Holder, d.Mapping[key].Ref)
		i := slices.IndexFunc(u.Members, func(m types.Member) bool {
			return m.From.Target == pointer
		})
		switch {
		case i >= 0:
			tags[i] = append(tags[i], key)
		case !p.doc.Lenient && !slices.Contains(u.Dropped, pointer): // otherwise, what it maps is an unknown variant
			p.doc.Fail(load.Join(at, key),
				fmt.Sprintf("the discriminator maps %q to %s, which is no variant of %s", key, d.Mapping[key].Ref, u.Decl.Name),
				"add it to oneOf or map another schema")
		}
	}
	return tags
}

// mapped is the pointer of a mapping's value: a reference, or the name of a component, in the file of the union.
func (p *pass) mapped(union, value string) string {
	file, _, _ := strings.Cut(union, "#")
	if !strings.ContainsAny(value, "#/") {
		return load.Join(file+"#/components/schemas", value)
	}
	return p.doc.Locate(file, value)
}

// unmapped gives a member that the mapping leaves out its tags: the constants that it declares, else its name.
func (p *pass) unmapped(u *types.Union, i int) []string {
	property := u.Tags.PropertyName
	if u.Members[i].Self {
		return nil // it is what remains: any other tag means it
	}
	if values := p.constants(u.Members[i].T.Object(), property); len(values) > 0 {
		return values
	}
	if ref := u.Members[i].From.Ref; ref != nil && ref.Ref != "" {
		return []string{load.Unescape(ref.Ref[strings.LastIndexByte(ref.Ref, '/')+1:])}
	}
	if !p.doc.Lenient { // otherwise, something else may tell it apart
		p.doc.Fail(u.Members[i].From.At.Pointer, fmt.Sprintf("nothing says which value of %q means %s of %s", property,
			p.variantName(u, i), u.Decl.Name), "give the property an enum with one value, or name the variant and map it")
	}
	return nil
}

// constants are the legal values of an object's property, as texts.
func (p *pass) constants(decl *ir.Object, name string) []string {
	o := p.types.Object(decl)
	if o == nil {
		return nil
	}
	for _, f := range o.Fields {
		if f.Decl.JSON == name {
			return enumTexts(f.Decl.Type)
		}
	}
	return nil
}

// under adds the tags that lead to the union that a member belongs to. Its own count more.
func under(labels map[string][]string, m types.Member) types.Member {
	own := m.Labels
	m.Labels = map[string][]string{}
	for name, tags := range labels {
		m.Labels[name] = tags
	}
	for name, tags := range own {
		m.Labels[name] = tags
	}
	return m
}
