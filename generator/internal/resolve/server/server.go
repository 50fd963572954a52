// Package server finds the servers that requests go to.
package server

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// Base is the first of the document's servers that the client can speak with: one of web sockets, for instance, is none.
func Base(doc *load.Document) ir.Server {
	for _, server := range doc.T.Servers {
		if speaksHTTP(server) {
			return serverOf(server)
		}
	}
	if len(doc.T.Servers) == 0 {
		return ir.Server{}
	}
	return serverOf(doc.T.Servers[0])
}

func speaksHTTP(server *openapi3.Server) bool {
	scheme, _, absolute := strings.Cut(server.URL, "://")
	return !absolute || strings.Contains(scheme, "{") || strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https")
}

// Named are the document's servers under names of their own, if there are several: after their descriptions, else after their
// addresses. Relative ones are none, since they are on the server of the others.
func Named(doc *load.Document, names *naming.Scope) []ir.NamedServer {
	if len(doc.T.Servers) < 2 {
		return nil
	}
	var named []ir.NamedServer
	for _, server := range doc.T.Servers {
		whole := serverOf(server)
		address := defaultURL(whole)
		if parsed, err := url.Parse(address); err == nil && parsed.IsAbs() && parsed.Host != "" {
			name := names.Claim("Server"+naming.Exported(title(server.Description, parsed)), "", nil)
			named = append(named, ir.NamedServer{Name: name, URL: address, Doc: server.Description, Server: whole})
		}
	}
	return named
}

// maxTitle is how many words of a description are a name.
const maxTitle = 3

// title is what a server is called: its description where that is short, else its host's first word that is no "api" or "www".
func title(description string, address *url.URL) string {
	description, _, _ = strings.Cut(strings.TrimSpace(description), "\n")
	if words := naming.Words(description); len(words) > 0 && len(words) <= maxTitle {
		return strings.Join(words, " ")
	}
	for label := range strings.SplitSeq(address.Hostname(), ".") {
		if label != "api" && label != "www" && label != "" {
			return label + " " + strings.Trim(address.Port()+" "+strings.ReplaceAll(strings.Trim(address.Path, "/"), "/", " "), " ")
		}
	}
	return address.Host
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

// Own are the servers of operations that have one of their own.
type Own struct {
	base    string
	Servers []ir.Server
}

// NewOwn returns that no operation has a server besides the one at base.
func NewOwn(base string) *Own { return &Own{base: base} }

// Of finds the server of an operation that has one of its own: its number, from 1, and what its comment says of it. It is 0
// for the document's.
func (o *Own) Of(item *openapi3.PathItem, operation *openapi3.Operation) (number int, facts []string) {
	servers := item.Servers
	if operation.Servers != nil {
		servers = *operation.Servers
	}
	if len(servers) == 0 {
		return 0, nil
	}
	own := serverOf(servers[0])
	if own.URL == o.base {
		return 0, nil
	}
	facts = []string{"It goes to " + own.URL + ", a server of its own, unless [WithBaseURL] names another for all operations."}
	for _, other := range servers[1:] {
		facts = append(facts, "The document names another server for it: "+defaultURL(serverOf(other))+".")
	}
	same := func(s ir.Server) bool { return s.URL == own.URL }
	if i := slices.IndexFunc(o.Servers, same); i >= 0 {
		return i + 1, facts
	}
	o.Servers = append(o.Servers, own)
	return len(o.Servers), facts
}
