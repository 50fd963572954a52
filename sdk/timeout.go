package sdk

import (
	"context"
	"errors"
	"net"
)

// attemptTimeout is ErrAttemptTimeout. It is a timeout to everybody who asks.
type attemptTimeout struct{}

func (attemptTimeout) Error() string { return "no answer within the time for one try" }

// Timeout and Temporary make it a net.Error.
func (attemptTimeout) Timeout() bool   { return true }
func (attemptTimeout) Temporary() bool { return true }

func (attemptTimeout) Is(target error) bool { return target == context.DeadlineExceeded }

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
