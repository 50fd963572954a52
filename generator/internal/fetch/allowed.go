package fetch

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"path"
	"strings"
)

// allowed is an address that may be fetched, and all below it.
type allowed struct {
	host string // scheme, host and port, see hostOf
	path string // escaped, without a slash at its end
}

// parseAllowed reads what --fetch was given.
func parseAllowed(text string) (allowed, error) {
	address, err := url.Parse(text)
	if err == nil {
		err = sound(address)
	}
	switch {
	case err != nil:
		return allowed{}, fmt.Errorf("%s: %w", text, inner(err))
	case address.RawQuery != "" || address.Fragment != "":
		return allowed{}, fmt.Errorf("%s: what may be fetched is a host or a folder, without a query", text)
	}
	return allowed{hostOf(address), strings.TrimSuffix(address.EscapedPath(), "/")}, nil
}

// allows reports whether an address is this one or below it. /schemas is above /schemas/a.yaml, not above /schemas-2.
func (a allowed) allows(address *url.URL) bool {
	rest, below := strings.CutPrefix(address.EscapedPath(), a.path)
	return below && hostOf(address) == a.host && (rest == "" || rest[0] == '/')
}

// sound says what is wrong with an address, whoever gave it.
func sound(address *url.URL) error {
	switch {
	case address.Scheme != "https" && address.Scheme != "http":
		return errors.New("only https addresses are fetched")
	case address.Hostname() == "":
		return errors.New("the address names no host")
	case address.Scheme == "http" && !loopback(address.Hostname()):
		return errors.New("http is for this machine itself, elsewhere anybody on the way may change what is fetched: use https")
	case address.User != nil:
		return errors.New("the address holds a user or a password, which do not belong in a document")
	case climbs(address):
		return errors.New(`the address holds "..", which may lead elsewhere`)
	}
	return nil
}

// loopback reports whether a host can only be the machine itself.
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// climbs reports whether a server might take a path for another one than it begins like, however it is escaped.
func climbs(address *url.URL) bool {
	unescaped := address.Path
	for range 3 { // some servers unescape twice
		for segment := range strings.FieldsFuncSeq(unescaped, func(r rune) bool { return r == '/' || r == '\\' }) {
			if name, _, _ := strings.Cut(segment, ";"); name == ".." {
				return true
			}
		}
		again, err := url.PathUnescape(unescaped)
		if err != nil || again == unescaped {
			break
		}
		unescaped = again
	}
	return false
}

// hostOf is an address's scheme, host and port, written the same for addresses of the same server.
func hostOf(address *url.URL) string {
	port := address.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[address.Scheme]
	}
	return address.Scheme + "://" + net.JoinHostPort(strings.ToLower(address.Hostname()), port)
}

// Folder is what to allow, so that an address and its neighbours may be fetched.
func Folder(address *url.URL) string {
	folder := url.URL{Scheme: address.Scheme, Host: address.Host, Path: path.Dir("/" + strings.TrimPrefix(address.Path, "/"))}
	return strings.TrimSuffix(folder.String(), "/") + "/"
}
