package bench

import (
	"testing"
)

// work is what is measured. What it works on was prepared before.
type work func() error

// peer is one way of doing the work.
type peer interface {
	name() string
	// folder is where its payloads are, in testdata.
	folder() string
	// status is what a server answers to its call.
	status() int
	// decode reads a payload into values that a program can use, the attachments' variants among them. Nil: the peer has
	// no type for the payload.
	decode(tb testing.TB, payload string) work
	// encode writes what decode would read. Nil: the peer never writes it.
	encode(tb testing.TB, payload string) work
	// call sends request7 and reads response8 over the connection.
	call(tb testing.TB, c connection) work
	// content decodes data like decode and returns all that the decoded values say, as JSON.
	content(payload string, data []byte) ([]byte, error)
}

func peers() []peer {
	return []peer{sdkPeer{}, floorPeer{}, ogenPeer{}, encodingJSONPeer{}, oapiCodegenPeer{}, stainlessPeer{}}
}

// decoding reads data into a new value each time.
func decoding[T any](data []byte, decode func(*T, []byte) error) work {
	return func() error { return decode(new(T), data) }
}

// encoding writes the same value each time.
func encoding[T any](v T, encode func(T) ([]byte, error)) work {
	return func() error {
		_, err := encode(v)
		return err
	}
}

// thenEncoding reads data and writes what was read.
func thenEncoding[T any](data []byte, decode func(*T, []byte) error, encode func(*T) ([]byte, error)) ([]byte, error) {
	var v T
	if err := decode(&v, data); err != nil {
		return nil, err
	}
	return encode(&v)
}

// decoded is data's value.
func decoded[T any](tb testing.TB, data []byte, decode func(*T, []byte) error) *T {
	tb.Helper()
	v := new(T)
	if err := decode(v, data); err != nil {
		tb.Fatal(err)
	}
	return v
}
