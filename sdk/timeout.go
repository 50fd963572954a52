package sdk

import (
	"context"
	"errors"
	"net"
)

// timeoutError is a timeout to everybody who asks.
type timeoutError string

func (e timeoutError) Error() string { return string(e) }

// Timeout and Temporary make it a net.Error.
func (timeoutError) Timeout() bool   { return true }
func (timeoutError) Temporary() bool { return true }

func (timeoutError) Is(target error) bool { return target == context.DeadlineExceeded }

// isTimeout reports whether an error in a chain says that it is a timeout.
func isTimeout(err error) bool {
	var timeout interface{ Timeout() bool }
	return errors.As(err, &timeout) && timeout.Timeout()
}

var (
	_ net.Error = TransportError{}
	_ net.Error = InterruptedError{}
)

// Timeout reports whether the cause is a timeout, such as [ErrAttemptTimeout].
func (e TransportError) Timeout() bool { return isTimeout(e.Err) }

// Temporary is [TransportError.Timeout]. It makes the error a net.Error.
func (e TransportError) Temporary() bool { return e.Timeout() }

// Timeout reports whether the call's deadline ended it.
func (e InterruptedError) Timeout() bool { return isTimeout(e.Err) }

// Temporary is [InterruptedError.Timeout]. It makes the error a net.Error.
func (e InterruptedError) Temporary() bool { return e.Timeout() }
