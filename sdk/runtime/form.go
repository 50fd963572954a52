package runtime

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/codec"
	"github.com/hubchannels/hubchannels-go/sdk/internal/style"
)

// form writes an object as application/x-www-form-urlencoded. Without a rule of its own, a property goes by OpenAPI's default
// content types: a scalar is text, an object is JSON, an array repeats its name.
func (b *RequestBody) form(types *codec.Types, body any) ([]byte, error) {
	pairs := []string{}
	err := types.Properties(body, func(name string, value json.RawMessage, files []*sdk.File) error {
		rule := b.part(name).rule()
		for _, file := range files {
			text, err := file.Text()
			if err != nil {
				return err
			}
			pair, err := rule.Text(name, text)
			if err != nil {
				return err
			}
			pairs = append(pairs, pair)
		}
		if files != nil {
			return nil
		}
		pair, some, err := rule.Write(name, value)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if some {
			pairs = append(pairs, pair)
		}
		return nil
	})
	return []byte(strings.Join(pairs, "&")), err
}

// part is what is said about a property; nothing of most.
func (b *RequestBody) part(name string) *Part { return partOf(b.Parts, name) }

func partOf(parts []Part, name string) *Part {
	for i := range parts {
		if parts[i].Name == name {
			return &parts[i]
		}
	}
	return &Part{}
}

// rule says how a property is written in a form. OpenAPI heeds a content type only where no style is given.
func (p *Part) rule() style.Rule {
	rule := style.Rule{In: style.Form, Style: p.Style, Explode: p.Explode, Reserved: p.Reserved}
	switch {
	case p.Style != "":
	case jsonType(p.ContentType) && !p.Text:
		rule.Style = style.JSON
	default:
		rule.Style = style.Content
	}
	return rule
}

func jsonType(mediaType string) bool {
	bare, _, _ := strings.Cut(strings.ToLower(mediaType), ";")
	bare = strings.TrimSpace(bare)
	return bare == "application/json" || strings.HasSuffix(bare, "+json")
}
