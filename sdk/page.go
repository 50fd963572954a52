package sdk

import "iter"

// Page is one page of a list.
type Page[T any] struct {
	// Items are the page's items, in the server's order.
	Items []T
	// Cursor is what fetched this page; "" for the first.
	Cursor string
	// Next fetches the following page and can be stored to resume there; "" at the end.
	Next string
}

// First returns the first item of a list that a function wants, and whether there is one. It asks for no page behind that.
func First[T any](items iter.Seq2[T, error], want func(T) bool) (item T, found bool, err error) {
	for item, err := range items {
		if err != nil || want(item) {
			return item, err == nil, err
		}
	}
	return item, false, nil
}

// FirstOr returns the first item of a list that a function wants, or what create makes if there is none. What has no idempotency key
// is made once this way by a program that calls it again after an answer that got lost. Where the list fails, nothing is made.
func FirstOr[T any](items iter.Seq2[T, error], want func(T) bool, create func() (T, error)) (T, error) {
	item, found, err := First(items, want)
	if err != nil || found {
		return item, err
	}
	return create()
}

// Items yields values that are at hand, for a request that sends a sequence of them.
func Items[T any](items ...T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, item := range items {
			if !yield(item, nil) {
				return
			}
		}
	}
}
