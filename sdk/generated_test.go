package sdk_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk"
)

func TestOptionsAreOneOption(t *testing.T) {
	_, err := sdk.New(testAPI(), sdk.Options(nil, sdk.WithCredential(hapikey(), ""), sdk.WithCredential(bearer(), "")))
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
		got := sdk.KeyOf(test.current, test.options)
		if got == nil || *got != test.want && (test.want != "" || len(*got) != 36) {
			t.Errorf("%+v: got %v", test, got)
		}
	}
}

func TestInvalid(t *testing.T) {
	op, cause := publish(sdk.RepeatNever), errors.New("limit: too large")
	if err := sdk.Invalid(op, nil); err != nil {
		t.Errorf("got %v", err)
	}
	err := sdk.Invalid(op, cause)
	if as[*sdk.InvalidRequestError](t, err); !errors.Is(err, cause) {
		t.Errorf("got %v", err)
	}
}
