package runtime

import (
	"errors"
	"net/http"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
	"github.com/hubchannels/hubchannels-go/sdk/internal/settings"
)

// config is what the options have set. New turns it into a Client and forgets it.
type config struct{ settings.Client }

const (
	defaultMaxResponseBytes = 10 << 20
	defaultMaxEmptyPages    = 100
)

func newConfig(api API, opts []sdk.Option) (*config, error) {
	c := &config{settings.Client{
		MaxResponseBytes: defaultMaxResponseBytes,
		MaxEmptyPages:    defaultMaxEmptyPages,
		Header:           http.Header{},
		Credentials:      map[string]any{},
	}}
	var problems []error
	for _, opt := range opts {
		if opt != nil {
			problems = append(problems, opt(&c.Client))
		}
	}
	return c, errors.Join(problems...)
}

// idleTimeout is how long a stream may be silent; 0 is no limit.
func (c *config) idleTimeout() time.Duration {
	if c.StreamIdleTimeout != nil {
		return *c.StreamIdleTimeout
	}
	return c.AttemptTimeout
}
