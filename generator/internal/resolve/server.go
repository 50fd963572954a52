package resolve

import (
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// baseServer is the first of the document's servers.
func baseServer(doc *load.Document) ir.Server {
	if len(doc.T.Servers) == 0 {
		return ir.Server{}
	}
	return serverOf(doc.T.Servers[0])
}

// otherServers are the URLs of the others, with the defaults of their variables.
func otherServers(doc *load.Document) []string {
	var others []string
	for _, server := range doc.T.Servers[min(1, len(doc.T.Servers)):] {
		others = append(others, defaultURL(serverOf(server)))
	}
	return others
}

// serverOf is a server with those of its variables that stand in its URL.
func serverOf(server *openapi3.Server) ir.Server {
	found := ir.Server{URL: server.URL}
	for _, name := range slices.Sorted(maps.Keys(server.Variables)) {
		variable := server.Variables[name]
		if variable != nil && strings.Contains(server.URL, "{"+name+"}") {
			found.Variables = append(found.Variables, ir.ServerVariable{
				Name: name, Default: variable.Default, Values: variable.Enum, Doc: variable.Description,
			})
		}
	}
	return found
}

// defaultURL is a server's URL with the defaults of its variables.
func defaultURL(server ir.Server) string {
	url := server.URL
	for _, variable := range server.Variables {
		url = strings.ReplaceAll(url, "{"+variable.Name+"}", variable.Default)
	}
	return url
}

// ownServer finds the server of an operation that has one of its own: its number, and what its comment says of it.
func (r *resolver) ownServer(o *operationAt) (number int, facts []string) {
	servers := o.item.Servers
	if o.operation.Servers != nil {
		servers = *o.operation.Servers
	}
	if len(servers) == 0 {
		return 0, nil
	}
	own := serverOf(servers[0])
	if own.URL == r.api.BaseURL {
		return 0, nil
	}
	facts = []string{"It goes to " + own.URL + ", a server of its own, unless [WithBaseURL] names another for all operations."}
	for _, other := range servers[1:] {
		facts = append(facts, "The document names another server for it: "+defaultURL(serverOf(other))+".")
	}
	same := func(s ir.Server) bool { return s.URL == own.URL }
	if i := slices.IndexFunc(r.api.OwnServers, same); i >= 0 {
		return i + 1, facts
	}
	r.api.OwnServers = append(r.api.OwnServers, own)
	return len(r.api.OwnServers), facts
}
