package sdk

// ErrorWith is an error answer whose body has a type of its own in the document. It wraps the API's own error, which has the
// status, the header and the bytes; errors.As finds both.
type ErrorWith[T any] struct {
	// Body is what the API answered.
	Body *T
	// Err is the API's own error.
	Err error
}

// Error is what Err says.
func (e ErrorWith[T]) Error() string { return errorText(e.Err) }

// Unwrap returns Err.
func (e ErrorWith[T]) Unwrap() error { return e.Err }

// GoString is the text, marked as an ErrorWith.
func (e ErrorWith[T]) GoString() string { return goString("sdk.ErrorWith", e.Error()) }

// MarshalText is the text.
func (e ErrorWith[T]) MarshalText() ([]byte, error) { return []byte(e.Error()), nil }
