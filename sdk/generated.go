package sdk

import "errors"

// Options makes one option of several.
func Options(options ...Option) Option {
	return func(c *config) error {
		var problems []error
		for _, option := range options {
			if option != nil {
				problems = append(problems, option(c))
			}
		}
		return errors.Join(problems...)
	}
}

// KeyOf is the idempotency key of a call: the call's option, else the one that the body has, else a new random UUID.
func KeyOf[T ~string](current *T, options []CallOption) *T {
	if key, ok := CallIdempotencyKey(options); ok {
		return new(T(key))
	}
	if current != nil && *current != "" {
		return current
	}
	return new(T(IdempotencyKeyFor(nil)))
}
