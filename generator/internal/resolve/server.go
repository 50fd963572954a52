package resolve

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
)

// baseURL is the first server's URL.
func baseURL(doc *load.Document) string {
	if len(doc.T.Servers) == 0 {
		return ""
	}
	return serverURL(doc.T.Servers[0])
}

// otherServers are the URLs of the others.
func otherServers(doc *load.Document) []string {
	var others []string
	for _, server := range doc.T.Servers[min(1, len(doc.T.Servers)):] {
		others = append(others, serverURL(server))
	}
	return others
}

// serverURL is a server's URL with the defaults of its variables.
func serverURL(server *openapi3.Server) string {
	url := server.URL
	for _, name := range slices.Sorted(maps.Keys(server.Variables)) {
		url = strings.ReplaceAll(url, "{"+name+"}", server.Variables[name].Default)
	}
	return url
}

// elsewhere tells that the document has an operation on a server of its own. The client has one server, which is the only
// one that its credentials are sent to.
func (r *resolver) elsewhere(o *operationAt) []string {
	servers := o.item.Servers
	if o.operation.Servers != nil {
		servers = *o.operation.Servers
	}
	if len(servers) == 0 || serverURL(servers[0]) == r.api.BaseURL {
		return nil
	}
	return []string{fmt.Sprintf("The document has it on a server of its own, %s: call it with a client that WithBaseURL points there.",
		serverURL(servers[0]))}
}
