package resolve

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// groupOf is the group that an operation is put into; nil is none.
func (r *resolver) groupOf(o *operationAt) *ir.Group {
	value, given := r.extension(o.operation.Extensions, o.pointer, "x-sdk-group")
	if !given {
		return nil
	}
	word, _ := value.(string)
	name := naming.Exported(word)
	if word == "" || name == "" {
		r.fail(load.Join(o.pointer, "x-sdk-group"), fmt.Sprintf("x-sdk-group is %v", value), "name the group like Repos")
		return nil
	}
	if known := r.groups[name]; known != nil {
		return known
	}
	group := &ir.Group{Name: name, Type: r.names.Claim(name+"Client", "", nil), Doc: r.groupDoc(name)}
	r.groups[name] = group
	r.api.Groups = append(r.api.Groups, group)
	return group
}

// groupDoc is what the document says of the tag that a group is called after.
func (r *resolver) groupDoc(name string) ir.Doc {
	for i, tag := range r.doc.T.Tags {
		if tag != nil && naming.Exported(tag.Name) == name {
			pointer := load.Join("#/tags", fmt.Sprint(i))
			return ir.Doc{Text: tag.Description, Position: r.position(pointer), Pointer: pointer}
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

// callNames decides what the operations are called behind their groups, and the groups behind the client.
func (r *resolver) callNames() {
	wanted := map[*ir.Group]map[string]int{}
	for _, o := range r.sources {
		if wanted[o.resolved.Group] == nil {
			wanted[o.resolved.Group] = map[string]int{}
		}
		wanted[o.resolved.Group][shortName(o)]++
	}
	for _, o := range r.sources {
		operation := o.resolved
		call := shortName(o)
		if o.call == "" && wanted[operation.Group][call] > 1 {
			call = operation.Name
		}
		if r.members[operation.Group] == nil {
			r.members[operation.Group] = naming.NewScope()
		}
		operation.Call = r.members[operation.Group].Claim(call, "", nil)
	}
	for _, group := range r.api.Groups {
		group.Name = r.members[nil].Claim(group.Name, "Operations", nil)
	}
}

// shortName is an operation's name without the words that its group says: ReposListForOrg is ListForOrg, and GetRepo is
// Get. They are dropped only where they begin the name or follow its first word, the verb: elsewhere they tell more.
func shortName(o *operationAt) string {
	group := o.resolved.Group
	switch {
	case group == nil:
		return o.resolved.Name
	case o.call != "":
		return o.call
	}
	words, said := naming.CamelWords(o.resolved.Name), naming.CamelWords(group.Name)
	for i := range 2 {
		if len(words) < i+len(said) || !naming.SameThing(words[i:i+len(said)], said) {
			continue
		}
		rest := slices.Concat(words[:i], words[i+len(said):])
		if len(rest) > 0 && !naming.Linking(rest[0]) && naming.Exported(strings.Join(rest, "")) == strings.Join(rest, "") {
			return strings.Join(rest, "")
		}
	}
	return o.resolved.Name
}
