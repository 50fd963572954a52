package diff

import (
	"fmt"
	"strings"

	"github.com/oasdiff/oasdiff/checker"
	"github.com/oasdiff/oasdiff/checker/rules"
)

// event is what happened to a subject, as far as it decides what to write instead.
type event string

const (
	added          event = "added"
	removed        event = "removed"
	renamed        event = "renamed"
	moved          event = "moved"
	required       event = "required"
	optional       event = "optional"
	retyped        event = "retyped"
	valueAdded     event = "value added"
	valueRemoved   event = "value removed"
	variantAdded   event = "variant added"
	variantRemoved event = "variant removed"
	tagChanged     event = "tag changed"
	defaultChanged event = "default changed"
	unseenNow      event = "no longer sent"
	secured        event = "secured"
	reordered      event = "reordered"
	otherwise      event = "otherwise"
)

// fact is one thing that happened to a subject, in words.
type fact struct {
	event event
	text  string
	// detail is the value, variant or name that it is about.
	detail string
	// sentence means that the text is oasdiff's own, which names the place and comes once for each.
	sentence bool
}

// fact says in one short sentence what oasdiff found, without where: rows say that once.
func (c wireChange) fact() fact {
	id := c.rule.Id
	has := func(part string) bool { return strings.Contains(id, part) }
	switch {
	case has("security"):
		return fact{event: secured, text: c.securityText(), detail: c.arg(0)}
	case has("enum-value-added"):
		return fact{event: valueAdded, text: "value " + c.arg(0) + " added", detail: c.arg(0)}
	case has("enum-value-removed"):
		return fact{event: valueRemoved, text: "value " + c.arg(0) + " removed", detail: c.arg(0)}
	case has("one-of-added"), has("any-of-added"):
		return fact{event: variantAdded, text: "variant " + baseName(c.arg(0)) + " added", detail: baseName(c.arg(0))}
	case has("one-of-removed"), has("any-of-removed"):
		return fact{event: variantRemoved, text: "variant " + baseName(c.arg(0)) + " removed", detail: baseName(c.arg(0))}
	case has("discriminator-mapping"):
		return fact{event: tagChanged, text: c.mapping(), detail: c.arg(0)}
	case has("default-value"), has("default-"):
		return fact{event: defaultChanged, text: c.text, sentence: true}
	case has("operation-id"):
		return fact{event: renamed, text: fmt.Sprintf("operationId %s changed to %s", orNone(c.arg(0)), orNone(c.arg(1))), detail: c.arg(1)}
	default:
		return c.presence(has)
	}
}

// presence is about what came, went, or may be absent.
func (c wireChange) presence(has func(string) bool) fact {
	switch {
	case has("became-required"):
		return fact{event: required, text: "became required"}
	case has("became-optional"):
		return fact{event: optional, text: "became optional"}
	case has("type-changed"), has("type-specialized"), has("type-generalized"):
		return c.typeFact()
	case strings.HasSuffix(c.rule.Id, "-added") && c.exists(), strings.HasPrefix(c.rule.Id, "new-"):
		if has("required") {
			return fact{event: added, text: "added, required", detail: "required"}
		}
		return fact{event: added, text: "added"}
	case has("removed") && c.exists(), c.rule.Id == "api-schema-removed":
		return fact{event: removed, text: "removed"}
	default:
		return fact{event: otherwise, text: c.text, sentence: true}
	}
}

// exists reports whether the rule is about whole properties, parameters, headers or operations.
func (c wireChange) exists() bool {
	if c.rule.Kind != rules.KindExistence {
		return false
	}
	for _, thing := range []string{"property", "parameter", "header", "api-removed", "api-path-removed", "endpoint"} {
		if strings.Contains(c.rule.Id, thing) {
			return true
		}
	}
	return false
}

// typeFact picks the keyword and its values out of (property, keyword, from, to, ...).
func (c wireChange) typeFact() fact {
	for i := 0; i+2 < len(c.args); i++ {
		if keyword := c.arg(i); keyword == "format" || keyword == "type" || keyword == "type/format" {
			return fact{event: retyped, text: fmt.Sprintf("%s changed from %s to %s", keyword, orNone(c.arg(i+1)), orNone(c.arg(i+2)))}
		}
	}
	return fact{event: retyped, text: c.text, sentence: true}
}

// seenAsLeaf reports whether a walk over the documents says the same of a better place: of tags, which are words, and of
// parameters that are deprecated, which oasdiff says of the operation.
func (c wireChange) seenAsLeaf() bool {
	id := c.rule.Id
	return strings.Contains(id, "api-tag") || strings.Contains(id, "parameter-deprecat") || strings.Contains(id, "parameter-reactivat")
}

// exact reports whether the place of a fact within its subject says more than that of the subject.
func (f fact) exact() bool {
	switch f.event {
	case valueAdded, valueRemoved, variantAdded, variantRemoved, defaultChanged:
		return true
	default:
		return false
	}
}

func (c wireChange) mapping() string {
	value := strings.Trim(c.arg(0), "[]")
	switch {
	case strings.HasSuffix(c.rule.Id, "added"):
		return "discriminator value " + value + " added"
	case strings.HasSuffix(c.rule.Id, "deleted"):
		return "discriminator value " + value + " removed"
	default:
		return c.text
	}
}

func (c wireChange) securityText() string {
	switch c.rule.Id {
	case checker.APISecurityRemovedCheckId, checker.APIGlobalSecurityRemovedCheckId:
		return "security scheme " + c.arg(0) + " removed"
	case checker.APISecurityAddedCheckId, checker.APIGlobalSecurityAddedCheckId:
		return "security scheme " + c.arg(0) + " added"
	default:
		return c.text
	}
}

func (c wireChange) arg(i int) string {
	if i >= len(c.args) {
		return ""
	}
	return fmt.Sprint(c.args[i])
}

func orNone(text string) string {
	if text == "" || text == "[]" {
		return "none"
	}
	return text
}

// baseName is the name of the schema that a reference leads to.
func baseName(reference string) string {
	return reference[strings.LastIndex(reference, "/")+1:]
}

// mayBeRefused reports whether requests that were accepted may be refused.
func (c wireChange) mayBeRefused() bool {
	if c.rule.Direction == rules.DirectionRequest && strings.Contains(c.fact().text, "changed from array<") {
		return true // oasdiff takes the one value for more general than the list
	}
	if c.level < checker.WARN {
		return false
	}
	return c.rule.Direction == rules.DirectionRequest ||
		c.rule.Direction == rules.DirectionNone && c.rule.Area != rules.AreaComponents
}

// mayBeMisread reports whether a program built before may misread answers. A new value of an enum and a new variant are
// none of the dangers: both are kept as they come. What does no longer compile is looked at again anyway.
func (c wireChange) mayBeMisread() bool {
	tolerated := strings.Contains(c.rule.Id, "enum-value-added") || strings.Contains(c.rule.Id, "one-of-added") ||
		strings.Contains(c.rule.Id, "any-of-added") || strings.Contains(c.rule.Id, "header")
	return c.rule.Direction == rules.DirectionResponse && c.level >= checker.ERR && !tolerated
}
