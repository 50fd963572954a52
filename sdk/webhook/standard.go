package webhook

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
)

// The headers of Standard Webhooks.
const (
	StandardID        = "webhook-id"
	StandardTimestamp = "webhook-timestamp"
	StandardSignature = "webhook-signature"
)

// NewStandard makes a Verifier of signatures by Standard Webhooks (https://www.standardwebhooks.com), version v1. A secret is
// "whsec_" and the base64 of its bytes, or the base64 alone. While a secret is being replaced there are two: either is good.
// Repeated deliveries are recognised by their webhook-id.
func NewStandard(secrets ...string) (*HMAC, error) { return NewStandardWith(HMACConfig{}, secrets...) }

// NewStandardWith is [NewStandard] with another Tolerance or Now, and with other headers where a sender calls these otherwise,
// "svix-id" for instance.
func NewStandardWith(config HMACConfig, secrets ...string) (*HMAC, error) {
	keys := make([][]byte, len(secrets))
	for i, secret := range secrets {
		key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
		if err != nil { // the error quotes the secret
			return nil, fmt.Errorf("webhook verifier: %w", errors.New("a secret is not whsec_ and base64"))
		}
		keys[i] = key
	}
	return newHMAC(config.standard(), keys)
}

func (c HMACConfig) standard() HMACConfig {
	for field, name := range map[*string]string{&c.ID: StandardID, &c.Timestamp: StandardTimestamp, &c.Header: StandardSignature} {
		if *field == "" {
			*field = name
		}
	}
	c.Prefix, c.Encoding, c.Payload, c.Milliseconds, c.TimestampPrefix = "v1,", Base64, "", false, ""
	return c
}
