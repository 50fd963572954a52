package check

import (
	"net/mail"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"time"
)

// Format is the rule that a string is of a format: "date" (2026-03-30), "decimal" (12.50), "time" (10:30, 10:30:00 or 10:30:00Z), "duration" (P1DT2H, by ISO 8601), "uri"
// (with a scheme), "ipv4", "ipv6", "email" (an address alone) or "hostname" (by RFC 1123).
func Format(name string) Rule {
	return text("be of the format "+name, func(s string) bool { return isOf(name, s) })
}

func isOf(format, s string) bool {
	switch format {
	case "date":
		day, err := time.Parse(time.DateOnly, s)
		return err == nil && day.Year() > 0
	case "decimal":
		return decimals().MatchString(s)
	case "time":
		return isTime(s)
	case "duration":
		return durations().MatchString(s) && s[len(s)-1] != 'P' && s[len(s)-1] != 'T'
	case "uri":
		address, err := url.Parse(s)
		return err == nil && address.IsAbs()
	case "ipv4", "ipv6":
		address, err := netip.ParseAddr(s)
		return err == nil && address.Is4() == (format == "ipv4")
	case "email":
		address, err := mail.ParseAddress(s)
		return err == nil && address.Name == "" && s[0] != '<'
	case "hostname":
		return isHostname(s)
	default:
		return true
	}
}

// isHostname takes labels of letters, digits and hyphens, with dots between.
func isHostname(s string) bool {
	for label := range strings.SplitSeq(s, ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' || strings.ContainsFunc(label, inNoLabel) {
			return false
		}
	}
	return len(s) <= 253
}

// inNoLabel reports whether a character is in no name of a host.
func inNoLabel(c rune) bool {
	return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-'
}

// isTime takes a time of day with an offset from UTC and without one: servers want both under the one format.
func isTime(s string) bool {
	for _, layout := range []string{"15:04:05Z07:00", time.TimeOnly, "15:04Z07:00", "15:04"} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}

var decimals = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$`) })

var durations = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[+-]?P(\d+W|(\d+Y)?(\d+M)?(\d+D)?(T(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?)$`)
})
