package otlp_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"

	upstream "go.opentelemetry.io/otel"

	"github.com/hubchannels/hubchannels-go/sdk/otel/otlp"
)

// TestStart has a collector on loopback: what was recorded is there once its end has returned, each signal where the environment says.
func TestStart(t *testing.T) {
	var mu sync.Mutex
	var got []string
	collector := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		got = append(got, r.URL.Path)
	}))
	defer collector.Close()
	for _, test := range []struct {
		env  map[string]string
		want []string
	}{
		{nil, nil},
		{map[string]string{"OTEL_EXPORTER_OTLP_METRICS_ENDPOINT": collector.URL + "/metrics-alone"}, []string{"/metrics-alone"}},
		{map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": collector.URL, "OTEL_SDK_DISABLED": "true"}, nil},
		{map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": collector.URL}, []string{"/v1/metrics", "/v1/traces"}},
	} {
		for _, name := range []string{"OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_SDK_DISABLED"} {
			t.Setenv(name, test.env[name])
		}
		got = nil
		ctx, cancel := context.WithCancel(t.Context())
		end := otlp.Start(ctx)
		_, span := upstream.Tracer("test").Start(t.Context(), "work")
		span.End()
		counter, err := upstream.Meter("test").Int64Counter("count")
		if err != nil {
			t.Fatal(err)
		}
		counter.Add(t.Context(), 1)
		cancel() // as it is when a program ends
		end()
		slices.Sort(got)
		if !slices.Equal(got, test.want) {
			t.Errorf("%v: came to %q, want %q", test.env, got, test.want)
		}
	}
}
