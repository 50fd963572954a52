package starter

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hubchannels/hubchannels-go/generator/internal/attention"
	"github.com/hubchannels/hubchannels-go/internal/ir"
)

// groups offers a field of the client for each tag, where there are several.
func (f *file) groups(tags []Tag) {
	if len(tags) < 2 {
		return
	}
	f.gap()
	said := make([]string, 0, len(tags))
	for _, tag := range tags[:min(most, len(tags))] {
		said = append(said, fmt.Sprintf("%s (%d)", tag.Name, tag.Count))
	}
	f.note("client.Group.Method(...) instead of client.Method(...), by tag: %s", strings.Join(said, ", "))
	f.offer("groups: tags")
}

// paging writes how the lists go on that have iterators.
func (f *file) paging(api *ir.API) {
	var lines []string
	for _, o := range api.Operations {
		if o.Pagination != nil {
			lines = append(lines, fmt.Sprintf("  %s: %s # %s", attention.Word(o.Method+" "+o.Path), page(o.Pagination), o.Pagination.Items))
		}
	}
	if len(lines) == 0 {
		return
	}
	f.gap()
	f.note("Lists with iterators. What is recognised and cannot be said here stands as none, which takes the iterator away.")
	f.offer("pagination:")
	f.few(lines)
}

// page is how a list goes on, if a configuration can say that.
func page(p *ir.Pagination) string {
	if p.InBody || p.Linked || len(p.Number) > 0 {
		return "none"
	}
	said := p.Words()
	parts := make([]string, 0, len(said))
	for _, key := range slices.Sorted(maps.Keys(said)) {
		value := attention.Word(said[key])
		if key == "link" || key == "first" {
			value = said[key]
		}
		parts = append(parts, key+": "+value)
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// few writes lines, and how many are left out.
func (f *file) few(lines []string) {
	for _, line := range lines[:min(most, len(lines))] {
		f.offer("%s", line)
	}
	if more := len(lines) - most; more > 0 {
		f.note("and %d more", more)
	}
}

// keys writes the idempotency keys: headers by their names, properties of components by theirs.
func (f *file) keys(api *ir.API) {
	found := map[string]bool{}
	for _, o := range api.Operations {
		for _, param := range o.QueryParams {
			if param.Key && param.In == "header" {
				found[param.Field.JSON] = true
			}
		}
	}
	for _, object := range api.Objects {
		for _, field := range object.Fields {
			if name := attention.Key(field.Doc.Pointer); field.IdempotencyKey && name != "" {
				found[name] = true
			}
		}
	}
	if len(found) == 0 {
		return
	}
	f.gap()
	f.note("Idempotency keys, which the client fills in.")
	f.offer("idempotency: %s", words(slices.Sorted(maps.Keys(found))))
}

// failure writes what errors answer.
func (f *file) failure(api *ir.API) {
	if api.Error.Body == nil {
		return
	}
	if key := attention.Key(api.Error.Body.Doc.Pointer); key != "" {
		f.gap()
		f.note("What errors answer: *%s has its fields.", api.Error.Name)
		f.offer("error: %s", attention.Word(key))
	}
}

// webhooks offers how what the API sends is signed, where the document does not say it.
func (f *file) webhooks(api *ir.API) {
	if len(api.Webhooks) == 0 || api.Signature != nil {
		return
	}
	f.gap()
	f.note("The API sends %s and the document does not say how it is signed. standard is that of standardwebhooks.com.", requests(len(api.Webhooks)))
	f.offer("webhooks: {signature: standard} # or {header: X-Signature, prefix: sha256=}")
}

func requests(count int) string {
	if count == 1 {
		return "a request of its own accord,"
	}
	return fmt.Sprintf("%d kinds of requests of its own accord,", count)
}

// unions says which stay raw, and why.
func (f *file) unions(api *ir.API) {
	if len(api.Opaques) == 0 {
		return
	}
	f.gap()
	f.note("Unions that stay raw JSON, with a method for each variant. A discriminator, by overlays, makes them typed.")
	for _, opaque := range api.Opaques[:min(most, len(api.Opaques))] {
		f.note("%s: %s", opaque.Name, opaque.Why)
	}
}

// names offers names that somebody may want otherwise, as they are.
func (f *file) names(api *ir.API) {
	names := attention.Names(api)
	if len(names) == 0 {
		return
	}
	f.gap()
	f.note("Names that are numbered, long, or gave way to others.")
	for _, line := range attention.Lines(names[:min(most, len(names))]) {
		f.offer("%s", line)
	}
	if more := len(names) - most; more > 0 {
		f.note("and %d more", more)
	}
}
