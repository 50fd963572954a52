// Package redact keeps secrets, and what strangers wrote, out of texts.
package redact

import (
	"encoding/base64"
	"net/url"
	"slices"
	"strings"
)

// Mark stands where a secret was.
const Mark = "[redacted]"

// Secrets are values that must not appear in a text. They are a function, because fmt and other dumpers print whatever a
// struct's fields hold, unexported ones and pointers included, but of a function only its address. Nil is none.
type Secrets func() []string

// New returns the secrets with these values, and the forms in which others repeat them.
func New(values ...string) Secrets {
	var forms []string
	for _, value := range values {
		for _, form := range formsOf(value) {
			if form = lower(form); form != "" && !slices.Contains(forms, form) {
				forms = append(forms, form)
			}
		}
	}
	if len(forms) == 0 {
		return nil
	}
	return func() []string { return forms }
}

// And returns these secrets and others.
func (s Secrets) And(others Secrets) Secrets {
	switch {
	case s == nil:
		return others
	case others == nil:
		return s
	}
	all := slices.Concat(s(), others())
	return func() []string { return all }
}

func (s Secrets) values() []string {
	if s == nil {
		return nil
	}
	return s()
}

// In reports whether a text has one of the secrets in it, in whatever case.
func (s Secrets) In(text string) bool { return containsAny(lower(text), s.values()) }

func containsAny(text string, secrets []string) bool {
	return slices.ContainsFunc(secrets, func(secret string) bool { return strings.Contains(text, secret) })
}

// piece is the length from which on a part of a secret is as bad as the whole.
const piece = 12

// Near reports whether a short text has one of the secrets in it, or is a part of one.
func (s Secrets) Near(text string) bool {
	text = lower(text)
	values := s.values()
	return containsAny(text, values) || len(text) >= piece && slices.ContainsFunc(values, func(secret string) bool {
		return strings.Contains(secret, text)
	})
}

// Redact returns the text with [Mark] in the place of each secret.
func (s Secrets) Redact(text string) string {
	for _, secret := range s.values() {
		text = replace(text, secret)
	}
	return text
}

func replace(text, secret string) string {
	var b strings.Builder
	for {
		at := strings.Index(lower(text), secret)
		if at < 0 {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(text[:at] + Mark)
		text = text[at+len(secret):]
	}
}

// lower maps ASCII letters only, so that no text changes its length.
func lower(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, text)
}

// formsOf returns a secret as it is, escaped for URLs, and in base64, alone or as a part of something longer.
func formsOf(secret string) []string {
	forms := []string{secret, url.QueryEscape(secret), url.PathEscape(secret)}
	for shift := range 3 {
		forms = append(forms, within(base64.RawStdEncoding, secret, shift), within(base64.RawURLEncoding, secret, shift))
	}
	return forms
}

// within is the part of the base64 of something longer that only the secret decides, which begins shift bytes behind a
// group of three. It is "" for a secret that is too short to be told from chance.
func within(encoding *base64.Encoding, secret string, shift int) string {
	if len(secret) < 6 {
		return ""
	}
	encoded := encoding.EncodeToString([]byte(strings.Repeat("x", shift) + secret))
	begin := []int{0, 2, 3}[shift] // characters that hold bits of what stands before
	end := (shift + len(secret)) * 8 / 6
	return encoded[begin:end]
}
