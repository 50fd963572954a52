package otel

import (
	"net/http"
	"strconv"

	"go.opentelemetry.io/otel/attribute"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"

	"github.com/hubchannels/hubchannels-go/sdk"
)

// description is what is known of a request before it is sent.
type description struct {
	method, scheme, host, template string
	port                           int
	resends                        int
}

func describe(req *http.Request) description {
	d := description{method: req.Method, scheme: req.URL.Scheme, host: req.URL.Hostname(), port: port(req)}
	attempt, ok := sdk.AttemptFromContext(req.Context())
	if ok {
		d.resends = attempt.Number - 1
	}
	redirects := 0
	for before := req.Response; before != nil && before.Request != nil; before = before.Request.Response {
		redirects++
	}
	if d.resends += redirects; ok && redirects == 0 {
		d.template = attempt.Path
	}
	return d
}

func port(req *http.Request) int {
	if n, err := strconv.Atoi(req.URL.Port()); err == nil {
		return n
	}
	if req.URL.Scheme == "http" {
		return 80
	}
	return 443
}

// name has little variety, which is why a request that is redirected has no path.
func (d description) name() string {
	if d.template == "" {
		return d.method
	}
	return d.method + " " + d.template
}

func (d description) span() []attribute.KeyValue {
	attrs := []attribute.KeyValue{
		semconv.HTTPRequestMethodKey.String(d.method),
		semconv.ServerAddress(d.host), semconv.ServerPort(d.port),
		// The convention wants the URL whole and its secrets taken out: a path's parameters may be some.
		semconv.URLFull(d.url()),
	}
	if d.template != "" {
		attrs = append(attrs, semconv.URLTemplate(d.template))
	}
	if d.resends > 0 {
		attrs = append(attrs, semconv.HTTPRequestResendCount(d.resends))
	}
	return attrs
}

func (d description) url() string {
	host := d.host
	if d.port != map[string]int{"https": 443, "http": 80}[d.scheme] {
		host += ":" + strconv.Itoa(d.port)
	}
	return d.scheme + "://" + host + d.template
}

func (d description) metric() []attribute.KeyValue {
	attrs := []attribute.KeyValue{semconv.URLScheme(d.scheme)}
	if d.template != "" {
		attrs = append(attrs, semconv.URLTemplate(d.template))
	}
	return attrs
}
