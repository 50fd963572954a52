package diff

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

const serversAt = "#/servers"

// servers adds what became of the document's servers. That another one is the default is a change of behavior: code that
// names none sends elsewhere.
func (j *joiner) servers() {
	was, is := j.old.serverList(), j.new.serverList()
	var facts []fact
	if len(was) > 0 && len(is) > 0 && was[0].address() != is[0].address() {
		facts = append(facts, fact{event: defaultChanged, text: "the default server changed from " + was[0].address() + " to " + is[0].address(), detail: was[0].address()})
	}
	facts = append(facts, goneAndCome(was, is)...)
	for _, server := range is {
		if i := slices.IndexFunc(was, server.same); i >= 0 {
			facts = append(facts, server.variablesSince(was[i])...)
		}
	}
	if len(facts) == 0 {
		return
	}
	d := j.at(serversAt, serversAt)
	for _, f := range facts {
		d.add(f)
		d.refused = d.refused || f.event == valueRemoved
	}
}

// goneAndCome says which servers only one of the documents has.
func goneAndCome(was, is []server) (facts []fact) {
	for _, server := range was {
		if !slices.ContainsFunc(is, server.same) {
			facts = append(facts, fact{event: otherwise, text: "server " + server.url + " removed", detail: server.url})
		}
	}
	for _, server := range is {
		if !slices.ContainsFunc(was, server.same) {
			facts = append(facts, fact{event: otherwise, text: "server " + server.url + " added", detail: server.url})
		}
	}
	return facts
}

// server is an address that a document names, with what its variables may be.
type server struct {
	url      string
	defaults map[string]string
	values   map[string][]any
}

func (s server) same(other server) bool { return s.url == other.url }

// address is the URL with the defaults of its variables.
func (s server) address() string {
	text := s.url
	for name, value := range s.defaults {
		text = strings.ReplaceAll(text, "{"+name+"}", value)
	}
	return text
}

// variablesSince says what became of the variables of a server that both documents have.
func (s server) variablesSince(was server) (facts []fact) {
	for _, name := range slices.Sorted(maps.Keys(s.defaults)) {
		if before, now := was.defaults[name], s.defaults[name]; before != now {
			facts = append(facts, fact{event: otherwise, text: fmt.Sprintf("variable %s of %s: default changed from %s to %s", name, s.url, before, now)})
		}
		for _, value := range was.values[name] {
			if len(s.values[name]) > 0 && !slices.Contains(s.values[name], value) {
				facts = append(facts, fact{event: valueRemoved, text: fmt.Sprintf("variable %s of %s: value %v removed", name, s.url, value), detail: fmt.Sprint(value)})
			}
		}
	}
	return facts
}

func (s *side) serverList() (list []server) {
	servers, _ := s.value(serversAt).([]any)
	for _, value := range servers {
		found := server{defaults: map[string]string{}, values: map[string][]any{}}
		found.url, _ = child(value, "url").(string)
		variables, _ := child(value, "variables").(map[string]any)
		for name, variable := range variables {
			found.defaults[name] = fmt.Sprint(child(variable, "default"))
			found.values[name], _ = child(variable, "enum").([]any)
		}
		list = append(list, found)
	}
	return list
}
