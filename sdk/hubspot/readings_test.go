package hubspot_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
)

const host = "https://bridge.example.com"

// verified reports whether a request to a URI is accepted with the signature of another text.
func verified(t *testing.T, asked, signed string, opts ...hubspot.VerifierOption) bool {
	t.Helper()
	v, err := hubspot.NewVerifier(secret, opts...)
	if err != nil {
		t.Fatal(err)
	}
	now := strconv.FormatInt(time.Now().UnixMilli(), 10)
	mac := hmac.New(sha256.New, []byte(secret))
	_, _ = io.WriteString(mac, "POST"+host+signed+"{}"+now)
	r := httptest.NewRequest("POST", host+asked, nil)
	r.Header.Set(hubspot.TimestampHeader, now)
	r.Header.Set(hubspot.SignatureHeader, base64.StdEncoding.EncodeToString(mac.Sum(nil)))
	return v.Verify(r, []byte("{}")) == nil
}

// HubSpot's rule: in the request URI, decode these characters, but for the question mark that begins the query.
func TestEachReadingOfTheRuleIsAccepted(t *testing.T) {
	all := "%3A%2F%3F%40%21%24%27%28%29%2A%2C%3B"
	for _, test := range []struct{ asked, signed string }{
		{"/hook", "/hook"},
		{"/hook?a=%40", "/hook?a=@"},
		{"/tenants/acme%40corp/hook", "/tenants/acme@corp/hook"},
		{"/tenants/acme%40corp/hook", "/tenants/acme%40corp/hook"},
		{"/hook%3Aone?a=%2F", "/hook:one?a=/"},
		{"/hook%3Aone?a=%2F", "/hook%3Aone?a=/"},
		{"/hook%3aone?a=%2f", "/hook:one?a=/"},
		{"/hook%3aone?a=%2f", "/hook%3aone?a=/"},
		{"/hook%3aone?a=%2f", "/hook%3aone?a=%2f"},
		{"/hook?back=https%3a%2f%2fx", "/hook?back=https://x"},
		{"/hook?back=https%3a%2F%2fx", "/hook?back=https://x"},
		{"/hook?keep=%20%26%3D%2B%C3A", "/hook?keep=%20%26%3D%2B%C3A"},
		{"/hook?twice=%253A", "/hook?twice=%253A"},
		{"/hook/" + all + "?q=" + all, "/hook/:/?@!$'()*,;?q=:/?@!$'()*,;"},
		{"/hook/" + strings.ToLower(all) + "?q=" + all, "/hook/:/?@!$'()*,;?q=:/?@!$'()*,;"},
		{"/what%3F?a", "/what??a"},
	} {
		if !verified(t, test.asked, test.signed) {
			t.Errorf("%s, signed as %s, is refused", test.asked, test.signed)
		}
		public := hubspot.WithPublicURL(host + strings.SplitN(test.asked, "?", 2)[0])
		if !verified(t, test.asked, test.signed, public) {
			t.Errorf("%s, signed as %s, is refused with a public URL", test.asked, test.signed)
		}
	}
}

func TestOtherReadingsAreRefused(t *testing.T) {
	for _, test := range []struct{ asked, signed string }{
		{"/hook?a=%26", "/hook?a=&"},
		{"/hook?a=%20", "/hook?a= "},
		{"/hook?a=%253A", "/hook?a=:"},
		{"/hook?a=b", "/hook"},
		{"/hook", "/hook?"},
		{"/a%25", "/a%"},
	} {
		if verified(t, test.asked, test.signed) {
			t.Errorf("%s, signed as %s, is accepted", test.asked, test.signed)
		}
	}
}
