package webhooks

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/hubchannels/hubchannels-go/generator/internal/load"
	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/place"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// signatureKey says how what the API sends is signed: the word standard, or the fields of an HMAC.
const signatureKey = "x-sdk-webhook-signature"

// Signature is how the webhooks are signed; nil where nobody says it.
func Signature(doc *document.Document, names *place.Declared, sent []*ir.Webhook) *ir.Signature {
	said, given := doc.Extension(doc.T.Extensions, "#", signatureKey)
	at := load.Join("#", signatureKey)
	switch {
	case !given:
		return nil
	case len(sent) == 0:
		doc.Fail(at, signatureKey+" means nothing here", "the document has no webhooks and no callbacks: remove it")
		return nil
	}
	s := &ir.Signature{Standard: said == "standard"}
	if fields, ok := said.(map[string]any); ok {
		readSignature(doc, at, s, fields)
	} else if !s.Standard {
		doc.Fail(at, fmt.Sprintf("%s is %v", signatureKey, said), "say standard, or how an HMAC is made, with at least its header")
		return nil
	}
	s.Verifier = names.Claim("NewWebhookVerifier", "", nil)
	return s
}

// readSignature reads the fields of an HMAC.
func readSignature(doc *document.Document, at string, s *ir.Signature, fields map[string]any) {
	texts := map[string]*string{
		"header": &s.Header, "prefix": &s.Prefix, "timestamp": &s.Timestamp, "timestampPrefix": &s.TimestampPrefix, "id": &s.ID,
		"payload": &s.Payload, "hash": &s.Hash, "encoding": new(string), "tolerance": new(string),
	}
	for _, key := range slices.Sorted(maps.Keys(fields)) {
		into, known := texts[key]
		text, isText := fields[key].(string)
		switch milliseconds, isBool := fields[key].(bool); {
		case key == "milliseconds" && isBool:
			s.Milliseconds = milliseconds
		case !known:
			doc.Fail(load.Join(at, key), "unknown key "+key, problem.Suggestion(key, "the keys are", append(slices.Sorted(maps.Keys(texts)), "milliseconds")))
		case !isText:
			doc.Fail(load.Join(at, key), key+" is no text", "put it in quotation marks")
		default:
			*into = text
		}
	}
	check := func(key string, good bool, hint string) {
		if !good {
			doc.Fail(load.Join(at, key), fmt.Sprintf("%s is %q", key, *texts[key]), hint)
		}
	}
	check("header", s.Header != "", "name the header that has the signature")
	check("encoding", slices.Contains([]string{"", "hex", "base64"}, *texts["encoding"]), "use hex or base64")
	check("hash", slices.Contains([]string{"", "sha1", "sha256", "sha512"}, s.Hash), "use sha1, sha256 or sha512")
	check("payload", signsAll(s), "put {body} into it, {timestamp} and {id} where there are these, and no other of them")
	s.Base64 = *texts["encoding"] == "base64"
	var err error
	if text := *texts["tolerance"]; text != "" {
		s.Tolerance, err = time.ParseDuration(text)
		check("tolerance", err == nil && s.Tolerance >= time.Second, "write it as 5m or 30s")
	}
}

// signsAll reports whether the payload has what there is, and nothing else.
func signsAll(s *ir.Signature) bool {
	if s.Payload == "" {
		return true
	}
	for name, there := range map[string]bool{"{body}": true, "{timestamp}": s.Timestamp != "", "{id}": s.ID != ""} {
		if strings.Contains(s.Payload, name) != there {
			return false
		}
	}
	return true
}
