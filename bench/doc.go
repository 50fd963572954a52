// Package bench measures the SDK beside its peers: the same payloads, the same transports, one run. README.md says what
// each peer does and what is counted.
//
// It is a module of its own, so that the peers are no dependency of the SDK.
package bench
