package runtime

import (
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
)

// Server is an address that the document names. What its URL has in braces are variables.
type Server struct {
	URL       string
	Variables []ServerVariable
}

// ServerVariable is a part of a server's address that [sdk.WithServerVariable] sets.
type ServerVariable struct {
	Name, Default string
	// Values are those that the document allows. Empty: any.
	Values []string
}

// server is an address that requests are sent to: the only one where the credentials of its operations go.
type server struct {
	url     *url.URL
	slashes int // in the URL's path
}

func newServer(u *url.URL) *server { return &server{u, strings.Count(u.EscapedPath(), "/")} }

// fill puts values into a server's URL.
func (s Server) fill(values map[string]string) (string, error) {
	text := s.URL
	for _, variable := range s.Variables {
		value, set := values[variable.Name]
		if !set {
			value = variable.Default
		}
		if set && len(variable.Values) > 0 && !slices.Contains(variable.Values, value) {
			return "", fmt.Errorf("the server's variable %q is one of %q", variable.Name, variable.Values)
		}
		if set && s.escapes(variable.Name, value) {
			return "", fmt.Errorf("the value of the server's variable %q would change the address around it", variable.Name)
		}
		text = strings.ReplaceAll(text, "{"+variable.Name+"}", value)
	}
	return text, nil
}

// escapes reports whether a value would change more of the URL than its own part: another host, say, because a tenant's
// name has a slash. A variable that begins the URL may be all of it.
func (s Server) escapes(name, value string) bool {
	before, _, _ := strings.Cut(s.URL, "{"+name+"}")
	_, authority, absolute := strings.Cut(before, "://")
	switch {
	case before == "":
		return false
	case absolute && !strings.Contains(authority, "/"):
		return strings.ContainsAny(value, "/?#@\\%")
	default:
		dots := func(segment string) bool { return segment == "." || segment == ".." }
		return strings.ContainsAny(value, "?#\\%") || slices.ContainsFunc(strings.Split(value, "/"), dots)
	}
}

// servers are the addresses of an API: the one of most operations, then those of operations that have their own. Where the
// user names a base URL all are that one: a test's server stands for all that the document names.
func (c *config) servers(api *API) ([]*server, error) {
	named := c.named(api)
	if err := c.knownVariables(api, named); err != nil {
		return nil, err
	}
	raw, err := c.BaseURL, error(nil)
	if raw == "" || named.URL != "" {
		raw, err = named.fill(c.ServerVariables)
	}
	if err != nil {
		return nil, err
	}
	base, err := parseBaseURL(raw, c.InsecureHTTP)
	if err != nil {
		return nil, err
	}
	all := []*server{newServer(base)}
	for _, own := range api.Servers {
		one := all[0]
		if c.BaseURL == "" {
			if one, err = c.own(own, base); err != nil {
				return nil, err
			}
		}
		all = append(all, one)
	}
	return all, nil
}

// own is the server of an operation. A relative address is on the server of the others.
func (c *config) own(s Server, base *url.URL) (*server, error) {
	text, err := s.fill(c.ServerVariables)
	if err != nil {
		return nil, err
	}
	u, err := base.Parse(text)
	if err != nil {
		return nil, errors.New("the URL of an operation's server cannot be parsed")
	}
	u, err = parseBaseURL(u.String(), c.InsecureHTTP)
	if err != nil {
		return nil, fmt.Errorf("an operation's server: %w", err)
	}
	return newServer(u), nil
}

// named is the document's server that the user has chosen: the first, or another that the base URL is with its variables'
// defaults. Its URL is empty for a base URL of the user's own.
func (c *config) named(api *API) Server {
	if c.BaseURL == "" {
		return Server{api.BaseURL, api.Variables}
	}
	for _, s := range api.Named {
		if whole, err := s.fill(nil); err == nil && whole == c.BaseURL {
			return s
		}
	}
	return Server{}
}

// knownVariables returns what is wrong with the variables that the user has set.
func (c *config) knownVariables(api *API, named Server) error {
	known := map[string]bool{}
	servers := []Server{named}
	if c.BaseURL == "" || named.URL == "" {
		servers = append(append(servers, Server{Variables: api.Variables}), api.Servers...)
	}
	for _, s := range servers {
		for _, variable := range s.Variables {
			known[variable.Name] = true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.ServerVariables)) {
		switch {
		case !known[name]:
			return fmt.Errorf("no server of the document that is used has a variable %q: there is %q", name, slices.Sorted(maps.Keys(known)))
		case named.URL == "":
			return fmt.Errorf("the server's variable %q and a base URL are both set: the base URL has no variables", name)
		}
	}
	return nil
}

// ownServer is the server that a call's options name; nil is none.
func (c *Client) ownServer(options *callConfig) (*server, error) {
	if options == nil || options.BaseURL == "" {
		return nil, nil
	}
	u, err := parseBaseURL(options.BaseURL, c.insecure)
	if err != nil {
		return nil, err
	}
	return newServer(u), nil
}

// server is where the call's requests go, and its credentials.
func (r *run) server() *server {
	if r.own != nil {
		return r.own
	}
	return r.client.serverOf(r.call.Operation)
}

// policy is how the call is repeated.
func (r *run) policy() retryPolicy {
	if r.options != nil && r.options.Retry != nil {
		return retryPolicy(*r.options.Retry).withDefaults()
	}
	return r.client.retry
}

// serverOf is where an operation's requests go.
func (c *Client) serverOf(op *Operation) *server {
	if op.Server > 0 && op.Server < len(c.servers) {
		return c.servers[op.Server]
	}
	return c.servers[0]
}
