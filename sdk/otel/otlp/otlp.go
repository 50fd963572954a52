// Package otlp sends the spans and measurements of package otel, and all others of the program, by OpenTelemetry's protocol over HTTP.
// Where to is said by OpenTelemetry's environment variables: OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SERVICE_NAME and the rest.
package otlp

import (
	"context"
	"fmt"
	"os"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/exporters/otlp/otlpmetric/otlpmetrichttp"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/trace"
)

// FlushTimeout is how long the end of [Start] may take.
const FlushTimeout = 10 * time.Second

// Start sets OpenTelemetry's global providers. Call it before anything that takes them, otel.Middleware for instance. Traces
// go where OTEL_EXPORTER_OTLP_ENDPOINT or OTEL_EXPORTER_OTLP_TRACES_ENDPOINT says, metrics where OTEL_EXPORTER_OTLP_ENDPOINT or
// OTEL_EXPORTER_OTLP_METRICS_ENDPOINT says; without these, or if OTEL_SDK_DISABLED is true, nowhere. End sends what is left:
//
//	defer otlp.Start(ctx)()
//
// What fails does not end the program, but is told to OpenTelemetry's error handler, which by default logs it.
func Start(ctx context.Context) (end func()) {
	ends := []func(context.Context) error{startTraces(ctx), startMetrics(ctx)}
	return func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), FlushTimeout)
		defer cancel()
		for _, end := range ends {
			if err := end(ctx); err != nil {
				otel.Handle(fmt.Errorf("otlp: sending what is left: %w", err))
			}
		}
	}
}

func nothing(context.Context) error { return nil }

func startTraces(ctx context.Context) (end func(context.Context) error) {
	if !configured("TRACES") {
		return nothing
	}
	exporter, err := otlptracehttp.New(ctx)
	if err != nil {
		otel.Handle(fmt.Errorf("otlp: sending traces: %w", err))
		return nothing
	}
	provider := trace.NewTracerProvider(trace.WithBatcher(exporter))
	otel.SetTracerProvider(provider)
	otel.SetTextMapPropagator(propagation.TraceContext{})
	return provider.Shutdown
}

func startMetrics(ctx context.Context) (end func(context.Context) error) {
	if !configured("METRICS") {
		return nothing
	}
	exporter, err := otlpmetrichttp.New(ctx)
	if err != nil {
		otel.Handle(fmt.Errorf("otlp: sending metrics: %w", err))
		return nothing
	}
	provider := metric.NewMeterProvider(metric.WithReader(metric.NewPeriodicReader(exporter)))
	otel.SetMeterProvider(provider)
	return provider.Shutdown
}

// configured reports whether the environment says where a signal goes.
func configured(signal string) bool {
	return os.Getenv("OTEL_SDK_DISABLED") != "true" &&
		(os.Getenv("OTEL_EXPORTER_OTLP_ENDPOINT") != "" || os.Getenv("OTEL_EXPORTER_OTLP_"+signal+"_ENDPOINT") != "")
}
