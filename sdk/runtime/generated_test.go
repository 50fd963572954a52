package runtime_test

import (
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

func TestOptionsAreOneOption(t *testing.T) {
	_, err := runtime.New(testAPI(), runtime.Options(nil, runtime.WithCredential(hapikey(), ""), runtime.WithCredential(bearer(), "")))
	if err == nil || strings.Count(err.Error(), "the credential is empty") != 2 {
		t.Errorf("got %v", err)
	}
}

func TestKeyOf(t *testing.T) {
	type key string
	own, empty := key("body"), key("")
	option := []sdk.CallOption{sdk.IdempotencyKey("option")}
	for _, test := range []struct {
		current *key
		options []sdk.CallOption
		want    key // "" is a new one
	}{{&own, option, "option"}, {nil, option, "option"}, {&own, nil, "body"}, {&empty, nil, ""}, {nil, nil, ""}} {
		got := runtime.KeyOf(test.current, test.options)
		if got == nil || *got != test.want && (test.want != "" || len(*got) != 36) {
			t.Errorf("%+v: got %v", test, got)
		}
	}
}
