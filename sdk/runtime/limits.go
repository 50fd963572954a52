package runtime

import (
	"sync"

	"github.com/hubchannels/hubchannels-go/sdk"
)

// lastLimits keeps the latest limits that any response reported.
type lastLimits struct {
	mu     sync.Mutex
	limits sdk.Limits
	known  bool
}

func (l *lastLimits) set(limits sdk.Limits) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.limits, l.known = limits, true
}

func (l *lastLimits) get() (sdk.Limits, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.limits, l.known
}
