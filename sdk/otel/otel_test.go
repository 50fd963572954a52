package otel_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	"go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.uber.org/goleak"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/otel"
	"github.com/hubchannels/hubchannels-go/sdk/runtime"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// telemetry collects what the middleware reports.
type telemetry struct {
	spans  *tracetest.InMemoryExporter
	reader *metric.ManualReader
	tracer *trace.TracerProvider
	option sdk.Option
}

func newTelemetry() *telemetry {
	o := &telemetry{spans: tracetest.NewInMemoryExporter(), reader: metric.NewManualReader()}
	o.tracer = trace.NewTracerProvider(trace.WithSyncer(o.spans))
	o.option = sdk.WithMiddleware(otel.Middleware(nil,
		otel.WithTracerProvider(o.tracer),
		otel.WithMeterProvider(metric.NewMeterProvider(metric.WithReader(o.reader))),
		otel.WithPropagator(propagation.TraceContext{}),
	))
	return o
}

// attributes are what a span or measurement has, but for the server's port.
func attributes(set []attribute.KeyValue) string {
	var all []string
	for _, a := range set {
		if a.Key != "server.port" {
			all = append(all, fmt.Sprintf("%s=%s", a.Key, a.Value.String()))
		}
	}
	slices.Sort(all)
	return strings.Join(all, " ")
}

func (o *telemetry) measured(t *testing.T) (all []string) {
	t.Helper()
	var data metricdata.ResourceMetrics
	if err := o.reader.Collect(t.Context(), &data); err != nil {
		t.Fatal(err)
	}
	for _, scope := range data.ScopeMetrics {
		for _, m := range scope.Metrics {
			for _, point := range m.Data.(metricdata.Histogram[float64]).DataPoints {
				all = append(all, fmt.Sprint(m.Name, m.Unit, point.Count, " ", attributes(point.Attributes.ToSlice())))
			}
		}
	}
	slices.Sort(all)
	return all
}

const hapikey = "secret-hapikey"

// call gets a thing by a secret id and with a query, as often as it takes.
func call(t *testing.T, o *telemetry, server string) error {
	t.Helper()
	key := &runtime.Scheme{Name: "hapikey", In: "query", Key: "hapikey"}
	c, err := runtime.New(runtime.API{Name: "things", Version: "1", BaseURL: server}, o.option, runtime.WithCredential(key, hapikey),
		sdk.WithRetry(sdk.RetryPolicy{MaxAttempts: 2, MinBackoff: time.Microsecond, MaxBackoff: time.Microsecond}))
	if err != nil {
		t.Fatal(err)
	}
	defer c.CloseIdleConnections()
	return c.Do(t.Context(), &runtime.Call{
		Operation: &runtime.Operation{
			Name: "Get", Method: "GET", Path: "/things/{id}", Repeat: runtime.RepeatAlways, Security: []runtime.Requirement{{key}},
			Parameters: []runtime.Parameter{{Name: "id", In: "path"}, {Name: "after", In: "query", Field: "After"}},
		},
		Path:   []any{"secret-id"},
		Params: &struct{ After string }{"secret-cursor"},
		Result: new(json.RawMessage),
	})
}

func TestEveryTryIsASpanAndAMeasurement(t *testing.T) {
	tries := 0
	var traceparents []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		traceparents = append(traceparents, r.Header.Get("Traceparent"))
		if tries++; tries == 1 {
			w.WriteHeader(503)
		}
		_, _ = io.WriteString(w, "{}")
	}))
	defer server.Close()
	o := newTelemetry()
	if err := call(t, o, server.URL); err != nil {
		t.Fatal(err)
	}

	spans := o.spans.GetSpans()
	host := strings.TrimPrefix(server.URL, "http://")
	common := "server.address=127.0.0.1 url.full=http://" + host + "/things/{id} url.template=/things/{id}"
	want := []string{
		"error.type=503 http.request.method=GET http.response.status_code=503 network.protocol.version=1.1 " + common,
		"http.request.method=GET http.request.resend_count=1 http.response.status_code=200 network.protocol.version=1.1 " + common,
	}
	if len(spans) != 2 {
		t.Fatalf("%d spans", len(spans))
	}
	for i, span := range spans {
		if got := attributes(span.Attributes); got != want[i] || span.Name != "GET /things/{id}" {
			t.Errorf("got  %s %s\nwant %s", span.Name, got, want[i])
		}
		if id := span.SpanContext.TraceID().String() + "-" + span.SpanContext.SpanID().String(); !strings.Contains(traceparents[i], id) {
			t.Errorf("sent %s in the span %s", traceparents[i], id)
		}
	}
	if spans[0].Status.Code != codes.Error || spans[1].Status.Code != codes.Unset {
		t.Errorf("the spans' status: %v, %v", spans[0].Status, spans[1].Status)
	}

	common = "server.address=127.0.0.1 url.scheme=http url.template=/things/{id}"
	measured := []string{
		"http.client.request.durations1 error.type=503 http.request.method=GET http.response.status_code=503 network.protocol.version=1.1 " + common,
		"http.client.request.durations1 http.request.method=GET http.response.status_code=200 network.protocol.version=1.1 " + common,
	}
	if got := o.measured(t); !slices.Equal(got, measured) {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "\n     "), strings.Join(measured, "\n     "))
	}
}

func TestConnectionErrors(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listener.Close()
	o := newTelemetry()
	if call(t, o, "http://"+listener.Addr().String()) == nil {
		t.Fatal("no error")
	}
	spans := o.spans.GetSpans()
	if len(spans) != 2 {
		t.Fatalf("%d spans", len(spans))
	}
	if got := attributes(spans[0].Attributes); !strings.HasPrefix(got, "error.type=*net.OpError ") || spans[0].Status.Code != codes.Error || spans[0].Status.Description != "" {
		t.Errorf("got %s, %+v", got, spans[0].Status)
	}
}

func TestBodyThatBreaksOff(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "10")
		_, _ = io.WriteString(w, "{")
	}))
	defer server.Close()
	o := newTelemetry()
	_ = call(t, o, server.URL)
	if got := attributes(o.spans.GetSpans()[0].Attributes); !strings.HasPrefix(got, "error.type=*errors.errorString ") {
		t.Errorf("got %s", got)
	}
}

func TestRedirects(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/secret-new" {
			http.Redirect(w, r, "/secret-new", http.StatusFound)
		}
	}))
	defer server.Close()
	o := newTelemetry()
	_ = call(t, o, server.URL)
	spans := o.spans.GetSpans()
	if len(spans) != 2 || spans[1].Name != "GET" {
		t.Fatalf("got %v", spans)
	}
	if got := attributes(spans[1].Attributes); !strings.Contains(got, "http.request.resend_count=1") || strings.Contains(got, "url.template") {
		t.Errorf("got %s", got)
	}
}

func TestNothingTellsASecret(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(404)
		_, _ = io.WriteString(w, "secret-body")
	}))
	defer server.Close()
	o := newTelemetry()
	_ = call(t, o, server.URL)
	text := fmt.Sprintf("%+v", o.spans.GetSpans()) + strings.Join(o.measured(t), " ")
	if strings.Contains(text, "secret") {
		t.Error(text)
	}
}

func TestSpanIsAChild(t *testing.T) {
	o := newTelemetry()
	ctx, parent := o.tracer.Tracer("test").Start(t.Context(), "parent")
	var inside context.Context
	next := sdk.RoundTripperFunc(func(req *http.Request) (*http.Response, error) {
		inside = req.Context()
		return nil, &url.Error{Op: "Get", Err: context.Canceled}
	})
	rt := otel.Middleware(otel.WithTracerProvider(o.tracer))(next)
	req, _ := http.NewRequestWithContext(ctx, "GET", "https://api.example.com/a?b=c", nil)
	resp, err := rt.RoundTrip(req)
	if resp != nil {
		resp.Body.Close()
	}
	if !errors.Is(err, context.Canceled) || inside == ctx {
		t.Errorf("got %v", err)
	}
	parent.End()
	span := o.spans.GetSpans()[0]
	if span.Parent.SpanID() != parent.SpanContext().SpanID() {
		t.Errorf("the span's parent is %v", span.Parent)
	}
	if got := attributes(span.Attributes); got != "error.type=context_canceled http.request.method=GET server.address=api.example.com url.full=https://api.example.com" {
		t.Errorf("got %s", got)
	}
}
