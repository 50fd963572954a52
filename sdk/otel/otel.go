// Package otel is OpenTelemetry for generated API clients: a middleware that makes a span and a measurement of every
// request, by OpenTelemetry's semantic conventions for HTTP. It is a module of its own, so that who does not trace has
// none of its dependencies. Use it as
//
//	client, err := customchannels.NewClient(..., customchannels.WithMiddleware(otel.Middleware()))
package otel

import (
	"net/http"
	"time"

	upstream "go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/propagation"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
	"go.opentelemetry.io/otel/semconv/v1.43.0/httpconv"
	"go.opentelemetry.io/otel/trace"

	"github.com/hubchannels/hubchannels-go/sdk"
)

const scope = "github.com/hubchannels/hubchannels-go/sdk/otel"

// Option configures the middleware.
type Option func(*config)

type config struct {
	tracers    trace.TracerProvider
	meters     metric.MeterProvider
	propagator propagation.TextMapPropagator
}

// WithTracerProvider makes spans with a provider other than the global one.
func WithTracerProvider(p trace.TracerProvider) Option { return func(c *config) { c.tracers = p } }

// WithMeterProvider measures with a provider other than the global one.
func WithMeterProvider(p metric.MeterProvider) Option { return func(c *config) { c.meters = p } }

// WithPropagator passes the trace on in headers other than the global propagator's.
func WithPropagator(p propagation.TextMapPropagator) Option {
	return func(c *config) { c.propagator = p }
}

// Middleware is for the client's WithMiddleware option. Each try is a client span of its own, named after method and
// path template, and one measurement in http.client.request.duration. Both end when the response's body has been read.
// Neither has a credential, a query, or what stands for the parameters in the path.
func Middleware(opts ...Option) func(next http.RoundTripper) http.RoundTripper {
	c := config{tracers: upstream.GetTracerProvider(), meters: upstream.GetMeterProvider(), propagator: upstream.GetTextMapPropagator()}
	for _, opt := range opts {
		if opt != nil {
			opt(&c)
		}
	}
	meter := c.meters.Meter(scope, metric.WithInstrumentationVersion(sdk.Version), metric.WithSchemaURL(semconv.SchemaURL))
	duration, err := httpconv.NewClientRequestDuration(meter)
	if err != nil {
		upstream.Handle(err) // duration measures nothing then
	}
	tracer := c.tracers.Tracer(scope, trace.WithInstrumentationVersion(sdk.Version), trace.WithSchemaURL(semconv.SchemaURL))
	return func(next http.RoundTripper) http.RoundTripper {
		return &transport{next: next, tracer: tracer, propagator: c.propagator, duration: duration}
	}
}

type transport struct {
	next       http.RoundTripper
	tracer     trace.Tracer
	propagator propagation.TextMapPropagator
	duration   httpconv.ClientRequestDuration
}

// RoundTrip sends a copy of the request, which carries the trace.
func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	about := describe(req)
	ctx, span := t.tracer.Start(req.Context(), about.name(), trace.WithSpanKind(trace.SpanKindClient), trace.WithAttributes(about.span()...))
	o := &observation{transport: t, ctx: req.Context(), span: span, about: about, start: time.Now()}

	req = req.WithContext(ctx)
	req.Header = req.Header.Clone()
	t.propagator.Inject(ctx, propagation.HeaderCarrier(req.Header))

	resp, err := t.next.RoundTrip(req)
	if err != nil {
		o.end(err)
		return resp, err
	}
	o.responded(resp)
	resp.Body = &body{ReadCloser: resp.Body, observation: o}
	return resp, nil
}

// responded notes a response. That a client got an error status is an error to it.
func (o *observation) responded(resp *http.Response) {
	o.result = append(o.result, semconv.HTTPResponseStatusCode(resp.StatusCode))
	if version := protocolVersion(resp); version != "" {
		o.result = append(o.result, semconv.NetworkProtocolVersion(version))
	}
	if resp.StatusCode >= 400 {
		o.result = append(o.result, errorStatus(resp.StatusCode))
		o.span.SetStatus(codes.Error, "")
	}
}
