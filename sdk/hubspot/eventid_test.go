package hubspot_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"github.com/hubchannels/hubchannels-go/sdk/hubspot"
)

func TestEventID(t *testing.T) {
	for _, test := range []struct {
		portal any
		kind   string
		parts  []any
		want   string
	}{
		{"62515", "OUTGOING_CHANNEL_MESSAGE_CREATED", []any{"3411990025"}, "62515/OUTGOING_CHANNEL_MESSAGE_CREATED/3411990025"},
		{int64(62515), "CHANNEL_ACCOUNT_PURGED", []any{"7300118", int64(1774857900000)}, "62515/CHANNEL_ACCOUNT_PURGED/7300118/1774857900000"},
		{"", "A", []any{"1"}, "/A/1"},
		{0, "A", []any{"1"}, "/A/1"},
		{"1/A", "B", []any{"a/b", "c"}, "1%2FA/B/a%2Fb/c"},
		{"1", "A", []any{""}, ""},
		{"1", "A", []any{"1", 0}, ""},
		{"1", "", []any{"1"}, ""},
	} {
		if got := hubspot.EventID(test.portal, test.kind, test.parts...); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}

// shared is a store of several servers, of which one thing or the other fails.
type shared struct {
	states            map[string]hubspot.DeliveryState
	begin, done, fail error
}

func (s *shared) Begin(_ context.Context, id string) (hubspot.DeliveryState, error) {
	state, known := s.states[id]
	if !known && s.begin == nil {
		s.states[id] = hubspot.DeliveryInProgress
	}
	return state, s.begin
}

func (s *shared) Done(_ context.Context, id string) error {
	if s.done == nil {
		s.states[id] = hubspot.DeliveryDone
	}
	return s.done
}

func (s *shared) Failed(_ context.Context, id string) error {
	if s.fail == nil {
		delete(s.states, id)
	}
	return s.fail
}

// hooked is a webhook for the event "1/A/1", its log, and how often the event was handled.
func hooked(t *testing.T, store hubspot.Deduper, outcome *error) (hook *hubspot.Webhook, log *bytes.Buffer, handled *int) {
	t.Helper()
	v, err := hubspot.NewVerifier(secret)
	if err != nil {
		t.Fatal(err)
	}
	log, handled = &bytes.Buffer{}, new(int)
	hook = hubspot.NewWebhook(v, store, func(body []byte) (hubspot.Event, error) {
		if string(body) != "{}" {
			return hubspot.Event{}, errors.New("no event")
		}
		return hubspot.Event{ID: hubspot.EventID(1, "A", 1), Handle: func(ctx context.Context) error {
			*handled++
			if id := hubspot.EventIDFromContext(ctx); id != "1/A/1" {
				t.Errorf("the handler sees the id %q", id)
			}
			return *outcome
		}}, nil
	})
	hook.Logger = slog.New(slog.NewTextHandler(log, nil))
	return hook, log, handled
}

// That an event was handled cannot be stored: it must not be handled again, and deliveries must not fail for ever.
func TestDoneThatFails(t *testing.T) {
	var outcome error
	store := &shared{states: map[string]hubspot.DeliveryState{}, done: errors.New("disk full")}
	hook, log, handled := hooked(t, store, &outcome)
	if resp := deliver(t, hook, "{}", nil); resp.StatusCode != 204 || !strings.Contains(log.String(), "failed=deduper") || !strings.Contains(log.String(), "disk full") {
		t.Errorf("answered %d, logged %s", resp.StatusCode, log)
	}
	for range 3 {
		if resp := deliver(t, hook, "{}", nil); resp.StatusCode != 204 {
			t.Errorf("the next delivery was answered %d", resp.StatusCode)
		}
	}
	store.done = nil
	if resp := deliver(t, hook, "{}", nil); resp.StatusCode != 204 || *handled != 1 || store.states["1/A/1"] != hubspot.DeliveryDone {
		t.Errorf("answered %d, handled %d times, stored as %d", resp.StatusCode, *handled, store.states["1/A/1"])
	}
}

func TestBeginAndFailedThatFail(t *testing.T) {
	outcome := errors.New("no such number")
	store := &shared{states: map[string]hubspot.DeliveryState{}, begin: errors.New("disk full")}
	hook, log, handled := hooked(t, store, &outcome)
	if resp := deliver(t, hook, "{}", nil); resp.StatusCode != 500 || *handled != 0 || !strings.Contains(log.String(), "failed=deduper") {
		t.Errorf("answered %d, handled %d times, logged %s", resp.StatusCode, *handled, log)
	}
	log.Reset()
	store.begin, store.fail = nil, errors.New("disk full")
	if resp := deliver(t, hook, "{}", nil); resp.StatusCode != 500 || !strings.Contains(log.String(), "failed=handler") ||
		!strings.Contains(log.String(), "no such number") || !strings.Contains(log.String(), "disk full") {
		t.Errorf("answered %d, logged %s", resp.StatusCode, log)
	}
}

func TestBodyThatIsNoEvent(t *testing.T) {
	var outcome error
	hook, log, handled := hooked(t, nil, &outcome)
	if resp := deliver(t, hook, "[]", nil); resp.StatusCode != 400 || *handled != 0 || !strings.Contains(log.String(), "failed=body") {
		t.Errorf("answered %d, handled %d times, logged %s", resp.StatusCode, *handled, log)
	}
}
