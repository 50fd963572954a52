package bench

import (
	"context"
	"testing"

	"github.com/hubchannels/hubchannels-go/bench/internal/ogen"
)

// ogenPeer is ogen, whose unions are structs with a field for each variant. Its client checks what it receives as well as
// what it sends, and keeps nothing unknown.
type ogenPeer struct{}

func (ogenPeer) name() string   { return "ogen" }
func (ogenPeer) folder() string { return "messages" }
func (ogenPeer) status() int    { return 201 }

func (p ogenPeer) decode(tb testing.TB, payload string) work {
	data := read(tb, p, payload)
	if payload == request7 {
		return decoding(data, (*ogen.MessageRequest).UnmarshalJSON)
	}
	return decoding(data, (*ogen.Message).UnmarshalJSON)
}

func (p ogenPeer) encode(tb testing.TB, payload string) work {
	data := read(tb, p, payload)
	if payload == request7 {
		return encoding(decoded(tb, data, (*ogen.MessageRequest).UnmarshalJSON), (*ogen.MessageRequest).MarshalJSON)
	}
	return encoding(decoded(tb, data, (*ogen.Message).UnmarshalJSON), (*ogen.Message).MarshalJSON)
}

func (p ogenPeer) call(tb testing.TB, c connection) work {
	client, err := ogen.NewClient(c.url, ogenToken{}, ogen.WithClient(c.client))
	if err != nil {
		tb.Fatal(err)
	}
	request := decoded(tb, read(tb, p, request7), (*ogen.MessageRequest).UnmarshalJSON)
	ctx := context.Background()
	return func() error {
		_, err := client.PublishMessage(ctx, request, ogen.PublishMessageParams{ChannelId: 1000042})
		return err
	}
}

func (ogenPeer) content(payload string, data []byte) ([]byte, error) {
	if payload == request7 {
		return thenEncoding(data, (*ogen.MessageRequest).UnmarshalJSON, (*ogen.MessageRequest).MarshalJSON)
	}
	return thenEncoding(data, (*ogen.Message).UnmarshalJSON, (*ogen.Message).MarshalJSON)
}

type ogenToken struct{}

func (ogenToken) OAuth2(context.Context, ogen.OperationName) (ogen.OAuth2, error) {
	return ogen.OAuth2{Token: token}, nil
}
