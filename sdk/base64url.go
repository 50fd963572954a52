package sdk

import (
	"bytes"
	"encoding/base64"
)

// Base64URL are bytes that are sent as base64url: base64 by the alphabet of URLs, without padding.
type Base64URL []byte

// MarshalText is the text that is sent.
func (b Base64URL) MarshalText() ([]byte, error) {
	return base64.RawURLEncoding.AppendEncode(nil, b), nil
}

// UnmarshalText reads what MarshalText writes, with padding or without.
func (b *Base64URL) UnmarshalText(text []byte) error {
	content, err := base64.RawURLEncoding.AppendDecode([]byte{}, bytes.TrimRight(text, "="))
	if err != nil {
		return err
	}
	*b = content
	return nil
}
