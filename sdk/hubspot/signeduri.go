package hubspot

import (
	"slices"
	"strings"
)

// signedURI is the URI as HubSpot's guide says that it is signed: without fragment, and with some characters of the
// query, and only there, decoded.
func signedURI(uri string) string {
	path, query := splitURI(uri)
	return path + decode(query, false)
}

// readings are the ways in which the rule can be read for a URI, the guide's first: some copies speak of the path, too,
// and HubSpot may write the digits in small letters.
func readings(uri string) []string {
	path, query := splitURI(uri)
	if !strings.Contains(uri, "%") {
		return []string{path + query}
	}
	var all []string
	for _, anyCase := range []bool{false, true} {
		for _, where := range []string{path, decode(path, anyCase)} {
			if reading := where + decode(query, anyCase); !slices.Contains(all, reading) {
				all = append(all, reading)
			}
		}
	}
	return all
}

// splitURI cuts before the query's question mark, which is never encoded, and leaves out the fragment. A URL that is only
// a host is called, and arrives, with the path "/".
func splitURI(uri string) (path, query string) {
	uri, _, _ = strings.Cut(uri, "#")
	path = uri
	if at := strings.IndexByte(uri, '?'); at >= 0 {
		path, query = uri[:at], uri[at:]
	}
	if _, host, ok := strings.Cut(path, "://"); ok && !strings.Contains(host, "/") {
		path += "/"
	}
	return path, query
}

// decoded are the characters that HubSpot decodes, by their hexadecimal digits.
const decoded = "3A: 2F/ 3F? 40@ 21! 24$ 27' 28( 29) 2A* 2C, 3B;"

// decode decodes these characters, once: %253A stays what it is.
func decode(text string, anyCase bool) string {
	if !strings.Contains(text, "%") {
		return text
	}
	var pairs []string
	for _, code := range strings.Fields(decoded) {
		pairs = append(pairs, "%"+code[:2], code[2:])
		if lower := strings.ToLower(code[:2]); anyCase && lower != code[:2] {
			pairs = append(pairs, "%"+lower, code[2:])
		}
	}
	return strings.NewReplacer(pairs...).Replace(text)
}
