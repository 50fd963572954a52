package document

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/hubchannels/hubchannels-go/generator/internal/loss"
)

// link is a link of Markdown, or a span of code, which has none.
var link = regexp.MustCompile("`[^`]*`" + `|(\]\()([^()\s]+)`)

// Linked is a text of the document with its relative links completed by the address of the document's externalDocs. Where that
// is none, the link leads nowhere from a comment or a page, which is a loss.
func (d *Document) Linked(text, pointer string) string {
	if !strings.Contains(text, "](") {
		return text
	}
	text, dead := completed(text, documentation(d.T.ExternalDocs))
	for _, target := range dead {
		d.Lose(loss.Text, pointer, "", "the link "+target+" leads nowhere",
			"it is relative, and the document has no externalDocs whose address would complete it")
	}
	return text
}

// completed is a text with links that lead somewhere, and the targets of those that lead nowhere. Code is left as it is.
func completed(text string, base *url.URL) (linked string, dead []string) {
	lines := strings.SplitAfter(text, "\n")
	fenced := false
	for i, line := range lines {
		begins := strings.HasPrefix(strings.TrimSpace(line), "```") || strings.HasPrefix(strings.TrimSpace(line), "~~~")
		fenced = fenced != begins
		if fenced || begins || strings.HasPrefix(line, "    ") || strings.HasPrefix(line, "\t") {
			continue
		}
		lines[i] = link.ReplaceAllStringFunc(line, func(found string) string {
			target, is := strings.CutPrefix(found, "](")
			address, err := url.Parse(target)
			if !is || err != nil || address.IsAbs() {
				return found
			}
			if base == nil {
				dead = append(dead, target)
				return found
			}
			return "](" + base.ResolveReference(address).String()
		})
	}
	return strings.Join(lines, ""), dead
}

// documentation is the address of a document's own documentation; nil is none that leads to the web.
func documentation(docs *openapi3.ExternalDocs) *url.URL {
	if docs == nil {
		return nil
	}
	address, err := url.Parse(docs.URL)
	if err != nil || address.Scheme != "https" && address.Scheme != "http" {
		return nil
	}
	return address
}

// Documented is the address of the document's own documentation; "" is none that leads to the web.
func (d *Document) Documented() string {
	if address := documentation(d.T.ExternalDocs); address != nil {
		return address.String()
	}
	return ""
}
