package otel

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"sync"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
	"go.opentelemetry.io/otel/semconv/v1.43.0/httpconv"
	"go.opentelemetry.io/otel/trace"
)

// observation is one request while it is under way.
type observation struct {
	*transport
	ctx    context.Context
	span   trace.Span
	about  description
	start  time.Time
	result []attribute.KeyValue
	once   sync.Once
}

// failed notes an error by its kind. Its text may quote what was sent or received.
func (o *observation) failed(err error) {
	o.result = append(o.result, semconv.ErrorTypeKey.String(errorType(err)))
	o.span.SetStatus(codes.Error, "")
}

// end is the observation's, once: a body may be read to its end and closed, and by two goroutines.
func (o *observation) end(err error) {
	o.once.Do(func() {
		if err != nil {
			o.failed(err)
		}
		o.span.SetAttributes(o.result...)
		o.span.End()
		attrs := append(o.about.metric(), o.result...)
		o.duration.Record(o.ctx, time.Since(o.start).Seconds(), httpconv.RequestMethodAttr(o.about.method), o.about.host, o.about.port, attrs...)
	})
}

// body ends the observation when it has been read or is closed.
type body struct {
	io.ReadCloser
	*observation
}

func (b *body) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	switch {
	case errors.Is(err, io.EOF):
		b.end(nil)
	case err != nil:
		b.end(err)
	}
	return n, err
}

func (b *body) Close() error {
	err := b.ReadCloser.Close()
	b.end(nil)
	return err
}

// errorType is low in variety: a name for the errors that everybody knows, and a Go type for the others.
func errorType(err error) string {
	switch {
	case errors.Is(err, context.Canceled):
		return "context_canceled"
	case errors.Is(err, context.DeadlineExceeded):
		return "timeout"
	}
	return semconv.ErrorType(err).Value.AsString()
}

func errorStatus(status int) attribute.KeyValue {
	return semconv.ErrorTypeKey.String(strconv.Itoa(status))
}

func protocolVersion(resp *http.Response) string {
	switch {
	case resp.ProtoMajor == 0:
		return ""
	case resp.ProtoMajor > 1:
		return strconv.Itoa(resp.ProtoMajor)
	}
	return strconv.Itoa(resp.ProtoMajor) + "." + strconv.Itoa(resp.ProtoMinor)
}
