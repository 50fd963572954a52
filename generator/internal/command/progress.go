package command

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"golang.org/x/term"

	"github.com/hubchannels/hubchannels-go/generator/internal/console"
)

// quiet is how long a run may take before it says what it is doing.
const quiet = time.Second

// progress tells on a terminal which stage a long run is in, on one line that goes away. Elsewhere it is silent.
type progress struct {
	out   io.Writer
	begun time.Time
	done  chan struct{}
	ended sync.WaitGroup

	mu    sync.Mutex
	stage string
	notes []string
}

// newProgress begins a run. Its end must be told with close.
func newProgress(out io.Writer) *progress {
	p := &progress{out: out, begun: time.Now(), done: make(chan struct{})}
	if file, ok := out.(*os.File); ok && term.IsTerminal(int(file.Fd())) {
		p.ended.Go(p.show)
	}
	return p
}

// enter says which stage begins.
func (p *progress) enter(stage string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stage = stage
}

func (p *progress) show() {
	shown := false
	ticker := time.NewTicker(quiet / 4)
	defer ticker.Stop()
	for {
		select {
		case <-p.done:
			if shown {
				fmt.Fprint(p.out, "\r\x1b[K")
			}
			return
		case <-ticker.C:
			shown = p.line() || shown
		}
	}
}

// line writes the line, once the run has taken long enough.
func (p *progress) line() bool {
	elapsed := time.Since(p.begun)
	if elapsed < quiet {
		return false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	fmt.Fprintf(p.out, "\r\x1b[K%s (%.0f s)", console.Line(p.stage), elapsed.Seconds())
	return true
}

// note keeps what there is to know about a run until it has ended.
func (p *progress) note(format string, args ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.notes = append(p.notes, fmt.Sprintf(format, args...))
}

// close ends the run, takes the line away and says what there is to know.
func (p *progress) close() {
	close(p.done)
	p.ended.Wait()
	p.mu.Lock() // a run that was interrupted may go on for a while
	defer p.mu.Unlock()
	for _, note := range p.notes {
		_ = say(p.out, "%s", note)
	}
}
