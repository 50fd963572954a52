package bench

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What is fast because it leaves something out is no peer: all that the payload says must be in the decoded values.
func TestEachPeerDecodesAllOfThePayload(t *testing.T) {
	for _, p := range peers() {
		for _, payload := range payloads() {
			t.Run(p.name()+"/"+payload, func(t *testing.T) {
				data := read(t, p, payload)
				got, err := p.content(payload, data)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(value(t, writtenBy(p, data)), value(t, got)); diff != "" {
					t.Error(diff)
				}
			})
		}
	}
}

// writtenBy is what a peer makes of a payload. ogen's encoder leaves out the fractions of a second, which its decoder has read.
func writtenBy(p peer, data []byte) []byte {
	if p.name() == "ogen" {
		return bytes.ReplaceAll(data, []byte(`.25Z"`), []byte(`Z"`))
	}
	return data
}

func TestPayloadsAreComparable(t *testing.T) {
	for _, payload := range payloads() {
		ours, theirs := len(read(t, sdkPeer{}, payload)), len(read(t, stainlessPeer{}, payload))
		if ratio := float64(theirs) / float64(ours); ratio < 0.8 || ratio > 1.2 {
			t.Errorf("%s: stainless has %d bytes, the others %d", payload, theirs, ours)
		}
	}
}

func TestEachPeerSendsTheRequest(t *testing.T) {
	for _, p := range peers() {
		t.Run(p.name(), func(t *testing.T) {
			memory := memory(t, p)
			sent := &recorder{next: memory.client.Transport}
			memory.client.Transport = sent
			if err := p.call(t, memory)(); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(value(t, writtenBy(p, read(t, p, request7))), value(t, sent.body)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestEachPeerCallsOverLoopback(t *testing.T) {
	for _, p := range peers() {
		if err := p.call(t, loopback(t, p))(); err != nil {
			t.Errorf("%s: %v", p.name(), err)
		}
	}
}

// The SDK keeps what it does not know on the path that is measured; oapi-codegen reports an unknown variant as an error,
// encoding/json drops what has no field.
func TestUnknownContent(t *testing.T) {
	data := read(t, sdkPeer{}, response8)
	data = bytes.Replace(data, []byte(`"archived":false`), []byte(`"archived":false,"added":{"later":[1e400]}`), 1)
	data = bytes.Replace(data, []byte(`"direction":"INCOMING"`), []byte(`"direction":"SIDEWAYS"`), 1)
	data = bytes.Replace(data, []byte(`"rootMicId":41`), []byte(`"rootMicId":123456789012345678901`), 1)
	data = bytes.Replace(data, []byte(`{"type":"UNSUPPORTED_CONTENT"}`), []byte(`{"type":"HOLOGRAM","depth":3}`), 1)

	got, err := sdkPeer{}.content(response8, data)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(exact(t, data), exact(t, got)); diff != "" {
		t.Error(diff)
	}
}

// recorder keeps the last request's body.
type recorder struct {
	next http.RoundTripper
	body []byte
}

func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	var err error
	if r.body, err = io.ReadAll(req.Body); err != nil {
		return nil, err
	}
	req = req.Clone(req.Context())
	req.Body = io.NopCloser(bytes.NewReader(r.body))
	return r.next.RoundTrip(req)
}

func value(t *testing.T, data []byte) (v any) {
	t.Helper()
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// exact keeps numbers as they are written.
func exact(t *testing.T, data []byte) (v any) {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}
