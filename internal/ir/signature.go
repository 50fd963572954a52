package ir

import "time"

// Signature is how what the API sends is signed, where the document or the configuration says it.
type Signature struct {
	// Verifier is the function that makes what checks it ("NewWebhookVerifier").
	Verifier string
	// Standard tells that it is that of Standard Webhooks. The others say how an HMAC is made, in the words of webhook.HMACConfig.
	Standard                                                bool
	Header, Prefix, Timestamp, TimestampPrefix, ID, Payload string
	Base64, Milliseconds                                    bool
	// Hash is sha1 or sha512; "" is SHA-256.
	Hash string
	// Tolerance is how far a timestamp may be from now; 0 is the run-time's.
	Tolerance time.Duration
}
