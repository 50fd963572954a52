// Package media says what media types are: how their bodies are encoded, which of several a client uses, and which say the
// same in other words.
package media

import (
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/internal/ir"
	"github.com/hubchannels/hubchannels-go/internal/naming"
)

// Word is what a media type is called in a method's name.
func Word(mediaType string) string {
	switch name := Bare(mediaType); name {
	case "application/json":
		return "JSON"
	case "application/x-www-form-urlencoded":
		return "Form"
	case "multipart/form-data":
		return "Multipart"
	case "text/plain":
		return "Text"
	case "application/octet-stream":
		return "Bytes"
	case "*/*":
		return "Content"
	default:
		kind, sub, _ := strings.Cut(name, "/")
		sub, _, _ = strings.Cut(strings.TrimPrefix(sub, "x-"), "+")
		if sub == "" || sub == "*" {
			sub = kind
		}
		return naming.Exported(sub)
	}
}

// IsForm reports whether bodies have fields.
func IsForm(encoding ir.Encoding) bool { return encoding == ir.AsForm || encoding == ir.AsMultipart }

// Encoding is how bodies of a media type are encoded.
func Encoding(mediaType string) ir.Encoding {
	switch name := Bare(mediaType); {
	case IsJSON(mediaType):
		return ir.AsJSON
	case name == "application/x-www-form-urlencoded":
		return ir.AsForm
	case strings.HasPrefix(name, "multipart/"):
		return ir.AsMultipart
	case name == "text/plain":
		return ir.AsText
	default:
		return ir.AsStream
	}
}

// rank orders media types by how well the client deals with them.
func rank(mediaType string) int {
	switch name := Bare(mediaType); {
	case name == "application/json":
		return 0
	case strings.HasSuffix(name, "+json"):
		return 1
	case name == "*/*" || name == "application/*":
		return 2
	case name == "application/x-www-form-urlencoded":
		return 3
	case name == "multipart/form-data":
		return 4
	case name == "text/plain":
		return 5
	default:
		return 6
	}
}

// IsJSON reports whether bodies of a media type are JSON, or may be.
func IsJSON(mediaType string) bool { return rank(mediaType) < 3 }

// Sent is the Content-Type of bodies of a media type. A range of JSON is JSON; which one of another range it is, the caller says.
func Sent(mediaType string) string {
	if IsJSON(mediaType) && strings.Contains(Bare(mediaType), "*") {
		return "application/json"
	}
	return mediaType
}

// Bare is a media type without parameters, in lower case.
func Bare(mediaType string) string {
	name, _, _ := strings.Cut(strings.ToLower(mediaType), ";")
	return strings.TrimSpace(name)
}

// Format is the format that OpenAPI 3.0 has for what 3.1 says by contentEncoding and contentMediaType: base64, and
// bytes that no string holds.
func Format(schema *openapi3.Schema) string {
	switch {
	case schema == nil:
		return ""
	case strings.EqualFold(schema.ContentEncoding, "base64"):
		return "byte"
	case strings.EqualFold(schema.ContentEncoding, "base64url"):
		return "base64url"
	case schema.ContentEncoding == "" && IsBinary(schema.ContentMediaType):
		return "binary"
	default:
		return ""
	}
}

// IsBinary reports whether a media type is not text.
func IsBinary(mediaType string) bool {
	name := Bare(mediaType)
	kind, sub, _ := strings.Cut(name, "/")
	switch {
	case sub == "" || kind == "text" || strings.HasSuffix(sub, "+json") || strings.HasSuffix(sub, "+xml"):
		return false
	default:
		return !slices.Contains([]string{"json", "xml", "x-www-form-urlencoded", "javascript", "yaml", "x-yaml", "graphql", "sql"}, sub)
	}
}
