package runtime

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/sdk"
)

var errFollow = errors.New("only a GET without a body can follow an address")

// target makes sure that a request goes where it shall: to its operation, or to the address that sdk.Follow gives.
func (r *run) target(req *http.Request) error {
	if r.options == nil || r.options.Link == "" {
		return r.server().checkTarget(req, r.call.Operation)
	}
	if req.Method != http.MethodGet || req.Body != nil {
		return errFollow
	}
	target, err := req.URL.Parse(r.options.Link)
	if err != nil || !r.server().owns(target) {
		return sdk.ErrForeignLink // the address itself may hold a secret
	}
	stripQuery(target, r.client.inQuery) // they are added anew
	stripQuery(target, r.options.InQuery)
	target.Fragment, target.RawFragment = "", ""
	req.URL = target
	return nil
}

// addQuery adds what the call's option has for the query. The address of a further page has it already, unless the server has
// left it out.
func (r *run) addQuery(target *url.URL) {
	if r.options == nil || r.options.Query == "" {
		return
	}
	query := r.options.Query
	if r.options.Link != "" {
		known := target.Query()
		parts := strings.Split(query, "&")
		query = strings.Join(slices.DeleteFunc(parts, func(part string) bool {
			key, _, _ := strings.Cut(part, "=")
			name, err := url.QueryUnescape(key)
			return err == nil && known.Has(name)
		}), "&")
	}
	if query != "" {
		addQuery(target, query)
	}
}

// owns reports whether an address is on the server, below the base URL, also if the server resolves what is
// escaped in the path.
func (s *server) owns(target *url.URL) bool {
	if !sameOrigin(s.url, target) || target.User != nil || target.Opaque != "" {
		return false
	}
	dots := slices.ContainsFunc(strings.FieldsFunc(target.Path, func(char rune) bool { return char == '/' || char == '\\' }),
		func(segment string) bool { return segment == "." || segment == ".." })
	return !dots && strings.HasPrefix(target.EscapedPath(), s.url.EscapedPath())
}

// nextLink is the address of the next page without the credentials that a server may repeat in it, and without the
// server, if that is the configured one: so that it can be stored. inQuery are the parameters that carry the call's own
// credentials.
func (c *Client) nextLink(server *server, asked *url.URL, resp *http.Response, inQuery []string) string {
	if resp.Request != nil {
		asked = resp.Request.URL // where redirects led
	}
	for _, header := range resp.Header.Values("Link") {
		reference, found := relation(header, "next")
		if !found {
			continue
		}
		target, err := asked.Parse(reference)
		if err != nil {
			return reference
		}
		stripQuery(target, c.inQuery)
		stripQuery(target, inQuery)
		if server.owns(target) {
			return target.RequestURI()
		}
		return target.String()
	}
	return ""
}

// relation is the target of the first link of a Link header that has a relation to the page itself.
func relation(header, wanted string) (target string, found bool) {
	for rest := header; ; {
		_, after, ok := strings.Cut(rest, "<")
		if !ok {
			return "", false
		}
		target, rest, ok = strings.Cut(after, ">")
		if !ok {
			return "", false
		}
		var rel string
		var anchored bool
		rel, anchored, rest = linkParams(rest)
		if !anchored && slices.ContainsFunc(strings.Fields(rel), func(word string) bool { return strings.EqualFold(word, wanted) }) {
			return strings.TrimSpace(target), true
		}
	}
}

// linkParams reads a link's parameters up to the comma before the next link. The first rel counts; a link with an anchor
// is about something else than the page.
func linkParams(text string) (rel string, anchored bool, rest string) {
	seen := false
	for {
		text = strings.TrimLeft(text, " \t;")
		if text == "" || text[0] == ',' {
			return rel, anchored, text
		}
		var name, value string
		name, value, text = linkParam(text)
		switch {
		case name == "rel" && !seen:
			rel, seen = value, true
		case name == "anchor":
			anchored = true
		}
	}
}

// linkParam cuts off one parameter: name, name=token or name="quoted string".
func linkParam(text string) (name, value, rest string) {
	end := strings.IndexAny(text, "=;,")
	if end < 0 {
		return strings.ToLower(strings.TrimSpace(text)), "", ""
	}
	name, rest = strings.ToLower(strings.TrimSpace(text[:end])), text[end:]
	if rest[0] != '=' {
		return name, "", rest
	}
	rest = strings.TrimLeft(rest[1:], " \t")
	if strings.HasPrefix(rest, `"`) {
		value, rest = quotedString(rest[1:])
		return name, value, rest
	}
	if end = strings.IndexAny(rest, ";,"); end < 0 {
		end = len(rest)
	}
	return name, strings.TrimSpace(rest[:end]), rest[end:]
}

// quotedString reads up to the closing quote.
func quotedString(text string) (value, rest string) {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '"':
			return b.String(), text[i+1:]
		case text[i] == '\\' && i+1 < len(text):
			i++
		}
		b.WriteByte(text[i])
	}
	return b.String(), ""
}

// with is a list of options and some more, which take the place of earlier ones. The list itself is not changed.
func with(options []sdk.CallOption, more ...sdk.CallOption) []sdk.CallOption {
	return slices.Concat(options, more)
}
