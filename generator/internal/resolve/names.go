package resolve

import (
	"go/token"
	"go/types"
	"strconv"
	"strings"
	"unicode"
)

// split cuts a name of the document into words, at everything that is no letter or digit and where the case changes.
func split(name string) []string {
	var words []string
	for _, part := range strings.FieldsFunc(spell(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		words = append(words, splitCase([]rune(part))...)
	}
	return words
}

// spell gives the signs that would vanish from a name a word of their own, where they are all that begins it.
func spell(name string) string {
	switch {
	case strings.HasPrefix(name, "+"):
		return "plus " + name[1:]
	case strings.HasPrefix(name, "-"):
		return "minus " + name[1:]
	default:
		return name
	}
}

// splitCase cuts "richTextURLs" into "rich", "Text", "URLs".
func splitCase(runes []rune) []string {
	var words []string
	start := 0
	for i := 1; i < len(runes); i++ {
		if boundary(runes, i) {
			words = append(words, string(runes[start:i]))
			start = i
		}
	}
	return append(words, string(runes[start:]))
}

// boundary tells whether a word begins at i.
func boundary(runes []rune, i int) bool {
	before, here := runes[i-1], runes[i]
	switch {
	case !unicode.IsUpper(here):
		return false
	case unicode.IsLower(before) || unicode.IsDigit(before):
		return true
	case i+1 < len(runes) && unicode.IsUpper(before) && unicode.IsLower(runes[i+1]):
		return !plural(runes, i+1)
	default:
		return false
	}
}

// plural tells whether the letter at i is the s of a plural initialism: IDs, URLs.
func plural(runes []rune, i int) bool {
	return runes[i] == 's' && (i+1 == len(runes) || !unicode.IsLower(runes[i+1]))
}

// exported makes an exported Go name of a name of the document.
func exported(name string) string {
	var b strings.Builder
	for _, word := range split(name) {
		b.WriteString(title(word))
	}
	s := asciiOnly(b.String())
	switch {
	case s == "":
		return "X"
	case s[0] >= '0' && s[0] <= '9':
		return "N" + s
	default:
		return s
	}
}

// asciiOnly keeps what every keyboard has; letters of other scripts become their code points.
func asciiOnly(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < 0x80 {
			b.WriteRune(r)
		} else {
			b.WriteString("U" + strings.ToUpper(strconv.FormatInt(int64(r), 16)))
		}
	}
	return b.String()
}

// title writes a word as part of an exported name: initialisms in capitals, shouted words calmly.
func title(word string) string {
	lower := strings.ToLower(word)
	if upper := strings.ToUpper(word); initialism(lower) {
		return upper
	}
	if singular, ok := strings.CutSuffix(lower, "s"); ok && initialism(singular) {
		return strings.ToUpper(singular) + "s"
	}
	runes := []rune(lower)
	if strings.ToUpper(word) != word || len(runes) == 1 {
		runes = []rune(word)
	}
	runes[0] = unicode.ToUpper(runes[0])
	return string(runes)
}

// initialism tells whether Go writes a word in capitals, by the list that its linters use and what APIs add to it.
func initialism(lower string) bool {
	switch lower {
	case "acl", "api", "ascii", "cpu", "css", "dns", "eof", "guid", "html", "http", "https", "id", "ip", "json", "qps",
		"ram", "rpc", "sla", "smtp", "sql", "ssh", "tcp", "tls", "ttl", "udp", "ui", "uid", "uri", "url", "utf8", "uuid",
		"vm", "xml", "xmpp", "xsrf", "xss", "gid", "sip", "rtp", "amqp", "db", "ts", "sms", "crm", "hs", "pdf", "csv",
		"gif", "cms", "os", "sha", "oauth2", "jwt", "mime":
		return true
	default:
		return false
	}
}

// scope hands out names, each once.
type scope struct {
	taken map[string]string // name -> by whom
}

// newScope makes a scope in which some names are taken by the generated code itself.
func newScope(taken ...string) *scope {
	s := &scope{taken: map[string]string{}}
	for _, name := range taken {
		s.taken[name] = ""
	}
	return s
}

// claim takes name, and what companions derives from it, for owner. Where one is taken, the name gets a suffix: the
// given one if it helps, a number otherwise.
func (s *scope) claim(name, suffix, owner string, companions func(string) []string) string {
	candidate := name
	for i := 1; !s.free(candidate, companions); i++ {
		candidate = name + suffix
		if i > 1 || suffix == "" {
			candidate = name + suffix + strconv.Itoa(i+1)
		}
	}
	for _, taken := range append(companions(candidate), candidate) {
		s.taken[taken] = owner
	}
	return candidate
}

func (s *scope) free(name string, companions func(string) []string) bool {
	for _, wanted := range append(companions(name), name) {
		if _, taken := s.taken[wanted]; taken {
			return false
		}
	}
	return true
}

func alone(string) []string { return nil }

// companions are the names that the templates derive from a declared type's.
func companions(name string) []string {
	return []string{"New" + name, "Unmarshal" + name, "Match" + name, "Unknown" + name, "choice" + name}
}

// packageNames are the identifiers that templates declare in every package, as far as a name of a document may become one.
func packageNames() []string {
	return []string{
		"Client", "NewClient", "Option", "CallOption", "Response", "RetryPolicy", "Limits", "Error",
		"WithBaseURL", "WithInsecureHTTP", "WithHTTPClient", "WithMiddleware", "WithRetry", "WithoutRetries",
		"WithRateLimit", "WithLogger", "WithAttemptTimeout", "WithMaxResponseBytes", "WithUserAgent", "WithHeader",
		"Timeout", "Header", "IdempotencyKey", "CaptureResponse",
		"ErrNotFound", "ErrUnauthorized", "ErrForbidden", "ErrConflict", "ErrValidation", "ErrRateLimited",
		"ErrDailyLimit", "ErrServer",
	}
}

// argument makes the name of a constructor's parameter, which must be no keyword and nothing that constructors use.
func argument(name string) string {
	arg := unexported(name)
	switch arg {
	case "m", "codec", "json", "time":
		return arg + "Value"
	}
	if token.IsKeyword(arg) || types.Universe.Lookup(arg) != nil {
		return arg + "Value"
	}
	return arg
}

// methodArgument makes the name of a parameter of a client's method, which must be nothing that the method uses itself.
func methodArgument(name string) string {
	arg := argument(name)
	if methodUses(arg) {
		return arg + "Value"
	}
	return arg
}

// methodUses are the identifiers in generated methods.
func methodUses(name string) bool {
	switch name {
	case "c", "ctx", "options", "params", "problems", "result", "err", "keyed", "parts", "i", "empty", "types", "codec", "sdk",
		"io", "context", "iter", "contentType":
		return true
	}
	return false
}

// unexported lowers the first word of an exported name.
func unexported(name string) string {
	end := 0
	for end < len(name) && name[end] >= 'A' && name[end] <= 'Z' {
		end++
	}
	switch {
	case end > 1 && end < len(name) && name[end] == 's' && (end+1 == len(name) || name[end+1] < 'a'):
		return strings.ToLower(name[:end]) + name[end:]
	case end > 1 && end < len(name) && name[end] >= 'a':
		end--
	}
	return strings.ToLower(name[:end]) + name[end:]
}
