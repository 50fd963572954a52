package sdktest

import (
	"io"
	"net"
	"net/http"
	"strconv"
	"time"
)

// Fault is one way in which an exchange goes wrong. It strikes at one of three moments, of which one is set.
type Fault struct {
	name string
	// onHeader strikes when the header has arrived and the body has not been read.
	onHeader func(*exchange)
	// onRequest strikes when the request has arrived whole, and instead of doing what it asks for.
	onRequest func(*exchange)
	// onAnswer strikes when the request has been taken, and the answer is about to be sent.
	onAnswer func(*exchange, *Response)
}

// String is the fault's name, as in [Request].
func (f Fault) String() string { return f.name }

// ResetBeforeBody resets the connection when the request's header has arrived. The request is not taken.
func ResetBeforeBody() Fault {
	return Fault{name: "reset before the body", onHeader: (*exchange).reset}
}

// ResetDuringBody resets the connection when half of the request's body has been read. The request is not taken.
func ResetDuringBody() Fault {
	return Fault{name: "reset during the body", onHeader: func(x *exchange) {
		x.readHalf()
		x.reset()
	}}
}

// ResetAfterBody resets the connection when all of the request has been read. The request is not taken.
func ResetAfterBody() Fault {
	return Fault{name: "reset after the body", onRequest: (*exchange).reset}
}

// LoseResponse takes the request and resets the connection instead of answering.
func LoseResponse() Fault {
	return Fault{name: "lost response", onAnswer: func(x *exchange, _ *Response) { x.reset() }}
}

// TruncateResponse takes the request and closes the connection in the middle of the answer's body.
func TruncateResponse() Fault {
	return Fault{name: "truncated response", onAnswer: func(x *exchange, answer *Response) {
		x.sendHalf(answer)
		panic(http.ErrAbortHandler)
	}}
}

// ResetResponse takes the request and resets the connection in the middle of the answer's body.
func ResetResponse() Fault {
	return Fault{name: "reset during the response", onAnswer: func(x *exchange, answer *Response) {
		x.sendHalf(answer)
		x.reset()
	}}
}

// SlowResponse takes the request and waits before it answers: at most as long as the client does.
func SlowResponse(wait time.Duration) Fault {
	return Fault{name: "slow response", onAnswer: func(x *exchange, answer *Response) {
		if x.wait(wait) {
			x.send(answer)
		}
	}}
}

// SlowBody takes the request, answers with the header and half of the body, and waits before it sends the rest: at
// most as long as the client does.
func SlowBody(wait time.Duration) Fault {
	return Fault{name: "slow body", onAnswer: func(x *exchange, answer *Response) {
		rest := x.sendHalf(answer)
		if x.wait(wait) {
			_, _ = x.w.Write(rest)
		}
	}}
}

// NoResponse takes the request and never answers: the client has to give up, or the server to close.
func NoResponse() Fault {
	return Fault{name: "no response", onAnswer: func(x *exchange, _ *Response) { x.wait(forever) }}
}

// Status answers with an error of this status, in the form of the document's. The request is not taken. Headers are
// given as key, value, key, value.
func Status(status int, header ...string) Fault {
	return Fault{name: "status " + strconv.Itoa(status), onRequest: func(x *exchange) {
		answer := x.failure(Failure{Status: status, Message: "A fault that the test asked for."})
		setPairs(answer.Header, header)
		x.send(answer)
	}}
}

// Unavailable answers 503. The request is not taken. It says when to come back if retryAfter is not 0.
func Unavailable(retryAfter time.Duration) Fault {
	if retryAfter <= 0 {
		return Status(http.StatusServiceUnavailable)
	}
	seconds := int((retryAfter + time.Second - 1) / time.Second)
	fault := Status(http.StatusServiceUnavailable, "Retry-After", strconv.Itoa(seconds))
	fault.name += " with Retry-After"
	return fault
}

// Answer answers with what f returns, which the document need not know. The request is not taken. The name is the one
// in [Request].
func Answer(name string, f func(*Request) *Response) Fault {
	return Fault{name: name, onRequest: func(x *exchange) { x.send(f(x.record.clone())) }}
}

// AnswerWith answers with a status and a body of some media type, which the document need not know: a proxy's error in
// HTML, or a newer server's properties. The request is not taken.
func AnswerWith(status int, mediaType, body string) Fault {
	return Answer("answer "+strconv.Itoa(status), func(*Request) *Response {
		header := http.Header{}
		header.Set("Content-Type", mediaType)
		return &Response{Status: status, Header: header, Body: []byte(body)}
	})
}

func setPairs(header http.Header, pairs []string) {
	for i := 0; i+1 < len(pairs); i += 2 {
		header.Set(pairs[i], pairs[i+1])
	}
}

// readHalf reads half of the request's body, or a byte where its length is not announced.
func (x *exchange) readHalf() {
	half := make([]byte, max(1, x.r.ContentLength/2))
	n, _ := io.ReadFull(x.r.Body, half)
	x.server.journal.note(func() { x.record.Body = half[:n] })
}

// sendHalf sends the header, which announces the whole body, and half of the body. It returns the other half.
func (x *exchange) sendHalf(answer *Response) (rest []byte) {
	half := *answer
	half.Header.Set("Content-Length", strconv.Itoa(len(answer.Body)))
	half.Body, rest = answer.Body[:len(answer.Body)/2], answer.Body[len(answer.Body)/2:]
	x.send(&half)
	_ = http.NewResponseController(x.w).Flush()
	return rest
}

// reset breaks the connection so that the client's next read fails, and not merely ends.
func (x *exchange) reset() {
	connection, _, err := http.NewResponseController(x.w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if tcp, ok := connection.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = connection.Close()
}
