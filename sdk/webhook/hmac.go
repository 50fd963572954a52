package webhook

import (
	"cmp"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// DefaultTolerance is how far a timestamp may be from now, in either direction, unless [HMACConfig] says otherwise.
const DefaultTolerance = 5 * time.Minute

// HMACConfig says how a sender signs with a secret that the receiver has, too. Only Header is required.
type HMACConfig struct {
	// Header has the signature. Prefix stands before it, "sha256=" for instance. Where the header has several values, separated
	// by spaces or commas, those with the prefix are signatures, of which one must match.
	Header, Prefix string
	// Encoding is how the signature is written; the default is [Hex].
	Encoding Encoding
	// Hash is the hash function; the default is SHA-256.
	Hash func() hash.Hash
	// Timestamp is the header with the time of signing in Unix seconds, or milliseconds if Milliseconds is set; "" is none.
	// TimestampPrefix stands before it where the header has several values: "t=" in "t=1614265330,v1=5257a8".
	Timestamp, TimestampPrefix string
	Milliseconds               bool
	// Tolerance is how far the timestamp may be from now; 0 is [DefaultTolerance].
	Tolerance time.Duration
	// ID is the header with the event's id, by which repeated deliveries are recognised; "" is none.
	ID string
	// Payload is what is signed: a text in which {body}, {timestamp} and {id} stand for these. It has to have each that there
	// is. The default is those of {id}, {timestamp} and {body} that there are, with dots in between.
	Payload string
	// Now replaces time.Now, for tests.
	Now func() time.Time
}

// HMAC is a Verifier of signatures that are made with a secret. Make it with [NewHMAC] or [NewStandard].
type HMAC struct {
	config  HMACConfig
	payload []piece
	keys    func() [][]byte // a function is printed as its address
}

// NewHMAC makes a Verifier of a configuration and the secret's bytes. While a secret is being replaced there are two: either
// is good, and the first one signs.
func NewHMAC(config HMACConfig, secrets ...string) (*HMAC, error) {
	keys := make([][]byte, len(secrets))
	for i, secret := range secrets {
		keys[i] = []byte(secret)
	}
	return newHMAC(config, keys)
}

func newHMAC(config HMACConfig, keys [][]byte) (*HMAC, error) {
	config = config.withDefaults()
	problems := []error{config.check()}
	if len(keys) == 0 {
		problems = append(problems, errors.New("there is no secret"))
	}
	for _, key := range keys {
		if len(key) == 0 {
			problems = append(problems, errors.New("a secret is empty, so that anybody could sign"))
		}
	}
	if err := errors.Join(problems...); err != nil {
		return nil, fmt.Errorf("webhook verifier: %w", err)
	}
	return &HMAC{config: config, payload: pieces(config.Payload), keys: func() [][]byte { return keys }}, nil
}

func (c HMACConfig) withDefaults() HMACConfig {
	if c.Hash == nil {
		c.Hash = sha256.New
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Tolerance <= 0 {
		c.Tolerance = DefaultTolerance
	}
	if c.Payload == "" {
		c.Payload = strings.Join(c.present(), ".")
	}
	return c
}

// present are the placeholders of what there is.
func (c HMACConfig) present() []string {
	var names []string
	if c.ID != "" {
		names = append(names, idPlaceholder)
	}
	if c.Timestamp != "" {
		names = append(names, timestampPlaceholder)
	}
	return append(names, bodyPlaceholder)
}

func (c HMACConfig) check() error {
	var problems []error
	if c.Header == "" {
		problems = append(problems, errors.New("the field Header is empty"))
	}
	for _, name := range c.present() {
		if !strings.Contains(c.Payload, name) {
			problems = append(problems, fmt.Errorf("the field Payload is without %s, which nothing would protect", name))
		}
	}
	for _, one := range pieces(c.Payload) {
		if one.name == idPlaceholder && c.ID == "" || one.name == timestampPlaceholder && c.Timestamp == "" {
			problems = append(problems, fmt.Errorf("the field Payload has %s, and no header is named that has it", one.name))
		}
	}
	if c.Encoding > Base64 {
		problems = append(problems, errors.New("the field Encoding is neither Hex nor Base64"))
	}
	return errors.Join(problems...)
}

// DeliveryID returns the id of the event that a request delivers; "" where the sender names none.
func (h *HMAC) DeliveryID(r *http.Request) string {
	if h == nil || r == nil || h.config.ID == "" {
		return ""
	}
	return r.Header.Get(h.config.ID)
}

// VerifyHeader checks that there are signatures and that the timestamp is near.
func (h *HMAC) VerifyHeader(r *http.Request) error {
	_, err := h.header(r)
	return err
}

// Verify checks a request whose body has been read. Its errors tell the reason, but not what the right signature would be. A
// nil HMAC accepts nothing.
func (h *HMAC) Verify(r *http.Request, body []byte) error {
	found, err := h.header(r)
	if err != nil {
		return err
	}
	for _, key := range h.keys() {
		right := h.sum(key, found, body)
		for _, signature := range found.signatures {
			if hmac.Equal(right, signature) {
				return nil
			}
		}
	}
	return fmt.Errorf("%w: it does not match", ErrSignature)
}

// signed is what a request's headers say.
type signed struct {
	id, timestamp string
	signatures    [][]byte
}

func (h *HMAC) sum(key []byte, of signed, body []byte) []byte {
	mac := hmac.New(h.config.Hash, key)
	for _, piece := range h.payload {
		switch piece.name {
		case bodyPlaceholder:
			mac.Write(body)
		case idPlaceholder:
			mac.Write([]byte(of.id))
		case timestampPlaceholder:
			mac.Write([]byte(of.timestamp))
		default:
			mac.Write([]byte(piece.text))
		}
	}
	return mac.Sum(nil)
}

// Sign sets the headers on a request, as the sender does: for tests of what receives webhooks. An id that the request has is
// kept.
func (h *HMAC) Sign(r *http.Request, body []byte, now time.Time) {
	var of signed
	if h.config.ID != "" {
		of.id = cmp.Or(r.Header.Get(h.config.ID), "msg_"+rand.Text())
		r.Header.Set(h.config.ID, of.id)
	}
	values := map[string][]string{}
	if h.config.Timestamp != "" {
		of.timestamp = strconv.FormatInt(h.unix(now), 10)
		values[h.config.Timestamp] = append(values[h.config.Timestamp], h.config.TimestampPrefix+of.timestamp)
	}
	signature := h.config.Prefix + h.config.Encoding.encode(h.sum(h.keys()[0], of, body))
	values[h.config.Header] = append(values[h.config.Header], signature)
	for name, all := range values {
		r.Header.Set(name, strings.Join(all, ","))
	}
}

func (h *HMAC) unix(at time.Time) int64 {
	if h.config.Milliseconds {
		return at.UnixMilli()
	}
	return at.Unix()
}
