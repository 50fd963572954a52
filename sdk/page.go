package sdk

import (
	"fmt"
	"iter"
	"strconv"
)

// Page is one page of a list.
type Page[T any] struct {
	// Items are the page's items, in the server's order.
	Items []T
	// Cursor is what fetched this page; "" for the first.
	Cursor string
	// Next fetches the following page and can be stored to resume there; "" at the end.
	Next string
}

// Pages fetches page after page, beginning at the cursor start ("" is the first page). It ends after the last page,
// after the first error, or when the loop over it does. A cursor that was used before ends it with [ErrCursorLoop]: a
// server that repeats itself must not hold the caller for ever.
func Pages[T any](start string, fetch func(cursor string) (items []T, next string, err error)) iter.Seq2[Page[T], error] {
	return func(yield func(Page[T], error) bool) {
		used := map[string]bool{}
		for cursor := start; ; {
			items, next, err := fetch(cursor)
			if err != nil {
				yield(Page[T]{Cursor: cursor}, err)
				return
			}
			used[cursor] = true
			page := Page[T]{Items: items, Cursor: cursor, Next: next}
			if !yield(page, nil) || next == "" {
				return
			}
			if used[next] {
				yield(Page[T]{Cursor: next}, fmt.Errorf("page %d: %w", len(used)+1, ErrCursorLoop))
				return
			}
			cursor = next
		}
	}
}

// Items flattens pages into their items. An error ends it, with the zero T.
func Items[T any](pages iter.Seq2[Page[T], error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for page, err := range pages {
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, item := range page.Items {
				if !yield(item, nil) {
					return
				}
			}
		}
	}
}

// integer is what a parameter that counts may be.
type integer interface {
	~int | ~int32 | ~int64
}

// Position writes a number as the position of a page. 0 is the beginning, "".
func Position[N integer](n N) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(int64(n), 10)
}

// Number reads a position that is a number; nil is the beginning.
func Number[N integer](position string) *N {
	n, err := strconv.ParseInt(position, 10, 64)
	if err != nil || int64(N(n)) != n {
		return nil
	}
	return new(N(n))
}

// Advance counts on from a position by a number of steps. A list begins at first.
func Advance(position string, first, steps int) int64 {
	if n := Number[int64](position); n != nil {
		return *n + int64(steps)
	}
	return int64(first + steps)
}
