package bench

import (
	"testing"

	"github.com/go-faster/jx"
)

// BenchmarkSkip is what it takes to see that a payload is valid JSON, with the SDK's library of tokens, and nothing else:
// no decoder on it is faster.
func BenchmarkSkip(b *testing.B) {
	b.Run("skip", func(b *testing.B) {
		for _, payload := range payloads() {
			data := read(b, floorPeer{}, payload)
			b.Run(payload, func(b *testing.B) {
				measure(b, func() error { return jx.DecodeBytes(data).Skip() })
			})
		}
	})
}
