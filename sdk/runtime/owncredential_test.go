package runtime_test

import (
	"net/http"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

// TestCredentialOfACallIsTheOneThatIsSent makes calls of operations that take one of several credentials, where the client
// has another one than the call.
func TestCredentialOfACallIsTheOneThatIsSent(t *testing.T) {
	token, key, app := runtime.WithCredential(bearer(), "of-the-client"), runtime.WithCredential(hapikey(), "key-of-the-call"), runtime.WithCredential(appID(), "7")
	own := sdk.CallOption(runtime.Credential(key))
	both := runtime.Requirement{hapikey(), appID()}
	for name, c := range map[string]struct {
		security []runtime.Requirement
		options  []sdk.CallOption
		want     string // "" is an error before anything is sent
	}{
		"the client's":            {[]runtime.Requirement{{bearer()}, {hapikey()}}, nil, "Bearer of-the-client "},
		"the second alternative":  {[]runtime.Requirement{{bearer()}, {hapikey()}}, []sdk.CallOption{own}, " key-of-the-call"},
		"with one of the client":  {[]runtime.Requirement{{bearer()}, both}, []sdk.CallOption{own}, " key-of-the-call"},
		"before anonymous":        {[]runtime.Requirement{{}, {hapikey()}}, []sdk.CallOption{own}, " key-of-the-call"},
		"another is taken":        {[]runtime.Requirement{{bearer()}}, []sdk.CallOption{own}, ""},
		"none is taken":           {[]runtime.Requirement{{bearer()}, {}}, []sdk.CallOption{own}, ""},
		"the operation has none":  {nil, []sdk.CallOption{own}, " "},
		"more than one is needed": {[]runtime.Requirement{{hapikey(), {Name: "third"}}}, []sdk.CallOption{own}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := newServer(t, ok())
			client, err := runtime.New(testAPI(), token, app, sdk.WithBaseURL(s.URL), sdk.WithHTTPClient(http.DefaultClient))
			if err != nil {
				t.Fatal(err)
			}
			op := publish(runtime.RepeatNever)
			op.Security = c.security
			err = do(t.Context(), client, op, c.options...)
			seen := s.seen()
			if c.want == "" {
				if err == nil || len(seen) > 0 {
					t.Errorf("%v, and %d requests arrived", err, len(seen))
				}
				return
			}
			if err != nil || len(seen) != 1 {
				t.Fatalf("%v, and %d requests arrived", err, len(seen))
			}
			request, _ := http.NewRequest("GET", seen[0].uri, nil)
			if got := seen[0].header.Get("Authorization") + " " + request.URL.Query().Get("hapikey"); got != c.want {
				t.Errorf("sent %q, want %q", got, c.want)
			}
		})
	}
}
