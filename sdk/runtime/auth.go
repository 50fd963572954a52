package runtime

import (
	"context"
	"encoding/base64"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/internal/redact"
	"github.com/hubchannels/hubchannels-go/sdk/internal/style"
)

// credential is what an option set for a scheme.
type credential interface {
	// grant is what to send. It waits for it no longer than ctx.
	grant(ctx context.Context) (*grant, error)
	// refuse says that the server did not accept it. It is true if there may be another one.
	refuse(*grant) bool
}

// grant is a credential in the form in which it is sent. It is made once and shared by all requests.
type grant struct {
	header       string // canonical key
	headerValues []string
	query        string // already escaped
	cookie       string // name=value
	secrets      redact.Secrets
	token        string      // the value of one from a token source
	accepted     atomic.Bool // the server has taken it
}

func newGrant(scheme *Scheme, value string) *grant {
	g := &grant{secrets: secretsOf(scheme, value)}
	if scheme.Basic {
		value = base64.StdEncoding.EncodeToString([]byte(value))
	}
	switch value = scheme.Prefix + value; scheme.In {
	case "query":
		g.query = url.QueryEscape(scheme.Key) + "=" + url.QueryEscape(value)
	case "cookie":
		g.cookie, _ = cookiePair(scheme.Key, value)
	default:
		g.header, g.headerValues = http.CanonicalHeaderKey(scheme.Key), []string{value}
	}
	return g
}

// secretsOf is what must not appear in texts. Short values, such as an app's id beside its key, would match where they
// mean something else; a password is one, however short.
func secretsOf(scheme *Scheme, value string) redact.Secrets {
	const short = 6
	if user, password, ok := strings.Cut(value, ":"); scheme.Basic && ok {
		if password == "" { // some APIs take a key as the user
			password = user
		}
		return redact.New(value, password)
	}
	if len(value) < short {
		return nil
	}
	return redact.New(value)
}

// cookiePair is a cookie, percent-encoded where a cookie cannot hold the value as it is, which intact reports.
func cookiePair(name, value string) (pair string, intact bool) {
	pair, err := style.Rule{In: style.Cookie}.Text(name, value)
	return pair, err == nil && pair == name+"="+value
}

func (g *grant) put(req *http.Request) {
	switch {
	case g.cookie != "":
		addCookie(req.Header, g.cookie)
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
func (c *staticCredential) refuse(*grant) bool                    { return false }

// need is a credential that a call's operation takes, and what the last try sent of it.
type need struct {
	credential credential
	sent       *grant
}

// needs picks the first alternative of an operation's security that the call has all credentials for, and appends these
// to into. Where a call has a credential of its own, it is an alternative that takes it: another account's is none.
func (c *Client) needs(op *Operation, own map[string]any, into []need) ([]need, error) {
	for _, alternative := range op.Security {
		if len(own) > 0 && !alternative.takes(own) {
			continue
		}
		if all, ok := c.all(alternative, own, into); ok {
			return all, nil
		}
	}
	switch {
	case len(op.Security) == 0:
		return nil, nil
	case len(own) > 0 && !slices.ContainsFunc(op.Security, func(r Requirement) bool { return r.takes(own) }):
		return nil, invalid(op, errNotTaken)
	default:
		return nil, c.missing(op)
	}
}

var errNotTaken = errors.New("the operation does not take the credential that the call's option sets")

// takes reports whether one of some credentials is among the required ones.
func (r Requirement) takes(own map[string]any) bool {
	return slices.ContainsFunc(r, func(scheme *Scheme) bool { return own[scheme.Name] != nil })
}

// all are the credentials of an alternative: the call's own, or the client's.
func (c *Client) all(alternative Requirement, own map[string]any, into []need) ([]need, bool) {
	for _, scheme := range alternative {
		have, ok := own[scheme.Name].(credential)
		if !ok {
			have = c.credentials[scheme.Name]
		}
		if have == nil {
			return nil, false
		}
		into = append(into, need{credential: have})
	}
	return into, true
}

func (c *Client) missing(op *Operation) error {
	err := &sdk.MissingCredentialError{Operation: op.Name, Method: op.Method, Path: op.Path}
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

// authorize puts the call's credentials on an attempt's request.
func (r *run) authorize(a *attempt, req *http.Request) error {
	for i := range r.needs {
		g, err := r.needs[i].credential.grant(a)
		if err != nil {
			return err
		}
		g.put(req)
		r.needs[i].sent = g
	}
	return nil
}

// answered tells the credentials what the server makes of them. It is true if the request was refused for a token in
// whose place there may be another one.
func (r *run) answered(status int) (again bool) {
	for _, need := range r.needs {
		switch {
		case status != http.StatusUnauthorized:
			if !need.sent.accepted.Load() { // which costs less than a store
				need.sent.accepted.Store(true)
			}
		case need.credential.refuse(need.sent):
			again = true
		}
	}
	return again
}

// secrets is what must not appear in the call's texts.
func (r *run) secrets() (all redact.Secrets) {
	for _, need := range r.needs {
		if need.sent != nil {
			all = all.And(need.sent.secrets)
		}
	}
	return all
}
