package naming

import (
	pathpkg "path"
	"regexp"
	"strings"
)

// OfPath makes an operation's name of its method and path: GET /v2/users/{id}/keys is ListUserKeys. The version in a
// path is no part of the name, nor is anything that the rest of the document says: so the next version of a document gives
// the same names. A host's name, which tells whose API it is and not what it is about, is one only where it has to be.
func OfPath(method, path string, host bool) string {
	segments, single := nouns(path)
	return ofSegments(method, telling(segments, host), single)
}

func ofSegments(method string, segments []string, single bool) string {
	verb := Verb(method, single)
	if len(segments) == 0 {
		return verb + "Root"
	}
	last := segments[len(segments)-1]
	if method == "POST" && !single && action(last) {
		return Exported(strings.ToLower(last)) + parents(segments[:len(segments)-1], false)
	}
	if method == "GET" && !single && !isPlural(last) {
		verb = "Get"
	}
	return verb + parents(segments, single || method == "POST")
}

// hostSegment is a segment like rbac.authorization.k8s.io: Kubernetes tells apart by it who made a part of its API.
var hostSegment = regexp.MustCompile(`^[a-z0-9-]+(\.[a-z0-9-]+){2,}$`)

// telling leaves out what tells nothing at the beginning: "api" and, unless it is wanted, a host. What comes last tells
// something, whatever it is.
func telling(segments []string, host bool) []string {
	for len(segments) > 1 && (segments[0] == "api" || segments[0] == "apis" || !host && hostSegment.MatchString(segments[0])) {
		segments = segments[1:]
	}
	return segments
}

// nouns are the path's segments that are neither parameters nor versions. Single says that the path ends in a parameter,
// and so means one thing, unless that only chooses among kinds of things: /objects/{objectType}.
func nouns(path string) (segments []string, single bool) {
	for segment := range strings.SplitSeq(path, "/") {
		switch {
		case segment == "" || IsVersion(segment):
		case strings.HasPrefix(segment, "{") && strings.HasSuffix(segment, "}"):
			single = !kindOnly(segment)
		default:
			segments, single = append(segments, segment), false
		}
	}
	return segments, single
}

func kindOnly(parameter string) bool {
	words := Words(parameter)
	return len(words) > 1 && strings.EqualFold(words[len(words)-1], "type")
}

// Verb is the first word of an operation that has no name in the document; single says that its path means one thing.
func Verb(method string, single bool) string {
	switch method {
	case "GET":
		if single {
			return "Get"
		}
		return "List"
	case "POST":
		if single { // what it is posted to is there already
			return "Update"
		}
		return "Create"
	case "PUT":
		return "Replace"
	case "PATCH":
		return "Update"
	default:
		return Exported(strings.ToLower(method))
	}
}

// parents writes segments as one name: all but the last in the singular, the last one if it means one thing.
func parents(segments []string, single bool) string {
	var name strings.Builder
	for i, segment := range segments {
		word := Exported(segment)
		if i < len(segments)-1 || single {
			word = Singular(word)
		}
		name.WriteString(word)
	}
	return name.String()
}

// action reports whether a path's last segment says what is done rather than to what.
func action(segment string) bool {
	switch strings.ToLower(segment) {
	case "read", "search", "archive", "merge", "upsert", "create", "update", "delete", "cancel", "send", "restore", "purge",
		"query", "export", "import", "validate", "confirm", "capture", "close", "open", "start", "stop", "run", "refresh",
		"revoke", "verify", "approve", "reject", "publish", "unpublish", "clone", "copy", "move", "reset", "enable", "disable":
		return true
	default:
		return false
	}
}

// ByParameter tells apart what differs in the parameters only: GetUserByName.
func ByParameter(name, path string) string {
	last := ""
	for segment := range strings.SplitSeq(path, "/") {
		if inner, ok := strings.CutPrefix(segment, "{"); ok {
			last = "By" + Exported(strings.TrimSuffix(inner, "}"))
		}
	}
	return name + last
}

// SharedNoun is what all of some paths are about, in the singular: Subscription of /subscriptions and /subscriptions/{id}. It
// is "" if they are about several things.
func SharedNoun(paths []string) string {
	shared := ""
	for _, path := range paths {
		segments, _ := nouns(path)
		if len(segments) == 0 {
			return ""
		}
		noun := Singular(Exported(segments[len(segments)-1]))
		if shared != "" && noun != shared {
			return ""
		}
		shared = noun
	}
	return shared
}

// OfFile makes an exported name of a file: Zone of models/zone.yml. One that is called like any is named after its folder.
func OfFile(file string) string {
	segments := strings.Split(file, "/")
	for i := len(segments) - 1; i >= 0; i-- {
		base := segments[i]
		if i == len(segments)-1 {
			base = strings.TrimSuffix(base, pathpkg.Ext(base))
		}
		switch strings.ToLower(strings.Trim(base, "_-")) {
		case "", "index", "schema", "model", "definition", "main":
		default:
			return Exported(base)
		}
	}
	return Exported(pathpkg.Base(file))
}

// WithoutPath is what is left of an operationId that ends in the operation's own path and method, as frameworks make them of
// a function's name: read_item of read_item_items__item_id__get. It is "" if there is no such end, or nothing before it.
func WithoutPath(id, method, path string) string {
	end := strings.Map(func(r rune) rune {
		if separates(r) {
			return '_'
		}
		return r
	}, path) + "_" + strings.ToLower(method)
	short, found := strings.CutSuffix(id, end)
	if !found || !usable.MatchString(short) {
		return ""
	}
	return strings.TrimRight(short, "_")
}

// usable is what a function of a framework may be called.
var usable = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)
