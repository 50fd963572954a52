// Package prism runs Prism, a server that plays an OpenAPI document and holds every request against it. It is the second
// opinion of the end-to-end tests: neither this project nor the libraries that it is made of wrote it.
package prism

import (
	"bufio"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
)

// Server is a running Prism. One request at a time is sent to it.
type Server struct {
	// URL is its address.
	URL  string
	said string
}

// Start runs Prism for a document until the test ends. The test is skipped where Prism is not
// installed: PRISM names the program, or it is on the PATH.
func Start(t *testing.T, document string) *Server {
	t.Helper()
	program := os.Getenv("PRISM")
	if program == "" {
		program, _ = exec.LookPath("prism")
	}
	if program == "" {
		t.Skip("Prism is not installed: `make contract` fetches it and runs this test")
	}
	path, err := filepath.Abs(document)
	if err != nil {
		t.Fatal(err)
	}
	address := freeAddress(t)
	host, port, _ := net.SplitHostPort(address)
	// With --errors a request that the document forbids is answered with 422, and an answer that it forbids with 500.
	run(t, exec.CommandContext(t.Context(), program, "mock", "--errors", "--host", host, "--port", port, path))
	return &Server{URL: "http://" + address}
}

// freeAddress is an address on loopback that nobody listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// startTime is how long Prism may take to read a document.
const startTime = time.Minute

// run starts a command and waits until it says that it listens.
func run(t *testing.T, command *exec.Cmd) {
	t.Helper()
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	listening, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		follow(out, listening)
	}()
	t.Cleanup(func() {
		_ = command.Process.Kill()
		<-done
		_ = command.Wait()
	})
	select {
	case <-listening:
	case <-done:
		t.Fatal("Prism ended before it listened")
	case <-time.After(startTime):
		t.Fatal("Prism does not listen")
	}
}

// follow reads what Prism prints to its end, which keeps it from waiting, and closes listening when it says so.
func follow(out io.Reader, listening chan<- struct{}) {
	lines := bufio.NewScanner(out)
	said := false
	for lines.Scan() {
		if !said && strings.Contains(lines.Text(), "Prism is listening") {
			said = true
			close(listening)
		}
	}
}

// Watch is a middleware that looks at what Prism says of each request.
func (s *Server) Watch(next http.RoundTripper) http.RoundTripper {
	return sdk.RoundTripperFunc(func(r *http.Request) (*http.Response, error) {
		resp, err := next.RoundTrip(r)
		if err == nil {
			s.said = resp.Header.Get("Sl-Violations")
		}
		return resp, err
	})
}

// Violations is what Prism says of the last request, which ended with err: nothing if it has nothing to say.
func (s *Server) Violations(err error) []string {
	if err == nil {
		return nil
	}
	var said []struct{ Message string }
	if json.Unmarshal([]byte(s.said), &said) != nil || len(said) == 0 {
		return []string{err.Error()}
	}
	messages := make([]string, len(said))
	for i, violation := range said {
		messages[i] = violation.Message
	}
	return messages
}
