package sdk

import (
	"context"
	"encoding/base64"
	"net/http"
	"net/url"
	"slices"
)

// credential is what an option set for a scheme.
type credential interface {
	// grant is what to send. It waits for it no longer than ctx.
	grant(ctx context.Context) (*grant, error)
	// refuse says that the server did not accept it.
	refuse(*grant)
}

// grant is a credential in the form in which it is sent. It is made once and shared by all requests.
type grant struct {
	header       string // canonical key
	headerValues []string
	query        string // already escaped
	cookie       *http.Cookie
	secrets      []string // what must not appear in texts
}

func newGrant(scheme *Scheme, value string) *grant {
	g := &grant{secrets: []string{value}}
	if scheme.Basic {
		value = base64.StdEncoding.EncodeToString([]byte(value))
		g.secrets = append(g.secrets, value)
	}
	// Short values, such as an app's id beside its key, would match where they mean something else.
	g.secrets = slices.DeleteFunc(g.secrets, func(s string) bool { return len(s) < 6 })
	switch value = scheme.Prefix + value; scheme.In {
	case "query":
		g.query = url.QueryEscape(scheme.Key) + "=" + url.QueryEscape(value)
	case "cookie":
		g.cookie = &http.Cookie{Name: scheme.Key, Value: value}
	default:
		g.header, g.headerValues = http.CanonicalHeaderKey(scheme.Key), []string{value}
	}
	return g
}

func (g *grant) put(req *http.Request) {
	switch {
	case g.cookie != nil:
		req.AddCookie(g.cookie)
	case g.header != "":
		req.Header[g.header] = g.headerValues
	case req.URL.RawQuery == "":
		req.URL.RawQuery = g.query
	default:
		req.URL.RawQuery += "&" + g.query
	}
}

// staticCredential never changes.
type staticCredential struct{ fixed *grant }

func newStaticCredential(scheme *Scheme, value string) *staticCredential {
	return &staticCredential{newGrant(scheme, value)}
}

func (c *staticCredential) grant(context.Context) (*grant, error) { return c.fixed, nil }
func (c *staticCredential) refuse(*grant)                         {}

// requirement picks the first alternative of an operation's security that the client has all credentials for.
func (c *Client) requirement(op *Operation) (Requirement, error) {
	for _, alternative := range op.Security {
		if c.satisfies(alternative) {
			return alternative, nil
		}
	}
	if len(op.Security) == 0 {
		return nil, nil
	}
	return nil, c.missing(op)
}

func (c *Client) satisfies(alternative Requirement) bool {
	for _, scheme := range alternative {
		if c.credentials[scheme.Name] == nil {
			return false
		}
	}
	return true
}

func (c *Client) missing(op *Operation) error {
	err := &MissingCredentialError{Operation: op.Name, Method: op.Method, Path: op.Path}
	for _, alternative := range op.Security {
		var options []string
		for _, scheme := range alternative {
			if c.credentials[scheme.Name] == nil && !slices.Contains(options, scheme.option()) {
				options = append(options, scheme.option())
			}
		}
		err.Missing = append(err.Missing, options)
	}
	return err
}

// option names what sets the scheme; one option may set several schemes.
func (s *Scheme) option() string {
	if s.Option == "" {
		return "a credential for " + s.Name
	}
	return s.Option
}

// authorize puts an attempt's credentials on its request.
func (c *Client) authorize(a *attempt, needs Requirement, req *http.Request) error {
	a.grants = a.few[:0]
	for _, scheme := range needs {
		g, err := c.credentials[scheme.Name].grant(a)
		if err != nil {
			return err
		}
		g.put(req)
		a.grants = append(a.grants, g)
	}
	return nil
}

// refused tells the credentials that the server answered 401, so that the next try or call has a new token.
func (c *Client) refused(a *attempt, needs Requirement) {
	for i, g := range a.grants {
		c.credentials[needs[i].Name].refuse(g)
	}
}

// secrets is what must not appear in the texts about an attempt.
func (a *attempt) secrets() []string {
	var all []string
	for _, g := range a.grants {
		all = append(all, g.secrets...)
	}
	return all
}
