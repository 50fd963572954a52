package command

import "context"

// interruptible runs a stage that only computes, and gives up on it when the context ends: the libraries behind a stage do
// not look at the context, and the process ends right after. A stage that writes must not be run like this.
func interruptible[T any](ctx context.Context, stage func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		value, err := stage()
		done <- result{value, err}
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}
