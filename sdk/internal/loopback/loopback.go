// Package loopback tells which URLs may be used without encryption.
package loopback

import (
	"errors"
	"net"
	"net/url"
	"strings"
)

// ErrPlainHTTP is a URL that would send secrets readable by everybody on the way.
var ErrPlainHTTP = errors.New("plain http sends credentials unencrypted: use https")

// Check accepts https to every host and http to a loopback host.
func Check(u *url.URL) error {
	switch {
	case u.Host == "":
		return errors.New("the URL names no host: begin it with https://, or with http:// for a server on this machine")
	case u.Scheme == "https", u.Scheme == "http" && Host(u.Hostname()):
		return nil
	case u.Scheme == "http":
		return ErrPlainHTTP
	}
	return errors.New("the URL's scheme is neither https nor http")
}

// Host is whether a host is this machine.
func Host(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
