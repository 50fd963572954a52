package check

import (
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io"
	"math"
	"mime/quotedprintable"
	"strconv"
	"strings"
)

// Type is the rule that a value has one of some JSON types: "null", "boolean", "string", "number", "integer", "array" or
// "object".
func Type(names ...string) Rule {
	return simple(saying("be of type "+strings.Join(names, " or ")), func(v any) bool {
		for _, name := range names {
			if hasType(v, name) {
				return true
			}
		}
		return false
	})
}

func hasType(v any, name string) bool {
	switch v := v.(type) {
	case nil:
		return name == "null"
	case bool:
		return name == "boolean"
	case string:
		return name == "string"
	case json.Number:
		return name == "number" || name == "integer" && whole(v)
	case []any:
		return name == "array"
	default:
		return name == "object"
	}
}

func whole(n json.Number) bool {
	if _, err := n.Int64(); err == nil {
		return true
	}
	f, err := n.Float64()
	return err == nil && f == math.Trunc(f)
}

// Enum is the rule that a value is one of some JSON texts.
func Enum(texts ...string) Rule {
	return simple(saying("be "+strings.Join(texts, " or ")), func(v any) bool {
		for _, text := range texts {
			if legal, err := decoded([]byte(text)); err == nil && equal(v, legal) {
				return true
			}
		}
		return false
	})
}

// equal reports whether two decoded JSON values are the same.
func equal(a, b any) bool {
	switch a := a.(type) {
	case json.Number:
		b, is := b.(json.Number)
		return is && sameNumber(a, b)
	case []any:
		b, is := b.([]any)
		if !is || len(a) != len(b) {
			return false
		}
		for i := range a {
			if !equal(a[i], b[i]) {
				return false
			}
		}
		return true
	case map[string]any:
		b, is := b.(map[string]any)
		if !is || len(a) != len(b) {
			return false
		}
		for name, value := range a {
			if other, has := b[name]; !has || !equal(value, other) {
				return false
			}
		}
		return true
	default:
		return a == b
	}
}

func sameNumber(a, b json.Number) bool {
	m, err := a.Int64()
	n, other := b.Int64()
	if err == nil && other == nil {
		return m == n
	}
	f, err := a.Float64()
	g, other := b.Float64()
	return a == b || err == nil && other == nil && f == g
}

// number makes a rule for numbers.
func number(says string, holds func(f float64) bool) Rule {
	return simple(saying(says), func(v any) bool {
		n, is := v.(json.Number)
		if !is {
			return true
		}
		f, err := n.Float64()
		return err != nil || holds(f)
	})
}

func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// Least is the rule that a number is at least min.
func Least(min float64) Rule {
	return number("be at least "+decimal(min), func(f float64) bool { return f >= min })
}

// More is the rule that a number is more than min.
func More(min float64) Rule {
	return number("be more than "+decimal(min), func(f float64) bool { return f > min })
}

// Most is the rule that a number is at most max.
func Most(max float64) Rule {
	return number("be at most "+decimal(max), func(f float64) bool { return f <= max })
}

// Less is the rule that a number is less than max.
func Less(max float64) Rule {
	return number("be less than "+decimal(max), func(f float64) bool { return f < max })
}

// MultipleOf is the rule that a number is a multiple of step.
func MultipleOf(step float64) Rule {
	return number("be a multiple of "+decimal(step), func(f float64) bool { return Multiple(f, step) })
}

// text makes a rule for strings.
func text(says string, holds func(s string) bool) Rule {
	return simple(saying(says), func(v any) bool {
		s, is := v.(string)
		return !is || holds(s)
	})
}

// MinLength is the rule that a string has at least n characters.
func MinLength(n int) Rule {
	return text("have at least "+count(n, "character"), func(s string) bool { return Length(s) >= n })
}

// MaxLength is the rule that a string has at most n characters.
func MaxLength(n int) Rule {
	return text("have at most "+count(n, "character"), func(s string) bool { return Length(s) <= n })
}

// Pattern is the rule that a string matches a regular expression, which the generator has compiled before.
func Pattern(pattern string) Rule {
	return text("match the pattern "+pattern, func(s string) bool { return Matches(pattern, s) })
}

// count counts things: "1 element", "2 properties".
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	if stem, is := strings.CutSuffix(thing, "y"); is {
		thing = stem + "ie"
	}
	return strconv.Itoa(n) + " " + thing + "s"
}

// Encoded is the rule that a string is text in one of the encodings of RFC 4648, or quoted-printable, and that rules hold of
// what is encoded.
func Encoded(encoding string, rules ...Rule) Rule {
	return content("be encoded as "+encoding, rules, func(s string) (any, error) {
		data, err := decode(encoding, s)
		return string(data), err
	})
}

// Text is the rule that a string is the text of a JSON value, of which rules hold.
func Text(rules ...Rule) Rule {
	return content("be JSON", rules, func(s string) (any, error) {
		if err := ValidRaw(json.RawMessage(s)); err != nil {
			return nil, err
		}
		return decoded([]byte(s))
	})
}

// content makes a rule for what a string holds.
func content(says string, rules []Rule, read func(s string) (any, error)) Rule {
	inner := All(rules...)
	return Rule{says: saying(says), find: func(v any) Problems {
		s, is := v.(string)
		if !is {
			return nil
		}
		held, err := read(s)
		if err != nil {
			return Problems{{Message: "must " + says}}
		}
		return inner.find(held)
	}}
}

func decode(encoding, s string) ([]byte, error) {
	switch encoding {
	case "base16":
		return hex.DecodeString(s)
	case "base32":
		return base32.StdEncoding.DecodeString(s)
	case "base64url":
		return base64.RawURLEncoding.DecodeString(strings.TrimRight(s, "="))
	case "base64":
		return base64.StdEncoding.DecodeString(s)
	default:
		return io.ReadAll(quotedprintable.NewReader(strings.NewReader(s)))
	}
}
