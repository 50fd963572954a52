package bench

import (
	"context"
	"testing"

	"github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
)

const (
	channelID = "1000042"
	token     = "no-token-at-all"
)

// sdkPeer is what this repository makes. The client calls unexported functions; UnmarshalJSON and MarshalJSON, called
// directly, are the same functions behind a copy of the outermost struct. (json.Unmarshal would scan the input before it
// calls them, which the client does not do.)
type sdkPeer struct{}

func (sdkPeer) name() string   { return "sdk" }
func (sdkPeer) folder() string { return "messages" }
func (sdkPeer) status() int    { return 201 }

func (p sdkPeer) decode(tb testing.TB, payload string) work {
	data := read(tb, p, payload)
	if payload == request7 {
		return decoding(data, (*customchannels.MessageRequest).UnmarshalJSON)
	}
	return decoding(data, (*customchannels.Message).UnmarshalJSON)
}

func (p sdkPeer) encode(tb testing.TB, payload string) work {
	data := read(tb, p, payload)
	if payload == request7 {
		return encoding(decoded(tb, data, (*customchannels.MessageRequest).UnmarshalJSON),
			(*customchannels.MessageRequest).MarshalJSON)
	}
	return encoding(decoded(tb, data, (*customchannels.Message).UnmarshalJSON), (*customchannels.Message).MarshalJSON)
}

func (p sdkPeer) call(tb testing.TB, c connection) work {
	client, err := customchannels.NewClient(
		customchannels.WithAccessToken(token),
		customchannels.WithBaseURL(c.url),
		customchannels.WithHTTPClient(c.client),
	)
	if err != nil {
		tb.Fatal(err)
	}
	request := decoded(tb, read(tb, p, request7), (*customchannels.MessageRequest).UnmarshalJSON)
	ctx := context.Background()
	return func() error {
		_, err := client.PublishMessage(ctx, channelID, request)
		return err
	}
}

func (sdkPeer) content(payload string, data []byte) ([]byte, error) {
	if payload == request7 {
		return thenEncoding(data,
			(*customchannels.MessageRequest).UnmarshalJSON, (*customchannels.MessageRequest).MarshalJSON)
	}
	return thenEncoding(data, (*customchannels.Message).UnmarshalJSON, (*customchannels.Message).MarshalJSON)
}
