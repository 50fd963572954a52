package naming

import (
	"strings"
	"unicode"
)

// titled writes a word as part of an exported name: initialisms in capitals, shouted words in lower case but for the first
// letter.
func titled(word string) string {
	lower := strings.ToLower(word)
	if spelling, known := initialism(lower); known {
		return spelling
	}
	if singular, ok := strings.CutSuffix(lower, "s"); ok {
		if spelling, known := initialism(singular); known {
			return spelling + "s"
		}
	}
	runes := []rune(lower)
	if strings.ToUpper(word) != word || len(runes) == 1 {
		runes = []rune(word)
	}
	runes[0] = unicode.ToUpper(runes[0])
	return string(runes)
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
