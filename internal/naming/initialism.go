package naming

import (
	"strings"
	"unicode"
)

// titled writes a word as part of an exported name: initialisms in capitals, others with one. Where a whole name is shouted,
// its words are written calmly; elsewhere a word in capitals is meant to be.
func titled(word string, shouted bool) string {
	lower := strings.ToLower(word)
	if spelling, known := initialism(lower); known {
		return spelling
	}
	if singular, ok := strings.CutSuffix(lower, "s"); ok {
		if spelling, known := initialism(singular); known {
			return spelling + "s"
		}
	}
	runes := []rune(word)
	if shouted {
		runes = []rune(lower)
	}
	runes[0] = unicode.ToUpper(runes[0])
	return string(runes)
}

// isShouted reports whether a name is written in capitals alone.
func isShouted(name string) bool {
	return strings.ToUpper(name) == name && strings.ToLower(name) != name
}

// initialism is how Go writes a word that is not written like others, by the list that Go's linters use and what APIs add
// to it.
func initialism(lower string) (spelling string, known bool) {
	switch lower {
	case "oauth":
		return "OAuth", true
	case "oauth2":
		return "OAuth2", true
	case "etag":
		return "ETag", true
	case "acl", "api", "ascii", "cpu", "css", "dns", "eof", "guid", "html", "http", "https", "id", "ip", "json", "jsonl",
		"qps", "ram", "rpc", "sla", "smtp", "sql", "ssh", "tcp", "tls", "ttl", "udp", "ui", "uid", "uri", "url", "utf8",
		"uuid", "vm", "xml", "xmpp", "xsrf", "xss", "gid", "sip", "rtp", "amqp", "db", "ts", "sms", "crm", "hs", "pdf",
		"csv", "gif", "cms", "os", "sha", "jwt", "mime", "oidc":
		return strings.ToUpper(lower), true
	default:
		return "", false
	}
}
