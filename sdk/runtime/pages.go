package runtime

import (
	"context"
	"iter"
	"reflect"

	"github.com/hubchannels/hubchannels-go/sdk"
)

// Pages fetches page after page of a list, beginning at the position in the call's Params, or at the one that [sdk.Follow]
// gives. The call's Result is no more than a sample. T is what an item is yielded as: a pointer, for objects. It ends after
// the last page, after the first error, or when the loop over it does. A position that was used before ends it with
// [sdk.ErrCursorLoop]: a server that repeats itself must not hold the caller for ever.
//
//go:noinline
func Pages[T any](ctx context.Context, c *Client, call *Call) iter.Seq2[sdk.Page[T], error] {
	call = call.withOwnParams()
	return func(yield func(sdk.Page[T], error) bool) {
		for p := newPager(ctx, c, call); p.fetch(); {
			page := sdk.Page[T]{Cursor: p.at, Next: p.next}
			if p.err == nil {
				page.Items = itemsAs[T](p.items)
			}
			if !yield(page, p.err) {
				return
			}
		}
	}
}

// Items flattens pages into their items. An error ends it, with the zero T.
//
//go:noinline
func Items[T any](pages iter.Seq2[sdk.Page[T], error]) iter.Seq2[T, error] {
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

// Inlined, Pages and Items would give each generated method functions of its own, which are long to compile.

// itemsAs are a slice's elements as T: themselves, or pointers to them.
func itemsAs[T any](items reflect.Value) []T {
	if !items.IsValid() {
		return nil
	}
	if same := reflect.TypeFor[[]T](); items.CanConvert(same) { // also where the list is a type of its own
		return items.Convert(same).Interface().([]T)
	}
	as := make([]T, items.Len())
	for i := range as {
		as[i] = items.Index(i).Addr().Interface().(T)
	}
	return as
}
