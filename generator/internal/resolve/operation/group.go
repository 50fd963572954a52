package operation

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// group puts operations into their groups, and reads what the user calls them.
func (o *Operations) group(declared *place.Declared) {
	byName := map[string]*ir.Group{}
	for _, source := range o.Sources {
		if name := o.groupOf(source); name != "" {
			if byName[name] == nil {
				byName[name] = &ir.Group{Name: name, Type: declared.Claim(name+"Client", "", nil), Doc: o.groupDoc(name)}
				o.Groups = append(o.Groups, byName[name])
			}
			source.Group = byName[name]
		}
		source.given = o.doc.Called(source.Operation.Extensions, source.Pointer, "")
	}
}

// groupOf is the name of the group that an operation is put into; "" is none.
func (o *Operations) groupOf(source *Source) string {
	value, given := o.doc.Extension(source.Operation.Extensions, source.Pointer, "x-sdk-group")
	if !given {
		return ""
	}
	word, _ := value.(string)
	name := naming.Exported(word)
	if word == "" || name == "" {
		o.doc.Fail(load.Join(source.Pointer, "x-sdk-group"), fmt.Sprintf("x-sdk-group is %v", value), "name the group like Repos")
		return ""
	}
	return name
}

// groupDoc is what the document says of the tag that a group is called after.
func (o *Operations) groupDoc(name string) ir.Doc {
	for i, tag := range o.doc.T.Tags {
		if tag != nil && naming.Exported(tag.Name) == name {
			pointer := load.Join("#/tags", fmt.Sprint(i))
			return ir.Doc{Text: o.doc.Linked(tag.Description, pointer), Position: o.doc.Short(pointer), Pointer: pointer}
		}
	}
	return ir.Doc{}
}

func groupName(group *ir.Group) string {
	if group == nil {
		return ""
	}
	return group.Name
}

// callAll decides what the operations are called behind their groups, and the groups behind the client.
func (o *Operations) callAll() {
	wanted := map[*ir.Group]map[string]int{}
	for _, source := range o.Sources {
		if wanted[source.Group] == nil {
			wanted[source.Group] = map[string]int{}
		}
		wanted[source.Group][shortName(source)]++
	}
	for _, source := range o.Sources {
		call := shortName(source)
		if source.given == "" && wanted[source.Group][call] > 1 {
			call = source.Name
		}
		if o.members[source.Group] == nil {
			o.members[source.Group] = naming.NewScope()
		}
		source.Call = o.members[source.Group].Claim(call, "", nil)
	}
	for _, group := range o.Groups {
		group.Name = o.members[nil].Claim(group.Name, "Operations", nil)
	}
}

// shortName is an operation's name without the words that its group says: ReposListForOrg is ListForOrg, and GetRepo is
// Get. They are dropped only where they begin the name or follow its first word, the verb: elsewhere they tell more.
func shortName(o *Source) string {
	group := o.Group
	switch {
	case group == nil:
		return o.Name
	case o.given != "":
		return o.given
	}
	words, said := naming.CamelWords(o.Name), naming.CamelWords(group.Name)
	for i := range 2 {
		if len(words) < i+len(said) || !naming.SameThing(words[i:i+len(said)], said) {
			continue
		}
		rest := slices.Concat(words[:i], words[i+len(said):])
		if len(rest) > 0 && !naming.Linking(rest[0]) && naming.Exported(strings.Join(rest, "")) == strings.Join(rest, "") {
			return strings.Join(rest, "")
		}
	}
	return o.Name
}
