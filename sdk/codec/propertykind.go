package codec

import (
	"net/mail"
	"net/netip"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk/internal/scan"
)

// byKindOf chooses by the JSON type of a property's value.
func byKindOf(name string, cases map[string]chooser, otherwise, other chooser) chooser {
	return func(d *decoder) (*variant, error) {
		kind := scan.None
		err := d.properties(func(key, value []byte) bool {
			if string(keyText(key)) == name {
				of := scan.Of(value)
				kind = of.Kind()
			}
			return kind == scan.None
		})
		switch choose := cases[kind.String()]; {
		case err != nil:
			return nil, err
		case kind == scan.None:
			return otherwise(d)
		case choose != nil:
			return choose(d)
		default:
			return other(d)
		}
	}
}

// byFormat chooses by the format of a property's value. The cases' formats exclude each other.
func byFormat(name string, cases map[string]chooser, otherwise, other chooser) chooser {
	return func(d *decoder) (*variant, error) {
		text, err := tag(d, name)
		switch {
		case err != nil:
			return nil, err
		case text == nil:
			return otherwise(d)
		}
		for format, choose := range cases {
			if hasFormat(string(text), format) {
				return choose(d)
			}
		}
		return other(d)
	}
}

// hasFormat reports whether a text has one of the formats of which no text has two.
func hasFormat(text, format string) bool {
	switch format {
	case "ipv4", "ipv6":
		address, err := netip.ParseAddr(text)
		return err == nil && address.Is4() == (format == "ipv4")
	case "date":
		_, err := time.Parse(time.DateOnly, text)
		return err == nil
	case "date-time":
		_, err := time.Parse(time.RFC3339, text)
		return err == nil
	case "uuid":
		return isUUID(text)
	case "email":
		address, err := mail.ParseAddress(text)
		return err == nil && address.Address == text
	default:
		return false
	}
}

func isUUID(text string) bool {
	if len(text) != len("01234567-89ab-cdef-0123-456789abcdef") {
		return false
	}
	for i := range len(text) {
		c := text[i]
		hyphen := i == 8 || i == 13 || i == 18 || i == 23
		digit := '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
		if hyphen != (c == '-') || !hyphen && !digit {
			return false
		}
	}
	return true
}
