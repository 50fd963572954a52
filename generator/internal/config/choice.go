package config

import (
	"regexp"
	"slices"
	"strings"
)

// Includes reports whether an operation is wanted.
func (c *Config) Includes(operationID, method, path string, tags []string) bool {
	if c == nil {
		return true
	}
	names := []string{operationID, method + " " + path, path}
	wanted := c.Include.empty() || c.Include.matches(names, tags)
	return wanted && !c.Exclude.matches(names, tags)
}

// Chooses reports whether some operations may be left out.
func (c *Config) Chooses() bool { return c != nil && !(c.Include.empty() && c.Exclude.empty()) }

func (c Choice) empty() bool { return len(c.Operations) == 0 && len(c.Tags) == 0 }

func (c Choice) matches(names, tags []string) bool {
	if slices.ContainsFunc(tags, func(tag string) bool { return slices.Contains(c.Tags, tag) }) {
		return true
	}
	return slices.ContainsFunc(c.Operations, func(pattern string) bool {
		expression := glob(pattern)
		return slices.ContainsFunc(names, expression.MatchString)
	})
}

// glob makes an expression of a pattern in which * stands for anything but a slash and ** for anything.
func glob(pattern string) *regexp.Regexp {
	quoted := regexp.QuoteMeta(pattern)
	quoted = strings.ReplaceAll(quoted, `\*\*`, `.*`)
	quoted = strings.ReplaceAll(quoted, `\*`, `[^/]*`)
	return regexp.MustCompile("^" + quoted + "$")
}
