package webhook

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Encoding is how a signature is written.
type Encoding uint8

// The encodings of signatures.
const (
	Hex Encoding = iota
	Base64
)

func (e Encoding) encode(sum []byte) string {
	if e == Base64 {
		return base64.StdEncoding.EncodeToString(sum)
	}
	return hex.EncodeToString(sum)
}

func (e Encoding) decode(text string) ([]byte, error) {
	if e == Base64 {
		return base64.StdEncoding.Strict().DecodeString(text)
	}
	return hex.DecodeString(text)
}

// The placeholders of [HMACConfig.Payload].
const (
	bodyPlaceholder      = "{body}"
	idPlaceholder        = "{id}"
	timestampPlaceholder = "{timestamp}"
)

// piece is a text of a payload, or a placeholder's name.
type piece struct{ text, name string }

// pieces takes a payload apart. What a placeholder stands for is never looked into.
func pieces(payload string) (found []piece) {
	for payload != "" {
		at, name := len(payload), ""
		for _, placeholder := range []string{bodyPlaceholder, idPlaceholder, timestampPlaceholder} {
			if i := strings.Index(payload, placeholder); i >= 0 && i < at {
				at, name = i, placeholder
			}
		}
		if at > 0 {
			found = append(found, piece{text: payload[:at]})
		}
		if name != "" {
			found = append(found, piece{name: name})
		}
		payload = payload[at+len(name):]
	}
	return found
}

// header reads the headers, and checks what can be checked without the body.
func (h *HMAC) header(r *http.Request) (found signed, err error) {
	if h == nil {
		return found, fmt.Errorf("%w: there is no verifier", ErrSignature)
	}
	if h.config.ID != "" {
		if found.id, err = only(r.Header, h.config.ID); err != nil {
			return found, err
		}
	}
	if h.config.Timestamp != "" {
		if found.timestamp, err = h.timestamp(r.Header); err != nil {
			return found, err
		}
	}
	text, err := only(r.Header, h.config.Header)
	if err != nil {
		return found, err
	}
	size := h.config.Hash().Size()
	for _, value := range values(text, h.config.Prefix) {
		if signature, err := h.config.Encoding.decode(value); err == nil && len(signature) == size {
			found.signatures = append(found.signatures, signature)
		}
	}
	if len(found.signatures) == 0 {
		return found, fmt.Errorf("%w: %s has none of %d bytes", ErrSignature, h.config.Header, size)
	}
	return found, nil
}

// timestamp is the timestamp as it is written, if that is the one way to write a time that is near.
func (h *HMAC) timestamp(header http.Header) (string, error) {
	text, err := only(header, h.config.Timestamp)
	if err != nil {
		return "", err
	}
	if h.config.TimestampPrefix != "" {
		found := values(text, h.config.TimestampPrefix)
		if len(found) != 1 {
			return "", fmt.Errorf("%w: %s has %d timestamps", ErrSignature, h.config.Timestamp, len(found))
		}
		text = found[0]
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || strconv.FormatInt(n, 10) != text {
		return "", fmt.Errorf("%w: the timestamp in %s is no plain number", ErrSignature, h.config.Timestamp)
	}
	at := time.Unix(n, 0)
	if h.config.Milliseconds {
		at = time.UnixMilli(n)
	}
	if age := h.config.Now().Sub(at); age > h.config.Tolerance || age < -h.config.Tolerance {
		return "", fmt.Errorf("%w: the timestamp in %s is more than %s from now", ErrSignature, h.config.Timestamp, h.config.Tolerance)
	}
	return text, nil
}

// only is a header's value, of which there has to be one.
func only(header http.Header, name string) (string, error) {
	all := header.Values(name)
	if len(all) != 1 || all[0] == "" {
		return "", fmt.Errorf("%w: %s is missing or repeated", ErrSignature, name)
	}
	return all[0], nil
}

// values are those of a header's values that have a prefix, without it.
func values(text, prefix string) (found []string) {
	separators := ", "
	if strings.Contains(prefix, ",") {
		separators = " "
	}
	for _, value := range strings.FieldsFunc(text, func(char rune) bool { return strings.ContainsRune(separators, char) }) {
		if value, ok := strings.CutPrefix(value, prefix); ok {
			found = append(found, value)
		}
	}
	return found
}
