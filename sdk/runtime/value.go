package runtime

import "time"

// Value is what p points to, the zero value where it is nil.
func Value[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}

// AppendValues appends what the pointers point to. Nil ones are left out.
func AppendValues[T any](items []T, added []*T) []T {
	for _, p := range added {
		if p != nil {
			items = append(items, *p)
		}
	}
	return items
}

// Now is the current time in UTC, in milliseconds, which is as fine as APIs keep it.
func Now() time.Time { return time.Now().UTC().Truncate(time.Millisecond) }
