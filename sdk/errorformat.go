package sdk

import "strconv"

// How errors look to %#v, and as JSON or in a log: as their texts, which hold no secrets.

func goString(name, text string) string { return name + "(" + strconv.Quote(text) + ")" }

// GoString is the text, marked as a ResponseError.
func (e ResponseError) GoString() string { return goString("sdk.ResponseError", e.Error()) }

// MarshalText is the text.
func (e ResponseError) MarshalText() ([]byte, error) { return []byte(e.Error()), nil }

// GoString is the text, marked as a DecodeError.
func (e DecodeError) GoString() string { return goString("sdk.DecodeError", e.Error()) }

// MarshalText is the text.
func (e DecodeError) MarshalText() ([]byte, error) { return []byte(e.Error()), nil }

// GoString is the text, marked as a TransportError.
func (e TransportError) GoString() string { return goString("sdk.TransportError", e.Error()) }

// MarshalText is the text.
func (e TransportError) MarshalText() ([]byte, error) { return []byte(e.Error()), nil }

// GoString is the text, marked as an InterruptedError.
func (e InterruptedError) GoString() string { return goString("sdk.InterruptedError", e.Error()) }

// MarshalText is the text.
func (e InterruptedError) MarshalText() ([]byte, error) { return []byte(e.Error()), nil }

// GoString is the text, marked as a MissingCredentialError.
func (e MissingCredentialError) GoString() string {
	return goString("sdk.MissingCredentialError", e.Error())
}

// MarshalText is the text.
func (e MissingCredentialError) MarshalText() ([]byte, error) { return []byte(e.Error()), nil }

// GoString is the text, marked as a TokenError.
func (e TokenError) GoString() string { return goString("sdk.TokenError", e.Error()) }

// MarshalText is the text.
func (e TokenError) MarshalText() ([]byte, error) { return []byte(e.Error()), nil }

// GoString is the text, marked as an InvalidRequestError.
func (e InvalidRequestError) GoString() string { return goString("sdk.InvalidRequestError", e.Error()) }

// MarshalText is the text.
func (e InvalidRequestError) MarshalText() ([]byte, error) { return []byte(e.Error()), nil }

// GoString is the text, marked as a RedirectError.
func (e RedirectError) GoString() string { return goString("sdk.RedirectError", e.Error()) }

// MarshalText is the text.
func (e RedirectError) MarshalText() ([]byte, error) { return []byte(e.Error()), nil }
