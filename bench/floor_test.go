package bench

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"sync"
	"testing"

	"github.com/go-faster/jx"
)

// floorPeer is what one writes by hand for this one operation, with the tokens of the same JSON library as the SDK's:
// types, reading, writing, and a call with net/http alone. It drops what it does not know, checks nothing, and repeats
// nothing: whatever the SDK takes more is the price of doing so.
type floorPeer struct{}

func (floorPeer) name() string   { return "floor" }
func (floorPeer) folder() string { return "messages" }
func (floorPeer) status() int    { return 201 }

func (p floorPeer) decode(tb testing.TB, payload string) work {
	data := read(tb, p, payload)
	if payload == request7 {
		return decoding(data, (*floorMessageRequest).decode)
	}
	return decoding(data, (*floorMessage).decode)
}

func (p floorPeer) encode(tb testing.TB, payload string) work {
	data := read(tb, p, payload)
	if payload == request7 {
		return encoding(decoded(tb, data, (*floorMessageRequest).decode), written[*floorMessageRequest])
	}
	return encoding(decoded(tb, data, (*floorMessage).decode), written[*floorMessage])
}

func written[T interface{ encode(*jx.Encoder) }](v T) ([]byte, error) {
	e := jx.GetEncoder()
	defer jx.PutEncoder(e)
	v.encode(e)
	return bytes.Clone(e.Bytes()), nil
}

func (floorPeer) content(payload string, data []byte) ([]byte, error) {
	if payload == request7 {
		return thenEncoding(data, (*floorMessageRequest).decode, written)
	}
	return thenEncoding(data, (*floorMessage).decode, written)
}

// call uses its buffers again, as the SDK does.
func (p floorPeer) call(tb testing.TB, c connection) work {
	request := decoded(tb, read(tb, p, request7), (*floorMessageRequest).decode)
	url := c.url + "/conversations/custom-channels/2026-03/" + channelID + "/messages"
	ctx := context.Background()
	buffers := &sync.Pool{New: func() any { return new(floorBuffers) }}
	return func() error {
		b := buffers.Get().(*floorBuffers)
		defer buffers.Put(b)
		return b.post(ctx, c.client, url, request, new(floorMessage))
	}
}

type floorBuffers struct {
	request  jx.Encoder
	response bytes.Buffer
}

func (b *floorBuffers) post(ctx context.Context, client *http.Client, url string, in *floorMessageRequest, out *floorMessage) error {
	b.request.Reset()
	in.encode(&b.request)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(b.request.Bytes()))
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+token)
	req.Header.Set("Content-Type", "application/json")
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	b.response.Reset()
	if _, err := io.Copy(&b.response, resp.Body); err != nil {
		return err
	}
	if resp.StatusCode != http.StatusCreated {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return out.decode(b.response.Bytes())
}
