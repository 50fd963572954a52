package bench

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"github.com/anthropics/anthropic-sdk-go"
	"github.com/anthropics/anthropic-sdk-go/option"
)

// stainlessPeer is the runtime of github.com/anthropics/anthropic-sdk-go, which Stainless generates. Its codec is in
// internal packages, so that it cannot be given our document's types: it works on its own type of comparable shape, a
// message whose content is a union of blocks told apart by "type", and on payloads of its own, comparable in size and in
// the number of values. Its ratios compare runtimes, not the same work to the byte.
//
// AsAny, called on each block, is how its documentation reads one, and is counted: the union's own fields do not hold
// all of every variant. A response is never written, only read.
type stainlessPeer struct{}

func (stainlessPeer) name() string   { return "stainless" }
func (stainlessPeer) folder() string { return "stainless" }
func (stainlessPeer) status() int    { return 200 }

func (p stainlessPeer) decode(tb testing.TB, payload string) work {
	data := read(tb, p, payload)
	if payload == request7 {
		return decoding(data, (*anthropic.MessageNewParams).UnmarshalJSON)
	}
	return func() error {
		var m anthropic.Message
		return errors.Join(m.UnmarshalJSON(data), eachBlock(m.Content))
	}
}

// eachBlock decodes the variants one by one.
func eachBlock(blocks []anthropic.ContentBlockUnion) error {
	for _, block := range blocks {
		if block.AsAny() == nil {
			return fmt.Errorf("no variant: %s", block.Type)
		}
	}
	return nil
}

func (p stainlessPeer) encode(tb testing.TB, payload string) work {
	if payload != request7 {
		return nil
	}
	return encoding(decoded(tb, read(tb, p, payload), (*anthropic.MessageNewParams).UnmarshalJSON),
		(*anthropic.MessageNewParams).MarshalJSON)
}

// call takes nothing from the environment, and sends no traces, which its siblings do not have.
func (p stainlessPeer) call(tb testing.TB, c connection) work {
	client := anthropic.NewClient(
		option.WithoutEnvironmentDefaults(),
		option.WithoutOpenTelemetry(),
		option.WithAPIKey(token),
		option.WithBaseURL(c.url),
		option.WithHTTPClient(c.client),
	)
	request := decoded(tb, read(tb, p, request7), (*anthropic.MessageNewParams).UnmarshalJSON)
	ctx := context.Background()
	return func() error {
		m, err := client.Messages.New(ctx, *request)
		if err != nil {
			return err
		}
		return eachBlock(m.Content)
	}
}

// content of a response is what encoding/json makes of it, less what the payload does not have: its types are not made
// to be written, and write every field that they have.
func (stainlessPeer) content(payload string, data []byte) ([]byte, error) {
	if payload == request7 {
		return thenEncoding(data, (*anthropic.MessageNewParams).UnmarshalJSON, (*anthropic.MessageNewParams).MarshalJSON)
	}
	var m anthropic.Message
	if err := m.UnmarshalJSON(data); err != nil {
		return nil, err
	}
	blocks := make([]any, len(m.Content))
	for i, block := range m.Content {
		blocks[i] = writable(block.AsAny())
	}
	return likePayload(data, struct {
		anthropic.Message
		Content []any `json:"content"`
	}{m, blocks})
}

// writable takes an array out of the union "array or error", which encoding/json would write as an object.
func writable(block any) any {
	if result, ok := block.(anthropic.WebSearchToolResultBlock); ok {
		return struct {
			anthropic.WebSearchToolResultBlock
			Content any `json:"content"`
		}{result, result.Content.OfWebSearchResultBlockArray}
	}
	return block
}

func likePayload(payload []byte, v any) ([]byte, error) {
	written, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	var like, all any
	if err := errors.Join(json.Unmarshal(payload, &like), json.Unmarshal(written, &all)); err != nil {
		return nil, err
	}
	return json.Marshal(only(like, all))
}

// only is v with the properties that like has.
func only(like, v any) any {
	switch v := v.(type) {
	case map[string]any:
		like, _ := like.(map[string]any)
		for key := range v {
			if _, found := like[key]; !found {
				delete(v, key)
				continue
			}
			v[key] = only(like[key], v[key])
		}
	case []any:
		like, _ := like.([]any)
		for i := range min(len(v), len(like)) {
			v[i] = only(like[i], v[i])
		}
	}
	return v
}
