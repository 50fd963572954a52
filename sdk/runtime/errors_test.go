package runtime_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

func TestSentinels(t *testing.T) {
	all := []error{
		sdk.ErrNotFound, sdk.ErrUnauthorized, sdk.ErrForbidden, sdk.ErrConflict,
		sdk.ErrRateLimited, sdk.ErrDailyLimit, sdk.ErrValidation, sdk.ErrServer,
	}
	for _, test := range []struct {
		status int
		body   string
		want   []error
	}{
		{400, "", []error{sdk.ErrValidation}},
		{401, "", []error{sdk.ErrUnauthorized}},
		{403, "", []error{sdk.ErrForbidden}},
		{404, "", []error{sdk.ErrNotFound}},
		{409, "", []error{sdk.ErrConflict}},
		{410, "", []error{sdk.ErrNotFound}},
		{418, "", nil},
		{422, "", []error{sdk.ErrValidation}},
		{429, "", []error{sdk.ErrRateLimited}},
		{429, "day", []error{sdk.ErrRateLimited, sdk.ErrDailyLimit}},
		{500, "", []error{sdk.ErrServer}},
		{524, "", []error{sdk.ErrServer}},
		{600, "", nil},
	} {
		s := newServer(t, answer(test.status, test.body))
		c := newClient(t, vendorAPI(), sdk.WithBaseURL(s.URL), sdk.WithoutRetries())
		err := do(t.Context(), c, publish(runtime.RepeatNever))
		for _, sentinel := range all {
			want := false
			for _, w := range test.want {
				want = want || w == sentinel
			}
			if errors.Is(err, sentinel) != want {
				t.Errorf("%d %q is %q: %t", test.status, test.body, sentinel, !want)
			}
		}
	}
	if !errors.Is(sdk.ErrDailyLimit, sdk.ErrRateLimited) {
		t.Error("the daily limit is no rate limit")
	}
}

// apiError is what a generated package declares.
type apiError struct {
	sdk.ResponseError
	Category string
}

func (e *apiError) Error() string { return e.Text(e.Category, "correlation id "+e.CorrelationID) }

func TestTheAPIsOwnError(t *testing.T) {
	s := newServer(t, answer(503, "", "X-Correlation", "c-1"), answer(404, "", "X-Correlation", "c-2"))
	api := vendorAPI()
	api.NewError = func(e *sdk.ResponseError) error { return &apiError{*e, "OBJECT_NOT_FOUND"} }
	c := newClient(t, api, sdk.WithBaseURL(s.URL), quick(5))
	err := do(t.Context(), c, publish(runtime.RepeatAlways))
	failed := as[*apiError](t, err)
	if !errors.Is(err, sdk.ErrNotFound) || failed.StatusCode != 404 {
		t.Errorf("got %+v", failed)
	}
	want := "Publish: POST /things/{id}/messages: 404 Not Found, OBJECT_NOT_FOUND, correlation id c-2 (after 2 tries)"
	if err.Error() != want {
		t.Errorf("got  %s\nwant %s", err, want)
	}
}

func TestNilFromNewErrorIsNoSuccess(t *testing.T) {
	s := newServer(t, answer(404, ""))
	api := testAPI()
	api.NewError = func(*sdk.ResponseError) error { return nil }
	as[*sdk.ResponseError](t, do(t.Context(), newClient(t, api, sdk.WithBaseURL(s.URL)), publish(runtime.RepeatAlways)))
}

func TestText(t *testing.T) {
	for _, test := range []struct {
		id     string
		labels []string
		want   string
	}{
		{"", nil, ""},
		{"c-1", nil, ", correlation id c-1"},
		{"c-1", []string{"request c-1"}, ", request c-1"},
		{"not\nshort", nil, ""},
		{"", []string{"VALIDATION_ERROR", "Custom.SUB_CATEGORY", "correlation id 1f2e-3d", "a:b/c"}, ", VALIDATION_ERROR, Custom.SUB_CATEGORY, correlation id 1f2e-3d, a:b/c"},
		{"", []string{"", " ", "a  b", " a", "a ", "a\nb", `"quoted"`, "ä", "<b>", "{}", strings.Repeat("x", 101)}, ""},
		{"", []string{strings.Repeat("x", 100)}, ", " + strings.Repeat("x", 100)},
	} {
		e := sdk.ResponseError{Operation: "Get", Method: "GET", Path: "/things", StatusCode: 400, CorrelationID: test.id}
		if got, want := e.Text(test.labels...), "Get: GET /things: 400 Bad Request"+test.want; got != want {
			t.Errorf("%q:\ngot  %s\nwant %s", test.labels, got, want)
		}
	}
}

func TestErrorTexts(t *testing.T) {
	at := func(status int) sdk.ResponseError {
		return sdk.ResponseError{Operation: "Get", Method: "GET", Path: "/things", StatusCode: status, Attempts: 3}
	}
	late := at(599)
	for _, test := range []struct {
		err  error
		want string
	}{
		{&late, "Get: GET /things: 599 (after 3 tries)"},
		{&sdk.DecodeError{Operation: "Get", Method: "GET", Path: "/things", StatusCode: 200, Attempts: 1, Err: sdk.ErrEmptyBody}, "Get: GET /things: 200 OK: reading the response: the body is empty"},
		{&sdk.TransportError{Operation: "Get", Method: "GET", Path: "/things", Attempts: 2, Err: errors.New("connection reset")}, "Get: GET /things: connection reset (after 2 tries)"},
		{&sdk.InterruptedError{Operation: "Get", Method: "GET", Path: "/things", Attempts: 2, While: "waiting to try again", Err: context.Canceled, Last: sdk.ErrServer}, "Get: GET /things: context canceled while waiting to try again (after 2 tries); the last try: server error"},
		{&sdk.InvalidRequestError{Operation: "Get", Method: "GET", Path: "/things", Err: errors.New("limit: too large")}, "Get: GET /things: invalid request: limit: too large"},
		{&sdk.TokenError{Operation: "Get", Method: "GET", Path: "/things"}, "Get: GET /things: getting an access token: unknown error"},
	} {
		if test.err.Error() != test.want {
			t.Errorf("got  %s\nwant %s", test.err, test.want)
		}
	}
}

func TestInvalidRequestIsAValidationError(t *testing.T) {
	cause := errors.New("cause")
	err := fmt.Errorf("around: %w", &sdk.InvalidRequestError{Err: cause})
	if !errors.Is(err, sdk.ErrValidation) || !errors.Is(err, cause) {
		t.Error("it is not")
	}
}
