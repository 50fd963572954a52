package webhook_test

import (
	"crypto/sha1"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk/webhook"
)

// at is when the vectors were signed.
func at() time.Time { return time.Unix(1614265330, 0) }

func request(body string, header ...string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/hook", strings.NewReader(body))
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Add(header[i], header[i+1])
	}
	return r
}

// The vectors are those that senders publish, or were made with openssl dgst.
func TestVectors(t *testing.T) {
	for name, test := range map[string]struct {
		config webhook.HMACConfig
		secret string
		body   string
		header []string
	}{
		"GitHub": {
			webhook.HMACConfig{Header: "X-Hub-Signature-256", Prefix: "sha256="}, "It's a Secret to Everybody", "Hello, World!",
			[]string{"X-Hub-Signature-256", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"},
		},
		"SHA-1": {
			webhook.HMACConfig{Header: "X-Hub-Signature", Prefix: "sha1=", Hash: sha1.New}, "key", "The quick brown fox jumps over the lazy dog",
			[]string{"X-Hub-Signature", "sha1=de7c9b85b8b78aa6bc8a7a36f70a90701c9db4d9"},
		},
		"base64": {
			webhook.HMACConfig{Header: "X-Signature", Encoding: webhook.Base64}, "key", "The quick brown fox jumps over the lazy dog",
			[]string{"X-Signature", "97yD9DBThCSxMpjmqm+xQ+9NWaFJRhdZl0edvC0aPNg="},
		},
	} {
		t.Run(name, func(t *testing.T) {
			verifier, err := webhook.NewHMAC(test.config, test.secret)
			if err != nil {
				t.Fatal(err)
			}
			if err := verifier.Verify(request(test.body, test.header...), []byte(test.body)); err != nil {
				t.Error(err)
			}
			if err := verifier.Verify(request(test.body, test.header...), []byte(test.body+" ")); !errors.Is(err, webhook.ErrSignature) {
				t.Errorf("another body: %v", err)
			}
		})
	}
}

const (
	standardSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
	standardBody   = `{"test": 2432232314}`
	standardRight  = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
	standardWrong  = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc="
)

func standard(signature string) []string {
	return []string{"webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp", "1614265330", "webhook-signature", signature}
}

// TestStandardWebhooks has the vector of the specification's libraries, and what becomes of it.
func TestStandardWebhooks(t *testing.T) {
	verifier, err := webhook.NewStandardWith(webhook.HMACConfig{Now: at}, standardSecret)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name   string
		header []string
		good   bool
	}{
		{"the vector", standard(standardRight), true},
		{"one of several", standard(standardWrong + " v1a,abc " + standardRight + " v2,x"), true},
		{"another signature", standard(standardWrong), false},
		{"another version", standard("v2" + standardRight[2:]), false},
		{"without a version", standard(standardRight[3:]), false},
		{"shortened", standard("v1,g0hM"), false},
		{"empty", standard(""), false},
		{"another id", append([]string{"webhook-id", "msg_x"}, standard(standardRight)[2:]...), false},
		{"no id", standard(standardRight)[2:], false},
		{"no signature", standard(standardRight)[:4], false},
		{"a second signature header", append(standard(standardRight), "webhook-signature", standardRight), false},
		{"another way to write the time", append(standard(standardRight)[:2], "webhook-timestamp", "+1614265330", "webhook-signature", standardRight), false},
	} {
		r := request(standardBody, test.header...)
		err := verifier.Verify(r, []byte(standardBody))
		if (err == nil) != test.good || err != nil && !errors.Is(err, webhook.ErrSignature) {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	if got := verifier.DeliveryID(request("", standard("")...)); got != "msg_p5jXN8AQM9LWM0D4loKWxJek" {
		t.Errorf("the id is %q", got)
	}
}

func TestTolerance(t *testing.T) {
	for distance, good := range map[time.Duration]bool{
		5 * time.Minute: true, -5 * time.Minute: true, 5*time.Minute + time.Second: false, -5*time.Minute - time.Second: false,
	} {
		verifier, err := webhook.NewStandardWith(webhook.HMACConfig{Now: func() time.Time { return at().Add(distance) }}, standardSecret)
		if err != nil {
			t.Fatal(err)
		}
		if err := verifier.VerifyHeader(request("", standard(standardRight)...)); (err == nil) != good {
			t.Errorf("%s: %v", distance, err)
		}
	}
}

// TestSigningIsVerified has each configuration sign, and others refuse that.
func TestSigningIsVerified(t *testing.T) {
	configs := map[string]webhook.HMACConfig{
		"Stripe":  {Header: "Stripe-Signature", Prefix: "v1=", Timestamp: "Stripe-Signature", TimestampPrefix: "t="},
		"Slack":   {Header: "X-Slack-Signature", Prefix: "v0=", Timestamp: "X-Slack-Request-Timestamp", Payload: "v0:{timestamp}:{body}"},
		"millis":  {Header: "X-Signature", Timestamp: "X-Time", Milliseconds: true},
		"id":      {Header: "X-Signature", ID: "X-ID", Encoding: webhook.Base64},
		"nothing": {Header: "X-Signature"},
	}
	const body = `{"a":"{timestamp} {id} {body}"}`
	for name, config := range configs {
		config.Now = at
		old, err := webhook.NewHMAC(config, "old")
		if err != nil {
			t.Fatal(err)
		}
		both, err := webhook.NewHMAC(config, "new", "old")
		if err != nil {
			t.Fatal(err)
		}
		r := request(body)
		old.Sign(r, []byte(body), at())
		if err := both.Verify(r, []byte(body)); err != nil {
			t.Errorf("%s: %v: %v", name, r.Header, err)
		}
		both.Sign(r, []byte(body), at())
		if err := old.Verify(r, []byte(body)); !errors.Is(err, webhook.ErrSignature) {
			t.Errorf("%s: the old secret takes the new one's: %v", name, err)
		}
	}
}

func TestConfigurationsThatProtectNothing(t *testing.T) {
	for want, make := range map[string]func() (*webhook.HMAC, error){
		"Header is empty": func() (*webhook.HMAC, error) { return webhook.NewHMAC(webhook.HMACConfig{}, "x") },
		"no secret":       func() (*webhook.HMAC, error) { return webhook.NewHMAC(webhook.HMACConfig{Header: "X"}) },
		"secret is empty": func() (*webhook.HMAC, error) { return webhook.NewHMAC(webhook.HMACConfig{Header: "X"}, "") },
		"a secret is not": func() (*webhook.HMAC, error) { return webhook.NewStandard("whsec_!") },
		"without {body}": func() (*webhook.HMAC, error) {
			return webhook.NewHMAC(webhook.HMACConfig{Header: "X", Payload: "x"}, "x")
		},
		"without {timestamp}": func() (*webhook.HMAC, error) {
			return webhook.NewHMAC(webhook.HMACConfig{Header: "X", Timestamp: "T", Payload: "{body}"}, "x")
		},
		"has {id}": func() (*webhook.HMAC, error) {
			return webhook.NewHMAC(webhook.HMACConfig{Header: "X", Payload: "{id}{body}"}, "x")
		},
	} {
		if _, err := make(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}

func TestNilAcceptsNothing(t *testing.T) {
	var none *webhook.HMAC
	if err := none.Verify(request(""), nil); !errors.Is(err, webhook.ErrSignature) {
		t.Error(err)
	}
	w := httptest.NewRecorder()
	(&webhook.Handler{}).ServeHTTP(w, request("{}"))
	if w.Code != http.StatusUnauthorized {
		t.Errorf("without a verifier: %d", w.Code)
	}
}
