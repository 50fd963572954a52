package runtime

import (
	"io"
	"net/http"
	"time"
)

const (
	// drainBytes is how much of a body that nobody wants is read so that its connection can be used again.
	drainBytes = 1 << 18
	// drainWait is how long a call waits for that, and drainTime how long the rest may take behind its back.
	drainWait, drainTime = 20 * time.Millisecond, time.Second
)

// drain reads a body that nobody wants, so that its connection can be used again, and closes it. The request was done,
// whatever becomes of the rest.
func drain(resp *http.Response) {
	if resp.Body == http.NoBody || resp.ContentLength == 0 {
		resp.Body.Close()
		return
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		late := time.AfterFunc(drainTime, func() { resp.Body.Close() })
		defer late.Stop()
		_, _ = io.CopyN(io.Discard, resp.Body, drainBytes)
		resp.Body.Close()
	}()
	timer := time.NewTimer(drainWait)
	defer timer.Stop()
	select {
	case <-done:
	case <-timer.C:
	}
}
