package otel_test

import (
	customchannels "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	"github.com/hubchannels/hubchannels-go/sdk/otel"
)

func Example() {
	client, err := customchannels.NewClient(
		customchannels.WithAccessToken("token"),
		customchannels.WithMiddleware(otel.Middleware()), // the global providers, unless options say others
	)
	_, _ = client, err
}
