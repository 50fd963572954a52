package webhook

import (
	"bytes"
	"context"
	"errors"
)

// Typed makes a Handler of a function for events of one type. id is what identifies an event, "" nothing; nil is nothing for
// all. A nil deduper is one in memory. Generated packages call it.
func Typed[T any](verifier Verifier, deduper Deduper, read func(body []byte) (T, error), id func(T) string,
	handle func(ctx context.Context, event T) error) *Handler {
	return New(verifier, deduper, func(body []byte) (Event, error) {
		event, err := readJSON(body, read)
		if err != nil {
			return Event{}, err
		}
		made := Event{Handle: func(ctx context.Context) error { return handle(ctx, event) }}
		if id != nil {
			made.ID = id(event)
		}
		return made, nil
	})
}

// Answered makes a Handler of a function that answers events of one type. Generated packages call it.
func Answered[T, A any](verifier Verifier, read func(body []byte) (T, error), handle func(ctx context.Context, event T) (A, error)) *Handler {
	return Answering(verifier, func(ctx context.Context, body []byte) (any, error) {
		event, err := readJSON(body, read)
		if err != nil {
			return nil, &BodyError{Err: err}
		}
		return handle(ctx, event)
	})
}

// readJSON reads a body that is not null: most types have no value for that, and a handler would not expect one.
func readJSON[T any](body []byte, read func(body []byte) (T, error)) (event T, err error) {
	if bytes.Equal(bytes.TrimSpace(body), []byte("null")) {
		return event, errors.New("the body is null")
	}
	return read(body)
}

// Bytes reads a body of which nothing is known.
func Bytes(body []byte) ([]byte, error) { return body, nil }
